#include "dateline/text/sentences.h"

#include <algorithm>
#include <optional>

#include "dateline/base/utf8.h"

namespace dateline {
namespace {

constexpr uint32_t kMostClosers = 4;  // marks after the stop that go with it
constexpr uint32_t kLongestName = 5;  // tokens between a quotation and its word of speaking
constexpr uint32_t kLongestHeadline = 25;
constexpr uint32_t kCutLookBack = 60;  // tokens to look back for a comma when cutting

char32_t first_of(std::string_view form) { return decode_utf8(form, 0).value; }
bool starts_upper(std::string_view form) { return is_upper(first_of(form)); }
bool starts_lower(std::string_view form) {
  const char32_t c = first_of(form);
  return is_letter(c) && !is_upper(c) && c < 0x2E80;  // scripts without case do not count
}
bool word_like(std::string_view form) {
  return is_letter(first_of(form)) || is_digit(first_of(form));
}

bool ellipsis(std::string_view form) { return form == "…" || (form.size() > 1 && form[0] == '.'); }

bool stop(std::string_view form) {
  if (form.empty()) return false;
  if (form == "。" || form == "！" || form == "？" || form == "…") return true;
  return form[0] == '.' || form[0] == '!' || form[0] == '?';
}

bool bullet(std::string_view form) {
  return form == "-" || form == "*" || form == "•" || form == "·" || form == "–" || form == "—";
}

bool bracket_close(std::string_view form) { return form == ")" || form == "]"; }
bool bracket_open(std::string_view form) { return form == "(" || form == "["; }

// The token that ends the matter before `token`: closing marks skipped.
uint32_t last_before(const Draft& draft, uint32_t start, uint32_t token) {
  uint32_t last = token - 1;
  for (uint32_t n = 0; n < kMostClosers && last > start; ++n, --last)
    if (draft.marks[last] != Mark::closes && !bracket_close(draft.form(last))) break;
  return last;
}

// “Stop!” John Smith said: a name and a word of speaking go on with the sentence.
bool speaker_follows(const Draft& draft, const TextRules& rules, uint32_t token) {
  const uint32_t end = std::min(draft.size(), token + kLongestName);
  for (uint32_t i = token; i < end; ++i) {
    const std::string_view form = draft.form(i);
    if (i > token && rules.is(form, kSpeech)) return true;
    if (!word_like(form) || draft.breaks[i] >= Break::line) return false;
  }
  return false;
}

// A sentence that is only "1." or "A." so far is the number of a list item.
bool only_item_number(const Draft& draft, uint32_t start, uint32_t last) {
  return last <= start + 1 && draft.form(start).size() <= 2 && draft.form(last).size() <= 2;
}

Verdict after_abbreviation(const Draft& draft, const TextRules& rules, uint32_t last,
                           uint32_t token) {
  std::string_view form = draft.form(last);
  form.remove_suffix(1);
  const Abbreviation kind = rules.abbreviation(form);
  const std::string_view next = draft.form(token);
  if (kind == Abbreviation::title || kind == Abbreviation::latin || kind == Abbreviation::number)
    return Verdict::never;
  if (!starts_upper(next) && draft.marks[token] != Mark::opens) return Verdict::never;
  if (rules.is(next, kStarter)) return form.size() > 1 ? Verdict::always : Verdict::unlikely;
  if (draft.marks[token] == Mark::opens) return Verdict::likely;
  return kind == Abbreviation::other ? Verdict::likely : Verdict::unlikely;
}

// "E. coli", "p. 5": a letter and its full stop, which a small letter follows.
bool after_lone_letter(const Draft& draft, uint32_t last) {
  if (last == 0 || draft.form(last) != "." || draft.breaks[last] != Break::none) return false;
  const std::string_view letter = draft.form(last - 1);
  return decode_utf8(letter, 0).length == letter.size() && is_letter(first_of(letter));
}

// A plain full stop on a word in small letters or a number, then a word with a capital.
bool plain_end(const Draft& draft, uint32_t last, uint32_t token) {
  if (last == 0 || draft.form(last) != "." || draft.breaks[last] != Break::none) return false;
  const std::string_view word = draft.form(last - 1);
  const bool plain = (word.size() >= 4 && starts_lower(word)) || is_digit(first_of(word));
  return plain && starts_upper(draft.form(token)) && draft.breaks[token] != Break::none;
}

Verdict after_stop(const Draft& draft, const TextRules& rules, uint32_t last, uint32_t token) {
  const std::string_view form = draft.form(last), next = draft.form(token);
  const bool closers = last + 1 < token;
  const bool touching = draft.breaks[token] == Break::none;
  if (touching && !starts_upper(next) && draft.marks[token] != Mark::opens) return Verdict::never;
  if (starts_lower(next))
    return after_lone_letter(draft, last) ? Verdict::never : Verdict::unlikely;
  if (ellipsis(form)) return starts_upper(next) ? Verdict::likely : Verdict::unlikely;
  if (plain_end(draft, last, token)) return Verdict::always;
  if (closers && form[0] != '.' && speaker_follows(draft, rules, token)) return Verdict::never;
  const bool opens = draft.marks[token] == Mark::opens || bracket_open(next) || bullet(next);
  return word_like(next) || opens || first_of(next) == '$' ? Verdict::likely : Verdict::unlikely;
}

SentenceKind kind_of(const Draft& draft, const Sentence& s) {
  uint32_t upper = 0, lower = 0, capitals = 0, words = 0;
  for (uint32_t i = s.first; i < s.last; ++i) {
    const std::string_view form = draft.form(i);
    if (!is_letter(first_of(form))) continue;
    ++words;
    capitals += starts_upper(form);
    for (char c : form) {
      upper += c >= 'A' && c <= 'Z';
      lower += c >= 'a' && c <= 'z';
    }
  }
  if (bullet(draft.form(s.first)) && s.size() > 1) return SentenceKind::list_item;
  if (s.size() > 2 && only_item_number(draft, s.first, s.first + 1) &&
      (draft.form(s.first + 1) == "." || draft.form(s.first + 1) == ")"))
    return SentenceKind::list_item;
  if (words > 1 && lower == 0 && upper > 3) return SentenceKind::all_caps;
  if (stop(draft.form(last_before(draft, s.first, s.last)))) return SentenceKind::prose;
  const bool titled = words >= 3 && capitals * 2 > words && s.size() <= kLongestHeadline;
  return titled ? SentenceKind::headline : SentenceKind::fragment;
}

class Splitter {
 public:
  Splitter(const Draft& draft, const TextRules& rules, const BoundaryModel* model, uint32_t limit)
      : draft_(draft),
        rules_(rules),
        model_(model != nullptr && !model->empty() ? model : nullptr),
        limit_(std::max(limit, 2u)) {
    if (model_ != nullptr) context_.emplace(draft, rules);
  }

