#include "dateline/render/timeml.h"

#include <algorithm>
#include <vector>

#include "fmt/core.h"

namespace dateline {
namespace {

constexpr std::string_view kTypes[] = {"DATE", "TIME", "DURATION", "SET"};

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\r':
        out += "&#13;";
        break;
      default: {
        const auto byte = static_cast<unsigned char>(c);
        out += byte < 0x20 && c != '\n' && c != '\t' ? '?' : c;
      }
    }
  }
}

std::string escaped(std::string_view text) {
  std::string out;
  append_escaped(out, text);
  return out;
}

struct Tag {
  Span span;
  std::string open;
  std::string close;
};

Tag timex_tag(const Timex& timex, size_t number) {
  std::string open = fmt::format("<TIMEX3 tid=\"t{}\" type=\"{}\" value=\"{}\"", number,
                                 kTypes[static_cast<size_t>(timex.type)], escaped(timex.value));
  if (!timex.mod.empty()) open += fmt::format(" mod=\"{}\"", escaped(timex.mod));
  open += fmt::format(" temporalFunction=\"{}\" functionInDocument=\"NONE\"", timex.anchored);
  if (timex.anchored) open += " anchorTimeID=\"t0\"";
  return {timex.span, open + ">", "</TIMEX3>"};
}

class Writer {
 public:
  explicit Writer(const Reading& reading) : reading_(reading) {}

  std::string write() {
    place_timexes();
    place_events();
    head();
    out_ += "<TEXT>";
    text();
    out_ += "</TEXT>\n\n";
    instances();
    return out_ + "</TimeML>\n";
  }

 private:
  void place_timexes() {
    size_t number = 0;
    for (const Timex& timex : reading_.times.timexes) tags_.push_back(timex_tag(timex, ++number));
  }

  // One EVENT for each word; events of one word share it. A word inside a time
  // expression has no EVENT.
  void place_events() {
    for (const Event& event : reading_.events.events) {
      const Span span = reading_.tokens[event.trigger].span;
      const auto same = [&](const Tag& tag) { return tag.span == span; };
      const bool taken = std::any_of(tags_.begin(), tags_.end(),
                                     [&](const Tag& tag) { return tag.span.overlaps(span); });
      const bool known = std::any_of(event_tags_.begin(), event_tags_.end(), same);
      if (taken || known) continue;
      const std::string id = fmt::format("e{}", event_tags_.size() + 1);
      event_tags_.push_back(
          {span, fmt::format("<EVENT eid=\"{}\" class=\"OCCURRENCE\">", id), "</EVENT>"});
    }
  }

  void head() {
    out_ =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<TimeML xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
        "xsi:noNamespaceSchemaLocation=\"http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd\">\n\n";
    out_ += fmt::format("<DOCID>{}</DOCID>\n\n", escaped(reading_.doc.id));
    if (reading_.doc.published) {
      const std::string date = iso(*reading_.doc.published);
      out_ += fmt::format(
          "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{0}\" temporalFunction=\"false\" "
          "functionInDocument=\"CREATION_TIME\">{0}</TIMEX3></DCT>\n\n",
          date);
    }
    if (!reading_.doc.title.empty()) {
      out_ += fmt::format("<TITLE>{}</TITLE>\n\n", escaped(reading_.doc.title));
    }
  }

  void text() {
    std::vector<const Tag*> order;
    for (const Tag& tag : tags_) order.push_back(&tag);
    for (const Tag& tag : event_tags_) order.push_back(&tag);
    std::sort(order.begin(), order.end(),
              [](const Tag* a, const Tag* b) { return a->span.begin < b->span.begin; });
    uint32_t at = 0;
    for (const Tag* tag : order) {
      if (tag->span.begin < at) continue;
      append_escaped(out_, reading_.doc.at({at, tag->span.begin}));
      out_ += tag->open;
      append_escaped(out_, reading_.doc.at(tag->span));
      out_ += tag->close;
      at = tag->span.end;
    }
    append_escaped(out_, reading_.doc.at({at, static_cast<uint32_t>(reading_.doc.text.size())}));
  }

  void instances() {
    size_t number = 0, link = 0;
    for (const Event& event : reading_.events.events) {
      const Span span = reading_.tokens[event.trigger].span;
      const auto tag = std::find_if(event_tags_.begin(), event_tags_.end(),
                                    [&](const Tag& other) { return other.span == span; });
      if (tag == event_tags_.end()) continue;
      ++number;
      out_ += fmt::format(
          "<MAKEINSTANCE eventID=\"e{}\" eiid=\"ei{}\" tense=\"{}\" aspect=\"NONE\" "
          "polarity=\"{}\" pos=\"UNKNOWN\"/>\n",
          tag - event_tags_.begin() + 1, number, event.aux & kFuture ? "FUTURE" : "NONE",
          event.aux & kNegation ? "NEG" : "POS");
      if (event.timex == kNone) continue;
      out_ += fmt::format(
          "<TLINK lid=\"l{}\" relType=\"IS_INCLUDED\" eventInstanceID=\"ei{}\" "
          "relatedToTime=\"t{}\"/>\n",
          ++link, number, event.timex + 1);
    }
  }

  const Reading& reading_;
  std::vector<Tag> tags_;        // of time expressions
  std::vector<Tag> event_tags_;  // eid is the place here plus one
  std::string out_;
};

}  // namespace

std::string to_timeml(const Reading& reading) { return Writer(reading).write(); }

}  // namespace dateline
