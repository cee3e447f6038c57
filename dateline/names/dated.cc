#include "dateline/names/dated.h"

#include <charconv>

namespace dateline::names {
namespace {

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::optional<CivilDate> read_end(std::string_view text, bool is_last) {
  if (text.size() == 10) return parse_iso_date(text);
  if (text.size() != 4 && text.size() != 7) return std::nullopt;
  const auto year = number(text.substr(0, 4));
  if (!year) return std::nullopt;
  std::optional<int> month = is_last ? 12 : 1;
  if (text.size() == 7) month = text[4] == '-' ? number(text.substr(5)) : std::nullopt;
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  const auto in_month =
      std::chrono::year(*year) / std::chrono::month(static_cast<unsigned>(*month));
  if (is_last) return CivilDate(in_month / std::chrono::last);
  return CivilDate(in_month / 1);
}

bool is_range(std::string_view word) { return word.find("..") != std::string_view::npos; }

Sectors sectors_of(std::string_view list) {
  Sectors sectors;
  for (auto sector : split(list, ',')) sectors.emplace_back(sector);
  return sectors;
}

// "@UNO,GOV": a code and sectors.
void read_status(std::string_view list, Term& term) {
  term.sectors.clear();
  for (auto word : split(list, ',')) {
    if (word.starts_with('@'))
      term.code = word.substr(1);
    else
      term.sectors.emplace_back(word);
  }
}

// The last word where it is a range, and what stands before it.
std::pair<std::string_view, std::string_view> part_range(std::string_view text) {
  const size_t blank = text.rfind(' ');
  const std::string_view last = blank == std::string_view::npos ? text : text.substr(blank + 1);
  if (!is_range(last)) return {text, {}};
  return {trim(text.substr(0, text.size() - last.size())), last};
}

bool of_government(const Term& term) {
  for (const auto& sector : term.sectors)
    if (sector == "GOV" || sector == "MIL" || sector == "LEG" || sector == "SPY" || sector == "JUD")
      return true;
  return false;
}

bool begun(const Term& term, CivilDate date) { return !term.from || *term.from <= date; }

bool later(const Term& a, const Term& b) {
  const CivilDate long_ago{std::chrono::year(1) / 1 / 1};
  return a.from.value_or(long_ago) > b.from.value_or(long_ago);
}

}  // namespace

bool read_range(std::string_view text, std::optional<CivilDate>& from,
                std::optional<CivilDate>& to) {
  from = to = std::nullopt;
  if (text.empty()) return true;
  const size_t dots = text.find("..");
  if (dots == std::string_view::npos) return false;
  const std::string_view first = text.substr(0, dots);
  const std::string_view last = text.substr(dots + 2);
  if (!first.empty() && !(from = read_end(first, false))) return false;
  if (!last.empty() && !(to = read_end(last, true))) return false;
  return !from || !to || *from <= *to;
}

std::optional<std::vector<Term>> read_terms(std::string_view text, const Sectors& default_sectors,
                                            std::string& why) {
  std::vector<Term> terms;
  for (auto part : split(text, ';')) {
    auto [office, range] = part_range(part);
    Term term;
    term.sectors = default_sectors;
    if (const size_t equals = office.find('='); equals != std::string_view::npos) {
      read_status(office.substr(equals + 1), term);
      if (term.sectors.empty()) term.sectors = default_sectors;
      office = trim(office.substr(0, equals));
    }
    term.office = office;
    if (office.empty() || !read_range(range, term.from, term.to)) {
      why = "not a term: \"" + std::string(part) + "\"";
      return std::nullopt;
    }
    terms.push_back(std::move(term));
  }
  return terms;
}

std::optional<std::vector<Term>> read_statuses(std::string_view text, std::string& why) {
  std::vector<Term> terms;
  for (auto part : split(text, ';')) {
    const auto [list, range] = part_range(part);
    Term term;
    term.sectors = sectors_of(list);
    if (!read_range(range, term.from, term.to)) {
      why = "not a range of dates: \"" + std::string(part) + "\"";
      return std::nullopt;
    }
    terms.push_back(std::move(term));
  }
  return terms;
}

Standing standing_on(const std::vector<Term>& terms, std::optional<CivilDate> date) {
  const Term* last = nullptr;
  const Term* current = nullptr;
  for (const Term& term : terms) {
    if (date && !begun(term, *date)) continue;
    if (!last || later(term, *last)) last = &term;
    if (date ? term.holds_on(*date) : !term.to)
      if (!current || later(term, *current)) current = &term;
  }
  if (current) return {current->sectors, current->code, current->office, false};
  if (!last) return {};
  if (!date) return {last->sectors, last->code, last->office, false};
  if (of_government(*last)) return {{"ELI"}, {}, "former " + last->office, true};
  return {{}, {}, "former " + last->office, true};
}

}  // namespace dateline::names
