// Files inside zip, tar, gz, xz, zst, bz2 through libarchive, read as a stream.
//
// A member is read like a file of its own; archives inside archives too, to a depth.
// The unpacked bytes are counted against a limit and against the packed bytes, so
// that a zip bomb ends in an Error. Covered by archive_test.cc.
#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <memory>

#include "dateline/read/format.h"

namespace dateline {
namespace {

constexpr size_t kPiece = 1 << 16;
constexpr uint64_t kFreeBytes = 1 << 20;  // unpacked before the ratio counts

struct CloseArchive {
  void operator()(archive* a) const { archive_read_free(a); }
};

// One open archive: libarchive pulls packed bytes from `packed`.
class OpenArchive {
 public:
  OpenArchive(std::unique_ptr<ByteSource> packed, const ReadOptions& options)
      : packed_(std::move(packed)), options_(options), handle_(archive_read_new()) {
    for (auto support :
         {archive_read_support_filter_gzip, archive_read_support_filter_xz,
          archive_read_support_filter_zstd, archive_read_support_filter_bzip2,
          archive_read_support_format_zip_streamable, archive_read_support_format_tar,
          archive_read_support_format_gnutar, archive_read_support_format_raw})
      support(handle_.get());
  }
  OpenArchive(const OpenArchive&) = delete;
  OpenArchive& operator=(const OpenArchive&) = delete;

  Status open() {
    const int code = archive_read_open(handle_.get(), this, nullptr, &OpenArchive::pull, nullptr);
    return code >= ARCHIVE_WARN ? Status(Done{}) : Status(failure());
  }

  // Moves to the next file of the archive; false at the end.
  Result<bool> next_member() {
    for (;;) {
      archive_entry* entry = nullptr;
      const int code = archive_read_next_header(handle_.get(), &entry);
      if (code == ARCHIVE_EOF) return false;
      if (code < ARCHIVE_WARN) return failure();
      if (archive_entry_is_encrypted(entry))
        return Error{ErrorKind::unsupported, "an encrypted archive member", kNoOffset, origin()};
      const char* name = archive_entry_pathname(entry);
      const bool raw = archive_format(handle_.get()) == ARCHIVE_FORMAT_RAW;
      member_ = raw || name == nullptr ? origin() : origin() + "!" + name;
      if (raw || archive_entry_filetype(entry) == AE_IFREG || archive_entry_filetype(entry) == 0)
        return true;
    }
  }

  Result<size_t> read(std::string& out, size_t most) {
    const size_t before = out.size();
    out.resize(before + most);
    const la_ssize_t got = archive_read_data(handle_.get(), out.data() + before, most);
    out.resize(before + static_cast<size_t>(std::max<la_ssize_t>(got, 0)));
    if (got < 0) return failure();
    unpacked_ += static_cast<uint64_t>(got);
    if (const Status status = within_limits(); !status) {
      out.resize(before);
      return status.error();
    }
    return static_cast<size_t>(got);
  }

  const std::string& origin() const { return packed_->origin(); }
  const std::string& member() const { return member_; }
  bool broken() const { return broken_; }

 private:
  static la_ssize_t pull(archive*, void* self, const void** buffer) {
    auto* open = static_cast<OpenArchive*>(self);
    open->piece_.clear();
    const auto got = open->packed_->read(open->piece_, kPiece);
    if (!got) {
      archive_set_error(open->handle_.get(), EIO, "%s", got.error().what.c_str());
      return -1;
    }
    open->packed_bytes_ += got.value();
    *buffer = open->piece_.data();
    return static_cast<la_ssize_t>(got.value());
  }

  Status within_limits() {
    const bool many = unpacked_ > options_.max_archive_bytes;
    const bool swollen =
        unpacked_ > kFreeBytes && unpacked_ / options_.max_archive_ratio > packed_bytes_;
    if (!many && !swollen) return Done{};
    broken_ = true;
    return Error{ErrorKind::too_large,
                 many ? "archive unpacks to more than " +
                            std::to_string(options_.max_archive_bytes) + " bytes"
                      : "archive unpacks to more than " +
                            std::to_string(options_.max_archive_ratio) + " times its size",
                 packed_bytes_, member_.empty() ? origin() : member_};
  }

