// Wire text, one article in a file or several one after the other.
//
// A new article begins at a form feed, at a line of === after a blank line, at a
// line of --- or *** when what follows has the shape of an article's head, and at a
// header line or dateline of a known shape after a blank line: then the headline,
// byline and notice lines right before it go with it. Anything else is one article.
// Covered by plain_test.cc.
#include <algorithm>

#include "dateline/base/utf8.h"
#include "dateline/read/format.h"
#include "dateline/read/header.h"

namespace dateline {
namespace {

constexpr size_t kSlack = 64 << 10;  // of header lines that may wait past the limit
constexpr int kHeadLines = 5;  // lines that are not blank, after a rule, to look for a head in

bool blank_line(std::string_view line) {
  return line.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
}

std::string_view trim_line(std::string_view line) {
  while (!line.empty() &&
         std::string_view(" \t\r\n\f\v").find(line.back()) != std::string_view::npos)
    line.remove_suffix(1);
  while (!line.empty() && (line[0] == ' ' || line[0] == '\t')) line.remove_prefix(1);
  return line;
}

enum class Rule : uint8_t { none, weak, strong };

// A line of at least three of the same mark and nothing else.
Rule rule_of(std::string_view line) {
  line = trim_line(line);
  if (line.size() < 3 || std::string_view("-=*_#~").find(line[0]) == std::string_view::npos)
    return Rule::none;
  if (line.find_first_not_of(line[0]) != std::string_view::npos) return Rule::none;
  return line[0] == '=' ? Rule::strong : Rule::weak;
}

class PlainReader : public Reader {
 public:
  PlainReader(std::unique_ptr<ByteSource> bytes, Sniffed sniffed, const InputContext& context)
      : lines_(without_mark(std::move(bytes), sniffed), context.options->max_article_bytes),
        sniffed_(sniffed),
        context_(context),
        offset_(sniffed.mark_bytes) {}

  Result<bool> next(Document& out) override {
    while (!ended_) {
      LineSource::Found line;
      const auto more = lines_.next(line);
      if (!more) {
        ended_ = true;
        failed_ = true;
        return more.error();
      }
      if (!more.value()) break;
      if (take(line) && give(out)) return true;
      drop_excess();
    }
    ended_ = true;
    split_at_ = text_.size();
    if (!failed_ && give(out)) return true;
    if (ordinal_ > 0 || failed_) return false;
    failed_ = true;
    return Error{ErrorKind::bad_input, text_seen_ ? "no text but white space" : "the file is empty",
                 0, lines_.origin()};
  }

 private:
  // Adds a line. True when an article ends at split_at_.
  bool take(const LineSource::Found& line) {
    text_seen_ = true;
    const size_t before = text_.size();
    const bool feed = line.text.find('\f') != std::string_view::npos;
    append(line);
    const bool after_blank = blank_;
    blank_ = blank_line(line.text);
    if (feed && has_words_) return split(before + line.text.find('\f'));
    if (blank_) return false;
    const Rule rule = rule_of(line.text);
    if (rule != Rule::none) return take_rule(rule, before, after_blank);
    return take_words(line.text, before, after_blank);
  }

  bool take_rule(Rule rule, size_t before, bool after_blank) {
    if (!has_words_) return false;
    rule_at_ = before;
    rule_lines_ = 0;
    loose_at_ = kNowhere;
    if (rule == Rule::strong && after_blank) return split(before);
    return false;
  }

  bool take_words(std::string_view line, size_t before, bool after_blank) {
    const bool first_words = !has_words_;
    has_words_ = true;
    const LineShape shape = shape_of(line, *context_.marks);
    const bool head = shape == LineShape::dateline || shape == LineShape::header;
    if (rule_at_ != kNowhere) {
      if (head || (shape == LineShape::loose && rule_lines_ == 0 && !first_words && certain(line)))
        return split(rule_at_);
      if (shape == LineShape::prose || ++rule_lines_ > kHeadLines) rule_at_ = kNowhere;
    }
    const size_t start = loose_at_ == kNowhere ? before : loose_at_;
    if (shape == LineShape::loose)
      loose_at_ = start;
    else
      loose_at_ = kNowhere;
    if (!head || !(after_blank || start != before) || start == 0 || !prose_seen_) {
      prose_seen_ |= shape == LineShape::prose || shape == LineShape::dateline;
      return false;
    }
    return split(start);
  }

  // After a rule, a notice or a byline is head enough; a headline is not.
  bool certain(std::string_view line) const {
    line = trim_line(line);
    return context_.marks->byline(line) > 0 || context_.marks->notice(line).has_value();
  }

  bool split(size_t at) {
    split_at_ = at;
    return true;
  }