  Split run() {
    for (uint32_t i = 0; i < draft_.size(); ++i) {
      if (i > start_ && begins(i)) close(i, false);
      if (i - start_ >= limit_) cut(i);
      if (i > 0 && draft_.breaks[i] == Break::paragraph) ++paragraph_;
    }
    if (start_ < draft_.size()) close(draft_.size(), false);
    return std::move(out_);
  }

 private:
  bool begins(uint32_t token) const {
    const Verdict verdict = judge_boundary(draft_, rules_, start_, token);
    const bool sure = verdict == Verdict::always || verdict == Verdict::never;
    if (sure || model_ == nullptr || !context_->candidate(token)) return verdict >= Verdict::likely;
    const BoundaryFeatures features = context_->features(token, static_cast<uint8_t>(verdict));
    return model_->score(features, context_->bare(token)) > 0;
  }

  // Too long: ends it after the nearest comma or semicolon, else right here.
  void cut(uint32_t token) {
    const uint32_t from = std::max(start_ + 1, token - std::min(token, kCutLookBack));
    for (uint32_t i = token; i > from; --i) {
      const std::string_view form = draft_.form(i - 1);
      if (form == "," || form == ";") return close(i, true);
    }
    close(token, true);
  }

  void close(uint32_t last, bool was_cut) {
    Sentence sentence{start_, last, {}, paragraph_};
    sentence.span = {draft_.tokens[start_].span.begin, draft_.tokens[last - 1].span.end};
    sentence.cut = was_cut;
    sentence.kind = kind_of(draft_, sentence);
    out_.sentence_of.resize(last, static_cast<uint32_t>(out_.sentences.size()));
    out_.sentences.push_back(sentence);
    start_ = last;
  }

  const Draft& draft_;
  const TextRules& rules_;
  const BoundaryModel* model_;
  std::optional<BoundaryContext> context_;
  const uint32_t limit_;
  uint32_t start_ = 0;
  uint32_t paragraph_ = 0;
  Split out_;
};

}  // namespace

Verdict judge_boundary(const Draft& draft, const TextRules& rules, uint32_t start, uint32_t token) {
  const Break before = draft.breaks[token];
  if (before >= Break::line) return Verdict::always;
  const std::string_view next = draft.form(token);
  const bool opens = draft.marks[token] == Mark::opens;
  if (draft.marks[token] == Mark::closes || bracket_close(next)) return Verdict::never;
  if (stop(next) && before == Break::none) return Verdict::never;
  const uint32_t last = last_before(draft, start, token);
  const std::string_view form = draft.form(last);
  if (stop(form)) {
    if (only_item_number(draft, start, last)) return Verdict::unlikely;
    return after_stop(draft, rules, last, token);
  }
  if (form.size() > 1 && form.back() == '.' && word_like(form) && (before != Break::none || opens))
    return after_abbreviation(draft, rules, last, token);
  if (form == ";" || form == "," || draft.form(token - 1) == "]") return Verdict::never;
  return Verdict::unlikely;
}

Split split_sentences(const Draft& draft, const TextRules& rules, const BoundaryModel* model,
                      uint32_t limit) {
  return Splitter(draft, rules, model, limit).run();
}

}  // namespace dateline
