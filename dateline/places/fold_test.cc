#include "dateline/places/fold.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(FoldName, GivesOneSpellingForOneName) {
  EXPECT_EQ(fold_name("Al-Fāshir"), "al fashir");
  EXPECT_EQ(fold_name("AL FASHIR"), "al fashir");
  EXPECT_EQ(fold_name("al  Fashir"), "al fashir");
}

TEST(FoldName, DropsStopsAndApostrophes) {
  EXPECT_EQ(fold_name("U.S."), "us");
  EXPECT_EQ(fold_name("W. Va."), "w va");
  EXPECT_EQ(fold_name("N'Djamena"), "ndjamena");
  EXPECT_EQ(fold_name("Sana’a"), "sanaa");
  EXPECT_EQ(fold_name("Şa‘dah"), "sadah");
}

TEST(FoldName, SimplifiesLatinLetters) {
  EXPECT_EQ(fold_name("Łódź"), "lodz");
  EXPECT_EQ(fold_name("Gießen"), "giessen");
  EXPECT_EQ(fold_name("Århus"), "arhus");
  EXPECT_EQ(fold_name("Điện Biên"), "dien bien");
}

TEST(FoldName, KeepsOtherScriptsInLowerCase) { EXPECT_EQ(fold_name("Киев"), "киев"); }

TEST(FoldName, IsEmptyWithoutLetters) {
  EXPECT_EQ(fold_name(""), "");
  EXPECT_EQ(fold_name(" - . '"), "");
}

TEST(FoldName, FoldsWhatIsFoldedToItself) {
  for (const char* name :
       {"São Tomé and Príncipe", "St. John's", "Xi’an", "Þórshöfn", "K2 / Chogori"})
    EXPECT_EQ(fold_name(fold_name(name)), fold_name(name));
}

TEST(FoldName, TakesBytesThatAreNoUtf8) { EXPECT_EQ(fold_name("Pa\xFFris"), "pa ris"); }

TEST(NameKey, WordByWordIsTheKeyOfTheWholeName) {
  NameKey key;
  key.add_word("rio");
  EXPECT_EQ(key.value(), NameKey::of("rio"));
  key.add_word("de");
  key.add_word("janeiro");
  EXPECT_EQ(key.value(), NameKey::of("rio de janeiro"));
  EXPECT_NE(key.value(), NameKey::of("riodejaneiro"));
}

}  // namespace
}  // namespace dateline
