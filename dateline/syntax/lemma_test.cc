#include "dateline/syntax/lemma.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

std::string lemma(std::string_view script, std::string_view form) {
  FormStrings strings;
  strings.assign(form);
  std::string out = "left over";
  LemmaScript::read(script)->apply(strings, out);
  return out;
}

TEST(LemmaScriptTest, Table) {
  EXPECT_EQ(lemma("L|0|", "Said"), "said");
  EXPECT_EQ(lemma("L|1|", "Talks"), "talk");
  EXPECT_EQ(lemma("L|3|y", "Cities"), "city");
  EXPECT_EQ(lemma("K|0|", "NATO"), "NATO");
  EXPECT_EQ(lemma("C|1|", "KOREAS"), "Korea");
  EXPECT_EQ(lemma("C|0|", "ÉLYSÉE"), "Élysée");
  EXPECT_EQ(lemma("L|1|", "Élysée"), "élysé");
  EXPECT_EQ(lemma("L|9|", "Is"), "is") << "an empty result is the base itself";
  EXPECT_EQ(lemma("L|9|be", "Is"), "be");
  EXPECT_EQ(lemma("C|9|", "Is"), "Is");
}

TEST(LemmaScriptTest, RefusesOtherLines) {
  EXPECT_FALSE(LemmaScript::read("").ok());
  EXPECT_FALSE(LemmaScript::read("L|1").ok());
  EXPECT_FALSE(LemmaScript::read("Q|1|").ok());
  EXPECT_FALSE(LemmaScript::read("L|x|").ok());
  EXPECT_FALSE(LemmaScript::read("L||").ok());
}

TEST(LemmaDictionaryTest, FindsByFormAndTag) {
  const std::string text = "left\tJJ\tleft\nleft\tVBD\tleave\nsaw\tVBD\tsee\n";
  const auto dictionary = LemmaDictionary::read(text);
  ASSERT_TRUE(dictionary.ok());
  EXPECT_EQ(dictionary->find("left", "VBD"), "leave");
  EXPECT_EQ(dictionary->find("left", "JJ"), "left");
  EXPECT_EQ(dictionary->find("left", "NN"), "");
  EXPECT_EQ(dictionary->find("", ""), "");
  EXPECT_EQ(LemmaDictionary().find("left", "JJ"), "");
  EXPECT_FALSE(LemmaDictionary::read("left\tJJ\n").ok());
  EXPECT_FALSE(LemmaDictionary::read("left\tJJ\tleft").ok());
}

}  // namespace
}  // namespace dateline
