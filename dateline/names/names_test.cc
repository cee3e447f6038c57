#include <gtest/gtest.h>

#include "dateline/names/reading_test.h"

namespace dateline::names {
namespace {

// "South Korean President Moon Jae-in met Kim Jong-un in Pyongyang. He urged Seoul."
constexpr std::string_view kMeeting = R"(
1 South south ADJ JJ _ 2 advmod _ _
2 Korean korean ADJ JJ _ 3 amod _ _
3 President president PROPN NNP _ 4 nmod:desc _ _
4 Moon Moon PROPN NNP _ 8 nsubj _ NER=B-Person
5 Jae Jae PROPN NNP _ 4 flat _ NER=I-Person|SpaceAfter=No
6 - - PUNCT HYPH _ 7 punct _ NER=I-Person|SpaceAfter=No
7 in in PROPN NNP _ 4 flat _ NER=I-Person
8 met meet VERB VBD _ 0 root _ _
9 Kim Kim PROPN NNP _ 8 obj _ NER=B-Person
10 Jong Jong PROPN NNP _ 9 flat _ NER=I-Person|SpaceAfter=No
11 - - PUNCT HYPH _ 12 punct _ NER=I-Person|SpaceAfter=No
12 un un PROPN NNP _ 9 flat _ NER=I-Person
13 in in ADP IN _ 14 case _ _
14 Pyongyang Pyongyang PROPN NNP _ 8 obl _ NER=B-Location|SpaceAfter=No
15 . . PUNCT . _ 8 punct _ _

1 He he PRON PRP _ 2 nsubj _ _
2 urged urge VERB VBD _ 0 root _ _
3 Pyongyang Pyongyang PROPN NNP _ 2 obj _ NER=B-Location
4 and and CCONJ CC _ 5 cc _ _
5 Turkish turkish ADJ JJ _ 6 amod _ _
6 police police NOUN NNS _ 3 conj _ SpaceAfter=No
7 . . PUNCT . _ 2 punct _ _
)";

TEST(Names, PersonsHaveTheirOfficeOnTheDate) {
  const Read r = read(kMeeting);
  EXPECT_EQ(r.codes("Moon"), "KOR GOV");
  EXPECT_EQ(r.entity("Moon").name, "Moon Jae-in");
  EXPECT_EQ(r.codes("Kim"), "PRK GOV");
  EXPECT_EQ(r.entity("Kim").office, "supreme leader");
}

TEST(Names, ACapitalIsAPlaceAfterInAndAGovernmentAsObject) {
  const Read r = read(kMeeting);
  EXPECT_EQ(r.at("Pyongyang", 0).kind, MentionKind::place);
  EXPECT_EQ(r.at("Pyongyang", 1).kind, MentionKind::metonym);
  EXPECT_EQ(r.codes("Pyongyang", 1), "PRK GOV");
}

TEST(Names, APronounTakesTheSubjectBefore) {
  const Read r = read(kMeeting);
  EXPECT_EQ(r.entity("He").name, "Moon Jae-in");
}

TEST(Names, ARoleTakesItsAdjectivesCountry) {
  const Read r = read(kMeeting);
  EXPECT_EQ(r.codes("police"), "TUR COP");
  EXPECT_EQ(r.at("Turkish").kind, MentionKind::name);
  EXPECT_EQ(r.at("Turkish").entity, kNone) << "a modifier is no mention";
}

// "Kenyan police shot at students. The government said nothing."
constexpr std::string_view kDomestic = R"(
1 Kenyan kenyan ADJ JJ _ 2 amod _ _
2 police police NOUN NNS _ 3 nsubj _ _
3 shot shoot VERB VBD _ 0 root _ SpaceAfter=No
4 . . PUNCT . _ 3 punct _ _

1 The the DET DT _ 2 det _ _
2 government government NOUN NN _ 3 nsubj _ _
3 spoke speak VERB VBD _ 0 root _ SpaceAfter=No
4 . . PUNCT . _ 3 punct _ _
)";

std::string government_under(std::string_view conllu, const std::string& dateline) {
  auto parsed = read_conllu(conllu);
  EXPECT_TRUE(parsed.ok());
  const auto at = static_cast<uint32_t>(parsed->doc.text.size());
  parsed->doc.text += dateline;  // where it stands does not matter here
  parsed->doc.dateline_place = {at, at + static_cast<uint32_t>(dateline.size())};
  const Mentions found = find_mentions(parsed->doc, parsed->tokens, parsed->syntax, test_book());
  for (const Mention& m : found.mentions)
    if (parsed->doc.at(parsed->tokens[m.head].span) == "government") return found.entities[m.entity].code;
  return "no mention";
}

TEST(Names, BareBodiesOfADomesticStoryAreOfTheDatelinesCountry) {
  EXPECT_EQ(government_under(kDomestic, "NAIROBI, Kenya"), "KEN");
  EXPECT_EQ(government_under(kDomestic, "GENEVA"), "KEN") << "the lead is about another country";
  EXPECT_EQ(government_under(kDomestic, ""), "KEN");
}

TEST(Names, EveryEntityKnowsItsMentions) {
  const Read r = read(kMeeting);
  for (uint32_t e = 0; e < r.mentions.entities.size(); ++e)
    for (uint32_t m : r.mentions.entities[e].mentions) EXPECT_EQ(r.mentions.mentions[m].entity, e);
  for (uint32_t m = 1; m < r.mentions.mentions.size(); ++m)
    EXPECT_LT(r.mentions.mentions[m - 1].head, r.mentions.mentions[m].head);
}

TEST(Names, WithoutAParseNothingIsFound) {
  auto parsed = read_conllu(kMeeting);
  ASSERT_TRUE(parsed.ok());
  EXPECT_TRUE(find_mentions(parsed->doc, parsed->tokens, Syntax{}, test_book()).mentions.empty());
}

}  // namespace
}  // namespace dateline::names
