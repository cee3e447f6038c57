// Chooses the reader: by the kind of path, then by the first bytes.
#include <algorithm>
#include <array>
#include <filesystem>
#include <vector>

#include "dateline/read/format.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr size_t kSniff = 64 << 10;
constexpr std::array<std::string_view, 7> kFieldNames = {
    "text", "title", "id", "url", "published", "publication", "language"};

// The first line closes the object that it opens: JSONL.
bool one_object_a_line(std::string_view start) {
  const size_t end = start.find('\n');
  if (end == std::string_view::npos) return true;
  const std::string_view line = start.substr(0, end);
  const size_t last = line.find_last_not_of(" \t\r");
  return last != std::string_view::npos && line[last] == '}';
}

bool looks_like_json(std::string_view start) {
  if (start.empty()) return false;
  if (start[0] == '{') {
    const size_t next = start.find_first_not_of(" \t\r\n", 1);
    return next != std::string_view::npos && (start[next] == '"' || start[next] == '}');
  }
  if (start[0] != '[') return false;
  const size_t next = start.find_first_not_of(" \t\r\n", 1);
  return next != std::string_view::npos && start[next] == '{';
}

// The start as UTF-8, for looking at only.
std::string preview(std::string_view start, Sniffed sniffed) {
  start.remove_prefix(std::min<size_t>(sniffed.mark_bytes, start.size()));
  if (sniffed.encoding != Encoding::utf16_le && sniffed.encoding != Encoding::utf16_be)
    return std::string(start);
  std::string out;
  Utf16(sniffed.encoding == Encoding::utf16_be).feed(start, out);
  return out;
}

// A folder and all below it, in sorted order; what cannot be read is an Error of
// its own and the rest goes on.
class FolderReader : public Reader {
 public:
  FolderReader(fs::path folder, const InputContext& context) : context_(context) {
    pending_.push_back({std::move(folder), 0, true});
  }

  Result<bool> next(Document& out) override {
    for (;;) {
      if (file_) {
        auto more = file_->next(out);
        if (!more || more.value()) return more;
        file_.reset();
      }
      if (pending_.empty()) return false;
      const Entry entry = std::move(pending_.back());
      pending_.pop_back();
      if (const Status status = entry.folder ? list(entry) : open(entry); !status)
        return status.error();
    }
  }

 private:
  struct Entry {
    fs::path path;
    uint32_t depth;
    bool folder;
  };

  Status list(const Entry& entry) {
    if (entry.depth > context_.options->max_folder_depth)
      return Error{ErrorKind::too_large, "folders are nested too deep", kNoOffset,
                   entry.path.string()};
    std::error_code code;
    std::vector<Entry> found;
    for (fs::directory_iterator it(entry.path, code), end; !code && it != end; it.increment(code)) {
      if (it->path().filename().string().starts_with('.')) continue;
      std::error_code ignored;
      const bool link = it->is_symlink(ignored);
      const bool folder = it->is_directory(ignored);
      if (folder && link) continue;  // may lead in a circle
      found.push_back({it->path(), entry.depth + 1, folder});
    }
    if (code) {
      const bool denied = code == std::errc::permission_denied;
      return Error{denied ? ErrorKind::no_access : ErrorKind::io,
                   "cannot list the folder: " + code.message(), kNoOffset, entry.path.string()};
    }
    std::sort(found.begin(), found.end(),
              [](const Entry& a, const Entry& b) { return b.path < a.path; });
    pending_.insert(pending_.end(), std::make_move_iterator(found.begin()),
                    std::make_move_iterator(found.end()));
    return Done{};
  }

  Status open(const Entry& entry) {
    auto bytes = open_bytes(entry.path.string());
    if (!bytes) return bytes.error();
    auto reader = read_bytes(std::move(bytes).value(), context_);
    if (!reader) return reader.error();
    file_ = std::move(reader).value();
    return Done{};
  }

  InputContext context_;
  std::vector<Entry> pending_;  // the next one last
  std::unique_ptr<Reader> file_;
};

// Keeps the options alive for the readers that point to them.
class InputReader : public Reader {
 public:
  InputReader(const ReadOptions& options, const WireMarks& marks)
      : options_(options), context_{&options_, &marks} {}
  Status open(const std::string& path) {
    std::error_code code;
    if (path != "-" && fs::is_directory(path, code)) {
      inner_ = std::make_unique<FolderReader>(path, context_);
      return Done{};
    }
    auto bytes = open_bytes(path);
    if (!bytes) return bytes.error();
    auto reader = read_bytes(std::move(bytes).value(), context_);
    if (!reader) return reader.error();
    inner_ = std::move(reader).value();
    return Done{};
  }
  Result<bool> next(Document& out) override { return inner_->next(out); }

 private:
  ReadOptions options_;
  InputContext context_;
  std::unique_ptr<Reader> inner_;
};

}  // namespace

Result<std::unique_ptr<Reader>> read_bytes(std::unique_ptr<ByteSource> bytes,
                                           const InputContext& context, uint32_t depth) {
  auto peeked = std::make_unique<PeekedBytes>(std::move(bytes));
  const auto start = peeked->peek(kSniff);
  if (!start) return start.error();
  if (is_archive(start.value())) return read_archive(std::move(peeked), context, depth);
  const Sniffed sniffed = sniff_encoding(start.value());
  uint64_t offset = 0;
  if (const std::string_view why = binary_reason(start.value(), sniffed.encoding, offset);
      !why.empty())
    return Error{ErrorKind::unsupported, std::string(why), offset, peeked->origin()};
  const std::string seen = preview(start.value(), sniffed);
  const size_t first = std::min(seen.find_first_not_of(" \t\r\n\x1E"), seen.size());
  const std::string_view words = std::string_view(seen).substr(first);
  if (looks_like_json(words))
    return read_json(std::move(peeked), sniffed, words[0] == '{' && one_object_a_line(words),
                     context);
  return read_plain(std::move(peeked), sniffed, context);
}

Result<std::unique_ptr<Reader>> open_input(const std::string& path, const ReadOptions& options,
                                           const WireMarks& marks) {
  for (const auto& [ours, theirs] : options.fields)
    if (std::find(kFieldNames.begin(), kFieldNames.end(), ours) == kFieldNames.end())
      return Error{ErrorKind::usage, "no such field of an article: " + ours, kNoOffset, {}};
  auto reader = std::make_unique<InputReader>(options, marks);
  if (const Status status = reader->open(path); !status) return status.error();
  return std::unique_ptr<Reader>(std::move(reader));
}

Result<Document> read_article(const std::string& file, const WireMarks& marks) {
  const auto reader = open_input(file, {}, marks);
  if (!reader) return reader.error();
  Document article;
  const auto got = (*reader)->next(article);
  if (!got) return got.error();
  if (*got) return article;
  return Error{ErrorKind::bad_input, "no article in the file", kNoOffset, file};
}

}  // namespace dateline
