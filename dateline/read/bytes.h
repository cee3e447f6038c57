// Where bytes come from: a file, standard input, or a member of an archive, pulled
// piece by piece so that nothing has to fit in memory. Covered by bytes_test.cc.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "dateline/base/result.h"

namespace dateline {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Up to `most` bytes appended to `out`; 0: the end. Errors name the origin.
  virtual Result<size_t> read(std::string& out, size_t most) = 0;
  virtual const std::string& origin() const = 0;
};

// "-" is standard input. Errors: not_found, no_access, io.
Result<std::unique_ptr<ByteSource>> open_bytes(const std::string& path_or_dash);

// Bytes in memory, for tests and fuzzing.
std::unique_ptr<ByteSource> memory_bytes(std::string bytes, std::string origin);

// A source with its first bytes looked at: what is peeked is read again.
class PeekedBytes : public ByteSource {
 public:
  explicit PeekedBytes(std::unique_ptr<ByteSource> inner) : inner_(std::move(inner)) {}

  // At least `wanted` bytes from the start, or all there are.
  Result<std::string_view> peek(size_t wanted);
  Result<size_t> read(std::string& out, size_t most) override;
  const std::string& origin() const override { return inner_->origin(); }

 private:
  std::unique_ptr<ByteSource> inner_;
  std::string held_;
  size_t given_ = 0;
};

// Lines of a source, of bounded length.
class LineSource {
 public:
  // `most`: bytes of a line that are kept.
  LineSource(std::unique_ptr<ByteSource> bytes, uint64_t most)
      : bytes_(std::move(bytes)), most_(most) {}

  struct Found {
    std::string_view text;  // with its line end; valid until the next call
    uint64_t offset = 0;    // of its first byte in the source
    bool cut = false;       // longer than `most`; the rest was dropped
  };
  // The next line; `found` false at the end.
  Result<bool> next(Found& found);
  const std::string& origin() const { return bytes_->origin(); }
  uint64_t offset() const { return offset_; }  // of the next line

 private:
  Status fill();
  size_t find_end(size_t from) const;

  std::unique_ptr<ByteSource> bytes_;
  uint64_t most_;
  std::string buffer_;
  size_t begin_ = 0;     // of the next line, in the buffer
  uint64_t offset_ = 0;  // of buffer_[begin_] in the source
  bool ended_ = false;
};

}  // namespace dateline
