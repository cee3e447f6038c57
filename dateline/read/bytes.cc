#include "dateline/read/bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace dateline {
namespace {

constexpr size_t kPiece = 1 << 16;

ErrorKind kind_of_errno(int code) {
  if (code == ENOENT || code == ENOTDIR) return ErrorKind::not_found;
  if (code == EACCES || code == EPERM) return ErrorKind::no_access;
  return ErrorKind::io;
}

Error system_error(const std::string& path, const std::string& what, int code) {
  return {kind_of_errno(code), what + ": " + std::strerror(code), kNoOffset, path};
}

class FileBytes : public ByteSource {
 public:
  FileBytes(int descriptor, std::string origin, bool owned)
      : descriptor_(descriptor), origin_(std::move(origin)), owned_(owned) {}
  ~FileBytes() override {
    if (owned_) ::close(descriptor_);
  }
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;

  Result<size_t> read(std::string& out, size_t most) override {
    const size_t before = out.size();
    out.resize(before + most);
    ssize_t got = 0;
    do got = ::read(descriptor_, out.data() + before, most);
    while (got < 0 && errno == EINTR);
    const int code = errno;
    out.resize(before + static_cast<size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0) return system_error(origin_, "cannot read", code);
    return static_cast<size_t>(got);
  }
  const std::string& origin() const override { return origin_; }

 private:
  int descriptor_;
  std::string origin_;
  bool owned_;
};

class MemoryBytes : public ByteSource {
 public:
  MemoryBytes(std::string bytes, std::string origin)
      : bytes_(std::move(bytes)), origin_(std::move(origin)) {}
  Result<size_t> read(std::string& out, size_t most) override {
    const size_t size = std::min(most, bytes_.size() - given_);
    out.append(bytes_, given_, size);
    given_ += size;
    return size;
  }
  const std::string& origin() const override { return origin_; }

 private:
  std::string bytes_;
  std::string origin_;
  size_t given_ = 0;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> open_bytes(const std::string& path) {
  if (path == "-")
    return std::unique_ptr<ByteSource>(std::make_unique<FileBytes>(STDIN_FILENO, "-", false));
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return system_error(path, "cannot open", errno);
  struct stat status {};
  if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode))
    return std::unique_ptr<ByteSource>(std::make_unique<FileBytes>(descriptor, path, true));
  if (S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode)) {
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) & ~O_NONBLOCK);
    return std::unique_ptr<ByteSource>(std::make_unique<FileBytes>(descriptor, path, true));
  }
  ::close(descriptor);
  return Error{ErrorKind::unsupported, "not a file, a folder or a pipe", kNoOffset, path};
}

std::unique_ptr<ByteSource> memory_bytes(std::string bytes, std::string origin) {
  return std::make_unique<MemoryBytes>(std::move(bytes), std::move(origin));
}

Result<std::string_view> PeekedBytes::peek(size_t wanted) {
  while (held_.size() - given_ < wanted) {
    const auto got = inner_->read(held_, wanted - (held_.size() - given_));
    if (!got) return got.error();
    if (got.value() == 0) break;
  }
  return std::string_view(held_).substr(given_);
}

Result<size_t> PeekedBytes::read(std::string& out, size_t most) {
  if (given_ == held_.size()) return inner_->read(out, most);
  const size_t size = std::min(most, held_.size() - given_);
  out.append(held_, given_, size);
  given_ += size;
  if (given_ == held_.size()) {
    held_.clear();
    given_ = 0;
  }
  return size;
}

Status LineSource::fill() {
  if (begin_ > 0) {
    buffer_.erase(0, begin_);
    begin_ = 0;
  }
  const auto got = bytes_->read(buffer_, kPiece);
  if (!got) return got.error();
  ended_ = got.value() == 0;
  return Done{};
}

size_t LineSource::find_end(size_t from) const {
  const size_t end = buffer_.find('\n', from);
  return end == std::string::npos ? end : end + 1;
}

Result<bool> LineSource::next(Found& found) {
  size_t end = find_end(begin_);
  uint64_t dropped = 0;
  while (end == std::string::npos && !ended_) {
    size_t seen = buffer_.size() - begin_;
    if (const Status status = fill(); !status) {
      ended_ = true;
      return status.error();
    }
    end = find_end(seen);
    if (buffer_.size() <= most_) continue;
    // Too long: what is past the limit goes, except the line end when it is there.
    const size_t stop = end == std::string::npos ? buffer_.size() : end;
    if (stop <= most_) continue;
    dropped += stop - most_;
    buffer_.erase(most_, stop - most_);
    if (end != std::string::npos) end = most_;
  }
  if (end == std::string::npos) end = buffer_.size();
  const size_t kept = std::min<size_t>(end - begin_, most_);
  found = {std::string_view(buffer_).substr(begin_, kept), offset_,
           dropped > 0 || kept < end - begin_};
  const size_t begin_before = begin_;
  offset_ += end - begin_ + dropped;
  begin_ = end;
  return end > begin_before;
}

}  // namespace dateline
