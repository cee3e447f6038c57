#include "dateline/base/blob_file.h"

#include <gtest/gtest.h>

#include <cstring>
#include <fstream>

#include "dateline/base/hash.h"

namespace dateline {
namespace {

constexpr float kWeights[] = {0.5f, -1, 2, 4, 8, 16};
constexpr std::string_view kLabels = "NOUN\nVERB\n";

std::string sample() {
  std::map<std::string, Blob, std::less<>> blobs;
  blobs["weights"] = {BlobType::f32, 2, {2, 3, 1, 1}, std::as_bytes(std::span(kWeights))};
  blobs["labels"] = {BlobType::bytes, 1, {10, 1, 1, 1}, std::as_bytes(std::span(kLabels))};
  blobs["none"] = {BlobType::i8, 1, {0, 1, 1, 1}, {}};
  return blob_file_bytes(blobs);
}

// Makes the checksum right again, so that the checks behind it are reached.
void seal(std::string& bytes) {
  const uint64_t sum = fnv1a(std::string_view(bytes).substr(64));
  std::memcpy(bytes.data() + 32, &sum, sizeof sum);
}

std::filesystem::path temporary(std::string_view name) {
  return std::filesystem::path(::testing::TempDir()) / name;
}

TEST(BlobFileTest, ReadsWhatWasWritten) {
  const auto path = temporary("blob_file_test.dlm");
  std::ofstream(path, std::ios::binary) << sample();
  const auto file = BlobFile::open(path);
  ASSERT_TRUE(file.ok()) << file.error().message();
  ASSERT_NE(file->find("weights"), nullptr);
  EXPECT_EQ(file->find("weights")->rows(), 2u);
  EXPECT_EQ(file->find("weights")->columns(), 3u);
  EXPECT_EQ(file->find("weights")->as<float>()[5], 16);
  EXPECT_EQ(file->find("labels")->text(), kLabels);
  EXPECT_EQ(file->find("none")->items(), 0u);
  EXPECT_EQ(file->find("nothing"), nullptr);
  std::filesystem::remove(path);
}

TEST(BlobFileTest, OutlivesAMove) {
  auto file = BlobFile::from_bytes(sample());
  ASSERT_TRUE(file.ok());
  const BlobFile moved = std::move(*file);
  EXPECT_EQ(moved.find("labels")->text(), kLabels);
}

TEST(BlobFileTest, SaysWhatIsWrong) {
  const auto refused = [](std::string bytes) {
    const auto file = BlobFile::from_bytes(bytes);
    return file.ok() ? "read" : file.error().what;
  };
  std::string foreign = sample();
  foreign[0] = 'X';
  EXPECT_EQ(refused(foreign), "not a Dateline model file");
  std::string later = sample();
  later[8] = 2;
  EXPECT_EQ(refused(later), "model file of version 2, this program reads 1");
  EXPECT_EQ(refused(sample() + "x").find("model file is cut or has bytes added"), 0u);
  std::string damaged = sample();
  damaged[70] ^= 1;
  EXPECT_EQ(refused(damaged), "model file is damaged: its checksum differs");
  EXPECT_EQ(refused("DATELINE"), "too short to be a Dateline model file");
}

TEST(BlobFileTest, NoSuchFile) {
  const auto file = BlobFile::open(temporary("no-such.dlm"));
  ASSERT_FALSE(file.ok());
  EXPECT_EQ(file.error().kind, ErrorKind::not_found);
  EXPECT_EQ(BlobFile::open(::testing::TempDir()).error().kind, ErrorKind::bad_model);
}

// Reads every byte that the file offers: under ASan this proves the checks.
uint64_t touch(const BlobFile& file) {
  uint64_t sum = 0;
  for (const char* name : {"weights", "labels", "none"})
    if (const Blob* blob = file.find(name)) sum += fnv1a(blob->text());
  return sum;
}

TEST(BlobFileTest, MutatedFilesAreRefusedOrHarmless) {
  const std::string good = sample();
  const uint64_t whole = touch(*BlobFile::from_bytes(good));
  size_t refused = 0;
  for (size_t at = 0; at < good.size(); ++at) {
    for (const int value : {0, 1, 0x40, 0x7F, 0xFF}) {
      std::string bytes = good;
      if (bytes[at] == static_cast<char>(value)) continue;
      bytes[at] = static_cast<char>(value);
      // Bytes 40 to 63 mean nothing; every other change breaks the checksum.
      const auto plain = BlobFile::from_bytes(bytes);
      EXPECT_EQ(plain.ok(), at >= 40 && at < 64) << "byte " << at;
      if (plain.ok()) {
        EXPECT_EQ(touch(*plain), whole);
      }
      seal(bytes);
      const auto sealed = BlobFile::from_bytes(bytes);
      if (sealed.ok())
        touch(*sealed);
      else
        ++refused;
    }
  }
  EXPECT_GT(refused, 500u);
}

TEST(BlobFileTest, CutFilesAreRefused) {
  const std::string good = sample();
  for (size_t size = 0; size < good.size(); ++size)
    EXPECT_FALSE(BlobFile::from_bytes(good.substr(0, size)).ok()) << size;
}

}  // namespace
}  // namespace dateline
