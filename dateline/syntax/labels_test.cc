#include "dateline/syntax/labels.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

BioModel two_types() {
  BioModel model;
  for (const char* label : {"O", "B-Person", "I-Person", "B-Date", "I-Date"})
    model.labels.push_back(*BioLabel::read(label));
  model.transition.assign(6 * 5, 0);
  const auto forbid = [&](int from, int to) { model.transition[from * 5 + to] = -10000; };
  for (const int from : {0, 3, 4, 5}) forbid(from, 2);
  for (const int from : {0, 1, 2, 5}) forbid(from, 4);
  return model;
}

TEST(BioLabelTest, Reads) {
  EXPECT_EQ(BioLabel::read("I-Money")->type, EntityType::money);
  EXPECT_FALSE(BioLabel::read("Person").ok());
  EXPECT_FALSE(BioLabel::read("B-").ok());
  EXPECT_FALSE(BioLabel::read("B-O").ok());
}

TEST(DecodeEntitiesTest, ObeysTheTransitions) {
  // Alone, the second token would be I-Date, which cannot follow B-Person.
  const float score[] = {0, 5, 0, 0, 0,   //
                         0, 0, 3, 0, 4,   //
                         2, 0, 0, 0, 1,   //
                         0, 0, 0, 0, 5};  // and an entity cannot begin inside
  BioScratch scratch;
  std::vector<NamedEntity> entities;
  decode_entities(two_types(), score, 5, 10, 4, scratch, entities);
  ASSERT_EQ(entities.size(), 2u);
  EXPECT_EQ(entities[0].first, 10u);
  EXPECT_EQ(entities[0].last, 12u);
  EXPECT_EQ(entities[0].type, EntityType::person);
  EXPECT_GT(entities[0].score, 0.2f);
  EXPECT_LT(entities[0].score, 0.5f);
  EXPECT_EQ(entities[1].type, EntityType::date);
  EXPECT_EQ(entities[1].first, 12u) << "B-Date I-Date is better than leaving the last token out";
}

TEST(DecodeEntitiesTest, NeighboursStayApart) {
  const float score[] = {0, 5, 0, 0, 0,  //
                         0, 5, 0, 0, 0};
  BioScratch scratch;
  std::vector<NamedEntity> entities;
  decode_entities(two_types(), score, 5, 0, 2, scratch, entities);
  EXPECT_EQ(entities.size(), 2u);
  decode_entities(two_types(), score, 5, 0, 0, scratch, entities);
  EXPECT_EQ(entities.size(), 2u);
}

}  // namespace
}  // namespace dateline
