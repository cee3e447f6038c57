// The line grammar of data/events/frames (described in data/events/README.md).

#include <optional>

#include "dateline/base/data_lines.h"
#include "dateline/events/frames.h"

namespace dateline::coding {
namespace {

struct Reader {
  FrameTable& table;
  std::optional<uint32_t> frame;

  Status line(std::string_view text);
  Status frame_line(const std::vector<std::string_view>& fields);
  Status predicates(std::string_view text, TriggerPos pos);
  Status predicate(std::string_view text, Pattern pattern);
  Status conditions(std::string_view text, Pattern& pattern);
  Status condition(char mark, std::string_view text, Pattern& pattern);
  Status add_heads(std::string_view heads, Pattern& pattern);
  void add(WordId head, const Pattern& pattern);
};

std::vector<std::string> list(std::string_view text) {
  std::vector<std::string> out;
  for (std::string_view part : split(text, ',')) out.emplace_back(part);
  return out;
}

Result<Slot> parse_slot(std::string_view text, Lexicon& lexicon) {
  if (text == "subj") return Slot{SlotKind::subj, 0};
  if (text == "obj") return Slot{SlotKind::obj, 0};
  if (text == "iobj") return Slot{SlotKind::iobj, 0};
  if (text == "poss") return Slot{SlotKind::poss, 0};
  if (text == "doer") return Slot{SlotKind::doer, 0};
  if (text == "mod") return Slot{SlotKind::mod, 0};
  if (text == "xcomp") return Slot{SlotKind::xcomp, 0};
  if (text == "ccomp") return Slot{SlotKind::ccomp, 0};
  if (text == "ante") return Slot{SlotKind::ante, 0};
  if (text == "csub") return Slot{SlotKind::csub, 0};
  if (text == "cond") return Slot{SlotKind::cond, 0};
  if (text == "aim") return Slot{SlotKind::aim, 0};
  if (text.empty()) return bad_line("empty slot name");
  return Slot{SlotKind::prep, lexicon.intern(text)};
}

Status parse_slots(std::string_view text, Lexicon& lexicon, std::vector<Slot>& out) {
  for (std::string_view part : split(text, ',')) {
    auto slot = parse_slot(part, lexicon);
    if (!slot) return slot.error();
    out.push_back(*slot);
  }
  return Done{};
}

Status check_modes(const FrameTable& table, const Frame& frame) {
  for (const std::string& mode : frame.modes)
    if (!known_mode(table, frame.type, mode))
      return bad_line("mode " + mode + " is not one of " + std::string(to_string(frame.type)));
  for (const std::string& context : frame.contexts)
    if (!known_context(table, context)) return bad_line("unknown context " + context);
  return Done{};
}

Status set_needs(std::string_view value, Frame& frame) {
  if (value == "actor")
    frame.needs = Needs::actor;
  else if (value == "recipient")
    frame.needs = Needs::recipient;
  else if (value == "both")
    frame.needs = Needs::both;
  else if (value != "any")
    return bad_line("needs= is any, actor, recipient or both");
  return Done{};
}

Status set_prior(std::string_view value, Frame& frame) {
  frame.prior = std::strtof(std::string(value).c_str(), nullptr);
  if (frame.prior <= 0 || frame.prior > 1) return bad_line("prior= is a number over 0, up to 1");
  return Done{};
}

Status set_attribute(std::string_view field, Frame& frame) {
  if (field == "reciprocal") return frame.reciprocal = true, Done{};
  if (field == "open-actor") return frame.open_actor = true, Done{};
  if (field == "place-recipient") return frame.place_recipient = true, Done{};
  if (field == "future") return frame.future = true, Done{};
  if (field == "not-bare") return frame.bare = false, Done{};
  if (field == "silent") return frame.silent = true, Done{};
  if (field == "firm") return frame.firm = true, Done{};
  const size_t mark = field.find('=');
  const std::string_view name = field.substr(0, mark);
  if (mark == field.npos) return bad_line("unknown word " + std::string(field));
  const std::string_view value = field.substr(mark + 1);
  if (name == "mode") return frame.modes = list(value), Done{};
  if (name == "context") return frame.contexts = list(value), Done{};
  if (name == "cameo") return frame.cameo = value, Done{};
  if (name == "operator") return frame.op = value, Done{};
  if (name == "needs") return set_needs(value, frame);
  if (name == "prior") return set_prior(value, frame);
  return bad_line("unknown attribute " + std::string(name));
}

Status Reader::frame_line(const std::vector<std::string_view>& fields) {
  if (fields.size() < 3) return bad_line("frame ID CATEGORY [attributes]");
  Frame made;
  made.id = fields[1];
  if (!from_string(fields[2], made.type))
    return bad_line("unknown category " + std::string(fields[2]));
  for (size_t i = 3; i < fields.size(); ++i)
    if (Status set = set_attribute(fields[i], made); !set) return set;
  for (const Frame& other : table.frames)
    if (other.id == made.id) return bad_line("frame " + made.id + " is there twice");
  frame = static_cast<uint32_t>(table.frames.size());
  table.frames.push_back(made);
  return check_modes(table, made);
}

// "ROLE=SLOTS ROLE=SLOTS : predicates"
Status Reader::predicates(std::string_view text, TriggerPos pos) {
  if (!frame) return bad_line("a predicate line before any frame line");
  const size_t colon = text.find(" : ");
  if (colon == text.npos) return bad_line("no \" : \" between slots and predicates");
  Slots slots;
  for (std::string_view field : words_of(text.substr(0, colon))) {
    const size_t mark = field.find('=');
    const std::string_view role = field.substr(0, mark);
    auto* into = role == "actor"       ? &slots.actor
                 : role == "recipient" ? &slots.recipient
                 : role == "inner"     ? &slots.inner
                                       : nullptr;
    if (!into || mark == field.npos) return bad_line("unknown role " + std::string(field));
    if (Status read = parse_slots(field.substr(mark + 1), table.lexicon, *into); !read) return read;
  }
  Pattern pattern;
  pattern.frame = *frame;
  pattern.slots = static_cast<uint32_t>(table.slots.size());
  pattern.pos = pos;
  table.slots.push_back(std::move(slots));
  for (std::string_view field : words_of(text.substr(colon + 3)))
    if (Status read = predicate(field, pattern); !read) return read;
  return Done{};
}

// [SUBJECT<][MODIFIER~]HEADS[_PARTICLE][conditions]
Status Reader::predicate(std::string_view text, Pattern pattern) {
  const auto set_before = [&](char mark, WordSet& into) -> Status {
    const size_t at = text.substr(0, text.find_first_of("+>^?")).find(mark);
    if (at == text.npos) return Done{};
    auto set = table.lexicon.parse_set(text.substr(0, at));
    if (!set) return set.error();
    into = *set;
    text.remove_prefix(at + 1);
    ++pattern.specificity;
    return Done{};
  };
  if (Status read = set_before('<', pattern.subject); !read) return read;
  if (Status read = set_before('~', pattern.modifier); !read) return read;
  const size_t end = std::min(text.find_first_of("+>^?"), text.size());
  std::string_view heads = text.substr(0, end);
  if (Status read = conditions(text.substr(end), pattern); !read) return read;
  for (std::string_view head : split(heads, '|')) {  // "end|wrap_up+@talks": the particle is its own
    Pattern own = pattern;
    if (const size_t at = head.find('_'); at != head.npos) {
      own.particle = table.lexicon.intern(head.substr(at + 1));
      ++own.specificity;
      head = head.substr(0, at);
    }
    if (Status read = add_heads(head, own); !read) return read;
  }
  return Done{};
}

Status Reader::conditions(std::string_view text, Pattern& pattern) {
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of("+>^?", 1), text.size());
    if (Status read = condition(text[0], text.substr(1, end - 1), pattern); !read) return read;
    text.remove_prefix(end);
  }
  return Done{};
}

