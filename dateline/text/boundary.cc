#include "dateline/text/boundary.h"

#include <algorithm>
#include <bit>

#include "dateline/base/utf8.h"

namespace dateline {
namespace {

constexpr uint32_t kOutside = 0x9E3779B9;  // stands for a token beyond the paragraph's text
constexpr uint32_t kPrime = 0x01000193;

// Never change: the trained weights lie under these numbers.
uint32_t mix(uint32_t a, uint32_t b) {
  uint64_t x = (static_cast<uint64_t>(a) << 32 | b) * 0x9E3779B97F4A7C15ULL;
  x ^= x >> 29;
  return static_cast<uint32_t>((x * 0xBF58476D1CE4E5B9ULL) >> 32);
}

uint32_t lower_hash(std::string_view form) {
  uint32_t hash = 0x811C9DC5;
  for (char c : form)
    hash = (hash ^ static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + 32 : c)) * kPrime;
  return hash;
}

// Character class as a letter of the shape; runs of one class count once.
char class_of(char32_t c) {
  if (is_digit(c)) return 'd';
  if (is_letter(c)) return is_upper(c) ? 'X' : 'x';
  return c < 0x80 ? static_cast<char>(c) : 'u';
}

bool stop(std::string_view form) {
  return form[0] == '.' || form[0] == '!' || form[0] == '?' || form == "…";
}

uint32_t bucket(uint32_t n) { return std::min<uint32_t>(std::bit_width(n), 8); }

bool word_like(std::string_view form) {
  const char32_t c = decode_utf8(form, 0).value;
  return is_letter(c) || is_digit(c);
}

}  // namespace

BoundaryContext::BoundaryContext(const Draft& draft, const TextRules& rules)
    : draft_(draft), rules_(rules) {
  hashes_.reserve(draft.size());
  for (uint32_t i = 0; i < draft.size(); ++i)
    hashes_.push_back({lower_hash(draft.form(i)), shape_of(i)});
  measure_paragraphs();
}

uint32_t BoundaryContext::shape_of(uint32_t token) const {
  const std::string_view form = draft_.form(token);
  uint32_t hash = 0x811C9DC5;
  char last = '\0';
  int length = 0;
  for (size_t at = 0; at < form.size() && length < 8;) {
    const CodePoint c = decode_utf8(form, at);
    at += c.length;
    const char here = class_of(c.value);
    if (here == last) continue;
    last = here;
    ++length;
    hash = (hash ^ static_cast<unsigned char>(here)) * kPrime;
  }
  return mix(hash, form.size() == 1 ? 1 : 0);
}

void BoundaryContext::measure_paragraphs() {
  const uint32_t size = draft_.size();
  since_.assign(size, 0);
  until_.assign(size, 0);
  uint32_t stops = 0, small = 0;
  for (uint32_t i = 1; i < size; ++i) {
    const bool fresh = draft_.breaks[i] >= Break::line || stop(draft_.form(i - 1));
    since_[i] = fresh ? 0 : since_[i - 1] + 1;
    if (!stop(draft_.form(i - 1)) || draft_.breaks[i] == Break::none) continue;
    const char32_t first = decode_utf8(draft_.form(i), 0).value;
    ++stops;
    small += is_letter(first) && !is_upper(first);
  }
  for (uint32_t i = size; i-- > 0;) {
    const bool ends = i + 1 == size || draft_.breaks[i + 1] >= Break::line || stop(draft_.form(i));
    until_[i] = ends ? 0 : until_[i + 1] + 1;
  }
  style_ = stops == 0 ? 0 : small * 4 > stops ? 1 : small * 20 > stops ? 2 : 3;
}

bool BoundaryContext::candidate(uint32_t token) const {
  if (token == 0 || draft_.breaks[token] == Break::none) {
    return token > 0 && (stop(draft_.form(token - 1)) || draft_.marks[token - 1] == Mark::closes);
  }
  const std::string_view last = draft_.form(token - 1), next = draft_.form(token);
  if (!word_like(last) || last.back() == '.') return true;
  const char32_t first = decode_utf8(next, 0).value;
  return !is_letter(first) || is_upper(first);
}

bool BoundaryContext::bare(uint32_t token) const {
  uint32_t last = token - 1;
  const auto closes = [&](uint32_t i) {
    return draft_.marks[i] == Mark::closes || draft_.form(i) == ")" || draft_.form(i) == "]";
  };
  for (int n = 0; n < 4 && last > 0 && closes(last); ++n) --last;
  const std::string_view form = draft_.form(last);
  return !stop(form) && !(word_like(form) && form.back() == '.');
}

BoundaryContext::Hashes BoundaryContext::around(int64_t token) const {
  if (token < 0 || token >= draft_.size()) return {kOutside, kOutside};
  return hashes_[static_cast<size_t>(token)];
}

