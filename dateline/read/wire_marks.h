// The desk's language as data: agencies, notices, labels of header lines, months.
//
// Read once from data/read/*.tsv (the files say their format), then const and
// shared between threads. Covered by wire_marks_test.cc.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/doc/document.h"

namespace dateline {

enum class HeaderLabel : uint8_t { title, date, source, byline, place, url, slug };

class WireMarks {
 public:
  // Reads data_dir/read. Errors: not_found, bad_data, naming file and line.
  static Result<WireMarks> load(const std::filesystem::path& data_dir);

  // The agency's or paper's name for a form such as "AFP" or "Xinhua"; empty where
  // it is none that we know.
  std::string_view agency(std::string_view form) const&;
  std::string_view agency(std::string_view form) const&& = delete;
  // Like agency, for the longest known form that `text` begins with; gives its length.
  size_t agency_prefix(std::string_view text) const;

  // A notice mark that begins `text` (any case): its kind and length.
  struct NoticeMark {
    NoticeKind kind;
    size_t length;
  };
  std::optional<NoticeMark> notice(std::string_view text) const;
  std::optional<HeaderLabel> label(std::string_view words) const;
  // The byte length of a byline word that begins `text` ("By"), or 0.
  size_t byline(std::string_view text) const;
  bool slug(std::string_view text) const;    // begins as slug lines do
  bool joiner(std::string_view word) const;  // small word of a byline or place: "de"
  bool clock(std::string_view word) const;   // goes with a time of day: "GMT"

  uint32_t month(std::string_view word) const;    // 1 to 12; 0: none
  uint32_t weekday(std::string_view word) const;  // 1 (Monday) to 7; 0: none

 private:
  Status read_agencies(const std::filesystem::path& file);
  Status read_marks(const std::filesystem::path& file);
  Status read_dates(const std::filesystem::path& file);

  std::map<std::string, std::string, std::less<>> agencies_;       // as written
  std::map<std::string, std::string, std::less<>> long_agencies_;  // lower case
  std::vector<std::pair<std::string, NoticeKind>> notices_;        // upper case, longest first
  std::map<std::string, HeaderLabel, std::less<>> labels_;         // lower case
  std::vector<std::string> bylines_;
  std::vector<std::string> slugs_;
  std::set<std::string, std::less<>> joiners_;  // lower case
  std::set<std::string, std::less<>> clocks_;   // lower case
  std::map<std::string, uint32_t, std::less<>> months_;
  std::map<std::string, uint32_t, std::less<>> weekdays_;
};

}  // namespace dateline
