#include "dateline/store/annotations.h"

#include <algorithm>

#include "dateline/render/json.h"

namespace dateline {
namespace {

constexpr size_t kContext = 32;  // bytes of prefix and suffix

size_t code_points(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool inside_character(std::string_view text, size_t at) {
  return at < text.size() && (text[at] & 0xC0) == 0x80;
}

std::string_view before(std::string_view text, size_t at) {
  size_t from = at > kContext ? at - kContext : 0;
  while (inside_character(text, from)) ++from;
  return text.substr(from, at - from);
}

std::string_view after(std::string_view text, size_t at) {
  size_t to = std::min(text.size(), at + kContext);
  while (inside_character(text, to)) --to;
  return text.substr(at, to - at);
}

Json target_of(const EvidenceSpan& span, const std::string& source, std::string_view article) {
  const size_t start = code_points(article.substr(0, span.start));
  const std::string_view words = article.substr(span.start, span.end - span.start);
  return {{"source", source},
          {"dateline:role", span.role},
          {"selector", Json::array({{{"type", "TextPositionSelector"},
                                     {"start", start},
                                     {"end", start + code_points(words)}},
                                    {{"type", "TextQuoteSelector"},
                                     {"exact", words},
                                     {"prefix", before(article, span.start)},
                                     {"suffix", after(article, span.end)}}})}};
}

}  // namespace

std::string web_annotation(const AnnotatedEvent& event, std::string_view article) {
  Json targets = Json::array();
  for (const EvidenceSpan& span : event.evidence)
    if (span.start <= span.end && span.end <= article.size())
      targets.push_back(target_of(span, event.source, article));
  return dump(
      {{"@context",
        Json::array({"http://www.w3.org/ns/anno.jsonld", {{"dateline", "urn:dateline:"}}})},
       {"id", "urn:dateline:event:" + event.id},
       {"type", "Annotation"},
       {"motivation", "classifying"},
       {"body", {{"type", "TextualBody"}, {"purpose", "classifying"}, {"value", event.event}}},
       {"target", targets}});
}

}  // namespace dateline
