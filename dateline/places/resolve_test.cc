#include "dateline/places/resolve.h"

#include <gtest/gtest.h>

#include "dateline/places/places.h"
#include "dateline/places/sample_gazetteer.h"

namespace dateline {
namespace {

const Gazetteer& gazetteer() {
  static const Gazetteer sample = sample_gazetteer();
  return sample;
}

// The place of each name in `names`, as found one after the other in the text.
std::vector<Place> resolve(std::string text, const std::vector<std::string>& names) {
  Document document;
  document.text = std::move(text);
  std::vector<Span> spans;
  size_t from = 0;
  for (const std::string& name : names) {
    const size_t at = document.text.find(name, from);
    EXPECT_NE(at, std::string::npos) << name;
    spans.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(at + name.size())});
    from = at + name.size();
  }
  return resolve_places(document, spans, gazetteer()).places;
}

std::string country(const Place& place) {
  return place.resolved() ? place.candidates.front().country : "";
}

TEST(ResolvePlaces, PrefersTheLargeTownWhereNothingIsSaid) {
  EXPECT_EQ(country(resolve("He lives in Paris.", {"Paris"})[0]), "FRA");
}

TEST(ResolvePlaces, BelievesTheDivisionAfterAComma) {
  EXPECT_EQ(country(resolve("He lives in Paris, Texas.", {"Paris"})[0]), "USA");
  EXPECT_EQ(country(resolve("He lives in Paris, TX, today.", {"Paris"})[0]), "USA");
  EXPECT_EQ(country(resolve("He lives in Paris, Tex., today.", {"Paris"})[0]), "USA");
}

TEST(ResolvePlaces, BelievesTheCountyOfTheArticle) {
  const auto places =
      resolve("The Lamar County sheriff of Texas spoke. Deputies drove to Paris.", {"Paris"});
  EXPECT_EQ(country(places[0]), "USA");
}

TEST(ResolvePlaces, KeepsOneSenseInOneArticle) {
  const auto places = resolve("Paris was quiet. In Paris, Texas, he said Paris was home.",
                              {"Paris", "Paris", "Paris"});
  for (const Place& place : places) EXPECT_EQ(country(place), "USA");
}

TEST(ResolvePlaces, TellsTwoSensesWhereTheTextDoes) {
  const auto places = resolve("From Paris, Texas, she flew to Paris, France.", {"Paris", "Paris"});
  EXPECT_EQ(country(places[0]), "USA");
  EXPECT_EQ(country(places[1]), "FRA");
}

TEST(ResolvePlaces, LetsNeighboursDecideGeorgia) {
  EXPECT_EQ(country(resolve("Tbilisi, Georgia", {"Georgia"})[0]), "GEO");
  EXPECT_EQ(country(resolve("Atlanta, Georgia", {"Georgia"})[0]), "USA");
}

TEST(ResolvePlaces, AnswersTheKindThatIsAskedFor) {
  const auto province = resolve("Fighting spread in Gao province.", {"Gao"});
  EXPECT_EQ(province[0].candidates.front().level, PlaceLevel::admin1);
  const auto city = resolve("Fighting spread in the city of Gao.", {"Gao"});
  EXPECT_EQ(city[0].candidates.front().level, PlaceLevel::city);
}

TEST(ResolvePlaces, ReadsListsOfCounties) {
  const auto places = resolve("Storms hit Walker and Lamar counties.", {"Walker", "Lamar"});
  EXPECT_EQ(places[0].candidates.front().name, "Walker County");
  EXPECT_EQ(places[1].candidates.front().name, "Lamar County");
}

TEST(ResolvePlaces, ResolvesADemonymToItsCountry) {
  EXPECT_EQ(country(resolve("A Malian soldier died.", {"Malian"})[0]), "MLI");
}

TEST(ResolvePlaces, KeepsRunnersUpWithScores) {
  const Place paris = resolve("He lives in Paris.", {"Paris"})[0];
  ASSERT_EQ(paris.candidates.size(), 2u);
  EXPECT_GT(paris.candidates[0].score, paris.candidates[1].score);
  EXPECT_NEAR(paris.candidates[0].score + paris.candidates[1].score, 1, 1e-4);
}

TEST(ResolvePlaces, NeverGuessesAnUnknownName) {
  EXPECT_FALSE(resolve("He lives in Xyzzyville, Mali.", {"Xyzzyville"})[0].resolved());
}

TEST(ResolvePlaces, GivesNothingForASpanOutsideTheText) {
  Document document;
  document.text = "Paris";
  const Span beyond[] = {{3, 90}, {4, 4}, {5, 2}};
  const Places places = resolve_places(document, beyond, gazetteer());
  ASSERT_EQ(places.places.size(), 3u);
  for (const Place& place : places.places) EXPECT_FALSE(place.resolved());
}

TEST(ResolvePlaces, IsBoundedOnThousandsOfNames) {
  std::string text;
  std::vector<Span> spans;
  for (uint32_t i = 0; i < 20'000; ++i) {
    spans.push_back({static_cast<uint32_t>(text.size()), static_cast<uint32_t>(text.size() + 5)});
    text += "Paris, Texas ";
  }
  Document document;
  document.text = text;
  const Places places = resolve_places(document, spans, gazetteer());
  ASSERT_EQ(places.places.size(), spans.size());
  EXPECT_EQ(country(places.places.back()), "USA");
}

TEST(DistanceKm, IsTheGreatCircle) {
  EXPECT_NEAR(distance_km(48.85, 2.35, 51.51, -0.13), 343, 3);
  EXPECT_NEAR(distance_km(0, 179, 0, -179), 222, 1);
  EXPECT_EQ(distance_km(10, 20, 10, 20), 0);
}

}  // namespace
}  // namespace dateline