// Never change the order or the meaning: see mix().
BoundaryFeatures BoundaryContext::features(uint32_t token, uint8_t verdict) const {
  const int64_t t = token;
  const Hashes p1 = around(t - 1), p2 = around(t - 2), p3 = around(t - 3), p4 = around(t - 4);
  const Hashes n1 = around(t), n2 = around(t + 1), n3 = around(t + 2), n4 = around(t + 3);
  const Token& before = draft_.tokens[token - 1];
  const uint32_t gap = static_cast<uint32_t>(draft_.breaks[token]);
  const uint32_t gap_before = static_cast<uint32_t>(draft_.breaks[token - 1]);
  const uint32_t gap_after =
      token + 1 < draft_.size() ? static_cast<uint32_t>(draft_.breaks[token + 1]) : 7;
  const uint32_t marks = static_cast<uint32_t>(draft_.marks[token - 1]) * 3 +
                         static_cast<uint32_t>(draft_.marks[token]);
  const uint32_t inside = before.flags & (kInQuote | kInBrackets);
  const uint32_t since = bucket(since_[token]), until = bucket(until_[token]);
  const bool opens_paragraph = since_[token - 1] == 0;
  std::string_view stem = draft_.form(token - 1);
  if (stem.ends_with('.')) stem.remove_suffix(1);
  const uint32_t kind =
      static_cast<uint32_t>(rules_.abbreviation(stem)) * 2 + (draft_.form(token - 1).back() == '.');
  const uint32_t starter = rules_.is(draft_.form(token), kStarter);
  const uint32_t shapes = mix(p1.shape, n1.shape);
  const uint32_t values[kBoundaryFeatures] = {p1.word,
                                              n1.word,
                                              p2.word,
                                              n2.word,
                                              p3.word,
                                              n3.word,
                                              p1.shape,
                                              n1.shape,
                                              p2.shape,
                                              n2.shape,
                                              p3.shape,
                                              n3.shape,
                                              p4.shape,
                                              n4.shape,
                                              mix(p1.word, n1.word),
                                              mix(p1.word, n1.shape),
                                              mix(p1.shape, n1.word),
                                              shapes,
                                              mix(p2.shape, shapes),
                                              mix(shapes, n2.shape),
                                              mix(mix(p2.shape, shapes), n2.shape),
                                              mix(p2.word, p1.word),
                                              mix(n1.word, n2.word),
                                              mix(mix(p2.shape, p3.shape), shapes),
                                              mix(mix(n3.shape, n2.shape), n1.shape),
                                              mix(gap, shapes),
                                              mix(verdict, gap),
                                              mix(verdict, shapes),
                                              mix(verdict, style_),
                                              mix(mix(verdict, p1.word), n1.word),
                                              mix(marks, inside),
                                              mix(mix(marks, inside), shapes),
                                              mix(since, p1.shape),
                                              mix(until, n1.shape),
                                              mix(mix(since, until), shapes),
                                              mix(kind, n1.shape),
                                              mix(mix(kind, starter), verdict),
                                              mix(style_, shapes),
                                              mix(mix(style_, p1.word), n1.shape),
                                              mix(opens_paragraph, p1.shape),
                                              mix(mix(gap_before, gap), mix(gap_after, p1.word)),
                                              mix(mix(gap_after, gap), n1.word),
                                              mix(mix(p1.word, p2.shape), n1.shape),
                                              mix(mix(since, verdict), p1.word)};
  BoundaryFeatures rows;
  for (uint32_t i = 0; i < kBoundaryFeatures; ++i)
    rows[i] = mix(values[i], i + 1) & (kBoundaryRows - 1);
  return rows;
}

Result<BoundaryModel> BoundaryModel::load(const BlobFile& file) {
  const Blob* weights = file.find("boundary.w");
  const Blob* scale = file.find("boundary.b");
  if (weights == nullptr && scale == nullptr) return BoundaryModel{};
  const bool shaped = weights != nullptr && scale != nullptr && weights->type == BlobType::i8 &&
                      weights->items() == kBoundaryRows && scale->type == BlobType::f32 &&
                      scale->items() == 3;
  if (!shaped)
    return Error{ErrorKind::bad_model,
                 "blobs boundary.* of another shape than this program's",
                 kNoOffset,
                 {}};
  BoundaryModel model;
  const auto rows = weights->as<int8_t>();
  model.weights_.assign(rows.begin(), rows.end());
  const auto numbers = scale->as<float>();
  model.scale_ = numbers[0];
  model.bias_ = numbers[1];
  model.bare_bias_ = numbers[2];
  return model;
}

Result<BoundaryModel> BoundaryModel::load(const std::filesystem::path& path) {
  auto file = BlobFile::open(path);
  if (!file) return file.error();
  auto model = load(file.value());
  if (!model) model.error().file = path.string();
  return model;
}

float BoundaryModel::score(const BoundaryFeatures& features, bool bare) const {
  int32_t sum = 0;
  for (uint32_t row : features) sum += weights_[row];
  return scale_ * static_cast<float>(sum) + (bare ? bare_bias_ : bias_);
}

}  // namespace dateline
