// Attribution and certainty on sentences of ours, with the shipped model.
#include <gtest/gtest.h>

#include "tests/articles.h"

namespace dateline {
namespace {

struct Row {
  const char* text;
  const char* source;  // of the first claim
  const char* cue;
  const char* content;  // stands in its content
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.text; }

class ClaimRows : public testing::TestWithParam<Row> {};

std::string piece(const Reading& reading, Span span) {
  return reading.doc.text.substr(span.begin, span.end - span.begin);
}

TEST_P(ClaimRows, SourceCueContent) {
  const Reading reading = read_article(GetParam().text);
  ASSERT_FALSE(reading.claims.claims.empty());
  const Claim& claim = reading.claims.claims.front();
  EXPECT_EQ(piece(reading, claim.source), GetParam().source);
  EXPECT_EQ(piece(reading, claim.cue), GetParam().cue);
  std::string content;
  for (const Span span : claim.content) content += piece(reading, span) + " ";
  EXPECT_NE(content.find(GetParam().content), std::string::npos) << content;
}

INSTANTIATE_TEST_SUITE_P(
    Claims, ClaimRows,
    testing::Values(Row{"The army shelled the town, the governor said.", "the governor", "said",
                        "shelled the town"},
                    Row{"According to police, two men were arrested.", "police", "According to",
                        "two men were arrested"},
                    Row{"\"We will not negotiate,\" the rebel leader told reporters.",
                        "the rebel leader", "told", "We will not negotiate"},
                    Row{"The ministry denied that troops had crossed the border.", "The ministry",
                        "denied", "troops had crossed the border"},
                    Row{"Border police beat a dozen teenagers with batons and threw their phones "
                        "into the river, an aid group alleged.",
                        "an aid group", "alleged", "beat a dozen teenagers"},
                    Row{"The last guerrillas were demobilised at a camp in the hills, the regional "
                        "president said, giving their rifles to police.",
                        "the regional president", "said", "were demobilised"},
                    Row{"Both sides have accepted a pause in districts where children are to be "
                        "immunised, the WHO said on Thursday.",
                        "the WHO", "said", "have accepted a pause"},
                    Row{"Envoys have become rare on the islands, a former minister said, after a "
                        "ferry sank off Koror.",
                        "a former minister", "said", "have become rare"},
                    Row{"Villagers were beheaded last week by jihadists in the north, police in "
                        "Maputo confirmed.",
                        "police in Maputo", "confirmed", "were beheaded"},
                    Row{"Hunters heaped curses on the air force, reported a retired doctor, for "
                        "four bombs lost under the ice.",
                        "a retired doctor", "reported", "heaped curses"},
                    Row{"Soldiers, who officials said fired first, have left.", "officials", "said",
                        "fired first"}));

// The factuality of the word `word`.
Factuality factuality(const std::string& text, const std::string& word) {
  const Reading reading = read_article(text);
  for (size_t i = 0; i < reading.tokens.size(); ++i)
    if (piece(reading, reading.tokens.tokens[i].span) == word) return reading.claims.factuality[i];
  ADD_FAILURE() << "no token " << word;
  return {};
}

TEST(ClaimsFactuality, WhatWillBeIsFuture) {
  EXPECT_TRUE(factuality("Leaders of both states will meet in Vienna next week.", "meet").aux &
              kFuture);
  EXPECT_TRUE(factuality("Leaders of both states are to meet in Vienna next week.", "meet").aux &
              kFuture);
  EXPECT_TRUE(factuality("The minister was to meet the bishop later on Tuesday.", "meet").aux & kFuture);
  EXPECT_FALSE(factuality("Leaders of both states met in Vienna last week.", "met").aux & kFuture);
}

TEST(ClaimsFactuality, WhatIsNotIsNegated) {
  EXPECT_EQ(factuality("The army did not attack the town.", "attack").polarity, Polarity::negative);
  EXPECT_EQ(factuality("The army attacked the town.", "attacked").polarity, Polarity::positive);
}

TEST(ClaimsFactuality, WhatIsDeniedOrHasYetToHappenIsNegated) {
  for (const auto& [text, word] :
       {std::pair("Moscow denied reports that its forces had shelled the town.", "shelled"),
        std::pair("Israel denied allegations that it had bombed the hospital.", "bombed"),
        std::pair("The government has yet to hold talks with the rebels.", "hold"),
        std::pair("The archbishop stopped short of endorsing the challenger.", "endorsing"),
        std::pair("Planned talks between the two presidents did not take place on Friday.",
                  "talks")})
    EXPECT_EQ(factuality(text, word).polarity, Polarity::negative) << text;
  EXPECT_EQ(factuality("Kyiv confirmed reports that its forces had shelled the town.", "shelled")
                .polarity,
            Polarity::positive);
  EXPECT_EQ(factuality("Talks between the two presidents took place on Friday.", "Talks").polarity,
            Polarity::positive);
}

TEST(ClaimsFactuality, WhatHangsOnACaseIsHypothetical) {
  EXPECT_TRUE(factuality("If the army attacks the town, thousands could flee.", "attacks").aux &
              kHypothetical);
}

}  // namespace
}  // namespace dateline
