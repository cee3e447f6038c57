#include "dateline/read/header.h"

#include <gtest/gtest.h>

#include <string>

#include "dateline/read/testing.h"
#include "dateline/read/wire_dateline.h"

namespace dateline {
namespace {

using read_testing::marks;

Document headed(std::string text, const char* published = nullptr) {
  Document document;
  document.text = std::move(text);
  if (published != nullptr) document.published = parse_iso_date(published);
  read_header(document, marks());
  return document;
}

std::string day(const Document& document) {
  return document.published ? iso(*document.published) : "";
}

struct DatelineCase {
  const char* text;
  const char* place;
  const char* agency;
  const char* date;  // with the field date 2019-01-10 at hand
  const char* body;
};

TEST(Header, Datelines) {
  const DatelineCase cases[] = {
      {" date 2019-01-10 AFP, BEIJING\n\nThe envoy left.", "BEIJING", "AFP", "2019-01-10",
       "The envoy left."},
      {"BEIJING, Jan 9 (AFP) - The envoy left.", "BEIJING", "AFP", "2019-01-09", "The envoy left."},
      {" date 2019-01-09 AP, KAMPALA, Uganda\n\nThe envoy left.", "KAMPALA, Uganda", "AP",
       "2019-01-09", "The envoy left."},
      {" date 2019-01-09 AP, Kampala\n\nThe envoy left.", "Kampala", "AP", "2019-01-09",
       "The envoy left."},
      {" date 2019-01-09 The Phnom Penh Post, PHNOM PENH\n\nThe envoy left.", "PHNOM PENH",
       "The Phnom Penh Post", "2019-01-09", "The envoy left."},
      {"BEIJING (Reuters) — The envoy left.", "BEIJING", "Reuters", "2019-01-10",
       "The envoy left."},
      {"WASHINGTON (AP) _ The envoy left.", "WASHINGTON", "AP", "2019-01-10", "The envoy left."},
      {"GENEVA, 3 January 2019 /Xinhua/ The envoy left.", "GENEVA", "Xinhua", "2019-01-03",
       "The envoy left."},
      {"(Reuters) - The envoy left.", "", "Reuters", "2019-01-10", "The envoy left."},
      {"KYIV/MOSCOW, Jan 3 (Reuters) - The envoy left.", "KYIV/MOSCOW", "Reuters", "2019-01-03",
       "The envoy left."},
      {"Nairobi, Kenya — The envoy left for the coast on Monday.", "Nairobi, Kenya", "",
       "2019-01-10", "The envoy left for the coast on Monday."},
      {"SEOUL, Jan. 9 (Yonhap) -- The envoy left.", "SEOUL", "Yonhap", "2019-01-09",
       "The envoy left."},
      {"New Delhi, Jan 9 (PTI) The envoy left.", "New Delhi", "PTI", "2019-01-09",
       "The envoy left."},
      {"MOSCOW. January 9 (Interfax) - The envoy left.", "MOSCOW", "Interfax", "2019-01-09",
       "The envoy left."},
      {"MOSCOW, January 9. /TASS/. The envoy left.", "MOSCOW", "TASS", "2019-01-09",
       "The envoy left."},
      {"TOKYO, January 9, 2019 (Kyodo) - The envoy left.", "TOKYO", "Kyodo", "2019-01-09",
       "The envoy left."},
      {"PORT-AU-PRINCE, Haiti (AP) — The envoy left.", "PORT-AU-PRINCE, Haiti", "AP", "2019-01-10",
       "The envoy left."},
      {"ST. LOUIS (AP) — The envoy left.", "ST. LOUIS", "AP", "2019-01-10", "The envoy left."},
      {"ZAMBOANGA CITY, Philippines: The envoy left for the coast on Monday after two days of "
       "talks.",
       "ZAMBOANGA CITY, Philippines", "", "2019-01-10",
       "The envoy left for the coast on Monday after two days of talks."},
      {"KABUL — The envoy left for the coast on Monday.", "KABUL", "", "2019-01-10",
       "The envoy left for the coast on Monday."},
      {"LAHORE: The envoy left for the coast on Monday after two days of talks with farmers.",
       "LAHORE", "", "2019-01-10",
       "The envoy left for the coast on Monday after two days of talks with farmers."},
      {"The Hague (ANP) - The envoy left.", "The Hague", "ANP", "2019-01-10", "The envoy left."},
      {"RIO DE JANEIRO (EFE).- The envoy left.", "RIO DE JANEIRO", "EFE", "2019-01-10",
       "The envoy left."},
      {"BEIJING,\xC2\xA0Jan 9\xC2\xA0(AFP)\xC2\xA0- The envoy left.", "BEIJING", "AFP",
       "2019-01-09", "The envoy left."},
  };
  for (const DatelineCase& c : cases) {
    const Document document = headed(c.text, "2019-01-10");
    EXPECT_EQ(document.at(document.dateline_place), c.place) << c.text;
    EXPECT_EQ(document.publication, c.agency) << c.text;
    EXPECT_EQ(day(document), c.date) << c.text;
    EXPECT_EQ(document.at(document.body), c.body) << c.text;
  }
}

TEST(Header, ProseIsNotADateline) {
  for (const char* text : {
           "The envoy (AP) said no - and left.",
           "Kim — the leader — left on Monday for the coast.",
           "President Xi (left) shook hands - twice.",
           "“We will go” - that was all she said on Monday.",
           "Talks: a short history of how two neighbours made peace after years of war.",
           "On June 19, 1865 — long after the war — word reached the coast of the state.",
           "In May - a month of rain - the river rose over its banks.",
           "WAR AND PEACE - A HISTORY OF THE RIVER",
       }) {
    const Document document = headed(std::string(text) + "\n");
    EXPECT_EQ(document.at(document.dateline_place), "") << text;
    EXPECT_EQ(document.at(document.body), text);
  }
}

TEST(Header, YearlessDateWithoutAFieldStaysMissing) {
  const Document document = headed("BEIJING, Jan 9 (AFP) - The envoy left.");
  EXPECT_FALSE(document.published);
  EXPECT_EQ(document.at(document.published_span), "Jan 9");
}

TEST(Header, YearComesFromTheField) {
  EXPECT_EQ(day(headed("BEIJING, Dec 31 (AFP) - The envoy left.", "2019-01-01")), "2018-12-31");
  // A dateline far from the field's date is another day's story: the field stands.
  EXPECT_EQ(day(headed("BEIJING, June 3 (AFP) - The envoy left.", "2019-01-01")), "2019-01-01");
}

TEST(Header, EverythingMissingStaysMissing) {
  const Document document = headed("The envoy left on Monday.\n\nHe did not say why.");
  EXPECT_FALSE(document.published);
  EXPECT_EQ(document.publication, "");
  EXPECT_TRUE(document.dateline_place.empty());
  EXPECT_EQ(document.title, "");
  EXPECT_TRUE(document.byline.empty());
  EXPECT_TRUE(document.notices.empty());
  EXPECT_EQ(document.body, (Span{0, static_cast<uint32_t>(document.text.size())}));
}

TEST(Header, HeadlineBylineAndDateline) {
  const Document document = headed(
      "RIVER-TALKS/ (UPDATE 1, PIX)\n"
      "UPDATE 1-Envoys agree to share the river\n"
      "By Ana Lund and Omar Said in Geneva\n"
      "GENEVA, March 3, 2020 (Reuters) - Two envoys agreed on Tuesday.\n\nMore follows.\n");
  EXPECT_EQ(document.title, "Envoys agree to share the river");
  EXPECT_EQ(document.at(document.title_span), document.title);
  EXPECT_EQ(document.at(document.byline), "By Ana Lund and Omar Said in Geneva");
  ASSERT_EQ(document.notices.size(), 1u);
  EXPECT_EQ(document.notices[0].kind, NoticeKind::update);
  EXPECT_EQ(document.at(document.notices[0].span), "UPDATE 1-");
  EXPECT_EQ(document.at(document.body), "Two envoys agreed on Tuesday.\n\nMore follows.");
  EXPECT_EQ(day(document), "2020-03-03");
}

struct NoticeCase {
  const char* text;
  NoticeKind kind;
  const char* span;
  const char* body;
};

TEST(Header, Notices) {
  const NoticeCase cases[] = {
      {"CORRECTED: Envoy left on Monday\n\nHe left.", NoticeKind::correction,
       "CORRECTED:", "He left."},
      {"(CORRECTS day in first paragraph)\n\nHe left.", NoticeKind::correction,
       "(CORRECTS day in first paragraph)", "He left."},
      {"(UPDATES with reaction from Oslo)\nHe left.", NoticeKind::update,
       "(UPDATES with reaction from Oslo)", "He left."},
      {"EMBARGOED UNTIL 0600 GMT Monday\n\nHe left.", NoticeKind::embargo,
       "EMBARGOED UNTIL 0600 GMT Monday", "He left."},
      {"URGENT\n\nHe left.", NoticeKind::urgent, "URGENT", "He left."},
      {"KILL: Envoy story\n\nHe left.", NoticeKind::kill, "KILL:", "He left."},
      {"WITHDRAWN - Envoy story\n\nHe left.", NoticeKind::kill, "WITHDRAWN -", "He left."},
      {"EDITORS' NOTE: adds background\n\nHe left.", NoticeKind::advisory,
       "EDITORS' NOTE: adds background", "He left."},
  };
  for (const NoticeCase& c : cases) {
    const Document document = headed(c.text);
    ASSERT_EQ(document.notices.size(), 1u) << c.text;
    EXPECT_EQ(document.notices[0].kind, c.kind) << c.text;
    EXPECT_EQ(document.at(document.notices[0].span), c.span);
    EXPECT_EQ(document.at(document.body), c.body);
  }
}

TEST(Header, WordsOfNoticesInProseAreProse) {
  for (const char* text :
       {"Kill switches failed on Monday.", "Urgent talks began on Monday.",
        "FLASH FLOODS KILLED TWENTY ON MONDAY.", "Updates will follow, she said."}) {
    const Document document = headed(text);
    EXPECT_TRUE(document.notices.empty()) << text;
    EXPECT_EQ(document.at(document.body), text);
  }
}

TEST(Header, LabelledLines) {
  const Document document = headed(
      "Headline: Envoys agree\nDate: 3 March 2020\nSource: Reuters\nDateline: GENEVA\n\nTwo envoys "
      "agreed.");
  EXPECT_EQ(document.title, "Envoys agree");
  EXPECT_EQ(day(document), "2020-03-03");
  EXPECT_EQ(document.publication, "Reuters");
  EXPECT_EQ(document.at(document.dateline_place), "GENEVA");
  EXPECT_EQ(document.at(document.body), "Two envoys agreed.");
}

struct FieldCase {
  const char* text;
  const char* date;
};

TEST(Header, FieldsUnderTheDateline) {
  const FieldCase cases[] = {
      {"KHARTOUM (Reuters) -\n\nDate: 2019-04-06\n\nThe envoy left.", "2019-04-06"},
      {"WASHINGTON (AP) —\nPublished: 2018-08-08\nThe envoy left.", "2018-08-08"},
      {"LONDON (AFP) - Posted: 8 Aug 2018 10:22 GMT\n\nThe envoy left.", "2018-08-08"},
      {"LONDON (AFP) -\n\nFirst published on Wed, 8 August 2018 at 10:22 GMT\n\nThe envoy left.",
       "2018-08-08"},
      {"LONDON (AFP) -\nPosted: 10:22 GMT, 8 Aug 2018\nLast updated: 2018-08-09\nThe envoy left.",
       "2018-08-08"},
      // The line gives the year, the dateline the day.
      {"KYIV, April 22 (Reuters) -\n\nDate: 2019-04-23\n\nThe envoy left.", "2019-04-22"},
  };
  for (const FieldCase& c : cases) {
    const Document document = headed(c.text);
    EXPECT_EQ(day(document), c.date) << c.text;
    EXPECT_EQ(document.at(document.body), "The envoy left.") << c.text;
  }
}

TEST(Header, DateLineOfAnInternetPage) {
  const Document document = headed("Friday, January 4, 2019\xC2\xA0\n\n\nTwo envoys agreed.");
  EXPECT_EQ(day(document), "2019-01-04");
  EXPECT_EQ(document.at(document.body), "Two envoys agreed.");
}

TEST(Header, TitleFromAFieldIsPassedOverInTheText) {
  Document document;
  document.title = "Envoys agree";
  document.text = "Envoys agree\n\nTwo envoys agreed.";
  read_header(document, marks());
  EXPECT_EQ(document.at(document.body), "Two envoys agreed.");
  EXPECT_TRUE(document.title_span.empty());
}

TEST(Header, BylineNeedsNames) {
  const Document document = headed("By Tuesday the river had fallen\n\nTwo envoys agreed.");
  EXPECT_TRUE(document.byline.empty());
}

TEST(Header, Shapes) {
  EXPECT_EQ(shape_of(" date 2019-01-10 AFP, BEIJING", marks()), LineShape::header);
  EXPECT_EQ(shape_of("BEIJING, Jan 9 (AFP) - The envoy left.", marks()), LineShape::dateline);
  EXPECT_EQ(shape_of("BC-RIVER-TALKS", marks()), LineShape::header);
  EXPECT_EQ(shape_of("By Ana Lund", marks()), LineShape::loose);
  EXPECT_EQ(shape_of("Envoys agree to share the river", marks()), LineShape::loose);
  EXPECT_EQ(shape_of("Two envoys agreed on Tuesday.", marks()), LineShape::prose);
  EXPECT_EQ(shape_of("", marks()), LineShape::prose);
}

}  // namespace
}  // namespace dateline
