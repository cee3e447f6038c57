#include "dateline/places/scan.h"

#include <algorithm>

#include "dateline/base/utf8.h"
#include "dateline/places/fold.h"

namespace dateline {
namespace {

constexpr uint32_t kLongestName = 8;      // words
constexpr uint32_t kLongestWord = 60;     // folded bytes; longer runs are no names
constexpr uint32_t kAbbreviatedWord = 3;  // letters of "St.", "Ft.": a name may run over their stop

bool is_word_letter(char32_t c) { return is_letter(c) || is_digit(c) || (c >= 0x300 && c < 0x370); }

// Cuts text into words.
class WordCutter {
 public:
  WordCutter(std::string_view text, Span range, Scan& out)
      : text_(text), end_(range.end), out_(out) {
    at_ = range.begin;
  }

  void run() {
    while (at_ < end_) {
      const CodePoint point = decode_utf8(text_, at_);
      if (is_word_letter(point.value)) {
        take_word();
      } else {
        at_ += point.length;
      }
    }
    set_gaps();
  }

 private:
  CodePoint peek(uint32_t at) const {
    return at < end_ ? decode_utf8(text_, at) : CodePoint{U' ', 1};
  }

  // "'s" or "’s" at `at`, with no letter after it.
  bool possessive(uint32_t at) const {
    const uint32_t s = at + peek(at).length;
    const char32_t letter = peek(s).value;
    return (letter == U's' || letter == U'S') && !is_word_letter(peek(s + 1).value);
  }

  // A stop or apostrophe that stands inside a word.
  bool joins(uint32_t at) const {
    const CodePoint mark = peek(at);
    if (mark.value != U'.' && !is_apostrophe(mark.value)) return false;
    if (!is_word_letter(peek(at + mark.length).value)) return false;
    return mark.value == U'.' || !possessive(at);
  }

  void take_word() {
    TextWord word;
    word.span.begin = at_;
    word.folded = static_cast<uint32_t>(out_.folded.size());
    uint32_t letters = 0, capitals = 0;
    while (at_ < end_) {
      const CodePoint point = decode_utf8(text_, at_);
      if (!is_word_letter(point.value)) {
        if (!joins(at_)) break;
        word.stop |= point.value == U'.';
        at_ += point.length;
        continue;
      }
      const bool capital = is_upper(point.value);
      if (letters == 0) word.upper = capital;
      ++letters;
      capitals += capital ? 1 : 0;
      append_folded(out_.folded, point.value);
      at_ += point.length;
    }
    word.span.end = at_;
    word.stop |= peek(at_).value == U'.';
    word.capitals = letters > 1 && capitals == letters;
    word.folded_size =
        static_cast<uint16_t>(std::min<size_t>(out_.folded.size() - word.folded, kLongestWord + 1));
    out_.words.push_back(word);
  }

  Gap gap_between(const TextWord& a, const TextWord& b) const {
    std::string_view between = text_.substr(a.span.end, b.span.begin - a.span.end);
    if (between.empty()) return Gap::nothing;
    if (between == "-" || between == "\xE2\x80\x91") return Gap::hyphen;
    // "St. Louis", "W. Va.", but not "… in Paris. London …"
    if (between.front() == '.' && a.folded_size <= kAbbreviatedWord) between.remove_prefix(1);
    if (between.starts_with(",") || between.starts_with(".,"))
      return blank(between.substr(between.front() == '.' ? 2 : 1)) ? Gap::comma : Gap::other;
    return blank(between) && std::ranges::count(between, '\n') < 2 ? Gap::space : Gap::other;
  }

  static bool blank(std::string_view text) {
    for (size_t at = 0; at < text.size();) {
      const CodePoint point = decode_utf8(text, at);
      if (!is_space(point.value)) return false;
      at += point.length;
    }
    return true;
  }

  void set_gaps() {
    for (size_t i = 0; i + 1 < out_.words.size(); ++i)
      out_.words[i].after = gap_between(out_.words[i], out_.words[i + 1]);
  }

