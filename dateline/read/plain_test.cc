#include <gtest/gtest.h>

#include <string>

#include "dateline/read/testing.h"

namespace dateline {
namespace {

using read_testing::Batch;
using read_testing::read_memory;

TEST(Plain, OneArticle) {
  const Batch batch =
      read_memory(" date 2019-01-10 AFP, BEIJING\n\nThe envoy left.\n\nHe came back.\n");
  ASSERT_EQ(batch.documents.size(), 1u);
  const Document& document = batch.documents[0];
  EXPECT_EQ(document.publication, "AFP");
  EXPECT_EQ(document.origin, "wire.txt");
  EXPECT_EQ(document.origin_offset, 0u);
  EXPECT_EQ(document.encoding, "UTF-8");
  EXPECT_EQ(document.id.size(), 16u);
  EXPECT_FALSE(document.cut);
}

TEST(Plain, IdIsOfTheBytes) {
  const auto id = [](const char* text) { return read_memory(text).documents[0].id; };
  EXPECT_EQ(id("The envoy left.\n"), id("The envoy left.\n"));
  EXPECT_NE(id("The envoy left.\n"), id("The envoy came.\n"));
}

// Each article's origin_offset leads back to its text in the file.
void expect_articles(const std::string& file, const std::vector<std::string>& starts) {
  const Batch batch = read_memory(file);
  ASSERT_EQ(batch.documents.size(), starts.size()) << file;
  for (size_t i = 0; i < starts.size(); ++i) {
    const Document& document = batch.documents[i];
    EXPECT_TRUE(document.text.starts_with(starts[i])) << document.text;
    EXPECT_EQ(document.ordinal, i);
    EXPECT_EQ(file.substr(document.origin_offset, document.text.size()), document.text);
  }
}

TEST(Plain, SeveralArticles) {
  expect_articles(" date 2019-01-10 AFP, OSLO\n\nOne.\n\n date 2019-01-11 AFP, ROME\n\nTwo.\n",
                  {" date 2019-01-10", " date 2019-01-11"});
  expect_articles("First story here.\n\n=====\n\nSecond story here.\n", {"First", "Second"});
  expect_articles("First story here.\n\fSecond story here.\n", {"First", "Second"});
  expect_articles("OSLO, Jan 9 (AFP) - One.\n\nMore of one.\n\nROME, Jan 9 (AFP) - Two.\n",
                  {"OSLO", "ROME"});
  expect_articles(
      "OSLO, Jan 9 (AFP) - One.\n\nMore.\n\nEnvoys agree on river\n\nROME, Jan 9 (AFP) - Two.\n",
      {"OSLO", "Envoys agree"});
  expect_articles("OSLO, Jan 9 (AFP) - One.\n\nMore.\n---\nROME, Jan 9 (AFP) - Two.\n",
                  {"OSLO", "ROME"});
  expect_articles(
      "OSLO, Jan 9 (AFP) - One.\n\n---\n\nEnvoys agree\nBy Ana Lund\nROME, Jan 9 (AFP) - Two.\n",
      {"OSLO", "Envoys agree"});
  expect_articles("BC-ONE\n\nOne story.\n\nBC-TWO\n\nTwo story.\n", {"BC-ONE", "BC-TWO"});
}

TEST(Plain, OneArticleIsNotSplit) {
  expect_articles("First part.\n\n---\n\nSecond part, as the envoy said.\n", {"First"});
  expect_articles("First part.\n\n* * *\n\nSecond part.\n", {"First"});
  expect_articles("Envoys agree on the river\n=========================\n\nTwo envoys agreed.\n",
                  {"Envoys"});
  expect_articles(
      "OSLO, Jan 9 (AFP) - One.\n\nA heading\n\nThe envoy (AFP) left.\n\nBy Monday he was back.\n",
      {"OSLO"});
  expect_articles("Envoys agree\n\nOSLO, Jan 9 (AFP) - One.\n", {"Envoys"});
  expect_articles("Envoys agree\nBy Ana Lund\n\n date 2019-01-10 AFP, OSLO\n\nOne.\n", {"Envoys"});
}

TEST(Plain, MarkOfUtf8IsPassedOverButCounted) {
  const Batch batch = read_memory("\xEF\xBB\xBFThe envoy left.");
  EXPECT_EQ(batch.documents[0].text, "The envoy left.");
  EXPECT_EQ(batch.documents[0].origin_offset, 3u);
}

TEST(Plain, Utf16) {
  std::string bytes = "\xFF\xFE";
  const std::string text = "OSLO, Jan 9 (AFP) - One.\n\n=====\n\nTwo left.\n";
  for (char c : text) bytes += {c, '\0'};
  const Batch batch = read_memory(bytes);
  ASSERT_EQ(batch.documents.size(), 2u);
  EXPECT_EQ(batch.documents[1].text, "Two left.\n");
  EXPECT_EQ(batch.documents[1].encoding, "UTF-16LE");
  EXPECT_EQ(batch.documents[1].origin_offset, 2 + 2 * text.find("Two"));
}

TEST(Plain, NothingToRead) {
  for (const char* bytes : {"", "\n \n\t\n", "\xEF\xBB\xBF"}) {
    const Batch batch = read_memory(bytes);
    EXPECT_TRUE(batch.documents.empty());
    ASSERT_EQ(batch.errors.size(), 1u);
    EXPECT_EQ(batch.errors[0].kind, ErrorKind::bad_input);
    EXPECT_EQ(batch.errors[0].file, "wire.txt");
  }
}

TEST(Plain, BinaryIsRefusedWithItsPlace) {
  const Batch batch = read_memory(std::string("\x00\x01\x02\x03\x04\x05\x06\x07zzzz", 12));
  EXPECT_TRUE(batch.documents.empty());
  ASSERT_EQ(batch.errors.size(), 1u);
  EXPECT_EQ(batch.errors[0].message(), "wire.txt:0: binary data, not text");
}

TEST(Plain, NulBytesAreCounted) {
  const Batch batch = read_memory(std::string("The envoy\0 left on Monday for the coast.", 40));
  ASSERT_EQ(batch.documents.size(), 1u);
  EXPECT_EQ(batch.documents[0].broken_bytes, 1u);
  EXPECT_EQ(batch.documents[0].text, "The envoy  left on Monday for the coast.");
}

TEST(Plain, LongArticlesAreCut) {
  ReadOptions options;
  options.max_article_bytes = 1000;
  const Batch batch =
      read_memory(std::string(500'000, 'x') + " é\n\n=====\n\nSecond story.\n", options);
  ASSERT_EQ(batch.documents.size(), 2u);
  EXPECT_TRUE(batch.documents[0].cut);
  EXPECT_LE(batch.documents[0].text.size(), 1000u);
  EXPECT_FALSE(batch.documents[1].cut);
  EXPECT_EQ(batch.documents[1].text, "Second story.\n");
}

TEST(Plain, ACutLeavesNoHalfCharacter) {
  ReadOptions options;
  options.max_article_bytes = 1001;
  std::string file;
  for (int i = 0; i < 4000; ++i) file += "é";
  const Batch batch = read_memory(file, options);
  ASSERT_EQ(batch.documents.size(), 1u);
  EXPECT_TRUE(batch.documents[0].cut);
  EXPECT_EQ(batch.documents[0].text.size(), 1000u);
  EXPECT_EQ(batch.documents[0].broken_bytes, 0u);
}

TEST(Plain, ManyShortLinesOverTheLimitAreCut) {
  ReadOptions options;
  options.max_article_bytes = 1000;
  std::string file;
  for (int i = 0; i < 5000; ++i) file += "Words of a line.\n";
  const Batch batch = read_memory(file + "\n=====\n\nSecond story.\n", options);
  ASSERT_EQ(batch.documents.size(), 2u);
  EXPECT_TRUE(batch.documents[0].cut);
  EXPECT_EQ(batch.documents[1].origin_offset, file.size() + 8);
}

}  // namespace
}  // namespace dateline