Status Reader::condition(char mark, std::string_view text, Pattern& pattern) {
  ++pattern.specificity;
  if (mark == '?') return pattern.needs_condition = true, Done{};
  if (mark == '+' && text == "0") return pattern.no_object = true, Done{};
  if (mark == '^' && text == "0") return pattern.no_clause = true, Done{};
  if (mark == '^') {
    pattern.needs_clause = true;
    if (text.empty()) return Done{};
  }
  Pattern::Oblique oblique;
  if (mark == '>') {
    const size_t colon = text.find(':');
    oblique.prep = table.lexicon.intern(text.substr(0, colon));
    text = colon == text.npos ? "*" : text.substr(colon + 1);
  }
  auto set = table.lexicon.parse_set(text);
  if (!set) return set.error();
  if (set->negated && mark == '+') --pattern.specificity;
  if (mark == '+') pattern.object = *set;
  if (mark == '^') pattern.clause_aux = *set;
  if (mark == '>') pattern.obliques.push_back({oblique.prep, *set});
  return Done{};
}

Status Reader::add_heads(std::string_view heads, Pattern& pattern) {
  auto set = table.lexicon.parse_set(heads);
  if (!set) return set.error();
  if (set->any || set->negated) return bad_line("a predicate needs a head: " + std::string(heads));
  for (WordId word : set->words) add(word, pattern);
  for (ClassId in : set->classes)
    for (WordId word : table.lexicon.members(in)) add(word, pattern);
  return Done{};
}

void Reader::add(WordId head, const Pattern& pattern) {
  if (table.by_word.size() <= head) table.by_word.resize(head + 1);
  table.by_word[head].push_back(static_cast<uint32_t>(table.patterns.size()));
  table.patterns.push_back(pattern);
}

Status Reader::line(std::string_view text) {
  const auto fields = words_of(text);
  const std::string_view rest = trim(text).substr(fields[0].size());
  if (fields[0] == "frame") return frame_line(fields);
  if (fields[0] == "verb") return predicates(rest, TriggerPos::verb);
  if (fields[0] == "noun") return predicates(rest, TriggerPos::noun);
  if (fields[0] == "adj") return predicates(rest, TriggerPos::adj);
  return bad_line("a line begins with frame, verb, noun or adj, not " + std::string(fields[0]));
}

}  // namespace

Status read_frames_file(const std::filesystem::path& file, FrameTable& table) {
  Reader reader{table, {}};
  return each_line(file, [&](std::string_view text) { return reader.line(text); });
}

}  // namespace dateline::coding
