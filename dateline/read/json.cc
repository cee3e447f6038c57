// Articles as JSON objects: one to a line (JSONL), in an array, or one after the other.
//
// Objects are cut out of the stream by their braces, so a file of any size is read
// in bounded memory; simdjson parses each. Which field is which is guessed from the
// usual names or told by ReadOptions::fields. Covered by json_test.cc.
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <span>

#include "dateline/base/utf8.h"
#include "dateline/read/format.h"
#include "dateline/read/header.h"
#include "dateline/read/header_date.h"

namespace dateline {
namespace {

constexpr size_t kPiece = 1 << 16;
constexpr uint64_t kEscapes = 6;  // bytes of JSON that one byte of text may take: \u0041

struct FieldNames {
  std::string_view ours;
  std::array<std::string_view, 9> theirs;
};
// Names that corpora and feeds use, best first; ninjs and schema.org among them.
constexpr FieldNames kFields[] = {
    {"text",
     {"text", "body", "content", "body_text", "article", "articleBody", "maintext", "fulltext",
      "story"}},
    {"title", {"title", "headline", "head", "name"}},
    {"id", {"id", "_id", "guid", "uuid", "uri", "doc_id", "docid"}},
    {"url", {"url", "link", "permalink", "source_url", "uri"}},
    {"published",
     {"published", "date", "pubdate", "pubDate", "publication_date", "datePublished",
      "date_publish", "versioncreated", "firstcreated"}},
    {"publication",
     {"publication", "publisher", "source", "agency", "provider", "outlet", "newspaper"}},
    {"language", {"language", "lang", "inLanguage"}},
};

bool white(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// A value as text: a string, a number, or the "name" of an object.
std::string text_of(simdjson::dom::element value) {
  if (value.is_string()) return std::string(value.get_string().value_unsafe());
  if (value.is_int64()) return std::to_string(value.get_int64().value_unsafe());
  if (value.is_object()) {
    simdjson::dom::element name;
    if (value["name"].get(name) == simdjson::SUCCESS && name.is_string()) return text_of(name);
  }
  return {};
}

// Pieces of the stream that hold one object each.
class ObjectSource {
 public:
  ObjectSource(std::unique_ptr<ByteSource> bytes, bool one_to_a_line, uint64_t most)
      : bytes_(std::move(bytes)), one_to_a_line_(one_to_a_line), most_(most) {}

  struct Found {
    std::string text;
    uint64_t offset = 0;
    bool too_long = false;  // text was dropped
  };

  Result<bool> next(Found& found) {
    found = {};
    char c = 0;
    do {
      const auto more = get(c);
      if (!more) return more.error();
      if (!more.value()) return false;
    } while (white(c) || (!one_to_a_line_ && (c == ',' || c == '[' || c == ']')) || c == '\x1E');
    found.offset = offset_ - 1;
    return one_to_a_line_ ? take_line(c, found) : take_object(c, found);
  }
  const std::string& origin() const { return bytes_->origin(); }

 private:
  Result<bool> get(char& c) {
    if (at_ == buffer_.size()) {
      buffer_.clear();
      at_ = 0;
      const auto got = bytes_->read(buffer_, kPiece);
      if (!got) return got.error();
      if (got.value() == 0) return false;
    }
    c = buffer_[at_++];
    ++offset_;
    return true;
  }

  void keep(char c, Found& found) const {
    if (found.text.size() < most_)
      found.text.push_back(c);
    else
      found.too_long = true;
  }

  Result<bool> take_line(char c, Found& found) {
    for (;;) {
      keep(c, found);
      const auto more = get(c);
      if (!more) return more.error();
      if (!more.value() || c == '\n') return true;
    }
  }

  // To the brace that closes the first one; braces in strings do not count.
  Result<bool> take_object(char c, Found& found) {
    int64_t depth = 0;
    bool in_string = false, escaped = false;
    for (;;) {
      keep(c, found);
      if (in_string) {
        in_string = escaped || c != '"';
        escaped = !escaped && c == '\\';
      } else if (c == '"') {
        in_string = true;
      } else if (c == '{' || c == '[') {
        ++depth;
      } else if (c == '}' || c == ']') {
        if (--depth <= 0) return true;
      } else if (depth == 0 && white(c)) {
        return true;  // no object at all: the parser will say so
      }
      const auto more = get(c);
      if (!more) return more.error();
      if (!more.value()) return true;
    }
  }

  std::unique_ptr<ByteSource> bytes_;
  bool one_to_a_line_;
  uint64_t most_;
  std::string buffer_;
  size_t at_ = 0;
  uint64_t offset_ = 0;
};

class JsonReader : public Reader {
 public:
  JsonReader(std::unique_ptr<ByteSource> bytes, Sniffed sniffed, bool one_to_a_line,
             const InputContext& context)
      : objects_(without_mark(std::move(bytes), sniffed), one_to_a_line,
                 context.options->max_article_bytes * kEscapes),
        sniffed_(sniffed),
        context_(context) {}

  Result<bool> next(Document& out) override {
    if (ended_) return false;
    ObjectSource::Found found;
    const auto more = objects_.next(found);
    if (!more || !more.value()) ended_ = true;
    if (!more) return more.error();
    if (!more.value()) return false;
    offset_ = found.offset + (sniffed_.encoding == Encoding::utf8_bom ? sniffed_.mark_bytes : 0);
    if (found.too_long)
      return error(ErrorKind::too_large, "JSON object longer than the limit for articles");
    return read_object(found.text, out);
  }

 private:
  Error error(ErrorKind kind, std::string what) {
    ++ordinal_;
    return {kind, std::move(what), offset_, objects_.origin()};
  }

  Result<bool> read_object(std::string& bytes, Document& out) {
    out = Document{};
    out.text = std::move(bytes);
    finish_text(out, sniffed_);
    simdjson::dom::element root;
    if (const auto code = parser_.parse(simdjson::padded_string(out.text)).get(root))
      return error(ErrorKind::bad_input, std::string("not JSON: ") + simdjson::error_message(code));
    simdjson::dom::object object;
    if (root.get_object().get(object) != simdjson::SUCCESS)
      return error(ErrorKind::bad_input, "a JSON object was expected here");
    out.id.clear();
    out.text.clear();
    return fill(object, out);
  }

  Result<bool> fill(simdjson::dom::object object, Document& out) {
    out.origin = objects_.origin();
    out.origin_offset = offset_;
    out.text = field(object, "text");
    if (out.text.find_first_not_of(" \t\r\n") == std::string::npos)
      return error(ErrorKind::bad_input,
                   "no text: field \"" + wanted("text") + "\" is missing or empty");
    cut_text(out);
    out.title = field(object, "title");
    out.url = field(object, "url");
    out.language = field(object, "language");
    out.publication = publication(field(object, "publication"));
    out.published = read_field_date(field(object, "published"), *context_.marks);
    out.id = field(object, "id");
    const std::string encoding = out.encoding;
    finish_text(out, sniffed_);  // a NUL may have been spelt \u0000
    out.encoding = encoding;
    out.ordinal = ordinal_++;
    read_header(out, *context_.marks);
    return true;
  }

  std::string publication(const std::string& value) const {
    const std::string_view known = context_.marks->agency(value);
    return known.empty() ? value : std::string(known);
  }

  void cut_text(Document& out) const {
    size_t most = context_.options->max_article_bytes;
    if (out.text.size() <= most) return;
    while (most > 0 && (static_cast<unsigned char>(out.text[most]) & 0xC0) == 0x80) --most;
    out.text.resize(most);
    out.cut = true;
  }

  std::string wanted(const std::string& ours) const {
    const auto found = context_.options->fields.find(ours);
    return found == context_.options->fields.end() ? ours : found->second;
  }

  std::string field(simdjson::dom::object object, const std::string& ours) const {
    const auto told = context_.options->fields.find(ours);
    if (told != context_.options->fields.end()) return value(object, told->second);
    for (const FieldNames& names : kFields) {
      if (names.ours != ours) continue;
      for (std::string_view name : names.theirs)
        if (std::string text = name.empty() ? "" : value(object, name); !text.empty()) return text;
    }
    return {};
  }

  static std::string value(simdjson::dom::object object, std::string_view name) {
    simdjson::dom::element element;
    return object[name].get(element) == simdjson::SUCCESS ? text_of(element) : std::string();
  }

  ObjectSource objects_;
  Sniffed sniffed_;
  InputContext context_;
  simdjson::dom::parser parser_;
  uint64_t offset_ = 0;
  uint32_t ordinal_ = 0;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<Reader> read_json(std::unique_ptr<ByteSource> bytes, Sniffed sniffed,
                                  bool one_to_a_line, const InputContext& context) {
  return std::make_unique<JsonReader>(std::move(bytes), sniffed, one_to_a_line, context);
}

}  // namespace dateline
