// The evidence of events as W3C Web Annotations (Web Annotation Data Model, 2017):
// one annotation an event, a target for each word or phrase that it rests on.
// Covered by exports_test.cc.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

struct EvidenceSpan {
  std::string role;
  size_t start = 0, end = 0;  // UTF-8 bytes of the article
};

struct AnnotatedEvent {
  std::string id, event, source;  // source: URL of the article, else its id
  std::vector<EvidenceSpan> evidence;
};

// One JSON-LD object, no newline. Selectors count code points, as the standard does.
std::string web_annotation(const AnnotatedEvent& event, std::string_view article);

}  // namespace dateline
