#include "dateline/read/wire_marks.h"

#include <algorithm>

#include "dateline/base/data_lines.h"
#include "dateline/base/utf8.h"

namespace dateline {
namespace {

constexpr size_t kCaseCounts = 5;  // agency forms up to this length match as written
constexpr size_t kLongestForm = 40;

struct KindName {
  std::string_view name;
  NoticeKind kind;
};
constexpr KindName kNotices[] = {
    {"correction", NoticeKind::correction}, {"update", NoticeKind::update},
    {"embargo", NoticeKind::embargo},       {"kill", NoticeKind::kill},
    {"advisory", NoticeKind::advisory},     {"urgent", NoticeKind::urgent},
};

struct LabelName {
  std::string_view name;
  HeaderLabel label;
};
constexpr LabelName kLabels[] = {
    {"label.title", HeaderLabel::title},   {"label.date", HeaderLabel::date},
    {"label.source", HeaderLabel::source}, {"label.byline", HeaderLabel::byline},
    {"label.place", HeaderLabel::place},   {"label.url", HeaderLabel::url},
    {"label.slug", HeaderLabel::slug},
};

bool word_byte(char c) {
  return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool starts_fold(std::string_view text, std::string_view upper) {
  return text.size() >= upper.size() &&
         std::equal(upper.begin(), upper.end(), text.begin(),
                    [](char u, char t) { return (t >= 'a' && t <= 'z' ? t - 32 : t) == u; });
}

bool ends_at_word(std::string_view text, size_t length) {
  return length >= text.size() || !word_byte(text[length]);
}

}  // namespace

std::string_view WireMarks::agency(std::string_view form) const& {
  if (form.empty() || form.size() > kLongestForm) return {};
  if (const auto found = agencies_.find(form); found != agencies_.end()) return found->second;
  if (form.size() <= kCaseCounts) return {};
  const auto found = long_agencies_.find(lower(form));
  return found == long_agencies_.end() ? std::string_view() : std::string_view(found->second);
}

size_t WireMarks::agency_prefix(std::string_view text) const {
  for (size_t length = std::min(text.size(), kLongestForm); length > 0; --length)
    if (ends_at_word(text, length) && !agency(text.substr(0, length)).empty()) return length;
  return 0;
}

std::optional<WireMarks::NoticeMark> WireMarks::notice(std::string_view text) const {
  for (const auto& [form, kind] : notices_)
    if (starts_fold(text, form) && ends_at_word(text, form.size()))
      return NoticeMark{kind, form.size()};
  return std::nullopt;
}

std::optional<HeaderLabel> WireMarks::label(std::string_view words) const {
  if (words.size() > kLongestForm) return std::nullopt;
  const auto found = labels_.find(lower(words));
  return found == labels_.end() ? std::nullopt : std::optional(found->second);
}

size_t WireMarks::byline(std::string_view text) const {
  for (const std::string& form : bylines_)
    if (text.starts_with(form) && ends_at_word(text, form.size())) return form.size();
  return 0;
}

bool WireMarks::slug(std::string_view text) const {
  return std::any_of(slugs_.begin(), slugs_.end(),
                     [&](const std::string& form) { return text.starts_with(form); });
}

bool WireMarks::joiner(std::string_view word) const { return joiners_.contains(lower(word)); }
bool WireMarks::clock(std::string_view word) const { return clocks_.contains(lower(word)); }

uint32_t WireMarks::month(std::string_view word) const {
  if (word.size() > kLongestForm) return 0;
  const auto found = months_.find(lower(word));
  return found == months_.end() ? 0 : found->second;
}

uint32_t WireMarks::weekday(std::string_view word) const {
  if (word.size() > kLongestForm) return 0;
  const auto found = weekdays_.find(lower(word));
  return found == weekdays_.end() ? 0 : found->second;
}

Status WireMarks::read_agencies(const std::filesystem::path& file) {
  return each_row(file, 2, 2, [&](const Fields& row) -> Status {
    if (row[0].empty() || row[0].size() > kLongestForm)
      return bad_line("form is empty or too long");
    agencies_[std::string(row[0])] = row[1];
    if (row[0].size() > kCaseCounts) long_agencies_[lower(row[0])] = row[1];
    return Done{};
  });
}

Status WireMarks::read_marks(const std::filesystem::path& file) {
  const Status status = each_row(file, 2, 2, [&](const Fields& row) -> Status {
    const std::string form(row[1]);
    for (const auto& [name, kind] : kNotices)
      if (name == row[0]) return notices_.emplace_back(form, kind), Done{};
    for (const auto& [name, label] : kLabels)
      if (name == row[0]) return labels_[lower(form)] = label, Done{};
    if (row[0] == "byline") return bylines_.push_back(form), Done{};
    if (row[0] == "slug") return slugs_.push_back(form), Done{};
    if (row[0] == "joiner") return joiners_.insert(lower(form)), Done{};
    if (row[0] == "clock") return clocks_.insert(lower(form)), Done{};
    return bad_line("no such kind of mark: " + std::string(row[0]));
  });
  std::stable_sort(notices_.begin(), notices_.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  return status;
}

Status WireMarks::read_dates(const std::filesystem::path& file) {
  return each_row(file, 3, 3, [&](const Fields& row) -> Status {
    const uint32_t number =
        static_cast<uint32_t>(std::strtoul(std::string(row[2]).c_str(), nullptr, 10));
    if (row[0] == "month" && number >= 1 && number <= 12)
      months_[std::string(row[1])] = number;
    else if (row[0] == "weekday" && number >= 1 && number <= 7)
      weekdays_[std::string(row[1])] = number;
    else
      return bad_line("needs month 1 to 12 or weekday 1 to 7");
    return Done{};
  });
}

Result<WireMarks> WireMarks::load(const std::filesystem::path& data_dir) {
  WireMarks marks;
  const std::filesystem::path folder = data_dir / "read";
  for (const Status& status :
       {marks.read_agencies(folder / "agencies.tsv"), marks.read_marks(folder / "marks.tsv"),
        marks.read_dates(folder / "dates.tsv")})
    if (!status) return status.error();
  return marks;
}

}  // namespace dateline
