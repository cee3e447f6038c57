// The layer structs: names round-trip, trees are walked, chains end.
#include <gtest/gtest.h>

#include "dateline/doc/reading.h"

namespace dateline {
namespace {

template <class Enum>
void expect_round_trip(int count) {
  for (int i = 0; i < count; ++i) {
    const auto value = static_cast<Enum>(i);
    Enum back{};
    EXPECT_TRUE(from_string(to_string(value), back)) << i;
    EXPECT_EQ(back, value);
  }
}

TEST(Doc, NamesRoundTrip) {
  expect_round_trip<Upos>(17);
  expect_round_trip<Deprel>(static_cast<int>(Deprel::xcomp) + 1);
  expect_round_trip<EntityType>(10);
  expect_round_trip<EventType>(kEventTypes);
  Deprel none{};
  EXPECT_FALSE(from_string("nsubj:nope", none));
}

Syntax chain_of(std::vector<uint32_t> heads) {
  Syntax syntax;
  for (uint32_t head : heads) {
    syntax.words.emplace_back();
    syntax.words.back().head = head;
  }
  syntax.index_children();
  return syntax;
}

TEST(Doc, ChildrenAreInTextOrder) {
  const Syntax syntax = chain_of({1, kNone, 1, 2});
  ASSERT_EQ(syntax.children(1).size(), 2u);
  EXPECT_EQ(syntax.children(1)[0], 0u);
  EXPECT_EQ(syntax.children(1)[1], 2u);
  EXPECT_EQ(syntax.subtree(2), (Span{2, 4}));
  EXPECT_EQ(syntax.child(1, Deprel::obj), kNone);
}

TEST(Doc, ReadsFeatures) {
  Syntax syntax = chain_of({kNone});
  syntax.words[0].feats = syntax.symbols.intern("Number=Sing|Tense=Past|VerbForm=Fin");
  EXPECT_EQ(syntax.feature("Tense", 0), "Past");
  EXPECT_EQ(syntax.feature("VerbForm", 0), "Fin");
  EXPECT_EQ(syntax.feature("Verb", 0), "");
}

TEST(Doc, AttributionChainIsNearestFirstAndEnds) {
  Claims claims;
  claims.claims.resize(3);
  claims.claims[0].inner = 1;  // "Yonhap reported, citing officials"
  claims.outer = {2, kNone, 0};  // broken on purpose: 2 is around 0, and 0 around 2
  EXPECT_EQ(attribution_chain(claims, 0), (std::vector<uint32_t>{0, 1, 2}));
  EXPECT_TRUE(attribution_chain(claims, kNone).empty());
}

}  // namespace
}  // namespace dateline
