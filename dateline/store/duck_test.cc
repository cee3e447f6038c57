#include "dateline/store/duck.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace dateline {
namespace {

Duck opened() {
  auto duck = Duck::open(1);
  EXPECT_TRUE(duck);
  return std::move(*duck);
}

TEST(Duck, GivesRowsAsText) {
  Duck duck = opened();
  const auto table = duck.table(
      "SELECT 7 AS n, NULL AS nothing, ['a', NULL, 'b'] AS list, {'x': 1} AS one, 'it''s' AS t;");
  ASSERT_TRUE(table) << table.error().message();
  ASSERT_EQ(table->rows.size(), 1u);
  EXPECT_TRUE(table->columns[0].numeric);
  EXPECT_FALSE(table->columns[4].numeric);
  const auto& row = table->rows[0];
  EXPECT_EQ(row[0], "7");
  EXPECT_EQ(row[1], std::nullopt);
  EXPECT_EQ(row[2], "a;;b");
  EXPECT_EQ(row[3], "{\"x\":1}");
  EXPECT_EQ(row[4], "it's");
}

TEST(Duck, KeepsTheOrderOverManyChunks) {
  Duck duck = opened();
  const auto table = duck.table("SELECT * FROM range(5000) t(n) ORDER BY n DESC -- a comment");
  ASSERT_TRUE(table) << table.error().message();
  ASSERT_EQ(table->rows.size(), 5000u);
  EXPECT_EQ(table->rows.front()[0], "4999");
  EXPECT_EQ(table->rows.back()[0], "0");
}

TEST(Duck, OnlyReadsWhatIsAsked) {
  Duck duck = opened();
  ASSERT_TRUE(duck.run("CREATE TABLE t(n INT)"));
  for (const char* sql :
       {"DROP TABLE t", "INSERT INTO t VALUES (1)", "SELECT 1; DROP TABLE t", "SET threads = 4",
        "COPY t TO '/tmp/dateline-never.csv'", "ATTACH 'x.db'", "INSTALL httpfs", ""})
    EXPECT_FALSE(duck.table(sql)) << sql;
  for (const char* sql : {"FROM t", "WITH x AS (SELECT 1) FROM x", "DESCRIBE t", "SUMMARIZE t"})
    EXPECT_TRUE(duck.table(sql)) << sql;
}

TEST(Duck, ReachesNothingOutsideItsFolder) {
  namespace fs = std::filesystem;
  Duck duck = opened();
  const fs::path folder = fs::temp_directory_path() / "dateline-duck-test";
  fs::create_directories(folder);
  ASSERT_TRUE(duck.confine_to(folder.string(), ""));
  for (const std::string& sql : std::vector<std::string>{
           "FROM read_text('/etc/passwd')", "FROM '/etc/passwd'", "FROM glob('/etc/*')",
           "FROM read_text('" + folder.string() + "/../../etc/passwd')",
           "FROM read_csv('https://example.org/x.csv')"})
    EXPECT_FALSE(duck.table(sql)) << sql;
  EXPECT_FALSE(duck.run("SET enable_external_access = true"));
  EXPECT_FALSE(duck.run("LOAD '/tmp/x.duckdb_extension'"));
}

TEST(Duck, BreaksOffWhatTakesTooLong) {
  Duck duck = opened();
  duck.set_time_limit(std::chrono::milliseconds(50));
  const auto table = duck.table(
      "SELECT count(*) FROM range(100000) a, range(100000) b, range(1000) c WHERE a.range * "
      "b.range = c.range");
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().kind, ErrorKind::too_large);
  EXPECT_TRUE(duck.table("SELECT 1")) << "and goes on";
}

TEST(Duck, QuotesText) {
  EXPECT_EQ(sql_text("it's"), "'it''s'");
  EXPECT_EQ(sql_list({"a", "b'c"}), "['a', 'b''c']");
}

}  // namespace
}  // namespace dateline