  Error failure() {
    broken_ = true;
    const char* why = archive_error_string(handle_.get());
    return {ErrorKind::bad_input,
            std::string("broken archive: ") + (why != nullptr ? why : "unknown"), packed_bytes_,
            member_.empty() ? origin() : member_};
  }

  std::unique_ptr<ByteSource> packed_;
  const ReadOptions& options_;
  std::unique_ptr<archive, CloseArchive> handle_;
  std::string piece_;
  std::string member_;
  uint64_t packed_bytes_ = 0;
  uint64_t unpacked_ = 0;
  bool broken_ = false;
};

// The current member; valid until the archive moves on.
class MemberBytes : public ByteSource {
 public:
  MemberBytes(OpenArchive& archive, std::string origin)
      : archive_(archive), origin_(std::move(origin)) {}
  Result<size_t> read(std::string& out, size_t most) override { return archive_.read(out, most); }
  const std::string& origin() const override { return origin_; }

 private:
  OpenArchive& archive_;
  std::string origin_;
};

// Never looked into: the parts of a Mac's copy, and hidden files.
bool passed_over(std::string_view member) {
  const std::string_view name = member.substr(member.rfind('/') + 1);
  return name.starts_with('.') || member.find("__MACOSX/") != std::string_view::npos;
}

class ArchiveReader : public Reader {
 public:
  ArchiveReader(std::unique_ptr<OpenArchive> archive, const InputContext& context, uint32_t depth)
      : archive_(std::move(archive)), context_(context), depth_(depth) {}

  Result<bool> next(Document& out) override {
    for (;;) {
      if (member_) {
        auto more = member_->next(out);
        if (!more || more.value()) return more;
        member_.reset();
      }
      if (ended_ || archive_->broken()) return false;
      if (const Status status = open_member(); !status) return status.error();
    }
  }

 private:
  Status open_member() {
    const auto more = archive_->next_member();
    ended_ = !more || !more.value();
    if (!more) return more.error();
    if (ended_ || passed_over(archive_->member().substr(archive_->origin().size()))) return Done{};
    auto reader = read_bytes(std::make_unique<MemberBytes>(*archive_, archive_->member()), context_,
                             depth_ + 1);
    if (!reader) return reader.error();
    member_ = std::move(reader).value();
    return Done{};
  }

  std::unique_ptr<OpenArchive> archive_;
  InputContext context_;
  uint32_t depth_;
  std::unique_ptr<Reader> member_;  // reads from archive_
  bool ended_ = false;
};

}  // namespace

bool is_archive(std::string_view start) {
  for (std::string_view magic : {std::string_view("PK\x03\x04"), std::string_view("PK\x05\x06"),
                                 std::string_view("\x1F\x8B"),
                                 std::string_view("\xFD"
                                                  "7zXZ\0",
                                                  6),
                                 std::string_view("\x28\xB5\x2F\xFD"), std::string_view("BZh")})
    if (start.starts_with(magic)) return true;
  return start.size() > 262 && start.substr(257, 5) == "ustar";
}

Result<std::unique_ptr<Reader>> read_archive(std::unique_ptr<ByteSource> bytes,
                                             const InputContext& context, uint32_t depth) {
  const std::string origin = bytes->origin();
  if (depth >= context.options->max_archive_depth)
    return Error{ErrorKind::too_large, "archives are nested too deep", 0, origin};
  auto archive = std::make_unique<OpenArchive>(std::move(bytes), *context.options);
  if (const Status status = archive->open(); !status) return status.error();
  return std::unique_ptr<Reader>(
      std::make_unique<ArchiveReader>(std::move(archive), context, depth));
}

}  // namespace dateline
