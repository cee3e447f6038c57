#include "dateline/eval/evaluate_ud.h"

#include <gtest/gtest.h>

#include "dateline/eval/ud_words.h"

namespace dateline {
namespace {

constexpr const char* kGold = R"(1 Troops troops NOUN NNS Number=Plur 4 nsubj
2-3 didn't _ _ _ _ _ _
2 did do AUX VBD VerbForm=Fin 4 aux
3 n't not PART RB _ 4 advmod
4 move move VERB VB VerbForm=Inf 0 root _ SpaceAfter=No
5 . . PUNCT . _ 4 punct

1 Talks talk NOUN NNS Number=Plur 2 nsubj:pass
2 failed fail VERB VBD VerbForm=Fin 0 root
)";

UdMeasures compare(const char* gold, const char* ours) {
  const auto a = read_conllu(gold);
  const auto b = read_conllu(ours);
  EXPECT_TRUE(a.ok() && b.ok());
  EXPECT_EQ(a->doc.text, b->doc.text);
  return score_ud(*a, b->tokens, b->syntax);
}

TEST(ScoreUdTest, GoldAgreesWithItself) {
  const UdMeasures same = compare(kGold, kGold);
  EXPECT_EQ(same.tokens.gold, 6u) << "a multiword token is one token";
  EXPECT_EQ(same.words.gold, 7u);
  EXPECT_EQ(same.clas.gold, 5u);
  for (const Agreement& measure : {same.tokens, same.sentences, same.words, same.upos, same.lemmas,
                                   same.las_subtypes, same.clas, same.mlas, same.blex})
    EXPECT_EQ(measure.f1(), 1);
}

// One sentence instead of two, the multiword token whole, a wrong head, a
// relation that differs in its subtype alone, a wrong lemma.
constexpr const char* kOurs = R"(1 Troops troops NOUN NNS Number=Plur 3 nsubj
2 didn't do AUX VBD VerbForm=Fin 3 aux
3 move move VERB VB VerbForm=Inf 0 root _ SpaceAfter=No
4 . . PUNCT . _ 2 punct
5 Talks talks NOUN NNS Number=Plur 6 nsubj
6 failed fail VERB VBD VerbForm=Fin 3 conj
)";

TEST(ScoreUdTest, CountsWhatDiffers) {
  const UdMeasures measures = compare(kGold, kOurs);
  EXPECT_EQ(measures.tokens.correct, 6u);
  EXPECT_EQ(measures.sentences.ours, 1u);
  EXPECT_EQ(measures.sentences.correct, 0u);
  EXPECT_EQ(measures.words.gold, 7u);
  EXPECT_EQ(measures.words.ours, 6u);
  EXPECT_EQ(measures.words.correct, 5u) << "neither did nor n't is didn't";
  EXPECT_EQ(measures.lemmas.correct, 4u);
  EXPECT_EQ(measures.uas.correct, 3u);
  EXPECT_EQ(measures.las.correct, 3u) << "subtypes are not compared";
  EXPECT_EQ(measures.las_subtypes.correct, 2u);
  EXPECT_EQ(measures.clas.gold, 5u);
  EXPECT_EQ(measures.clas.correct, 3u);
}

TEST(AlignWordsTest, InsideMultiwordTokensByForm) {
  const auto gold = read_conllu(kGold);
  const auto split = read_conllu(R"(1 Troops _ NOUN _ _ 0 root
2-4 didn't _ _ _ _ _ _
2 did _ AUX _ _ 1 dep
3 n _ PART _ _ 1 dep
4 't _ PART _ _ 1 dep
5 move _ VERB _ _ 1 dep _ SpaceAfter=No
6 . _ PUNCT _ _ 1 dep

1 Talks _ NOUN _ _ 2 nsubj
2 failed _ VERB _ _ 0 root
)");
  ASSERT_TRUE(gold.ok() && split.ok());
  const auto aligned = align_words(ud_words(gold->doc, gold->tokens, &gold->forms),
                                   ud_words(split->doc, split->tokens, nullptr));
  EXPECT_EQ(aligned, (std::vector<uint32_t>{0, 1, kNone, 4, 5, 6, 7}));
}

TEST(EvaluateUdTest, NamesAFileThatIsNotThere) {
  const auto rules = TextRules::load("data");
  ASSERT_TRUE(rules.ok());
  EXPECT_FALSE(Model::load("no-such.dlm").ok());
  EXPECT_EQ(Model::load("no-such.dlm").error().file, "no-such.dlm");
}

}  // namespace
}  // namespace dateline
