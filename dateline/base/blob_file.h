// Files of named, typed arrays: trained models and compiled tables.
//
// The layout is on docs/model-format.md, "Container". A file is memory-mapped
// read-only and checked whole before anything in it is believed: magic,
// version, sizes, alignment, overlap with header or table, checksum. What
// passes can be read without further bounds checks on the container, from any
// thread. Covered by blob_file_test.cc, with mutated files, and model_fuzz.cc.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/result.h"

namespace dateline {

// On disk; append only.
enum class BlobType : uint32_t { bytes = 0, f32 = 1, i8 = 2, i32 = 3, f16 = 4, u16 = 5 };

size_t item_size(BlobType type);

struct Blob {
  BlobType type = BlobType::bytes;
  uint32_t ndim = 0;
  std::array<uint32_t, 4> dims = {1, 1, 1, 1};  // 1 where unused
  std::span<const std::byte> bytes;             // into the file

  uint64_t items() const { return bytes.size() / item_size(type); }
  uint32_t rows() const { return dims[0]; }
  uint32_t columns() const { return dims[1]; }
  std::string_view text() const {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }
  // The items. REQUIRES: sizeof(T) divides the blob's bytes; T has no padding.
  template <class T>
  std::span<const T> as() const {
    static_assert(alignof(T) <= 16);
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
  }
};

class BlobFile {
 public:
  // Errors: not_found, no_access, io from the system; bad_model for a file that
  // is foreign, of another version, cut short or changed.
  static Result<BlobFile> open(const std::filesystem::path& path);
  // The same over bytes in memory, which are copied.
  static Result<BlobFile> from_bytes(std::string_view bytes);

  // nullptr: no such blob. Valid as long as the BlobFile.
  const Blob* find(std::string_view name) const;
  size_t size() const { return blobs_.size(); }
  uint64_t file_bytes() const { return content_.size(); }

 private:
  BlobFile(std::shared_ptr<const std::byte[]> owner, std::span<const std::byte> content)
      : owner_(std::move(owner)), content_(content) {}
  Status read_table();

  std::shared_ptr<const std::byte[]> owner_;
  std::span<const std::byte> content_;
  std::map<std::string, Blob, std::less<>> blobs_;
};

// The bytes of a file that holds `blobs`, for compilers of tables and for tests.
// REQUIRES: names of 1 to 31 bytes; dims that multiply to the number of items.
std::string blob_file_bytes(const std::map<std::string, Blob, std::less<>>& blobs);

}  // namespace dateline
