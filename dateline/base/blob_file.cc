#include "dateline/base/blob_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <optional>

#include "dateline/base/hash.h"

namespace dateline {
namespace {

static_assert(std::endian::native == std::endian::little, "blob files are little-endian");

constexpr std::string_view kMagic = "DATELINE";
constexpr uint32_t kVersion = 1;
constexpr size_t kHeader = 64;
constexpr size_t kAlign = 64;

struct FileHeader {
  char magic[8];
  uint32_t version;
  uint32_t blobs;
  uint64_t table;
  uint64_t size;
  uint64_t checksum;
  char zero[24];
};
static_assert(sizeof(FileHeader) == kHeader);

struct TableEntry {
  char name[32];
  uint32_t type;
  uint32_t ndim;
  uint32_t dims[4];
  uint64_t offset;
  uint64_t bytes;
};
static_assert(sizeof(TableEntry) == 72);

std::string_view text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Error bad(std::string what, uint64_t offset = kNoOffset) {
  return {ErrorKind::bad_model, std::move(what), offset, {}};
}

std::optional<uint64_t> multiply(uint64_t a, uint64_t b) {
  uint64_t product = 0;
  if (__builtin_mul_overflow(a, b, &product)) return std::nullopt;
  return product;
}

// Bytes that the dims ask for; nothing for an absurd shape.
std::optional<uint64_t> wanted_bytes(const TableEntry& entry) {
  std::optional<uint64_t> bytes = item_size(static_cast<BlobType>(entry.type));
  for (uint32_t d = 0; d < 4 && bytes; ++d) {
    if (d >= entry.ndim && entry.dims[d] != 1) return std::nullopt;
    bytes = multiply(*bytes, entry.dims[d]);
  }
  return bytes;
}

bool known_type(uint32_t type) { return type <= static_cast<uint32_t>(BlobType::u16); }

Status check_header(const FileHeader& header, std::span<const std::byte> content) {
  if (std::string_view(header.magic, 8) != kMagic) return bad("not a Dateline model file", 0);
  if (header.version != kVersion)
    return bad("model file of version " + std::to_string(header.version) + ", this program reads " +
                   std::to_string(kVersion),
               8);
  if (header.size != content.size())
    return bad("model file is cut or has bytes added: it says " + std::to_string(header.size) +
                   " bytes and has " + std::to_string(content.size()),
               24);
  const auto table = multiply(header.blobs, sizeof(TableEntry));
  if (header.table % kAlign != 0 || header.table < kHeader || header.table > content.size() ||
      *table != content.size() - header.table)
    return bad("table of blobs lies outside the model file", 16);
  if (fnv1a(text(content.subspan(kHeader))) != header.checksum)
    return bad("model file is damaged: its checksum differs", 32);
  return Done{};
}

Status check_entry(const TableEntry& entry, const FileHeader& header, uint64_t at) {
  const size_t length = strnlen(entry.name, sizeof entry.name);
  if (length == 0 || length == sizeof entry.name) return bad("blob without a name", at);
  const std::string name(entry.name, length);
  if (!known_type(entry.type) || entry.ndim == 0 || entry.ndim > 4)
    return bad("blob " + name + " has an unknown type or shape", at);
  const auto bytes = wanted_bytes(entry);
  if (!bytes || *bytes != entry.bytes) return bad("blob " + name + " has the wrong size", at);
  if (entry.offset % kAlign != 0 || entry.offset < kHeader || entry.offset > header.table ||
      entry.bytes > header.table - entry.offset)
    return bad("blob " + name + " lies outside the model file", at);
  return Done{};
}

Error system_error(const std::filesystem::path& path) {
  const ErrorKind kind = errno == ENOENT   ? ErrorKind::not_found
                         : errno == EACCES ? ErrorKind::no_access
                                           : ErrorKind::io;
  return {kind, std::string("cannot open: ") + std::strerror(errno), kNoOffset, path.string()};
}

struct FileDescriptor {
  int fd;
  ~FileDescriptor() {
    if (fd >= 0) close(fd);
  }
};

}  // namespace

size_t item_size(BlobType type) {
  switch (type) {
    case BlobType::f32:
    case BlobType::i32:
      return 4;
    case BlobType::f16:
    case BlobType::u16:
      return 2;
    case BlobType::bytes:
    case BlobType::i8:
      break;
  }
  return 1;
}

Status BlobFile::read_table() {
  if (content_.size() < kHeader) return bad("too short to be a Dateline model file", 0);
  FileHeader header;
  std::memcpy(&header, content_.data(), sizeof header);
  if (const Status status = check_header(header, content_); !status) return status;
  for (uint32_t i = 0; i < header.blobs; ++i) {
    const uint64_t at = header.table + uint64_t{i} * sizeof(TableEntry);
    TableEntry entry;
    std::memcpy(&entry, content_.data() + at, sizeof entry);
    if (const Status status = check_entry(entry, header, at); !status) return status;
    Blob blob{static_cast<BlobType>(entry.type), entry.ndim, {}, {}};
    std::copy(std::begin(entry.dims), std::end(entry.dims), blob.dims.begin());
    blob.bytes = content_.subspan(entry.offset, entry.bytes);
    if (!blobs_.emplace(entry.name, blob).second)
      return bad("blob " + std::string(entry.name) + " is there twice", at);
  }
  return Done{};
}

Result<BlobFile> BlobFile::open(const std::filesystem::path& path) {
  const FileDescriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat info {};
  if (file.fd < 0 || fstat(file.fd, &info) != 0) return system_error(path);
  if (!S_ISREG(info.st_mode)) return Error{ErrorKind::bad_model, "not a file", kNoOffset, path};
  const auto size = static_cast<size_t>(info.st_size);
  if (size < kHeader)
    return Error{ErrorKind::bad_model, "too short to be a Dateline model file", 0, path};
  void* map = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.fd, 0);
  if (map == MAP_FAILED) return system_error(path);
  const auto* bytes = static_cast<const std::byte*>(map);
  BlobFile out({bytes, [map, size](const std::byte*) { munmap(map, size); }}, {bytes, size});
  if (Status status = out.read_table(); !status) {
    status.error().file = path.string();
    return status.error();
  }
  return out;
}

