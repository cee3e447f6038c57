#include "dateline/store/question.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

std::string where(const Question& question) {
  const auto sql = from_where(question);
  return sql ? *sql : sql.error().what;
}

TEST(Question, TurnsOptionsIntoSql) {
  EXPECT_EQ(where({}), "FROM events");
  EXPECT_EQ(where({.reports = true}), "FROM reports");
  EXPECT_EQ(where({.actors = {"PRK"}}), "FROM events WHERE (contains(actor_keys, ' PRK '))");
  EXPECT_EQ(where({.recipients = {"KORJRN"}}),
            "FROM events WHERE (contains(recipient_keys, ' KORJRN '))");
  EXPECT_EQ(where({.events = {"CONSULT", "AGREE"}, .countries = {"CHN"}}),
            "FROM events WHERE event IN ('CONSULT', 'AGREE') AND country IN ('CHN')");
  EXPECT_EQ(where({.quads = {3, 4}}), "FROM events WHERE quad_code IN (3, 4)");
}

TEST(Question, ReadsPartsOfDates) {
  EXPECT_EQ(where({.since = "2018", .until = "2020-02"}),
            "FROM events WHERE date >= DATE '2018-01-01' AND date <= DATE '2020-02-29'");
  EXPECT_EQ(where({.until = "2018"}), "FROM events WHERE date <= DATE '2018-12-31'");
  EXPECT_NE(where({.since = "yesterday"}).find("is not a date"), std::string::npos);
  EXPECT_NE(where({.since = "2019-02-30"}).find("is not a date"), std::string::npos);
}

TEST(Question, HoldsNoSqlOfOthers) {
  EXPECT_EQ(where({.countries = {"' OR 1=1 --"}}), "FROM events WHERE country IN (''' OR 1=1 --')");
  EXPECT_EQ(where({.actors = {"100%'s_x"}}),
            "FROM events WHERE (len([x FOR x IN actor_names IF x ILIKE '%100\\%''s\\_x%' ESCAPE "
            "'\\']) > 0)");
}

TEST(Question, NamesWhatMakesNoSense) {
  EXPECT_EQ(where({.events = {"MEET"}}), "MEET is not a PLOVER category (CONSULT, ASSAULT, …)");
  const auto sql = sql_of({.by = {"century"}});
  ASSERT_FALSE(sql);
  EXPECT_EQ(sql.error().kind, ErrorKind::usage);
}

TEST(Question, Counts) {
  EXPECT_EQ(*sql_of({.by = {"month", "event"}}),
            "SELECT strftime(date, '%Y-%m') AS \"month\", event AS \"event\", count(*) AS "
            "\"events\" FROM events "
            "GROUP BY ALL ORDER BY ALL");
  EXPECT_EQ(*sql_of({.reports = true, .by = {"actor"}, .limit = 10}),
            "SELECT actor_code AS \"actor\", count(*) AS \"reports\" FROM reports GROUP BY ALL "
            "ORDER BY "
            "count(*) DESC, 1 LIMIT 10");
}

}  // namespace
}  // namespace dateline
