#include "dateline/names/import.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <map>

#include "dateline/base/files.h"
#include "dateline/base/utf8.h"
#include "dateline/names/table.h"

namespace dateline::names {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "20020101" or "020101".
std::optional<CivilDate> read_date(std::string_view digits) {
  std::string text(digits);
  if (!all_digits(text)) return std::nullopt;
  if (text.size() == 6) text = (text.substr(0, 2) < "50" ? "20" : "19") + text;
  if (text.size() != 8) return std::nullopt;
  return parse_iso_date(text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6, 2));
}

// "<A" ends the day before A, ">A" begins the day after it, "A-B" has both.
bool read_dates(std::string_view text, Term& term) {
  if (text.empty()) return true;
  const char sign = text.front();
  if (sign == '<' || sign == '>') {
    const auto date = read_date(text.substr(1));
    if (!date) return false;
    (sign == '<' ? term.to : term.from) = plus_days(*date, sign == '<' ? -1 : 1);
    return true;
  }
  const size_t dash = text.find('-');
  if (dash == std::string_view::npos) return false;
  term.from = read_date(text.substr(0, dash));
  term.to = read_date(text.substr(dash + 1));
  return term.from && term.to && *term.from <= *term.to;
}

constexpr std::string_view kSmallWords[] = {"OF", "THE", "AND", "FOR", "IN",
                                            "DE", "AL",  "EL",  "BIN"};

// "BANK_OF_CHINA_" → "Bank of China": the dictionaries write capitals only.
std::string written(std::string_view name) {
  std::string out;
  std::string spaced(name);
  std::replace(spaced.begin(), spaced.end(), '_', ' ');
  const size_t spaced_size = trim(spaced).size();
  for (std::string_view word : split(spaced, ' ')) {
    if (!out.empty()) out += ' ';
    const bool small =
        std::find(std::begin(kSmallWords), std::end(kSmallWords), word) != std::end(kSmallWords);
    std::string lowered = lower(word);
    // A capital matches capitals too ("Us Army": "US Army"); one short word alone is an acronym.
    const bool acronym = word.size() == spaced_size && word.size() <= 4;
    if (!small)
      lowered[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(lowered[0])));
    out += acronym ? std::string(word) : lowered;
  }
  return out;
}

struct Entry {
  std::vector<std::string> names;  // as in the file, synonyms after the first
  std::string plural;
  std::vector<Term> terms;
  std::string code;
  bool agent = false;
};

class Dictionary {
 public:
  Dictionary(const std::filesystem::path& file, const CameoCodes& codes)
      : file_(file), codes_(codes) {}

  void read(std::string_view text);
  std::vector<Entry> entries;
  std::vector<Error> errors;
  std::map<std::string, std::vector<std::string>> macros;  // "!MINIST!" → its words

 private:
  void read_line(std::string_view line);
  void read_macro(std::string_view line);
  void read_name(std::string_view line);
  void read_codes(std::string_view brackets);
  void read_code(std::string_view inside);
  void bad(const std::string& what) {
    errors.push_back({ErrorKind::bad_data, "line " + std::to_string(line_) + ": " + what, offset_,
                      file_.string()});
  }
  const std::filesystem::path& file_;
  const CameoCodes& codes_;
  uint32_t line_ = 0;
  uint64_t offset_ = 0;
};

void Dictionary::read(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    ++line_;
    offset_ = at;
    const std::string_view line = text.substr(at, end - at);
    read_line(trim(line.substr(0, line.find_first_of(";#"))));
    at = end + 1;
  }
}

void Dictionary::read_line(std::string_view line) {
  if (line.empty() || line.starts_with("<!") || line.starts_with("=")) return;
  if (line.front() == '!' && line.find('=') != std::string_view::npos) return read_macro(line);
  if (line.front() == '[') {
    if (entries.empty()) return bad("a code before any name");
    return read_codes(line);
  }
  read_name(line);
}

void Dictionary::read_macro(std::string_view line) {
  const size_t equals = line.find('=');
  auto& words = macros[std::string(trim(line.substr(0, equals)))];
  for (auto word : split(line.substr(equals + 1), ',')) words.emplace_back(word);
  if (words.empty()) bad("a set of words without words");
}

