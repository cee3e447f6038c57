#include "dateline/claims/lexicon.h"

#include <algorithm>

#include "dateline/base/data_lines.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 7> kSure = {"CT+", "PR+", "PS+", "UU", "PS-", "PR-", "CT-"};
constexpr std::array<std::string_view, kCueKinds> kKinds = {
    "verb",  "noun",    "adj",     "adv",      "prep", "poss",
    "light", "unnamed", "speaker", "contrast", "over"};

struct FrameName {
  std::string_view name;
  FrameKind kind;
};
constexpr std::array<FrameName, 10> kPlain = {{{"that", FrameKind::that},
                                              {"quote", FrameKind::quote},
                                              {"inf", FrameKind::inf},
                                              {"obj", FrameKind::obj},
                                              {"obj-inf", FrameKind::obj_inf},
                                              {"hear", FrameKind::hear},
                                              {"hear-inf", FrameKind::hear_inf},
                                              {"cite", FrameKind::cite},
                                              {"S", FrameKind::subject},
                                              {"content", FrameKind::obj}}};
constexpr std::array<FrameName, 4> kWithPrep = {{{"P:", FrameKind::prep},
                                                 {"O:", FrameKind::obj_prep},
                                                 {"H:", FrameKind::hear_prep},
                                                 {"A:", FrameKind::agent_prep}}};

template <size_t N>
size_t index_in(const std::array<std::string_view, N>& names, std::string_view name) {
  return static_cast<size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

bool parse_frame(std::string_view text, CueFrame& frame) {
  for (const FrameName& plain : kPlain)
    if (text == plain.name) return frame.kind = plain.kind, true;
  for (const FrameName& with : kWithPrep) {
    if (!text.starts_with(with.name) || text.size() == with.name.size()) continue;
    frame = {with.kind, std::string(text.substr(with.name.size()))};
    return true;
  }
  return text == "subject" ? (frame.kind = FrameKind::subject, true) : false;
}

Status parse_frames(std::string_view text, std::vector<CueFrame>& frames) {
  if (text == "-") return Done{};
  for (std::string_view word : words_of(text)) {
    CueFrame frame;
    if (!parse_frame(word, frame)) return bad_line("no such frame: " + std::string(word));
    frames.push_back(std::move(frame));
  }
  return Done{};
}

Status parse_class(const Fields& fields, std::vector<CueClass>& classes) {
  CueClass made;
  made.name = fields[0];
  if (!from_string(fields[1], made.effect.when_true) ||
      !from_string(fields[2], made.effect.when_false))
    return bad_line("certainty is not one of CT+ PR+ PS+ UU CT- PR- PS-");
  if (!aux_from_string(fields[3], made.effect.aux)) return bad_line("no such auxiliary mode");
  if (fields[4] != "yes" && fields[4] != "no") return bad_line("nominal is not yes or no");
  made.nominal = fields[4] == "yes";
  if (fields[5] != "yes" && fields[5] != "no") return bad_line("speech is not yes or no");
  made.speech = fields[5] == "yes";
  classes.push_back(std::move(made));
  return Done{};
}

std::vector<std::string> as_phrase(std::string_view text) {
  const Fields words = words_of(text);
  return {words.begin(), words.end()};
}

}  // namespace

bool from_string(std::string_view text, Sure& sure) {
  const size_t at = index_in(kSure, text);
  if (at == kSure.size()) return false;
  sure = static_cast<Sure>(at);
  return true;
}

bool aux_from_string(std::string_view text, uint8_t& aux) {
  constexpr std::array<std::string_view, 4> kAux = {"future", "hypothetical", "negation",
                                                    "historical"};
  aux = 0;
  if (text == "-") return true;
  const size_t at = index_in(kAux, text);
  if (at < kAux.size()) aux = static_cast<uint8_t>(1u << at);
  return at < kAux.size();
}

bool Cue::has(FrameKind kind) const {
  return std::any_of(frames.begin(), frames.end(), [&](const auto& f) { return f.kind == kind; });
}

bool Cue::takes(FrameKind kind, std::string_view prep) const {
  return std::any_of(frames.begin(), frames.end(),
                     [&](const auto& f) { return f.kind == kind && f.prep == prep; });
}

Result<CueLexicon> CueLexicon::load(const std::filesystem::path& data_dir) {
  CueLexicon made;
  const auto folder = data_dir / "claims";
  Status read = each_row(folder / "classes.tsv", 6, 6, [&](const Fields& fields) {
    return parse_class(fields, made.classes_);
  });
  if (!read) return read.error();
  read = each_row(folder / "cues.tsv", 4, 4, [&](const Fields& fields) -> Status {
    const size_t kind = index_in(kKinds, fields[1]);
    if (kind == kKinds.size()) return bad_line("no such kind of cue: " + std::string(fields[1]));
    const auto cls = std::find_if(made.classes_.begin(), made.classes_.end(),
                                  [&](const CueClass& c) { return c.name == fields[2]; });
    if (cls == made.classes_.end()) return bad_line("no such class: " + std::string(fields[2]));
    Cue cue;
    cue.cls = static_cast<uint16_t>(cls - made.classes_.begin());
    if (Status parsed = parse_frames(fields[3], cue.frames); !parsed) return parsed.error();
    if (static_cast<CueKind>(kind) == CueKind::prep) made.phrases_.push_back(as_phrase(fields[0]));
    made.words_[kind][std::string(fields[0])].push_back(std::move(cue));
    return Done{};
  });
  if (!read) return read.error();
  std::stable_sort(made.phrases_.begin(), made.phrases_.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return made;
}

std::span<const Cue> CueLexicon::find(CueKind kind, std::string_view lemma) const& {
  const auto& words = words_[static_cast<size_t>(kind)];
  const auto found = words.find(lemma);
  if (found == words.end()) return {};
  return found->second;
}

}  // namespace dateline
