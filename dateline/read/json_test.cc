#include <gtest/gtest.h>

#include <string>

#include "dateline/read/testing.h"

namespace dateline {
namespace {

using read_testing::Batch;
using read_testing::read_memory;

TEST(Json, OneObjectALine) {
  const std::string file =
      "{\"id\":\"a1\",\"title\":\"Envoys agree\",\"text\":\"Two envoys "
      "agreed.\",\"published\":\"2020-03-03T10:00:00Z\","
      "\"url\":\"https://example.org/1\",\"publication\":\"Agence "
      "France-Presse\",\"language\":\"en\"}\n"
      "\n{\"id\":7,\"body\":\"The river rose.\",\"date\":\"March 4, "
      "2020\",\"headline\":\"River\"}\n";
  const Batch batch = read_memory(file);
  ASSERT_EQ(batch.documents.size(), 2u);
  const Document& first = batch.documents[0];
  EXPECT_EQ(first.id, "a1");
  EXPECT_EQ(first.title, "Envoys agree");
  EXPECT_TRUE(first.title_span.empty());
  EXPECT_EQ(first.text, "Two envoys agreed.");
  EXPECT_EQ(iso(*first.published), "2020-03-03");
  EXPECT_EQ(first.publication, "AFP");
  EXPECT_EQ(first.url, "https://example.org/1");
  EXPECT_EQ(first.language, "en");
  const Document& second = batch.documents[1];
  EXPECT_EQ(second.id, "7");
  EXPECT_EQ(second.title, "River");
  EXPECT_EQ(iso(*second.published), "2020-03-04");
  EXPECT_EQ(second.origin_offset, file.rfind('{'));
  EXPECT_EQ(second.ordinal, 1u);
}

TEST(Json, HeaderInTheTextIsReadToo) {
  const Batch batch = read_memory(
      "{\"text\":\"OSLO, March 2 (AP) - Two envoys agreed.\",\"published\":\"2020-03-03\"}");
  ASSERT_EQ(batch.documents.size(), 1u);
  const Document& document = batch.documents[0];
  EXPECT_EQ(document.at(document.dateline_place), "OSLO");
  EXPECT_EQ(iso(*document.published), "2020-03-02");
  EXPECT_EQ(document.at(document.body), "Two envoys agreed.");
}

TEST(Json, FieldsAreMapped) {
  ReadOptions options;
  options.fields = {{"text", "story"}, {"id", "nr"}};
  const Batch batch =
      read_memory("{\"nr\":\"x\",\"id\":\"y\",\"story\":\"A river.\",\"text\":\"No.\"}\n", options);
  ASSERT_EQ(batch.documents.size(), 1u);
  EXPECT_EQ(batch.documents[0].text, "A river.");
  EXPECT_EQ(batch.documents[0].id, "x");
}

TEST(Json, ArraysAndObjectsOverSeveralLines) {
  for (const char* file :
       {"[{\"text\":\"One {river}.\"},\n {\"text\":\"Two \\\"]\\\" rivers.\"}]",
        "{\n  \"text\": \"One {river}.\"\n}\n{\n \"text\": \"Two \\\"]\\\" rivers.\"\n}\n",
        "[\n  {\n \"text\": \"One {river}.\"\n},\n{\"text\": \"Two \\\"]\\\" rivers.\"}\n]\n"}) {
    const Batch batch = read_memory(file);
    ASSERT_EQ(batch.documents.size(), 2u) << file;
    EXPECT_EQ(batch.documents[0].text, "One {river}.");
    EXPECT_EQ(batch.documents[1].text, "Two \"]\" rivers.");
    EXPECT_TRUE(batch.errors.empty());
  }
}

TEST(Json, ABrokenLineIsAnErrorAndTheRestGoesOn) {
  const std::string file =
      "{\"text\":\"One.\"}\n{\"text\":\"Tw\n[1,2]\n{\"title\":\"no text\"}\n{\"text\":\" "
      "\"}\n{\"text\":\"Last.\"}\n";
  const Batch batch = read_memory(file);
  ASSERT_EQ(batch.documents.size(), 2u);
  EXPECT_EQ(batch.documents[1].text, "Last.");
  ASSERT_EQ(batch.errors.size(), 4u);
  EXPECT_EQ(batch.errors[0].offset, 16u);
  EXPECT_EQ(batch.errors[0].file, "wire.txt");
  EXPECT_NE(batch.errors[0].what.find("not JSON"), std::string::npos);
  EXPECT_NE(batch.errors[2].what.find("\"text\""), std::string::npos);
}

TEST(Json, BrokenBytesAreReplacedAndCounted) {
  const Batch batch = read_memory("{\"text\":\"caf\xC3\xA9 \xFF river \\u0000.\"}\n");
  ASSERT_EQ(batch.documents.size(), 1u);
  EXPECT_EQ(batch.documents[0].text, "café ? river  .");
  EXPECT_EQ(batch.documents[0].broken_bytes, 2u);
}

TEST(Json, Utf16) {
  std::string bytes = "\xFE\xFF";
  for (char c : std::string("{\"text\":\"A river.\"}\n")) bytes += {'\0', c};
  const Batch batch = read_memory(bytes);
  ASSERT_EQ(batch.documents.size(), 1u);
  EXPECT_EQ(batch.documents[0].text, "A river.");
  EXPECT_EQ(batch.documents[0].encoding, "UTF-16BE");
}

TEST(Json, LongTextIsCutAndEndlessObjectsRefused) {
  ReadOptions options;
  options.max_article_bytes = 100;
  const std::string text(300, 'x');
  const Batch cut = read_memory("{\"text\":\"" + text + "\"}\n{\"text\":\"Last.\"}\n", options);
  ASSERT_EQ(cut.documents.size(), 2u);
  EXPECT_TRUE(cut.documents[0].cut);
  EXPECT_EQ(cut.documents[0].text.size(), 100u);
  const Batch refused =
      read_memory("{\"text\":\"" + std::string(5000, 'x') + "\"}\n{\"text\":\"Last.\"}\n", options);
  ASSERT_EQ(refused.documents.size(), 1u);
  ASSERT_EQ(refused.errors.size(), 1u);
  EXPECT_EQ(refused.errors[0].kind, ErrorKind::too_large);
}

TEST(Json, BracesInProseAreNotJson) {
  const Batch batch = read_memory("[The envoy] left on Monday.");
  ASSERT_EQ(batch.documents.size(), 1u);
  EXPECT_EQ(batch.documents[0].text, "[The envoy] left on Monday.");
}

}  // namespace
}  // namespace dateline
