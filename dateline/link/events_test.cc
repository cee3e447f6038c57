#include "dateline/link/events.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

const LinkRules& rules() {
  static const Result<LinkRules> loaded =
      LinkRules::load(std::filesystem::path(DATELINE_SOURCE_DIR) / "data");
  if (!loaded) throw std::runtime_error(loaded.error().message());
  return *loaded;
}

LinkPlace city(const char* name, int64_t geonameid, double lat, double lon) {
  return {name, "IRQ", geonameid, 4, lat, lon};
}
const LinkPlace kKirkuk = city("Kirkuk", 94787, 35.47, 44.39);
const LinkPlace kBaghdad = city("Baghdad", 98182, 33.34, 44.4);

LinkRecord bombing(const char* id, const char* day, uint32_t dead) {
  LinkRecord record;
  record.id = record.document = id;
  record.event = "ASSAULT";
  record.status = "positive;";
  record.rule = "assault/bomb";
  record.published = record.start = record.end = parse_iso_date(day);
  record.dated = true;
  record.recipients = {{"IRQ", "CVL", "", "", ""}};
  record.place = kKirkuk;
  record.size.dead = dead;
  record.text = "A car bomb killed people at a market in Kirkuk.";
  return record;
}

std::vector<uint32_t> linked(const std::vector<LinkRecord>& records) {
  return link_events(records, {}, rules());
}
using Firsts = std::vector<uint32_t>;

TEST(LinkEvents, OneBombingWithTwelveDeadHereAndFifteenThere) {
  EXPECT_EQ(linked({bombing("a", "2019-06-03", 12), bombing("b", "2019-06-03", 15)}),
            (Firsts{0, 0}));
}

TEST(LinkEvents, NotAnotherDayTownOrStatus) {
  LinkRecord there = bombing("c", "2019-06-03", 12);
  there.place = kBaghdad;
  LinkRecord denied = bombing("d", "2019-06-03", 12);
  denied.status = "negative;";
  EXPECT_EQ(linked({bombing("a", "2019-06-03", 12), bombing("b", "2019-06-04", 12), there, denied}),
            (Firsts{0, 1, 2, 3}));
}

TEST(LinkEvents, AReportIsOfItsDayOrBefore) {
  LinkRecord next_day = bombing("b", "2019-06-04", 12);
  next_day.dated = false;  // "a bomb killed 12": dated by the article
  EXPECT_EQ(linked({bombing("a", "2019-06-03", 12), next_day}), (Firsts{0, 0}));
  LinkRecord day_before = bombing("c", "2019-06-02", 12);
  day_before.dated = false;
  EXPECT_EQ(linked({bombing("a", "2019-06-03", 12), day_before}), (Firsts{0, 1}));
}

TEST(LinkEvents, NoChainOverAReportThatNamesNoTown) {
  LinkRecord nowhere = bombing("b", "2019-06-03", 12);
  nowhere.place = {};
  LinkRecord there = bombing("c", "2019-06-03", 12);
  there.place = kBaghdad;
  EXPECT_EQ(linked({bombing("a", "2019-06-03", 12), nowhere, there}), (Firsts{0, 0, 2}));
}

LinkRecord meeting(const char* id, std::vector<LinkParty> actors,
                   std::vector<LinkParty> recipients) {
  LinkRecord record = bombing(id, "2019-06-03", 0);
  record.event = "CONSULT";
  record.rule = "consult/meet";
  record.size = {};
  record.text = "They met.";
  record.actors = std::move(actors);
  record.recipients = std::move(recipients);
  return record;
}

TEST(LinkEvents, WhoMeetsWhomIsWordingButWhoIsThereIsNot) {
  const LinkParty merkel{"DEU", "GOV", "Q567", "Angela Merkel", "leader"};
  const LinkParty erdogan{"TUR", "GOV", "Q39259", "Recep Tayyip Erdogan", "leader"};
  const LinkParty niinisto{"FIN", "GOV", "Q29207", "Sauli Niinisto", "leader"};
  EXPECT_EQ(linked({meeting("a", {merkel}, {erdogan}), meeting("b", {erdogan, merkel}, {}),
                    meeting("c", {merkel}, {niinisto})}),
            (Firsts{0, 0, 2}));
}

TEST(LinkEvents, WhatIsUndatedStandsAlone) {
  LinkRecord undated = bombing("b", "2019-06-03", 12);
  undated.start.reset();
  EXPECT_EQ(linked({undated, undated}), (Firsts{0, 1}));
}

// A store links batch by batch.
TEST(LinkEvents, InPartsAsAtOnce) {
  std::vector<LinkRecord> records;
  for (const char* id : {"a", "b", "c", "d", "e", "f"}) {
    records.push_back(bombing(id, "2019-06-03", 12));
    if (records.size() % 3 == 0) records.back().place = kBaghdad;
    if (records.size() % 3 == 2) records.back().place = {};
  }
  const Firsts whole = linked(records);
  for (size_t cut = 0; cut <= records.size(); ++cut) {
    const std::vector<LinkRecord> part(records.begin(), records.begin() + cut);
    EXPECT_EQ(link_events(records, linked(part), rules()), whole) << cut;
  }
}

TEST(LinkRules, SaysWhatIsMissing) {
  const auto none = LinkRules::load("nowhere");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace dateline
