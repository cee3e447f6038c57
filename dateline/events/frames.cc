#include "dateline/events/frames.h"

#include <algorithm>

#include "dateline/base/data_lines.h"
#include "dateline/events/cases.h"

namespace dateline::coding {
namespace {

Status need(const std::vector<std::string_view>& fields, size_t least, std::string_view shape) {
  if (fields.size() < least) return bad_line("expected " + std::string(shape));
  return Done{};
}

// "category NAME SCALE MODE,MODE" or "context NAME"
Status codebook_line(std::string_view text, FrameTable& table) {
  const auto fields = words_of(text);
  if (fields[0] == "context") {
    if (Status got = need(fields, 2, "context NAME"); !got) return got;
    table.known_contexts.emplace_back(fields[1]);
    return Done{};
  }
  if (Status got = need(fields, 4, "category NAME SCALE MODES"); !got) return got;
  EventType type;
  if (fields[0] != "category" || !from_string(fields[1], type))
    return bad_line("unknown category " + std::string(fields[1]));
  const auto at = static_cast<size_t>(type);
  table.scale[at] = std::strtof(std::string(fields[2]).c_str(), nullptr);
  if (fields[3] != "-")
    for (std::string_view mode : split(fields[3], ',')) table.known_modes[at].emplace_back(mode);
  return Done{};
}

Status parse_types(std::string_view text, Reduction& rule) {
  if (text == "-") return rule.no_inner = true, Done{};
  if (text == "*") return Done{};
  for (std::string_view part : split(text, ',')) {
    const size_t slash = part.find('/');
    EventType type;
    if (!from_string(part.substr(0, slash), type)) return bad_line("unknown category " + std::string(part));
    rule.inner.push_back({type, slash == part.npos ? "" : std::string(part.substr(slash + 1))});
  }
  return Done{};
}

Status parse_aux(std::string_view text, uint8_t& bits) {
  if (text == "-") return Done{};
  for (std::string_view part : split(text, ',')) {
    if (part == "future") bits |= kFuture;
    else if (part == "hypothetical") bits |= kHypothetical;
    else if (part == "negation") bits |= kNegation;
    else if (part == "historical") bits |= kHistorical;
    else return bad_line("unknown auxiliary mode " + std::string(part));
  }
  return Done{};
}

// "WHEN INNER RESULT MODE KEEPS CAMEO"
Status reduction_line(std::string_view text, FrameTable& table) {
  const auto fields = words_of(text);
  if (Status got = need(fields, 6, "WHEN INNER RESULT MODE KEEPS CAMEO"); !got) return got;
  Reduction rule;
  rule.when = fields[0];
  if (Status read = parse_types(fields[1], rule); !read) return read;
  rule.same = fields[2] == "=";
  if (rule.same && (fields[3] != "-" || rule.no_inner))
    return bad_line("= takes mode and code from an inner event");
  if (!rule.same && !from_string(fields[2], rule.result))
    return bad_line("unknown category " + std::string(fields[2]));
  if (fields[3] != "-") rule.mode = fields[3];
  if (!rule.mode.empty() && !known_mode(table, rule.result, rule.mode))
    return bad_line("mode " + rule.mode + " is not one of " + std::string(fields[2]));
  if (Status read = parse_aux(fields[4], rule.keeps); !read) return read;
  if (fields[5] != "-") rule.cameo = fields[5];
  table.reductions.push_back(std::move(rule));
  return Done{};
}

// "CATEGORY MODE clause|trigger WORDS"
Status mode_line(std::string_view text, FrameTable& table) {
  const auto fields = words_of(text);
  if (Status got = need(fields, 4, "CATEGORY MODE clause|trigger WORDS"); !got) return got;
  ModeRule rule;
  if (!from_string(fields[0], rule.type)) return bad_line("unknown category " + std::string(fields[0]));
  if (!known_mode(table, rule.type, fields[1]))
    return bad_line("mode " + std::string(fields[1]) + " is not one of " + std::string(fields[0]));
  if (fields[2] != "clause" && fields[2] != "trigger") return bad_line("where is clause or trigger");
  auto set = table.lexicon.parse_set(fields[3]);
  if (!set) return set.error();
  rule.mode = fields[1];
  rule.trigger_only = fields[2] == "trigger";
  rule.words = *set;
  table.modes.push_back(std::move(rule));
  return Done{};
}

// "CATEGORY MODE CODE"
Status cameo_line(std::string_view text, FrameTable& table) {
  const auto fields = words_of(text);
  if (Status got = need(fields, 3, "CATEGORY MODE CODE"); !got) return got;
  EventType type;
  if (!from_string(fields[0], type)) return bad_line("unknown category " + std::string(fields[0]));
  const std::string_view mode = fields[1] == "-" ? "" : fields[1];
  if (!mode.empty() && !known_mode(table, type, mode))
    return bad_line("mode " + std::string(mode) + " is not one of " + std::string(fields[0]));
  table.cameo[static_cast<size_t>(type)][std::string(mode)] = fields[2];
  return Done{};
}

// "CONTEXT word modifier~word ..."
Status context_line(std::string_view text, FrameTable& table) {
  const auto fields = words_of(text);
  const auto& known = table.known_contexts;
  const auto found = std::find(known.begin(), known.end(), fields[0]);
  if (found == known.end()) return bad_line("unknown context " + std::string(fields[0]));
  for (size_t i = 1; i < fields.size(); ++i) {
    const size_t mark = fields[i].find('~');
    const WordId head = table.lexicon.intern(fields[i].substr(mark == fields[i].npos ? 0 : mark + 1));
    ContextWord word{static_cast<uint8_t>(found - known.begin()), 0};
    if (mark != fields[i].npos) word.modifier = table.lexicon.intern(fields[i].substr(0, mark));
    if (table.contexts.size() <= head) table.contexts.resize(head + 1);
    table.contexts[head].push_back(word);
  }
  return Done{};
}

// "word VALUE"
Status number_line(std::string_view text, FrameTable& table) {
  const auto fields = words_of(text);
  if (Status got = need(fields, 2, "WORD VALUE"); !got) return got;
  const WordId word = table.lexicon.intern(fields[0]);
  if (table.numbers.size() <= word) table.numbers.resize(word + 1);
  table.numbers[word] = static_cast<uint32_t>(std::strtoul(std::string(fields[1]).c_str(), nullptr, 10));
  if (table.numbers[word] == 0) return bad_line("not a number over 0: " + std::string(fields[1]));
  return Done{};
}

using LineReader = Status (*)(std::string_view, FrameTable&);

Status read_table(const std::filesystem::path& file, LineReader reader, FrameTable& table) {
  return each_line(file, [&](std::string_view text) { return reader(text, table); });
}

Status read_frames(const std::filesystem::path& folder, FrameTable& table) {
  auto files = tables_in(folder);
  if (!files) return files.error();
  for (const auto& file : *files)
    if (Status read = read_frames_file(file, table); !read) return read;
  return Done{};
}

// The classes that slots.cc and participants.cc ask about by name.
Status find_engine_classes(FrameTable& table) {
  const std::pair<const char*, ClassId*> wanted[] = {
      {"light", &table.light},
      {"partitive", &table.partitive},
      {"person", &table.person},
      {"target", &table.target},
      {"subject_control", &table.subject_control},
      {"locative", &table.locative},
      {"within", &table.within},
      {"kill", &table.kill},
      {"injure", &table.injure},
      {"arrest", &table.arrest},
      {"backshift", &table.backshift},
      {"condition", &table.condition},
      {"disaster", &table.disaster},
      {"background", &table.background},
      {"limit", &table.limit},
      {"after", &table.after},
      {"before", &table.before},
      {"manner", &table.manner},
      {"occasion", &table.occasion},
      {"errand", &table.errand},
      {"utterance", &table.utterance},
      {"expert", &table.expert},
      {"contrast", &table.contrast},
      {"saying", &table.saying},
      {"report", &table.report},
      {"tours", &table.tours},
      {"happening", &table.happening},
      {"deadline", &table.deadline},
      {"released", &table.released},
      {"same_past", &table.same_past},
      {"meanwhile", &table.meanwhile},
      {"denial", &table.denial},
      {"known", &table.known},
      {"when", &table.when},
      {"speaking", &table.speaking},
      {"service", &table.service},
      {"judging", &table.judging},
      {"matter", &table.matter},
      {"deed", &table.deed},
      {"doing", &table.doing},
      {"ruling", &table.ruling},
      {"accusation", &table.accusation},
      {"taking", &table.taking},
      {"facing", &table.facing},
      {"coming", &table.coming},
      {"bench", &table.bench},
      {"stative", &table.stative},
      {"such_as", &table.such_as},
      {"since", &table.since},
      {"long_time", &table.long_time},
      {"formerly", &table.formerly},
      {"bygone", &table.bygone},
      {"during", &table.during},
      {"giving", &table.giving},
      {"words_said", &table.words_said},
      {"prison", &table.prison},
      {"term", &table.term},
      {"sentencing", &table.sentencing},
      {"suspended", &table.suspended},
      {"other", &table.other},
  };
  for (const auto& [name, id] : wanted)
    if (!table.lexicon.find_class(name, *id)) return bad_line("no class @" + std::string(name));
  table.with = table.lexicon.intern("with");
  table.of = table.lexicon.intern("of");
  table.by = table.lexicon.intern("by");
  table.for_ = table.lexicon.intern("for");
  table.from = table.lexicon.intern("from");
  table.under = table.lexicon.intern("under");
  table.between = table.lexicon.intern("between");
  table.to = table.lexicon.intern("to");
  return Done{};
}

// The frames "learned/..." have one pattern for each trigger, headed by no word of English.
void index_learned(FrameTable& table) {
  for (auto& triggers : table.learned) triggers.fill(kNone);
  for (uint32_t i = 0; i < table.patterns.size(); ++i) {
    const Frame& frame = table.frames[table.patterns[i].frame];
    if (!frame.id.starts_with("learned/")) continue;
    table.learned[static_cast<size_t>(frame.type)][static_cast<size_t>(table.patterns[i].pos)] = i;
  }
}

Status read_all(const std::filesystem::path& folder, FrameTable& table) {
  if (Status read = read_table(folder / "codebook.tsv", codebook_line, table); !read) return read;
  if (Status read = table.lexicon.load_classes(folder / "classes"); !read) return read;
  if (Status found = find_engine_classes(table); !found) return found;
  if (Status read = read_frames(folder / "frames", table); !read) return read;
  if (Status read = read_table(folder / "reductions.tsv", reduction_line, table); !read) return read;
  if (Status read = read_table(folder / "modes.tsv", mode_line, table); !read) return read;
  if (Status read = read_table(folder / "cameo.tsv", cameo_line, table); !read) return read;
  if (Status read = read_table(folder / "contexts.tsv", context_line, table); !read) return read;
  if (Status read =
          read_weights(folder / "recipients.tsv", kAskingRecipient.size(), table.recipients);
      !read)
    return read;
  return read_table(folder / "numbers.tsv", number_line, table);
}

}  // namespace

bool known_mode(const FrameTable& table, EventType type, std::string_view mode) {
  const auto& known = table.known_modes[static_cast<size_t>(type)];
  return std::find(known.begin(), known.end(), mode) != known.end();
}

std::string cameo_of(const FrameTable& table, EventType type, const std::vector<std::string>& modes) {
  const auto& codes = table.cameo[static_cast<size_t>(type)];
  auto found = codes.find(modes.empty() ? "" : modes.front());
  if (found == codes.end()) found = codes.find("");
  return found == codes.end() ? "" : found->second;
}

bool known_context(const FrameTable& table, std::string_view context) {
  const auto& known = table.known_contexts;
  return std::find(known.begin(), known.end(), context) != known.end();
}

Result<Frames> Frames::load(const std::filesystem::path& data_dir) {
  Frames frames;
  FrameTable& table = frames.table_;
  if (Status read = read_all(data_dir / "events", table); !read) return read.error();
  index_learned(table);
  table.by_word.resize(table.lexicon.size());
  table.contexts.resize(table.lexicon.size());
  table.numbers.resize(table.lexicon.size());
  return frames;
}

}  // namespace dateline::coding
