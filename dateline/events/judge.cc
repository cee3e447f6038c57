#include "dateline/events/judge.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <span>

#include "dateline/base/data_lines.h"
#include "dateline/base/utf8.h"

namespace dateline::coding {
namespace {

// Log odds by which a sentence alone tells an event sooner than its words in a text do (a change of
// prior: Saerens, Latinne and Decaestecker 2002). On the dev part of plover-open confidence is best
// calibrated and F1 of categories flat from 0.5 to 1.5.
constexpr float kAlone = 1;

constexpr size_t kParts = 5;  // the word, its subjects, objects and obliques, its head
constexpr size_t kMix = 4;    // a constant, the coder's log odds, log of the category, log of none
constexpr size_t kAuxMix = 3;  // a constant, the second reader's log odds, whether rules say so
constexpr size_t kReach = 4;  // steps of distance, each twice as wide as the one before
constexpr size_t kMostSteps = 5;  // of a path between two words
constexpr size_t kMostClimb = 40;

std::vector<float> floats(const BlobFile& file, std::string_view name) {
  const Blob* blob = file.find(name);
  if (blob == nullptr || blob->type != BlobType::f32) return {};
  const auto items = blob->as<float>();
  return {items.begin(), items.end()};
}

// Which part of the inputs a dependent belongs to; kParts: none.
size_t part_of(Deprel rel) {
  switch (rel) {
    case Deprel::nsubj:
    case Deprel::nsubj_pass:
    case Deprel::obl_agent:
      return 1;
    case Deprel::obj:
    case Deprel::iobj:
    case Deprel::xcomp:
    case Deprel::ccomp:
      return 2;
    case Deprel::obl:
    case Deprel::nmod:
    case Deprel::nmod_poss:
    case Deprel::compound:
      return 3;
    default:
      return kParts;
  }
}

// to += share · from.
void add(std::span<const float> from, float share, std::vector<float>& to) {
  for (size_t i = 0; i < to.size(); ++i) to[i] += share * from[i];
}

float sum_of_products(const float* a, const std::vector<float>& b) {
  float sum = 0;
  for (size_t i = 0; i < b.size(); ++i) sum += a[i] * b[i];
  return sum;
}

// Rows of `width` to columns.
std::vector<float> transposed(const std::vector<float>& rows, size_t width) {
  std::vector<float> out(rows.size());
  const size_t height = rows.size() / width;
  for (size_t i = 0; i < height; ++i)
    for (size_t j = 0; j < width; ++j) out[j * height + i] = rows[i * width + j];
  return out;
}

// Left and right of the event's word, in steps that double.
size_t nearness(uint32_t token, uint32_t trigger) {
  const uint32_t away = token < trigger ? trigger - token : token - trigger;
  const size_t step = std::min<size_t>(kReach, std::bit_width(away));
  return token < trigger ? kReach - step : kReach + step;
}

// From a word up to its root.
std::vector<uint32_t> chain(const Syntax& syntax, uint32_t token) {
  std::vector<uint32_t> out{token};
  while (syntax[out.back()].head != kNone && out.size() < kMostClimb)
    out.push_back(syntax[out.back()].head);
  return out;
}

// "^"-joined relations up from the event's word, "|", "."-joined relations down to the
// token, ":" and its preposition where it has one; "far" beyond kMostSteps.
std::string path_between(const Syntax& syntax, const std::vector<uint32_t>& from, uint32_t token) {
  std::vector<uint32_t> down;
  size_t meet = from.size();
  for (const uint32_t step : chain(syntax, token)) {
    meet = static_cast<size_t>(std::ranges::find(from, step) - from.begin());
    if (meet < from.size()) break;
    down.push_back(step);
  }
  if (meet == from.size() || meet + down.size() > kMostSteps) return "far";
  std::string out;
  for (size_t i = 0; i < meet; ++i) out.append(i ? "^" : "").append(to_string(syntax[from[i]].rel));
  out += '|';
  for (size_t i = down.size(); i-- > 0;)
    out.append(i + 1 < down.size() ? "." : "").append(to_string(syntax[down[i]].rel));
  const uint32_t mark = syntax.child(token, Deprel::case_);
  if (mark != kNone) out.append(":").append(lower(syntax.lemma(mark)));
  return out;
}

// As the head of a participant's phrase: "police", "wounded", "eleven", "all" of "all were freed".
bool may_take_part(const Word& word) {
  switch (word.upos) {
    case Upos::noun:
    case Upos::propn:
    case Upos::pron:
    case Upos::num:
    case Upos::adj:
    case Upos::x:
    case Upos::sym:
      return true;
    case Upos::det:
      return word.rel != Deprel::det && word.rel != Deprel::det_predet;
    default:
      return false;
  }
}

void softmax(std::vector<float>& scores) {
  const float most = *std::ranges::max_element(scores);
  float sum = 0;
  for (float& s : scores) sum += s = std::exp(s - most);
  for (float& s : scores) s /= sum;
}

Error misfit() {
  return {
      ErrorKind::bad_model, "blobs judge.* of another shape than this program's", kNoOffset, {}};
}

}  // namespace

// "CONSULT visit", "AGREE -", one a line.
Result<std::vector<Judge::Label>> Judge::read_labels(std::string_view lines) {
  std::vector<Label> out;
  for (const std::string_view line : split(lines, '\n')) {
    if (line.empty()) continue;
    const Fields parts = words_of(line);
    Label label;
    if (parts.size() != 2 || !from_string(parts[0], label.type)) return misfit();
    if (parts[1] != "-") label.mode = parts[1];
    out.push_back(std::move(label));
  }
  return out;
}

Result<Judge> Judge::load(const BlobFile& file) {
  const Blob* names = file.find("judge.labels");
  if (names == nullptr) return Judge{};
  auto labels = read_labels(names->text());
  if (!labels) return labels.error();
  Judge judge;
  judge.labels_ = std::move(*labels);
  const size_t outcomes = judge.labels_.size() + 1;
  judge.outcomes_ = read_outcomes(file, "judge.", outcomes);
  judge.mix_ = floats(file, "judge.mix");
  judge.pairs_ = read_pairs(file, static_cast<uint32_t>(kParts * judge.outcomes_.hidden));
  const std::vector<float> speak = floats(file, "judge.speak");
  judge.width_ = judge.pairs_.at + 2 * judge.pairs_.units;
  if (speak.size() != 1 || !judge.fits()) return misfit();
  judge.threshold_ = speak[0];
  return judge;
}

Judge::Outcomes Judge::read_outcomes(const BlobFile& file, const std::string& prefix,
                                     size_t outcomes) {
  Outcomes read;
  const std::vector<float> rows = floats(file, prefix + "2w");
  read.bias = floats(file, prefix + "2b");
  read.hidden = static_cast<uint32_t>(rows.size() / outcomes);
  if (rows.size() == outcomes * read.hidden && read.hidden > 0)
    read.second = transposed(rows, read.hidden);
  return read;
}

Judge::Pairs Judge::read_pairs(const BlobFile& file, uint32_t at) {
  Pairs read;
  read.at = at;
  read.path = floats(file, "judge.path");
  read.near = floats(file, "judge.near");
  read.mid_bias = floats(file, "judge.mid.b");
  read.role = floats(file, "judge.role.w");
  read.bias = floats(file, "judge.role.b");
  read.units = static_cast<uint32_t>(read.role.size() / 2);
  const std::vector<float> rows = floats(file, "judge.mid.w");
  if (read.units > 0 && rows.size() == size_t{read.units} * read.units)
    read.mid = transposed(rows, read.units);
  if (const Blob* paths = file.find("judge.paths"))
    for (const std::string_view line : split(paths->text(), '\n'))
      if (!line.empty()) read.paths.emplace(line, static_cast<uint32_t>(read.paths.size() + 1));
  return read;
}

bool Judge::whole(const Outcomes& o, size_t outcomes) {
  return o.second.size() == outcomes * o.hidden && o.hidden > 0 && o.bias.size() == outcomes;
}

bool Judge::whole(const Pairs& p) {
  return p.units > 0 && p.path.size() == (p.paths.size() + 1) * p.units &&
         p.near.size() == (2 * kReach + 1) * p.units && p.mid.size() == size_t{p.units} * p.units &&
         p.mid_bias.size() == p.units && p.role.size() == 2 * p.units && p.bias.size() == 2;
}

bool Judge::fits() const {
  const size_t outcomes = labels_.size() + 1;
  return outcomes > 1 && whole(pairs_) && whole(outcomes_, outcomes) &&
         (mix_.empty() || mix_.size() == 2 * kMix);
}

Status Judge::take_second(const BlobFile& file) {
  const Blob* names = file.find("judge.labels");
  const auto labels = read_labels(names == nullptr ? std::string_view() : names->text());
  const auto same = [](const Label& a, const Label& b) {
    return a.type == b.type && a.mode == b.mode;
  };
  if (!labels || !std::ranges::equal(*labels, labels_, same)) return misfit();
  const size_t outcomes = labels_.size() + 1;
  Outcomes reread = read_outcomes(file, "judge.", outcomes);
  Pairs pairs = read_pairs(file, static_cast<uint32_t>(kParts * reread.hidden));
  const std::vector<float> share = floats(file, "judge.share");
  const std::vector<float> doubt = floats(file, "judge.doubt");
  const std::vector<float> speak = floats(file, "judge.speak");
  const Blob* output = file.find("out.w");
  if (share.size() != 2 || doubt.size() != 2 || speak.size() != 1 || !whole(reread, outcomes) ||
      !whole(pairs) || output == nullptr || output->rows() != pairs.at + 2 * pairs.units)
    return misfit();
  reread_ = std::move(reread);
  reread_pairs_ = std::move(pairs);
  share_ = share[0];
  pair_share_ = share[1];
  threshold_ = speak[0];
  doubt_from_ = doubt[0];
  doubt_to_ = doubt[1];
  aux_ = floats(file, "judge.aux.w");
  aux_bias_ = floats(file, "judge.aux.b");
  if (aux_.size() != kAuxModes * reread_.hidden || aux_bias_.size() != kAuxModes) return misfit();
  if (const auto mix = floats(file, "judge.aux.mix"); mix.size() == kAuxModes * kAuxMix)
    aux_mix_ = mix;
  if (const auto mix = floats(file, "judge.mix"); mix.size() == 2 * kMix) mix_ = mix;
  return Done{};
}

template <class Numbers>
std::vector<float> Judge::hidden_of(const Syntax& syntax, uint32_t token, const Outcomes& outcomes,
                                    const Numbers& of) {
  std::vector<float> hidden(outcomes.hidden, 0.0f);
  const auto add_as = [&](size_t part, uint32_t word, float weight) {
    const std::span<const float> numbers = of(word);
    if (numbers.empty()) return;  // a function word
    add(numbers.subspan(outcomes.at + part * outcomes.hidden, outcomes.hidden), weight, hidden);
  };
  std::array<uint32_t, kParts> count{};
  for (const uint32_t child : syntax.children(token))
    if (const size_t part = part_of(syntax[child].rel); part < kParts) ++count[part];
  add_as(0, token, 1);
  for (const uint32_t child : syntax.children(token))
    if (const size_t part = part_of(syntax[child].rel); part < kParts)
      add_as(part, child, 1.0f / static_cast<float>(count[part]));
  if (const uint32_t head = syntax[token].head; head != kNone) add_as(4, head, 1);
  for (float& h : hidden) h = std::max(h, 0.0f);
  return hidden;
}

template <class Numbers>
void Judge::add_logits(const Syntax& syntax, uint32_t token, const Outcomes& outcomes, float share,
                       const Numbers& of, std::vector<float>& out) {
  const std::vector<float> hidden = hidden_of(syntax, token, outcomes, of);
  add(outcomes.bias, share, out);
  for (size_t h = 0; h < hidden.size(); ++h)
    if (hidden[h] > 0) add({&outcomes.second[h * out.size()], out.size()}, share * hidden[h], out);
}

std::vector<float> Judge::scores(const Syntax& syntax, uint32_t token, Setting setting) const {
  std::vector<float> out(labels_.size() + 1, 0.0f);
  const bool twice = reread_.hidden > 0 && syntax.was_reread(token);
  const float share = twice ? share_ : 1;
  const auto first = [&](uint32_t word) { return syntax.meaning_of(word); };
  add_logits(syntax, token, outcomes_, share, first, out);
  const auto second = [&](uint32_t word) { return syntax.reread_of(word); };
  if (twice) add_logits(syntax, token, reread_, 1, second, out);
  if (setting == Setting::alone) out.back() -= kAlone;
  softmax(out);
  return out;
}

bool Judge::is_in_doubt(const Syntax& syntax, const Sentence& sentence, Setting setting) const {
  if (reread_.hidden == 0) return false;
  for (uint32_t token = sentence.first; token < sentence.last; ++token) {
    const Upos upos = syntax[token].upos;
    if (upos != Upos::verb && upos != Upos::noun && upos != Upos::adj) continue;
    const std::vector<float> p = scores(syntax, token, setting);
    if (1 - p.back() >= doubt_from_ && verdict(p).probability <= doubt_to_) return true;
  }
  return false;
}

template <class Numbers>
void Judge::add_logits(const std::vector<std::string>& paths, uint32_t first, uint32_t trigger,
                       const Pairs& pairs, float share, const Numbers& of, std::vector<Part>& out) {
  const float* of_trigger = &of(trigger)[pairs.at];
  std::vector<float> hidden(pairs.units), deep;
  for (size_t n = 0; n < out.size(); ++n) {
    const uint32_t token = first + static_cast<uint32_t>(n);
    if (paths[n].empty() || of(token).empty()) continue;
    const float* of_token = &of(token)[pairs.at + pairs.units];
    const auto row = pairs.paths.find(paths[n]);
    const float* path = &pairs.path[row == pairs.paths.end() ? 0 : row->second * pairs.units];
    const float* near = &pairs.near[nearness(token, trigger) * pairs.units];
    for (size_t i = 0; i < pairs.units; ++i)
      hidden[i] = of_trigger[i] + of_token[i] + path[i] + near[i];
    deep = pairs.mid_bias;
    for (size_t i = 0; i < pairs.units; ++i)
      if (hidden[i] > 0) add({&pairs.mid[i * pairs.units], pairs.units}, hidden[i], deep);
    for (float& d : deep) d = std::max(d, 0.0f);
    const auto logit = [&](size_t role) {
      return sum_of_products(&pairs.role[role * pairs.units], deep) + pairs.bias[role];
    };
    out[n].actor += share * logit(0);
    out[n].recipient += share * logit(1);
  }
}

std::vector<Part> Judge::parts(const Syntax& syntax, const Sentence& sentence,
                               uint32_t trigger) const {
  std::vector<Part> out(sentence.last - sentence.first);
  const std::vector<uint32_t> from = chain(syntax, trigger);
  std::vector<std::string> paths;
  for (uint32_t token = sentence.first; token < sentence.last; ++token)
    paths.push_back(may_take_part(syntax[token]) ? path_between(syntax, from, token) : "");
  const bool twice = reread_.hidden > 0 && syntax.was_reread(trigger);
  const auto meaning = [&](uint32_t word) { return syntax.meaning_of(word); };
  const float share = twice ? pair_share_ : 1;
  add_logits(paths, sentence.first, trigger, pairs_, share, meaning, out);
  const auto reread = [&](uint32_t word) { return syntax.reread_of(word); };
  if (twice) add_logits(paths, sentence.first, trigger, reread_pairs_, 1, reread, out);
  for (size_t n = 0; n < out.size(); ++n)
    if (!paths[n].empty())
      out[n] = {1 / (1 + std::exp(-out[n].actor)), 1 / (1 + std::exp(-out[n].recipient))};
  return out;
}

Verdict Judge::verdict(const std::vector<float>& p) const {
  std::array<float, kEventTypes> types{};
  for (size_t i = 0; i < labels_.size(); ++i) types[static_cast<size_t>(labels_[i].type)] += p[i];
  const auto best = std::ranges::max_element(types);
  return {static_cast<EventType>(best - types.begin()), *best};
}

LikelyMode Judge::mode(const std::vector<float>& p, EventType type) const {
  LikelyMode likely;
  float all = 1e-9f;
  for (size_t i = 0; i < labels_.size(); ++i) {
    if (labels_[i].type != type) continue;
    all += p[i];
    if (p[i] > likely.probability) likely = {labels_[i].mode, p[i]};
  }
  likely.probability /= all;
  return likely;
}

Judge::Opinion Judge::opinion(const std::vector<float>& p, EventType type) const {
  Opinion opinion{0, p.back()};
  for (size_t i = 0; i < labels_.size(); ++i)
    if (labels_[i].type == type) opinion.type += p[i];
  return opinion;
}

std::array<float, kAuxModes> Judge::aux_odds(const Syntax& syntax, uint32_t token) const {
  std::array<float, kAuxModes> odds{};
  if (aux_.empty() || !syntax.was_reread(token)) return odds;
  const auto reread = [&](uint32_t word) { return syntax.reread_of(word); };
  const std::vector<float> hidden = hidden_of(syntax, token, reread_, reread);
  for (size_t k = 0; k < kAuxModes; ++k)
    odds[k] = sum_of_products(&aux_[k * hidden.size()], hidden) + aux_bias_[k];
  return odds;
}

uint8_t Judge::aux(const Syntax& syntax, uint32_t token, uint8_t said) const {
  if (aux_mix_.empty() || !syntax.was_reread(token)) return said;
  const std::array<float, kAuxModes> odds = aux_odds(syntax, token);
  uint8_t out = 0;
  for (size_t k = 0; k < kAuxModes; ++k) {
    const float* w = &aux_mix_[k * kAuxMix];
    const uint8_t bit = uint8_t(1u << k);
    if (w[0] + w[1] * odds[k] + (said & bit ? w[2] : 0) > 0) out |= bit;
  }
  return out;
}

float Judge::calibrated(float confidence, const Opinion& opinion, EventSource by) const {
  if (mix_.empty()) return confidence;
  const float* w = &mix_[by == EventSource::frame ? 0 : kMix];
  const float sure = std::clamp(confidence, 0.001f, 0.999f);
  const float z = w[0] + w[1] * std::log(sure / (1 - sure)) +
                  w[2] * std::log(opinion.type + 1e-3f) + w[3] * std::log(opinion.none + 1e-3f);
  return 1 / (1 + std::exp(-z));
}

}  // namespace dateline::coding
