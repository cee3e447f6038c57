#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "dateline/read/testing.h"

namespace dateline {
namespace {

using read_testing::Batch;
using read_testing::read_memory;
using Files = std::vector<std::pair<std::string, std::string>>;

// An archive of `files`, as libarchive writes it.
std::string pack(int (*format)(archive*), int (*filter)(archive*), const Files& files) {
  std::string out(4 << 20, '\0');
  size_t used = 0;
  archive* a = archive_write_new();
  format(a);
  if (filter != nullptr) filter(a);
  archive_write_open_memory(a, out.data(), out.size(), &used);
  for (const auto& [name, bytes] : files) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(a, entry);
    archive_write_data(a, bytes.data(), bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(a);
  archive_write_free(a);
  out.resize(used);
  return out;
}

const Files kTwo = {{"b/2.jsonl", "{\"text\":\"Two rivers.\"}\n"}, {"a.txt", "One river."}};

void expect_two(const std::string& packed) {
  const Batch batch = read_memory(packed, {}, "wire");
  ASSERT_EQ(batch.documents.size(), 2u);
  EXPECT_TRUE(batch.errors.empty());
  EXPECT_EQ(batch.documents[0].text, "Two rivers.");
  EXPECT_EQ(batch.documents[0].origin, "wire!b/2.jsonl");
  EXPECT_EQ(batch.documents[1].origin, "wire!a.txt");
}

TEST(Archive, ZipAndTarWithEveryFilter) {
  expect_two(pack(archive_write_set_format_zip, nullptr, kTwo));
  expect_two(pack(archive_write_set_format_ustar, nullptr, kTwo));
  expect_two(pack(archive_write_set_format_ustar, archive_write_add_filter_gzip, kTwo));
  expect_two(pack(archive_write_set_format_ustar, archive_write_add_filter_xz, kTwo));
  expect_two(pack(archive_write_set_format_ustar, archive_write_add_filter_zstd, kTwo));
}

TEST(Archive, OneCompressedFile) {
  const Files one = {{"", "One river.\n"}};
  for (auto filter : {archive_write_add_filter_gzip, archive_write_add_filter_xz,
                      archive_write_add_filter_zstd}) {
    const Batch batch =
        read_memory(pack(archive_write_set_format_raw, filter, one), {}, "a.txt.gz");
    ASSERT_EQ(batch.documents.size(), 1u);
    EXPECT_EQ(batch.documents[0].text, "One river.\n");
    EXPECT_EQ(batch.documents[0].origin, "a.txt.gz");
  }
}

TEST(Archive, ArchivesInArchives) {
  const std::string inner = pack(archive_write_set_format_zip, nullptr, kTwo);
  const std::string outer =
      pack(archive_write_set_format_ustar, archive_write_add_filter_gzip, {{"in.zip", inner}});
  const Batch batch = read_memory(outer, {}, "out.tgz");
  ASSERT_EQ(batch.documents.size(), 2u);
  EXPECT_EQ(batch.documents[1].origin, "out.tgz!in.zip!a.txt");
}

TEST(Archive, NestedTooDeepIsAnErrorForThatMember) {
  std::string packed = pack(archive_write_set_format_zip, nullptr, kTwo);
  for (int i = 0; i < 3; ++i)
    packed =
        pack(archive_write_set_format_zip, nullptr, {{"in.zip", packed}, {"z.txt", "A river."}});
  const Batch batch = read_memory(packed);
  EXPECT_EQ(batch.documents.size(), 3u);
  ASSERT_EQ(batch.errors.size(), 1u);
  EXPECT_EQ(batch.errors[0].kind, ErrorKind::too_large);
  EXPECT_EQ(batch.errors[0].file, "wire.txt!in.zip!in.zip!in.zip");
}

TEST(Archive, BombsEndInAnError) {
  const Files bomb = {{"ok.txt", "One river."}, {"bomb.txt", std::string(24 << 20, 'x')}};
  ReadOptions options;
  options.max_archive_ratio = 100;
  const std::string packed = pack(archive_write_set_format_zip, nullptr, bomb);
  ASSERT_LT(packed.size(), 100'000u);
  const Batch by_ratio = read_memory(packed, options, "bomb.zip");
  ASSERT_EQ(by_ratio.documents.size(), 1u);
  ASSERT_EQ(by_ratio.errors.size(), 1u);
  EXPECT_EQ(by_ratio.errors[0].kind, ErrorKind::too_large);
  EXPECT_EQ(by_ratio.errors[0].file, "bomb.zip!bomb.txt");
  EXPECT_NE(by_ratio.errors[0].what.find("100 times"), std::string::npos);
  options.max_archive_ratio = 1'000'000;
  options.max_archive_bytes = 5 << 20;
  const Batch by_size = read_memory(packed, options, "bomb.zip");
  ASSERT_EQ(by_size.errors.size(), 1u);
  EXPECT_NE(by_size.errors[0].what.find("5242880 bytes"), std::string::npos);
}

TEST(Archive, TruncatedGivesWhatWasWholeAndAnError) {
  const Files files = {{"a.txt", "One river."}, {"b.txt", std::string(100'000, 'x') + "\n"}};
  const std::string packed = pack(archive_write_set_format_ustar, nullptr, files);
  const Batch batch = read_memory(packed.substr(0, 5000), {}, "cut.tar");
  ASSERT_GE(batch.documents.size(), 1u);
  EXPECT_EQ(batch.documents[0].text, "One river.");
  ASSERT_EQ(batch.errors.size(), 1u);
  EXPECT_EQ(batch.errors[0].kind, ErrorKind::bad_input);
  EXPECT_NE(batch.errors[0].file.find("cut.tar"), std::string::npos);
}

TEST(Archive, BinaryMembersAreErrorsOfTheirOwn) {
  const Batch batch = read_memory(pack(archive_write_set_format_zip, nullptr,
                                       {{"p.png", "\x89PNG\r\n"}, {"a.txt", "One river."}}));
  EXPECT_EQ(batch.documents.size(), 1u);
  ASSERT_EQ(batch.errors.size(), 1u);
  EXPECT_EQ(batch.errors[0].file, "wire.txt!p.png");
}

}  // namespace
}  // namespace dateline