  void append(const LineSource::Found& line) {
    text_.append(line.text);
    cut_ |= line.cut;
    dropped_ += lines_.offset() - line.offset - line.text.size();
  }

  // Past the limit only lines that may begin the next article are kept.
  void drop_excess() {
    const size_t most = context_.options->max_article_bytes;
    const size_t kept = std::min(loose_at_, rule_at_);
    if (text_.size() <= most || (kept != kNowhere && text_.size() - kept < kSlack)) return;
    const std::string_view excess = std::string_view(text_).substr(most);
    dropped_ += file_bytes(excess);
    text_.resize(most);
    loose_at_ = rule_at_ = kNowhere;
    cut_ = true;
  }

  // The article before split_at_ into `out`; what is after it begins the next one.
  // False when there is nothing but blanks and rules in it.
  bool give(Document& out) {
    std::string rest = text_.substr(split_at_);
    text_.resize(split_at_);
    std::string article = std::move(text_);
    const uint64_t begin = offset_;
    offset_ += file_bytes(article) + dropped_;
    text_ = std::move(rest);
    const bool cut = cut_ || article.size() > context_.options->max_article_bytes;
    cut_to_characters(article, cut);
    reset();
    return fill(out, article, begin, cut);
  }

  // A character that the limit cut in two goes.
  void cut_to_characters(std::string& article, bool cut) const {
    if (!cut) return;
    article.resize(std::min<size_t>(article.size(), context_.options->max_article_bytes));
    size_t lead = article.size();
    for (int n = 0; n < 4 && lead > 0; ++n)
      if ((static_cast<unsigned char>(article[--lead]) & 0xC0) != 0x80) break;
    const bool starts = lead < article.size() && static_cast<unsigned char>(article[lead]) >= 0xC0;
    if (starts && decode_utf8(article, lead).value == 0xFFFD) article.resize(lead);
  }

  uint64_t file_bytes(std::string_view article) const {
    const bool wide =
        sniffed_.encoding == Encoding::utf16_le || sniffed_.encoding == Encoding::utf16_be;
    return wide ? source_bytes(article, sniffed_.encoding) : article.size();
  }

  void reset() {
    cut_ = false;
    dropped_ = 0;
    rule_at_ = loose_at_ = kNowhere;
    has_words_ = prose_seen_ = false;
    for (size_t at = 0; at < text_.size();) {  // lines that were looked at already
      const size_t end = std::min(text_.find('\n', at), text_.size());
      const std::string_view line = std::string_view(text_).substr(at, end - at);
      if (!blank_line(line) && rule_of(line) == Rule::none) has_words_ = true;
      at = end + 1;
    }
    prose_seen_ = has_words_ && shape_of(last_line(), *context_.marks) == LineShape::dateline;
  }

  std::string_view last_line() const {
    const std::string_view text = trim_line(text_);
    return text.substr(text.rfind('\n') + 1);
  }

  bool fill(Document& out, std::string_view article, uint64_t begin, bool cut) {
    size_t skip = 0;  // blank lines and rules before the first words
    while (skip < article.size()) {
      const size_t end = std::min(article.find('\n', skip), article.size() - 1) + 1;
      const std::string_view line = article.substr(skip, end - skip);
      if (!blank_line(line) && rule_of(line) == Rule::none) break;
      skip = end;
    }
    while (skip < article.size() && article[skip] == '\f') ++skip;
    if (skip >= article.size()) return false;
    out = Document{};
    out.origin = lines_.origin();
    out.text = article.substr(skip);
    out.origin_offset = begin + file_bytes(article.substr(0, skip));
    out.ordinal = ordinal_++;
    out.cut = cut;
    finish_text(out, sniffed_);
    read_header(out, *context_.marks);
    return true;
  }

  static constexpr size_t kNowhere = static_cast<size_t>(-1);

  LineSource lines_;
  Sniffed sniffed_;
  InputContext context_;
  std::string text_;      // of the article so far
  uint64_t offset_;       // of text_ in the file
  uint64_t dropped_ = 0;  // bytes of the file that were past the limit
  size_t split_at_ = 0;
  size_t rule_at_ = kNowhere;   // a line of marks that may part two articles
  int rule_lines_ = 0;          // lines since
  size_t loose_at_ = kNowhere;  // first of the header-like lines right before
  bool blank_ = true;           // the line before was blank
  bool has_words_ = false;
  bool prose_seen_ = false;
  bool cut_ = false;
  bool text_seen_ = false;
  bool ended_ = false;
  bool failed_ = false;
  uint32_t ordinal_ = 0;
};

}  // namespace

std::unique_ptr<Reader> read_plain(std::unique_ptr<ByteSource> bytes, Sniffed sniffed,
                                   const InputContext& context) {
  return std::make_unique<PlainReader>(std::move(bytes), sniffed, context);
}

}  // namespace dateline