Result<BlobFile> BlobFile::from_bytes(std::string_view bytes) {
  // new[] of bytes is aligned for every item type.
  std::shared_ptr<std::byte[]> copy(new std::byte[bytes.size()]);
  std::memcpy(copy.get(), bytes.data(), bytes.size());
  const std::byte* start = copy.get();
  BlobFile out(std::move(copy), {start, bytes.size()});
  if (const Status status = out.read_table(); !status) return status.error();
  return out;
}

const Blob* BlobFile::find(std::string_view name) const {
  const auto found = blobs_.find(name);
  return found == blobs_.end() ? nullptr : &found->second;
}

std::string blob_file_bytes(const std::map<std::string, Blob, std::less<>>& blobs) {
  std::string out(kHeader, '\0');
  std::string table;
  const auto pad = [&out] { out.resize((out.size() + kAlign - 1) / kAlign * kAlign); };
  for (const auto& [name, blob] : blobs) {
    TableEntry entry{};
    std::memcpy(entry.name, name.data(), std::min(name.size(), sizeof entry.name - 1));
    entry.type = static_cast<uint32_t>(blob.type);
    entry.ndim = blob.ndim;
    std::copy(blob.dims.begin(), blob.dims.end(), entry.dims);
    entry.offset = out.size();
    entry.bytes = blob.bytes.size();
    out += text(blob.bytes);
    pad();
    table.append(reinterpret_cast<const char*>(&entry), sizeof entry);
  }
  FileHeader header{};
  std::memcpy(header.magic, kMagic.data(), kMagic.size());
  header.version = kVersion;
  header.blobs = static_cast<uint32_t>(blobs.size());
  header.table = out.size();
  out += table;
  header.size = out.size();
  header.checksum = fnv1a(std::string_view(out).substr(kHeader));
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

}  // namespace dateline
