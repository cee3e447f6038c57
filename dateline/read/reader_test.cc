#include "dateline/read/reader.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "dateline/read/testing.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using read_testing::Batch;
using read_testing::drain;
using read_testing::marks;

class Folder : public testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::path(testing::TempDir()) /
            testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  void TearDown() override {
    fs::permissions(root_, fs::perms::owner_all);
    fs::remove_all(root_);
  }
  void write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << bytes;
  }
  fs::path root_;
};

TEST_F(Folder, IsReadInSortedOrder) {
  write("b.txt", "Second story.");
  write("a/2.jsonl", "{\"text\":\"First b.\"}\n{\"text\":\"First c.\"}\n");
  write("a/1.txt", "First story.");
  write(".hidden", "Not this.");
  const Batch batch = drain(open_input(root_, {}, marks()));
  ASSERT_EQ(batch.documents.size(), 4u);
  EXPECT_EQ(batch.documents[0].text, "First story.");
  EXPECT_EQ(batch.documents[1].text, "First b.");
  EXPECT_EQ(batch.documents[3].text, "Second story.");
  EXPECT_EQ(batch.documents[3].origin, (root_ / "b.txt").string());
  EXPECT_EQ(batch.documents[3].ordinal, 0u);
}

TEST_F(Folder, OneArticleIsReadOrMissed) {
  write("1.txt", "First story.");
  write("2.jsonl", "\n");
  const auto article = read_article((root_ / "1.txt").string(), marks());
  ASSERT_TRUE(article) << article.error().message();
  EXPECT_EQ(article->text, "First story.");
  const auto missing = read_article((root_ / "2.jsonl").string(), marks());
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().file, (root_ / "2.jsonl").string());
}

TEST_F(Folder, OneBadFileDoesNotStopTheRest) {
  write("1.txt", "First story.");
  write("2.txt", "");
  write("3.png", "\x89PNG\r\n\x1A\n");
  write("4.zip", "PK\x03\x04 not really");
  write("5.txt", "Last story.");
  const Batch batch = drain(open_input(root_, {}, marks()));
  ASSERT_EQ(batch.documents.size(), 2u);
  EXPECT_EQ(batch.documents[1].text, "Last story.");
  ASSERT_EQ(batch.errors.size(), 3u);
  EXPECT_EQ(batch.errors[0].file, (root_ / "2.txt").string());
  EXPECT_EQ(batch.errors[1].kind, ErrorKind::unsupported);
  EXPECT_EQ(batch.errors[2].file.substr(0, (root_ / "4.zip").string().size()),
            (root_ / "4.zip").string());
}

TEST_F(Folder, WithoutRightsIsAnErrorForItAlone) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  write("a/1.txt", "First story.");
  write("b.txt", "Second story.");
  fs::permissions(root_ / "a", fs::perms::none);
  const Batch batch = drain(open_input(root_, {}, marks()));
  fs::permissions(root_ / "a", fs::perms::owner_all);
  ASSERT_EQ(batch.documents.size(), 1u);
  ASSERT_EQ(batch.errors.size(), 1u);
  EXPECT_EQ(batch.errors[0].kind, ErrorKind::no_access);
}

TEST_F(Folder, LinksInACircleEnd) {
  write("a/1.txt", "First story.");
  fs::create_directory_symlink(root_, root_ / "a/loop");
  EXPECT_EQ(drain(open_input(root_, {}, marks())).documents.size(), 1u);
}

TEST_F(Folder, EmptyFolderHasNoArticles) {
  const Batch batch = drain(open_input(root_, {}, marks()));
  EXPECT_TRUE(batch.documents.empty());
  EXPECT_TRUE(batch.errors.empty());
}

TEST(OpenInput, MissingFile) {
  const auto reader = open_input("/no/such/file.txt", {}, marks());
  ASSERT_FALSE(reader.ok());
  EXPECT_EQ(reader.error().kind, ErrorKind::not_found);
  EXPECT_EQ(reader.error().file, "/no/such/file.txt");
}

TEST(OpenInput, UnknownFieldIsUsage) {
  ReadOptions options;
  options.fields = {{"headline", "h"}};
  const auto reader = open_input("/dev/null", options, marks());
  ASSERT_FALSE(reader.ok());
  EXPECT_EQ(reader.error().kind, ErrorKind::usage);
}

TEST(OpenInput, StandardInput) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const std::string text = "{\"text\":\"From a pipe.\"}\n";
  ASSERT_EQ(::write(ends[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
  ::close(ends[1]);
  const int saved = ::dup(STDIN_FILENO);
  ::dup2(ends[0], STDIN_FILENO);
  const Batch batch = drain(open_input("-", {}, marks()));
  ::dup2(saved, STDIN_FILENO);
  ::close(ends[0]);
  ::close(saved);
  ASSERT_EQ(batch.documents.size(), 1u);
  EXPECT_EQ(batch.documents[0].text, "From a pipe.");
  EXPECT_EQ(batch.documents[0].origin, "-");
}

TEST(OpenInput, TheEndStaysTheEnd) {
  auto reader = open_input("/dev/null", {}, marks());
  ASSERT_TRUE(reader.ok());
  Document document;
  EXPECT_FALSE(reader.value()->next(document).ok());  // the file is empty
  for (int i = 0; i < 3; ++i) {
    const auto more = reader.value()->next(document);
    ASSERT_TRUE(more.ok());
    EXPECT_FALSE(more.value());
  }
}

}  // namespace
}  // namespace dateline
