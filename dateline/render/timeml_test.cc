#include "dateline/render/timeml.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

Reading sample() {
  Reading reading;
  reading.doc.id = "a&b";
  reading.doc.text = "They met on Tuesday & left <soon>.\r\n";
  reading.doc.published = parse_iso_date("2019-01-10");
  for (const Span span : {Span{0, 4}, Span{5, 8}, Span{9, 11}, Span{12, 19}}) {
    reading.tokens.tokens.push_back({span, kSpaceAfter});
  }
  Timex timex;
  timex.span = {12, 19};
  timex.value = "2019-01-08";
  timex.anchored = true;
  reading.times.timexes.push_back(timex);
  Event event;
  event.trigger = 1;
  event.timex = 0;
  event.aux = kNegation;
  reading.events.events = {event, event};
  return reading;
}

TEST(ToTimeml, MarksTimesAndEventsInTheText) {
  const std::string xml = to_timeml(sample());
  EXPECT_NE(xml.find("<DOCID>a&amp;b</DOCID>"), std::string::npos);
  EXPECT_NE(xml.find("functionInDocument=\"CREATION_TIME\">2019-01-10</TIMEX3></DCT>"),
            std::string::npos);
  EXPECT_NE(xml.find("<TEXT>They <EVENT eid=\"e1\" class=\"OCCURRENCE\">met</EVENT> on "
                     "<TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2019-01-08\" "
                     "temporalFunction=\"true\" functionInDocument=\"NONE\" "
                     "anchorTimeID=\"t0\">Tuesday</TIMEX3> &amp; left &lt;soon&gt;.&#13;\n</TEXT>"),
            std::string::npos)
      << xml;
}

TEST(ToTimeml, TwoEventsOfOneWordShareItsTag) {
  const std::string xml = to_timeml(sample());
  EXPECT_EQ(xml.find("eid=\"e2\""), std::string::npos);
  EXPECT_NE(xml.find("eventID=\"e1\" eiid=\"ei2\" tense=\"NONE\" aspect=\"NONE\" polarity=\"NEG\""),
            std::string::npos);
  EXPECT_NE(xml.find("eventInstanceID=\"ei2\" relatedToTime=\"t1\""), std::string::npos);
}

TEST(ToTimeml, AnArticleWithoutADateHasNoCreationTime) {
  Reading reading = sample();
  reading.doc.published.reset();
  EXPECT_EQ(to_timeml(reading).find("DCT"), std::string::npos);
}

TEST(ToTimeml, AControlCharacterKeepsItsPlace) {
  Reading reading;
  reading.doc.text = std::string("a\0b", 3);
  EXPECT_NE(to_timeml(reading).find("<TEXT>a?b</TEXT>"), std::string::npos);
}

}  // namespace
}  // namespace dateline
