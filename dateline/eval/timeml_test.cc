#include "dateline/eval/timeml.h"

#include <gtest/gtest.h>

#include "dateline/render/timeml.h"

namespace dateline {
namespace {

constexpr std::string_view kArticle = R"(<?xml version="1.0" ?>
<TimeML>
<DOCID>x1</DOCID>
<DCT><TIMEX3 tid="t0" type="TIME" value="2019-01-10T09:42" functionInDocument="CREATION_TIME">10</TIMEX3></DCT>
<TEXT>
A &amp; B <EVENT eid="e1">met</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2019-01-08" mod="START"><SIGNAL>Tues</SIGNAL>day</TIMEX3>.<TIMEX3 tid="t2" type="DURATION" value="P1D"/></TEXT>
</TimeML>)";

TEST(ParseTimeml, GivesTextDateAndExpressions) {
  const auto article = parse_timeml(kArticle, "x.tml");
  ASSERT_TRUE(article.ok());
  EXPECT_EQ(article->doc.text, "\nA & B met on Tuesday.");
  EXPECT_EQ(article->doc.id, "x1");
  EXPECT_EQ(iso(*article->doc.published), "2019-01-10");
  ASSERT_EQ(article->timexes.size(), 1u);  // an expression without words is not scored
  EXPECT_EQ(article->doc.at(article->timexes[0].span), "Tuesday");
  EXPECT_EQ(article->timexes[0].value, "2019-01-08");
  EXPECT_EQ(article->timexes[0].mod, "START");
}

TEST(ParseTimeml, RefusesWhatIsNoTimeml) {
  EXPECT_EQ(parse_timeml("plain text", "x").error().kind, ErrorKind::bad_input);
  EXPECT_EQ(parse_timeml("<TimeML/>", "x").error().what, "no TEXT element");
  EXPECT_EQ(parse_timeml("", "x").error().kind, ErrorKind::bad_input);
  EXPECT_EQ(read_timeml("no/such/file.tml").error().kind, ErrorKind::not_found);
}

TEST(ParseTimeml, ReadsBackWhatToTimemlWrites) {
  Reading reading;
  reading.doc.id = "a";
  reading.doc.text = "Café: \"1 < 2\" & on 8 May\r\n\tthey <met>.";
  reading.doc.published = parse_iso_date("2019-05-10");
  Timex timex;
  const auto at = static_cast<uint32_t>(reading.doc.text.find("8 May"));
  timex.span = {at, at + 5};
  timex.type = TimexType::set;
  timex.value = "2019-05-08";
  reading.times.timexes.push_back(timex);
  const auto back = parse_timeml(to_timeml(reading), "a");
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->doc.text, reading.doc.text);
  EXPECT_EQ(back->doc.published, reading.doc.published);
  ASSERT_EQ(back->timexes.size(), 1u);
  EXPECT_EQ(back->timexes[0].span, timex.span);
  EXPECT_EQ(back->timexes[0].type, TimexType::set);
}

TEST(ParseTimeml, DeepNestingIsNoDanger) {
  std::string xml = "<TimeML><TEXT>";
  for (int i = 0; i < 200; ++i) xml += "<s>";
  xml += "x";
  for (int i = 0; i < 200; ++i) xml += "</s>";
  const auto article = parse_timeml(xml + "</TEXT></TimeML>", "deep");
  ASSERT_TRUE(article.ok());
  EXPECT_EQ(article->doc.text, "x");
}

}  // namespace
}  // namespace dateline
