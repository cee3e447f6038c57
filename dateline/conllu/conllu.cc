// The reader. It goes line by line and keeps one open sentence; a blank line
// closes it. Heads are numbers of the file until then, tokens afterwards.
#include "dateline/conllu/conllu.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "dateline/conllu/marks.h"

namespace dateline {
namespace {

enum Column { kId, kForm, kLemma, kUpos, kXpos, kFeats, kHead, kDeprel, kDeps, kMisc, kColumns };
using Columns = std::array<std::string_view, kColumns>;

// Absent trailing columns are "_". False: too few or too many.
bool split(std::string_view line, Columns& out) {
  const char sep = line.find('\t') == std::string_view::npos ? ' ' : '\t';
  out.fill("_");
  size_t n = 0;
  for (size_t at = 0; at <= line.size();) {
    const size_t end = std::min(line.find(sep, at), line.size());
    if (end > at || sep == '\t') {
      if (n == kColumns) return false;
      out[n++] = line.substr(at, end - at);
    }
    at = end + 1;
  }
  return n > kDeprel;
}

std::optional<uint32_t> number(std::string_view text) {
  uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// The value of `key` in MISC, a list of key=value parted by bars.
std::string_view misc_value(std::string_view misc, std::string_view key) {
  while (!misc.empty()) {
    const std::string_view pair = misc.substr(0, misc.find('|'));
    misc.remove_prefix(std::min(misc.size(), pair.size() + 1));
    if (pair.size() > key.size() && pair.starts_with(key) && pair[key.size()] == '=')
      return pair.substr(key.size() + 1);
  }
  return {};
}

std::string_view or_empty(std::string_view column) { return column == "_" ? "" : column; }

bool read_relation(std::string_view text, Deprel& out) {
  if (from_string(text, out)) return true;
  if (text == "_") {
    out = Deprel::dep;
    return true;
  }
  return from_string(text.substr(0, text.find(':')), out);
}

bool read_kind(std::string_view text, SentenceKind& out) {
  constexpr std::array<std::string_view, 5> kNames = {"prose", "headline", "list_item", "all_caps",
                                                      "fragment"};
  const auto* found = std::find(kNames.begin(), kNames.end(), text);
  if (found == kNames.end()) return false;
  out = static_cast<SentenceKind>(found - kNames.begin());
  return true;
}

// "# key = value" or "# key". Empty key: some other comment.
std::pair<std::string_view, std::string_view> comment(std::string_view line) {
  const auto trim = [](std::string_view s) {
    while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
    while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
    return s;
  };
  line.remove_prefix(1);
  const size_t equals = line.find('=');
  if (equals == std::string_view::npos) return {trim(line), {}};
  return {trim(line.substr(0, equals)), trim(line.substr(equals + 1))};
}

bool is_mark(std::string_view key, std::string_view name) {
  return key == name || (key.starts_with(name) && key.substr(name.size()) == " id");
}

class ConlluReader {
 public:
  ConlluReader(std::string_view text, bool split_documents)
      : text_(text), split_documents_(split_documents) {}

  Result<std::vector<Parsed>> read() {
    while (at_ < text_.size()) {
      const Status status = read_line(next_line());
      if (!status) return status.error();
    }
    if (const Status status = close_sentence(); !status) return status.error();
    close_document();
    if (done_.empty() && !split_documents_) done_.emplace_back();
    for (Parsed& parsed : done_) finish(parsed);
    return std::move(done_);
  }

 private:
  std::string_view next_line() {
    line_offset_ = at_;
    ++line_;
    const size_t end = std::min(text_.find('\n', at_), text_.size());
    std::string_view line = text_.substr(at_, end - at_);
    at_ = end + 1;
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }

  Error broken(std::string what) const {
    return {ErrorKind::bad_input,
            "line " + std::to_string(line_) + ": " + std::move(what),
            line_offset_,
            {}};
  }

  Status read_line(std::string_view line) {
    if (line.find_first_not_of(" \t") == std::string_view::npos) return close_sentence();
    if (line.front() == '#') return read_comment(line);
    Columns columns;
    if (!split(line, columns)) return broken("expected 8 to 10 columns");
    if (columns[kForm].empty()) return broken("empty FORM");
    if (columns[kId].find('.') != std::string_view::npos) return Done{};
    if (columns[kId].find('-') != std::string_view::npos) return read_range(columns);
    return read_word(columns);
  }

  Status read_comment(std::string_view line) {
    const auto [key, value] = comment(line);
    if (is_mark(key, "newdoc")) return begin_document(value);
    if (is_mark(key, "newpar")) new_paragraph_ = true;
    if (key == "kind" && !read_kind(value, kind_)) return broken("unknown sentence kind");
    return Done{};
  }

  Status begin_document(std::string_view id) {
    if (const Status status = close_sentence(); !status) return status;
    new_paragraph_ = true;
    if (split_documents_) close_document();
    if (current_.doc.id.empty()) current_.doc.id = id;
    return Done{};
  }

  Status read_range(const Columns& columns) {
    const size_t dash = columns[kId].find('-');
    const auto first = number(columns[kId].substr(0, dash));
    const auto last = number(columns[kId].substr(dash + 1));
    if (!first || !last || *first != heads_.size() + 1 || *last < *first || open_range())
      return broken("bad multiword range");
    range_last_ = *last;
    range_form_ = columns[kForm];
    range_space_ = misc_value(columns[kMisc], "SpaceAfter") != "No";
    range_first_token_ = current_.tokens.size();
    range_begin_ = static_cast<uint32_t>(current_.doc.text.size());
    append_gap();
    range_begin_ = static_cast<uint32_t>(current_.doc.text.size());
    current_.doc.text += range_form_;
    return Done{};
  }

  bool open_range() const { return range_last_ > heads_.size(); }

  Status read_word(const Columns& columns) {
    const auto id = number(columns[kId]);
    if (!id || *id != heads_.size() + 1) return broken("ID out of order");
    Word word;
    if (columns[kUpos] != "_" && !from_string(columns[kUpos], word.upos))
      return broken("unknown UPOS " + std::string(columns[kUpos]));
    if (!read_relation(columns[kDeprel], word.rel))
      return broken("unknown DEPREL " + std::string(columns[kDeprel]));
    std::optional<uint32_t> head = columns[kHead] == "_" ? 0 : number(columns[kHead]);
    if (!head) return broken("HEAD is not a number");
    if (*head == *id) return broken("HEAD is the word itself");
    Symbols& symbols = current_.syntax.symbols;
    // "_" is also a real lemma and form.
    word.lemma = symbols.intern(columns[kForm] == "_" ? "_" : or_empty(columns[kLemma]));
    word.xpos = symbols.intern(or_empty(columns[kXpos]));
    word.feats = symbols.intern(or_empty(columns[kFeats]));
    current_.syntax.words.push_back(word);
    current_.forms.emplace_back(columns[kForm]);
    add_token(columns);
    heads_.push_back(*head);
    if (range_last_ == *id) close_range();
    return read_entity(misc_value(columns[kMisc], "NER"));
  }

  void append_gap() {
    std::string& text = current_.doc.text;
    if (text.empty()) return;
    if (heads_.empty() && new_paragraph_)
      text += "\n\n";
    else if (space_before_)
      text += ' ';
  }

  void add_token(const Columns& columns) {
    Token token;
    const auto here = static_cast<uint32_t>(current_.doc.text.size());
    if (range_last_ > heads_.size()) {
      token.span = {here, here};  // placed by close_range
      token.flags = range_last_ > heads_.size() + 1 ? kWordContinues : 0;
    } else {
      append_gap();
      token.span.begin = static_cast<uint32_t>(current_.doc.text.size());
      current_.doc.text += columns[kForm];
      token.span.end = static_cast<uint32_t>(current_.doc.text.size());
      space_before_ = misc_value(columns[kMisc], "SpaceAfter") != "No";
      if (space_before_) token.flags |= kSpaceAfter;
    }
    current_.tokens.tokens.push_back(token);
    current_.tokens.sentence_of.push_back(static_cast<uint32_t>(current_.tokens.sentences.size()));
  }

  // Gives each word of a multiword token its share of the surface bytes: its
  // own length where the forms spell the surface, else what is left.
  void close_range() {
    uint32_t at = range_begin_;
    const auto end = static_cast<uint32_t>(current_.doc.text.size());
    for (uint32_t t = range_first_token_; t < current_.tokens.size(); ++t) {
      Token& token = current_.tokens.tokens[t];
      uint32_t next = std::min<uint32_t>(end, at + static_cast<uint32_t>(current_.forms[t].size()));
      while (next < end && (current_.doc.text[next] & 0xC0) == 0x80) ++next;
      token.span = {at, t + 1 == current_.tokens.size() ? end : next};
      at = token.span.end;
    }
    space_before_ = range_space_;
    if (range_space_) current_.tokens.tokens.back().flags |= kSpaceAfter;
    range_last_ = 0;
  }

  Status read_entity(std::string_view label) {
    std::vector<NamedEntity>& entities = current_.syntax.entities;
    if (label.empty() || label == "O") return Done{};
    EntityType type;
    if (label.size() < 3 || label[1] != '-' || !from_string(label.substr(2), type) ||
        type == EntityType::none)
      return broken("unknown NER label " + std::string(label));
    const uint32_t token = current_.tokens.size() - 1;
    const bool continues = label[0] == 'I' && !entities.empty() && entities.back().last == token &&
                           entities.back().type == type && heads_.size() > 1;
    if (continues)
      ++entities.back().last;
    else
      entities.push_back({token, token + 1, type, 1});
    return Done{};
  }

  Status close_sentence() {
    if (heads_.empty()) return Done{};
    if (open_range()) return broken("multiword range without its words");
    const uint32_t last = current_.tokens.size();
    const auto first = static_cast<uint32_t>(last - heads_.size());
    if (const Status status = set_heads(first); !status) return status;
    if (new_paragraph_ && !current_.tokens.sentences.empty()) ++paragraph_;
    current_.tokens.sentences.push_back(
        {first, last, current_.tokens.span(first, last), paragraph_, kind_, false});
    heads_.clear();
    new_paragraph_ = false;
    kind_ = SentenceKind::prose;
    return Done{};
  }

  Status set_heads(uint32_t first) {
    for (size_t i = 0; i < heads_.size(); ++i) {
      if (heads_[i] > heads_.size()) return broken("HEAD outside the sentence that ends here");
      Word& word = current_.syntax.words[first + i];
      word.head = heads_[i] == 0 ? kNone : first + heads_[i] - 1;
    }
    if (has_cycle()) return broken("the heads of the sentence that ends here form a cycle");
    return Done{};
  }

  // Walks up from each word, marking walks by number: meeting one's own mark is a cycle.
  bool has_cycle() {
    walk_.assign(heads_.size() + 1, 0);
    for (uint32_t i = 1; i <= heads_.size(); ++i) {
      uint32_t at = i;
      for (; at != 0 && walk_[at] == 0; at = heads_[at - 1]) walk_[at] = i;
      if (at != 0 && walk_[at] == i) return true;
    }
    return false;
  }

  void close_document() {
    if (!current_.tokens.tokens.empty()) done_.push_back(std::move(current_));
    current_ = {};
    paragraph_ = 0;
    space_before_ = false;
  }

  static void finish(Parsed& parsed) {
    if (!parsed.tokens.tokens.empty()) parsed.tokens.tokens.back().flags |= kSpaceAfter;
    parsed.doc.body = {0, static_cast<uint32_t>(parsed.doc.text.size())};
    parsed.syntax.index_children();
    mark_quotes_and_brackets(parsed.doc, parsed.tokens);
  }

  std::string_view text_;
  bool split_documents_;
  size_t at_ = 0;
  size_t line_ = 0;
  size_t line_offset_ = 0;
  std::vector<Parsed> done_;
  Parsed current_;
  std::vector<uint32_t> heads_;  // of the open sentence, as the file numbers them
  std::vector<uint32_t> walk_;
  bool new_paragraph_ = false;
  bool space_before_ = false;
  uint32_t paragraph_ = 0;
  SentenceKind kind_ = SentenceKind::prose;
  // The open multiword range.
  uint32_t range_last_ = 0;  // ID of its last word; 0: none open
  uint32_t range_first_token_ = 0;
  uint32_t range_begin_ = 0;
  std::string_view range_form_;
  bool range_space_ = false;
};

}  // namespace

Result<std::vector<Parsed>> read_conllu_documents(std::string_view text) {
  return ConlluReader(text, true).read();
}

Result<Parsed> read_conllu(std::string_view text) {
  auto read = ConlluReader(text, false).read();
  if (!read) return read.error();
  return std::move(read->front());
}

}  // namespace dateline