void Dictionary::read_name(std::string_view line) {
  const size_t bracket = line.find('[');
  std::string_view name = trim(line.substr(0, bracket));
  std::string plural;
  if (const size_t brace = name.find('{'); brace != std::string_view::npos) {
    const size_t close = name.find('}', brace);
    if (close == std::string_view::npos) return bad("\"{\" without \"}\"");
    plural = name.substr(brace + 1, close - brace - 1);
    name = trim(name.substr(0, brace));
  }
  const bool synonym = name.starts_with('+');
  if (synonym) name = trim(name.substr(1));
  if (name.empty()) return bad("a code or a plural without a name");
  if (name.find(']') != std::string_view::npos) return bad("\"]\" without \"[\"");
  if (synonym && entries.empty()) return bad("a synonym before any name");
  if (!synonym) entries.emplace_back();
  entries.back().names.emplace_back(name);
  if (!plural.empty()) entries.back().plural = plural;
  if (bracket != std::string_view::npos) read_codes(line.substr(bracket));
}

void Dictionary::read_codes(std::string_view brackets) {
  while (!brackets.empty()) {
    const size_t close = brackets.find(']');
    if (brackets.front() != '[') return bad("\"" + std::string(brackets) + "\" after the code");
    if (close == std::string_view::npos) return bad("\"[\" without \"]\"");
    read_code(trim(brackets.substr(1, close - 1)));
    brackets = trim(brackets.substr(close + 1));
  }
}

void Dictionary::read_code(std::string_view inside) {
  if (inside.empty()) return bad("an empty code");
  const size_t blank = inside.find_first_of(" \t");
  std::string_view cameo = inside.substr(0, blank);
  const std::string_view dates =
      blank == std::string_view::npos ? std::string_view{} : trim(inside.substr(blank));
  Entry& entry = entries.back();
  std::string why;
  const bool agent = cameo.starts_with('~');
  const auto plover = agent ? codes_.agent(cameo.substr(1), why) : codes_.actor(cameo, why);
  if (!plover) return bad(why);
  Term term;
  if (!read_dates(dates, term)) return bad("\"" + std::string(dates) + "\" is no range of dates");
  term.sectors = plover->sectors;
  term.code = plover->code;
  entry.agent = agent;
  if (entry.code.empty()) entry.code = plover->code;
  entry.terms.push_back(std::move(term));
}

// "DEFENSE_!MINIST!" for each word of the set; bounded by the sets' sizes.
std::vector<std::string> expand(const Dictionary& dictionary, const std::string& name) {
  for (const auto& [macro, words] : dictionary.macros) {
    const size_t at = name.find(macro);
    if (at == std::string::npos) continue;
    std::vector<std::string> all;
    for (const auto& word : words)
      all.push_back(name.substr(0, at) + word + name.substr(at + macro.size()));
    return all;
  }
  return {name};
}

void add_agent(const Dictionary& dictionary, const Entry& entry, ActorBook& book) {
  for (const std::string& name : entry.names)
    for (const std::string& one : expand(dictionary, name)) {
      Role role;
      role.phrase = lower(written(one));
      role.sectors = entry.terms.front().sectors;
      book.add(std::move(role), lower(written(entry.plural)));
    }
}

void add_actor(const Entry& entry, ActorBook& book) {
  Organization actor;
  actor.name = written(entry.names.front());
  actor.code = entry.code;
  actor.terms = entry.terms;
  std::vector<std::string> aliases;
  for (size_t i = 1; i < entry.names.size(); ++i) aliases.push_back(written(entry.names[i]));
  book.add(std::move(actor), aliases);
}

Result<Dictionary> read_dictionary(const std::filesystem::path& file, const CameoCodes& codes) {
  const auto text = read_file(file);
  if (!text) return text.error();
  Dictionary dictionary(file, codes);
  dictionary.read(*text);
  return dictionary;
}

}  // namespace

Result<Imported> import_dictionary(const std::filesystem::path& file, const CameoCodes& codes,
                                   ActorBook& book) {
  auto dictionary = read_dictionary(file, codes);
  if (!dictionary) return dictionary.error();
  Imported imported;
  for (const Entry& entry : dictionary->entries) {
    if (entry.terms.empty()) continue;
    entry.agent ? add_agent(*dictionary, entry, book) : add_actor(entry, book);
    ++(entry.agent ? imported.agents : imported.actors);
  }
  imported.errors = std::move(dictionary->errors);
  return imported;
}

std::vector<Error> lint(const std::filesystem::path& file, const CameoCodes& codes) {
  auto dictionary = read_dictionary(file, codes);
  if (!dictionary) return {dictionary.error()};
  return std::move(dictionary->errors);
}

}  // namespace dateline::names
