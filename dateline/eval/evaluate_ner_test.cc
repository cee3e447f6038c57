#include "dateline/eval/evaluate_ner.h"

#include <gtest/gtest.h>

#include "dateline/eval/ner_gold.h"

namespace dateline {
namespace {

TEST(NerGoldTest, ReadsNewswireColumns) {
  NerGold gold;
  ASSERT_TRUE(
      read_ner_columns("Kabul\tB-Location\n’\tO\ns\tO\nmayor\tO\n\n"
                       "Ana\tB-Person\nLima\tI-Person\ndidn\tO\n’\tO\nt\tO\nspeak\tO\n.\tO\n",
                       gold)
          .ok());
  ASSERT_EQ(gold.documents.size(), 1u);
  const Parsed& parsed = gold.documents[0];
  EXPECT_EQ(parsed.doc.text, "Kabul’s mayor Ana Lima didn’t speak. ");
  ASSERT_EQ(parsed.tokens.sentences.size(), 2u);
  ASSERT_EQ(parsed.syntax.entities.size(), 2u);
  EXPECT_EQ(parsed.doc.at(parsed.tokens.span(parsed.syntax.entities[1].first,
                                             parsed.syntax.entities[1].last)),
            "Ana Lima");
  EXPECT_EQ(gold.classes.size(), 2u);
}

TEST(NerGoldTest, ReadsIobWithIdsAndOtherNames) {
  NerGold gold;
  ASSERT_TRUE(read_ner_columns("# sent_id = 1\n1\tRome\tB-LOC\t-\tx\n2\tNine\tB-OTH\t-\tx\n"
                               "3\tUnion\tI-OTH\t-\tx\n4\tACME\tS-ORG\t-\tx\n",
                               gold)
                  .ok());
  EXPECT_EQ(gold.unknown, 1u);
  ASSERT_EQ(gold.documents[0].syntax.entities.size(), 2u);
  EXPECT_EQ(gold.documents[0].syntax.entities[1].type, EntityType::organization);
}

TEST(NerGoldTest, TheOuterOfNestedEntitiesCounts) {
  NerGold gold;
  ASSERT_TRUE(read_ner_columns("2019\tB-Date\tB-Money\nUganda\tB-Organization\tB-Location\n"
                               "Bank\tI-Organization\n",
                               gold)
                  .ok());
  ASSERT_EQ(gold.documents[0].syntax.entities.size(), 2u);
  EXPECT_EQ(gold.documents[0].syntax.entities[0].type, EntityType::date);
  EXPECT_EQ(gold.documents[0].syntax.entities[1].last, 3u);
}

TEST(NerGoldTest, RefusesOtherColumns) {
  NerGold gold;
  const Status status = read_ner_columns("Rome\tO\ncity\tNOUN\n", gold);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().what, "line 2: not a BIO label: NOUN");
  EXPECT_EQ(status.error().offset, 7u);
}

TEST(NerGoldTest, GuessesSpaces) {
  EXPECT_EQ(guess_spaces({"He", "said", ",", "\"", "no", "\"", "(", "AFP", ")", "Jong", "-", "un"}),
            (std::vector<bool>{true, false, true, false, false, true, false, false, true, false,
                               false, true}));
}

TEST(NerGoldTest, NamesAFolderThatIsNotThere) {
  const auto gold = read_ner_gold("no-such-folder", 1);
  ASSERT_FALSE(gold.ok());
  EXPECT_EQ(gold.error().message(), "no-such-folder: no such file or folder");
}

}  // namespace
}  // namespace dateline