  std::string_view text_;
  uint32_t at_ = 0;
  uint32_t end_ = 0;
  Scan& out_;
};

bool joined(Gap gap) { return gap == Gap::space || gap == Gap::hyphen || gap == Gap::nothing; }

bool may_begin(const Scan& scan, uint32_t i, const Gazetteer& gazetteer) {
  const TextWord& word = scan.words[i];
  if (word.upper) return true;
  return word.after == Gap::hyphen && i + 1 < scan.words.size() && scan.words[i + 1].upper &&
         gazetteer.word_class(scan.word(i)) == PlaceWord::particle;
}

// Whether words [first, last) are written as a name of that kind is.
bool written_so(const Scan& scan, uint32_t first, uint32_t last, Posting meaning,
                const Gazetteer& gazetteer) {
  const TextWord& word = scan.words[last - 1];
  const bool marked = word.stop || word.capitals || scan.words[first].stop;
  switch (meaning.kind) {
    case NameKind::abbreviation:
      return marked;
    case NameKind::postal:
      return word.capitals && !word.stop && first > 0 && scan.words[first - 1].after == Gap::comma;
    case NameKind::name:
    case NameKind::other:
    case NameKind::demonym:
    case NameKind::bare:
      break;
  }
  return word.upper || last - first == 1 || gazetteer.kind(meaning.row) >= RowKind::continent;
}

// The meanings of words [first, last), or none.
std::vector<Posting> meanings_of(const Scan& scan, uint32_t first, uint32_t last, uint64_t key,
                                 const Gazetteer& gazetteer) {
  std::vector<Posting> out;
  if (gazetteer.find(key, out))
    std::erase_if(out, [&](Posting m) { return !written_so(scan, first, last, m, gazetteer); });
  return out;
}

// The longest name that begins at word `first`; last == first where none.
Hit longest_name(const Scan& scan, uint32_t first, const Gazetteer& gazetteer) {
  uint64_t keys[kLongestName];
  uint32_t count = 0;
  NameKey key;
  for (uint32_t i = first; i < scan.words.size() && count < kLongestName; ++i) {
    if (i > first && !joined(scan.words[i - 1].after)) break;
    if (scan.words[i].folded_size > kLongestWord) break;
    key.add_word(scan.word(i));
    keys[count++] = key.value();
  }
  for (; count > 0; --count) {
    if (!gazetteer.knows(keys[count - 1])) continue;
    const uint32_t last = first + count;
    auto meanings = meanings_of(scan, first, last, keys[count - 1], gazetteer);
    if (meanings.empty()) continue;
    const Span span = {scan.words[first].span.begin, scan.words[last - 1].span.end};
    return {span, first, last, keys[count - 1], std::move(meanings)};
  }
  return {{}, first, first, 0, {}};
}

bool find_name(std::string_view folded, const Gazetteer& gazetteer, std::vector<Posting>& out) {
  return !folded.empty() && gazetteer.find(NameKey::of(folded), out);
}

std::string_view without_first(std::string_view name) {
  const size_t gap = name.find(' ');
  return gap == std::string_view::npos ? std::string_view() : name.substr(gap + 1);
}

std::string_view without_last(std::string_view name) {
  const size_t gap = name.rfind(' ');
  return gap == std::string_view::npos ? std::string_view() : name.substr(0, gap);
}

bool drops_before(PlaceWord word) {
  return word == PlaceWord::direction || word == PlaceWord::article || word == PlaceWord::town ||
         word == PlaceWord::division || word == PlaceWord::inward;
}

bool drops_after(PlaceWord word) {
  return word == PlaceWord::town || word == PlaceWord::division || word == PlaceWord::direction ||
         word == PlaceWord::county || word == PlaceWord::water;
}

}  // namespace

uint32_t Scan::word_at(uint32_t byte) const {
  const auto found =
      std::ranges::upper_bound(words, byte, {}, [](const TextWord& w) { return w.span.end; });
  return static_cast<uint32_t>(found - words.begin());
}

Scan scan_names(std::string_view text, Span range, const Gazetteer& gazetteer) {
  Scan out;
  WordCutter(text, range, out).run();
  for (uint32_t i = 0; i < out.words.size();) {
    if (!may_begin(out, i, gazetteer)) {
      ++i;
      continue;
    }
    Hit hit = longest_name(out, i, gazetteer);
    i = std::max(hit.last, i + 1);
    if (!hit.meanings.empty()) out.hits.push_back(std::move(hit));
  }
  return out;
}

bool look_up(std::string_view name, const Gazetteer& gazetteer, std::vector<Posting>& out) {
  const std::string folded = fold_name(name);
  if (find_name(folded, gazetteer, out)) return true;
  std::string_view rest = folded;
  while (drops_before(gazetteer.word_class(rest.substr(0, rest.find(' '))))) {
    rest = without_first(rest);
    if (find_name(rest, gazetteer, out)) return true;
  }
  if (rest.empty()) rest = folded;
  if (drops_after(gazetteer.word_class(rest.substr(rest.rfind(' ') + 1))) &&
      find_name(without_last(rest), gazetteer, out))
    return true;
  for (const auto& [word, kind] : gazetteer.words())
    if (kind == PlaceWord::county && find_name(folded + " " + word, gazetteer, out)) return true;
  return false;
}

}  // namespace dateline
