#include "dateline/render/brat.h"

#include <algorithm>
#include <map>

#include "dateline/base/utf8.h"

namespace dateline {
namespace {

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// Characters before each byte of the text.
std::vector<uint32_t> characters_before(std::string_view text) {
  std::vector<uint32_t> before(text.size() + 1);
  uint32_t count = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    before[i] = count;
    if (i + 1 == text.size() || !is_continuation(text[i + 1])) ++count;
  }
  before[text.size()] = count;
  return before;
}

std::string_view type_of(MentionKind kind) {
  switch (kind) {
    case MentionKind::name: return "Entity";
    case MentionKind::metonym: return "Metonym";
    case MentionKind::nominal: return "Nominal";
    case MentionKind::pronoun: return "Pronoun";
    case MentionKind::place: return "Place_name";
  }
  return "Entity";
}

class BratWriter {
 public:
  explicit BratWriter(const Reading& reading)
      : r_(reading), before_(characters_before(reading.doc.text)) {}

  std::string write() {
    for (const Mention& m : r_.mentions.mentions) mention(m);
    for (const Timex& t : r_.times.timexes) note(text_bound("Timex", {t.span}), t.value);
    for (const Place& p : r_.places.places) place(p);
    for (const Claim& c : r_.claims.claims) claim(c);
    for (const Event& e : r_.events.events) event(e);
    return std::move(out_);
  }

 private:
  // The pieces of a span that lie on one line each.
  std::vector<Span> lines_of(Span span) const {
    std::vector<Span> pieces;
    uint32_t begin = span.begin;
    for (uint32_t i = span.begin; i <= span.end; ++i) {
      if (i < span.end && r_.doc.text[i] != '\n') continue;
      if (i > begin) pieces.push_back({begin, i});
      begin = i + 1;
    }
    return pieces;
  }

  // Writes a T line; empty where there is nothing to mark.
  std::string text_bound(std::string_view type, const std::vector<Span>& spans) {
    std::string offsets, words;
    for (Span span : spans) {
      for (Span piece : lines_of(span)) {
        if (!offsets.empty()) {
          offsets += ';';
          words += ' ';
        }
        offsets += std::to_string(before_[piece.begin]) + ' ' + std::to_string(before_[piece.end]);
        words += r_.doc.at(piece);
      }
    }
    if (offsets.empty()) return {};
    const std::string id = "T" + std::to_string(++entities_);
    std::replace(words.begin(), words.end(), '\t', ' ');
    std::replace(words.begin(), words.end(), '\r', ' ');
    out_ += id + '\t' + std::string(type) + ' ' + offsets + '\t' + words + '\n';
    return id;
  }

  void note(const std::string& id, std::string_view words) {
    if (id.empty() || words.empty()) return;
    out_ += '#' + std::to_string(++notes_) + "\tAnnotatorNotes " + id + '\t' + std::string(words) +
            '\n';
  }

  void mention(const Mention& m) {
    const std::string id = text_bound(type_of(m.kind), {m.span});
    if (id.empty()) return;
    by_span_.emplace(m.span.begin, id);
    if (m.entity >= r_.mentions.entities.size()) return;
    const Entity& entity = r_.mentions.entities[m.entity];
    std::string words = entity.code;
    for (const std::string& sector : entity.sectors) words += ' ' + sector;
    note(id, words);
  }

  void place(const Place& p) {
    const std::string id = text_bound("Location", {p.span});
    if (p.resolved()) note(id, "geonameid " + std::to_string(p.candidates[0].geonameid));
  }

  void claim(const Claim& c) {
    const std::string cue = text_bound("Cue", {c.cue});
    if (cue.empty()) return;
    const std::string source = text_bound("Source", {c.source});
    const std::string content = text_bound("Content", c.content);
    std::string line = start_event("Attribution", text_bound("Attribution", {c.cue}));
    line += " Cue:" + cue;
    if (!source.empty()) line += " Source:" + source;
    if (!content.empty()) line += " Content:" + content;
    out_ += line + '\n';
  }

  void event(const Event& e) {
    const Span trigger = r_.tokens[e.trigger].span;
    const std::string type(to_string(e.type));
    const std::vector<Span> words = e.words.empty() ? std::vector<Span>{trigger} : e.words;
    const std::string id = text_bound(type, words);
    if (id.empty()) return;
    std::string line = start_event(type, id);
    for (const Participant& p : e.actors) line += participant("Actor", p);
    for (const Participant& p : e.recipients) line += participant("Recipient", p);
    out_ += line + '\n';
  }

  std::string participant(std::string_view role, const Participant& p) {
    const auto known = by_span_.find(p.span.begin);
    const std::string id = known != by_span_.end() && !p.span.empty() ? known->second
                                                                      : text_bound("Entity", {p.span});
    return id.empty() ? std::string() : ' ' + std::string(role) + ':' + id;
  }

  std::string start_event(const std::string& type, const std::string& trigger) {
    return 'E' + std::to_string(++events_) + '\t' + type + ':' + trigger;
  }

  const Reading& r_;
  std::vector<uint32_t> before_;
  std::map<uint32_t, std::string> by_span_;  // first byte of a mention → its T
  std::string out_;
  uint32_t entities_ = 0, events_ = 0, notes_ = 0;
};

}  // namespace

std::string to_brat(const Reading& reading) { return BratWriter(reading).write(); }

}  // namespace dateline
