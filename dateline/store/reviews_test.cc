// Reviews: what is refused, what is kept through every later ingest, what is exported.
#include "dateline/store/reviews.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "dateline/store/exports.h"
#include "dateline/store/testing.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
const fs::path kRoot = DATELINE_SOURCE_DIR;

std::string line(const char* id, const char* words) {
  return json{{"id", id}, {"published", "2019-05-02"}, {"text", words}}.dump() + "\n";
}

class Reviews : public testing::Test {
 protected:
  void SetUp() override {
    first_ = write_article(folder_.path / "1.jsonl",
                           line("x1", "France imposed sanctions on Russia on Monday."));
    ASSERT_TRUE(ingest_into(store(), {first_}));
    record_ = cell("SELECT id FROM reports");
  }

  fs::path store() const { return folder_.path / "store"; }

  std::string cell(const std::string& sql) const {
    auto reader = StoreReader::open(store());
    if (!reader) return reader.error().message();
    const auto table = reader->table(sql);
    if (!table) return table.error().message();
    return table->rows.empty() ? "(nothing)" : table->rows[0][0].value_or("NULL");
  }

  // The words of the refusal, or "".
  std::string add(const json& body) const {
    auto review = read_review(body.dump());
    if (!review) return review.error().what;
    auto reader = StoreReader::open(store());
    const auto codebook = Codebook::load(kRoot / "data");
    if (Status known = complete(*review, *reader, *codebook); !known) return known.error().what;
    auto ledger = Ledger::open(store() / "articles.sqlite", Sqlite::Mode::write);
    const Status added = add_review(*ledger, *review);
    return added ? "" : added.error().what;
  }

  json verdict(const char* word, const json& more = json::object()) const {
    json body = {{"record", record_}, {"verdict", word}, {"reviewer", "A. Reader"}};
    body.update(more);
    return body;
  }

  std::vector<json> exported(const Question& question = {}) const {
    auto reader = StoreReader::open(store());
    std::string out;
    const Status done = export_events(*reader, question, "reviews", kRoot / "data",
                                      [&](std::string_view bytes) -> Status {
                                        out += bytes;
                                        return Done{};
                                      });
    EXPECT_TRUE(done) << done.error().message();
    std::vector<json> list;
    std::istringstream lines(out);
    for (std::string text; std::getline(lines, text);) list.push_back(json::parse(text));
    return list;
  }

  TestFolder folder_;
  std::string first_, record_;
};

