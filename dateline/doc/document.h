// One article: its bytes, and what its own header says of it.
//
// The Document owns the text; every later layer is Spans of it. What the
// article does not say stays missing: empty string, empty span, nullopt.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/civil.h"
#include "dateline/base/span.h"

namespace dateline {

enum class NoticeKind : uint8_t { correction, update, embargo, kill, advisory, urgent };

// A mark of the desk on the article: "CORRECTED:", "(UPDATES with ...)", "EMBARGOED until".
struct Notice {
  NoticeKind kind = NoticeKind::update;
  Span span;
};

struct Document {
  std::string id;              // stable: the input's own id, else a hash of the bytes
  std::string origin;          // "wire.zip!monday.txt"
  uint64_t origin_offset = 0;  // where `text` begins in that file's bytes
  uint32_t ordinal = 0;        // which article of its file, from 0

  std::string text;  // valid UTF-8; a broken byte of the input is one '?' here
  Span body;         // `text` less its header lines

  std::optional<CivilDate> published;
  Span published_span;      // the words of the date, where the text has them
  std::string publication;  // the agency or paper as a name: "AFP"
  Span publication_span;
  Span dateline_place;  // "BEIJING" of the dateline
  std::string title;    // headline, from the text or from its own field
  Span title_span;      // empty where the title came from a field of its own
  Span byline;
  std::string url;
  std::string language;  // BCP 47, as the input says
  std::vector<Notice> notices;

  std::string encoding = "UTF-8";  // as detected or declared
  uint64_t broken_bytes = 0;       // how many were replaced
  bool cut = false;                // a size limit was reached; the rest was dropped
  bool excerpt = false;            // of a longer text that is not here

  // REQUIRES: span lies in the text. A view cannot outlive its Document.
  std::string_view at(Span span) const& {
    return std::string_view(text).substr(span.begin, span.size());
  }
  std::string_view at(Span) const&& = delete;
};

}  // namespace dateline
