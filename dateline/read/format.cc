#include "dateline/read/format.h"

#include <algorithm>

#include "dateline/base/hash.h"

namespace dateline {
namespace {

bool wide(Encoding encoding) {
  return encoding == Encoding::utf16_le || encoding == Encoding::utf16_be;
}

class PastMark : public ByteSource {
 public:
  PastMark(std::unique_ptr<ByteSource> inner, Sniffed sniffed)
      : inner_(std::move(inner)), skip_(sniffed.mark_bytes) {}

  Result<size_t> read(std::string& out, size_t most) override {
    while (skip_ > 0) {
      std::string mark;
      const auto got = inner_->read(mark, skip_);
      if (!got) return got.error();
      if (got.value() == 0) return size_t{0};
      skip_ -= static_cast<uint32_t>(got.value());
    }
    return inner_->read(out, most);
  }
  const std::string& origin() const override { return inner_->origin(); }

 private:
  std::unique_ptr<ByteSource> inner_;
  uint32_t skip_;
};

class FromUtf16 : public ByteSource {
 public:
  FromUtf16(std::unique_ptr<ByteSource> inner, bool big_endian)
      : inner_(std::move(inner)), decoder_(big_endian) {}

  // Gives a little more than `most` where characters grow.
  Result<size_t> read(std::string& out, size_t most) override {
    const size_t before = out.size();
    while (out.size() == before && !ended_) {
      std::string piece;
      const auto got = inner_->read(piece, most);
      if (!got) return got.error();
      ended_ = got.value() == 0;
      if (ended_)
        decoder_.finish(out);
      else
        decoder_.feed(piece, out);
    }
    return out.size() - before;
  }
  const std::string& origin() const override { return inner_->origin(); }

 private:
  std::unique_ptr<ByteSource> inner_;
  Utf16 decoder_;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> without_mark(std::unique_ptr<ByteSource> bytes, Sniffed sniffed) {
  auto past = std::make_unique<PastMark>(std::move(bytes), sniffed);
  if (!wide(sniffed.encoding)) return past;
  return std::make_unique<FromUtf16>(std::move(past), sniffed.encoding == Encoding::utf16_be);
}

void finish_text(Document& document, Sniffed sniffed) {
  if (document.id.empty()) document.id = hex(fnv1a(document.text));
  const Decoded decoded = make_utf8(document.text);
  document.broken_bytes += decoded.broken;
  const bool kept = sniffed.encoding == Encoding::utf8;
  document.encoding = to_string(kept ? decoded.encoding : sniffed.encoding);
}

}  // namespace dateline
