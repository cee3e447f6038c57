#include "dateline/places/places.h"

#include <gtest/gtest.h>

#include "dateline/conllu/conllu.h"
#include "dateline/places/sample_gazetteer.h"

namespace dateline {
namespace {

const Gazetteer& gazetteer() {
  static const Gazetteer sample = sample_gazetteer();
  return sample;
}

struct Found {
  Parsed parsed;
  Places places;

  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const Place& place : places.places) out.emplace_back(parsed.doc.at(place.span));
    return out;
  }
};

Found find(std::string_view conllu, const Mentions& mentions = {}) {
  Found out{std::move(read_conllu(conllu)).value(), {}};
  out.places =
      find_places(out.parsed.doc, out.parsed.tokens, out.parsed.syntax, mentions, gazetteer());
  return out;
}

using Names = std::vector<std::string>;

constexpr std::string_view kSoldiers =
    "1 Soldiers soldier NOUN NNS _ 2 nsubj _ _\n"
    "2 died die VERB VBD _ 0 root _ _\n"
    "3 in in ADP IN _ 5 case _ _\n"
    "4 northern northern ADJ JJ _ 5 amod _ _\n"
    "5 Mali Mali PROPN NNP _ 2 obl _ NER=B-Location|SpaceAfter=No\n"
    "6 . . PUNCT . _ 2 punct _ _\n";

TEST(FindPlaces, FindsAPlaceWithItsTokens) {
  const Found found = find(kSoldiers);
  ASSERT_EQ(found.names(), Names{"Mali"});
  const Place& mali = found.places.places[0];
  EXPECT_EQ(mali.first, 4u);
  EXPECT_EQ(mali.last, 5u);
  EXPECT_EQ(mali.candidates.at(0).country, "MLI");
  EXPECT_EQ(mali.candidates.at(0).level, PlaceLevel::country);
  EXPECT_FALSE(mali.is_actor);
  EXPECT_FALSE(mali.is_dateline);
}

TEST(FindPlaces, LeavesPersons) {
  const Found found = find(
      "1 Paris Paris PROPN NNP _ 3 nsubj _ NER=B-Person\n"
      "2 Hilton Hilton PROPN NNP _ 1 flat _ NER=I-Person\n"
      "3 sang sing VERB VBD _ 0 root _ SpaceAfter=No\n"
      "4 . . PUNCT . _ 3 punct _ _\n"
      "\n"
      "1 Hilton Hilton PROPN NNP _ 2 nsubj _ _\n"
      "2 smiled smile VERB VBD _ 0 root _ SpaceAfter=No\n"
      "3 . . PUNCT . _ 2 punct _ _\n");
  EXPECT_EQ(found.names(), Names{});
}

TEST(FindPlaces, LeavesTitledSurnamesThatTheRecognizerMissed) {
  const Found found = find(
      "1 President President PROPN NNP _ 2 nmod:desc _ _\n"
      "2 Paris Paris PROPN NNP _ 3 nsubj _ _\n"
      "3 spoke speak VERB VBD _ 0 root _ _\n");
  EXPECT_EQ(found.names(), Names{});
}

TEST(FindPlaces, LeavesPartsOfOrganizations) {
  const Found found = find(
      "1 Students student NOUN NNS _ 5 nsubj _ _\n"
      "2 of of ADP IN _ 3 case _ _\n"
      "3 Paris Paris PROPN NNP _ 4 compound _ NER=B-Organization\n"
      "4 University University PROPN NNP _ 1 nmod _ NER=I-Organization\n"
      "5 marched march VERB VBD _ 0 root _ _\n");
  EXPECT_EQ(found.names(), Names{});
}

TEST(FindPlaces, LeavesSmallTownsWithoutASign) {
  const Found alone = find(
      "1 Walker Walker PROPN NNP _ 2 nsubj _ _\n"
      "2 won win VERB VBD _ 0 root _ _\n");
  EXPECT_EQ(alone.names(), Names{});
  const Found located = find(
      "1 Fire fire NOUN NN _ 2 nsubj _ _\n"
      "2 raged rage VERB VBD _ 0 root _ _\n"
      "3 in in ADP IN _ 4 case _ _\n"
      "4 Walker Walker PROPN NNP _ 2 obl _ _\n");
  EXPECT_EQ(located.names(), Names{"Walker"});
}

TEST(FindPlaces, SaysThatAMetonymActs) {
  Mentions mentions;
  mentions.head_index = {0, kNone, kNone};
  Mention mention;
  mention.last = 1;
  mention.kind = MentionKind::metonym;
  mentions.mentions.push_back(mention);
  const Found found = find(
      "1 Paris Paris PROPN NNP _ 2 nsubj _ NER=B-Location\n"
      "2 protested protest VERB VBD _ 0 root _ SpaceAfter=No\n"
      "3 . . PUNCT . _ 2 punct _ _\n",
      mentions);
  ASSERT_EQ(found.names(), Names{"Paris"});
  EXPECT_TRUE(found.places.places[0].is_actor);
}

TEST(FindPlaces, KeepsAPlaceItCannotResolve) {
  const Found found = find(
      "1 Rain rain NOUN NN _ 2 nsubj _ _\n"
      "2 fell fall VERB VBD _ 0 root _ _\n"
      "3 in in ADP IN _ 4 case _ _\n"
      "4 Xyzzyville Xyzzyville PROPN NNP _ 2 obl _ NER=B-Location\n");
  ASSERT_EQ(found.names(), Names{"Xyzzyville"});
  EXPECT_FALSE(found.places.places[0].resolved());
}

TEST(FindPlaces, ResolvesTheDatelineAndCountsItAsEvidence) {
  Parsed parsed = std::move(read_conllu("1 Police police NOUN NN _ 2 nsubj _ _\n"
                                        "2 left leave VERB VBD _ 0 root _ _\n"
                                        "3 Paris Paris PROPN NNP _ 2 obj _ NER=B-Location\n"))
                      .value();
  const std::string header = "LAMAR COUNTY, Texas -- ";
  Document document;
  document.text = header + parsed.doc.text;
  const auto shift = static_cast<uint32_t>(header.size());
  document.body = {shift, static_cast<uint32_t>(document.text.size())};
  document.dateline_place = {0, 12};
  for (Token& token : parsed.tokens.tokens) {
    token.span.begin += shift;
    token.span.end += shift;
  }
  const Places places = find_places(document, parsed.tokens, parsed.syntax, {}, gazetteer());
  ASSERT_EQ(places.places.size(), 2u);
  EXPECT_TRUE(places.places[0].is_dateline);
  EXPECT_EQ(places.places[0].first, places.places[0].last);
  EXPECT_EQ(places.places[0].candidates.at(0).name, "Lamar County");
  EXPECT_EQ(places.places[1].candidates.at(0).country, "USA");
}

TEST(FindPlaces, TakesAnArticleWithoutAnything) {
  const Document empty;
  EXPECT_TRUE(find_places(empty, {}, {}, {}, gazetteer()).places.empty());
}

TEST(FindPlaces, MakesNoPlaceOfADemonym) {
  const Found found = find(
      "1 Malian malian ADJ JJ _ 2 amod _ NER=B-NORP\n"
      "2 troops troop NOUN NNS _ 3 nsubj _ _\n"
      "3 left leave VERB VBD _ 0 root _ _\n");
  EXPECT_EQ(found.names(), Names{});
}

}  // namespace
}  // namespace dateline
