#include "dateline/events/retell.h"

#include "dateline/events/test_reading.h"

namespace dateline::coding {
namespace {

// Two sentences: "Oslo met Bonn Monday." "Oslo met Bonn."
constexpr const char* kTwice =
    "1 Oslo Oslo PROPN NNP _ 2 nsubj\n2 met meet VERB VBD _ 0 root\n3 Bonn Bonn PROPN NNP _ 2 obj\n"
    "\n"
    "1 Oslo Oslo PROPN NNP _ 2 nsubj\n2 met meet VERB VBD _ 0 root\n3 Bonn Bonn PROPN NNP _ 2 obj\n"
    "4 Monday Monday PROPN NNP _ 2 obl:unmarked\n";

Reading twice(const std::string& second_code) {
  Reading r = reading_of(kTwice, {{0, "NOR"}, {2, "DEU"}, {3, "NOR"}, {5, second_code}});
  Timex timex;
  timex.first = 6;
  timex.last = 7;
  timex.start = timex.end = parse_iso_date("2024-05-06");
  r.times.timexes.push_back(timex);
  r.times.anchor = parse_iso_date("2024-05-07");
  r.times.anchor_from = TimeFrom::dateline;
  return r;
}

TEST(Retell, AMeetingToldTwiceIsOneRecordWithTheBetterDate) {
  const auto events = events_of(twice("DEU"));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].sentence, 0u);
  EXPECT_EQ(events[0].start, parse_iso_date("2024-05-06"));
  EXPECT_EQ(events[0].time_from, TimeFrom::text);
}

TEST(Retell, AMeetingWithSomebodyElseIsAnother) {
  EXPECT_EQ(events_of(twice("FRA")).size(), 2u);
}

}  // namespace
}  // namespace dateline::coding