TEST_F(Reviews, RefuseWhatTheCodebookDoesNotHave) {
  const auto corrected = [&](const json& fields) {
    return add(verdict("correct", {{"corrected", fields}}));
  };
  for (const json& fields : std::vector<json>{json::object(),
                                              json::array(),
                                              {{"event", "MEET"}},
                                              {{"event", 3}},
                                              {{"mode", "riot"}},
                                              {{"mode", {"riot"}}},
                                              {{"event", "AGREE"}, {"mode", {"visit"}}},
                                              {{"aux", {"maybe"}}},
                                              {{"actor", {"France"}}},
                                              {{"recipient", {"RU"}}},
                                              {{"actor", {{{"code", "FRA"}}}}},
                                              {{"date", "soon"}},
                                              {{"date", "2019-02-30"}},
                                              {{"place", 7}},
                                              {{"place", ""}},
                                              {{"place", "two\nlines"}},
                                              {{"quad", 1}}})
    EXPECT_NE(corrected(fields), "") << fields;
  EXPECT_NE(corrected({{"mode", {"riot"}}}).find("SANCTION has no mode riot: convict, expel"),
            std::string::npos);
  for (const json& body :
       std::vector<json>{verdict("maybe"), verdict("accept", {{"reviewer", " "}}),
                         verdict("accept", {{"reviewer", std::string(101, 'a')}}),
                         verdict("accept", {{"note", std::string(4001, 'a')}}),
                         verdict("accept", {{"note", std::string("a\0b", 3)}}),
                         verdict("accept", {{"corrected", {{"event", "AID"}}}}), verdict("correct"),
                         verdict("accept", {{"record", "0123456789abcdef"}}),
                         verdict("accept", {{"record", "' OR 1 = 1 --"}}),
                         verdict("accept", {{"extra", 1}}), json::array(), json("text")})
    EXPECT_NE(add(body), "") << body;
  EXPECT_FALSE(read_review("{\"record\": "));
  EXPECT_FALSE(read_review(std::string(60'000, '[')));
  EXPECT_EQ(cell("SELECT count(*) FROM reviews"), "0");
}

TEST_F(Reviews, AreAppendedAndTheNewestCounts) {
  EXPECT_EQ(add(verdict("reject", {{"note", "it's a \"threat\""}})), "");
  EXPECT_EQ(add(verdict("correct", {{"corrected",
                                     {{"event", "THREATEN"},
                                      {"mode", {"restrict"}},
                                      {"date", nullptr},
                                      {"actor", {"FRAGOV"}}}}})),
            "");
  EXPECT_EQ(cell("SELECT count(*) FROM reviews"), "2");
  EXPECT_EQ(cell("SELECT verdict FROM reviews WHERE newest"), "correct");
  EXPECT_EQ(cell("SELECT event || ' ' || (corrected->>'event') FROM Reviews WHERE newest"),
            "SANCTION THREATEN");
  EXPECT_EQ(cell("SELECT verdict FROM events JOIN reviews USING (id) WHERE newest"), "correct");
  auto ledger = Ledger::open(store() / "articles.sqlite", Sqlite::Mode::write);
  EXPECT_FALSE(ledger->database().run("UPDATE reviews SET verdict = 'accept'"));
  EXPECT_FALSE(ledger->database().run("DELETE FROM reviews"));
  const auto list = reviews_of(*ledger, "x1", 10, 0);
  ASSERT_TRUE(list);
  ASSERT_EQ(list->size(), 2u);
  EXPECT_EQ(list->at(0).verdict, "correct");
  EXPECT_EQ(list->at(1).note, "it's a \"threat\"");
  EXPECT_EQ(list->at(1).time.size(), 20u);
  EXPECT_TRUE(reviews_of(*ledger, "other", 10, 0)->empty());
}

TEST_F(Reviews, AreLabelledDataWhenExported) {
  EXPECT_TRUE(exported().empty());
  ASSERT_EQ(add(verdict("reject")), "");
  ASSERT_EQ(add(verdict("correct", {{"corrected", {{"recipient", {"RUSGOV"}}}}, {"note", "n"}})),
            "");
  const auto labels = exported();
  ASSERT_EQ(labels.size(), 1u);
  const json& label = labels[0];
  EXPECT_EQ(label["id"], record_);
  EXPECT_EQ(label["verdict"], "correct");
  EXPECT_EQ(label["corrected"], (json{{"recipient", {"RUSGOV"}}}));
  EXPECT_EQ(label["reviewer"], "A. Reader");
  EXPECT_EQ(label["note"], "n");
  EXPECT_EQ(label["sentence"], "France imposed sanctions on Russia on Monday.");
  EXPECT_EQ(label["record"]["event"], json::array({"SANCTION"}));
  EXPECT_EQ(label["record"]["cite_info"]["codebook"], "plover-1.3");
  EXPECT_EQ(label["time"].get<std::string>().back(), 'Z');
  Question question;
  question.events = {"AID"};
  EXPECT_TRUE(exported(question).empty());
}

// Read again, corrected by the agency, and with its year's segments joined.
TEST_F(Reviews, StayWhateverIsIngestedLater) {
  ASSERT_EQ(add(verdict("accept", {{"note", "kept"}})), "");
  const std::string before = cell("SELECT to_json(v) FROM verdicts v");
  ASSERT_TRUE(ingest_into(store(), {first_}));
  const auto corrected =
      write_article(folder_.path / "2.jsonl",
                    line("x1", "Germany imposed sanctions on Iran on Monday, officials said."));
  const auto done = ingest_into(store(), {corrected});
  ASSERT_TRUE(done) << done.error().message();
  EXPECT_EQ(done->replaced, 1u);
  std::vector<std::string> more;
  for (const auto& entry : fs::directory_iterator(kRoot / "samples"))
    if (entry.path().extension() == ".txt") more.push_back(entry.path().string());
  ASSERT_TRUE(ingest_into(store(), more, 1));
  EXPECT_EQ(cell("SELECT to_json(v) FROM verdicts v"), before);
  EXPECT_EQ(cell("SELECT count(*) FROM reports WHERE id = " + sql_text(record_)), "0");
  EXPECT_EQ(cell("SELECT event FROM reviews"), "SANCTION");
  ASSERT_EQ(exported().size(), 1u);
  EXPECT_EQ(exported()[0]["note"], "kept");
}

TEST_F(Reviews, OfAStoreOfAnEarlierVersionAreNone) {
  {
    auto ledger = Ledger::open(store() / "articles.sqlite", Sqlite::Mode::write);
    ASSERT_TRUE(ledger->database().run("DROP TABLE reviews"));
  }
  EXPECT_EQ(cell("SELECT count(*) FROM reviews"), "0");
  auto reader = StoreReader::open(store());
  EXPECT_TRUE(reviews_of(reader->ledger(), "", 10, 0)->empty());
  EXPECT_TRUE(exported().empty());
  EXPECT_EQ(add(verdict("accept")), "") << "the first writer makes the table";
}

}  // namespace
}  // namespace dateline
