#include "dateline/link/events.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "dateline/base/data_lines.h"
#include "dateline/base/hash.h"
#include "dateline/base/utf8.h"

namespace dateline {
namespace {

constexpr double kNearKm = 25;      // two places so near are one
constexpr int kPointLevel = 3;      // PLOVER's resolution of a district; 4 is a city
constexpr size_t kStemLetters = 6;  // "bombed" and "bombing" are one word
constexpr size_t kFewestLetters = 4;

using WordSet = std::vector<uint64_t>;  // hashes, sorted, each once

// A word, lower case, cut to its stem; `at` moves behind it. Empty: no more words.
std::string next_word(const std::string& text, size_t& at) {
  std::string word;
  for (; at < text.size();) {
    const CodePoint c = decode_utf8(text, at);
    if (!c.length) break;
    if (is_letter(c.value))
      word += text.substr(at, c.length);
    else if (!word.empty())
      break;
    at += c.length;
  }
  return word;
}

WordSet words_of_sentence(const std::string& sentence, const LinkRules& rules) {
  const std::string text = lower(sentence);
  WordSet set;
  size_t at = 0;
  for (std::string word = next_word(text, at); !word.empty(); word = next_word(text, at))
    if (word.size() >= kFewestLetters && !rules.stopwords.contains(word))
      set.push_back(fnv1a(std::string_view(word).substr(0, kStemLetters)));
  std::ranges::sort(set);
  set.erase(std::unique(set.begin(), set.end()), set.end());
  return set;
}

// Shared words over the words of the shorter.
double overlap(const WordSet& a, const WordSet& b) {
  if (a.empty() || b.empty()) return 0;
  WordSet both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  return static_cast<double>(both.size()) / static_cast<double>(std::min(a.size(), b.size()));
}

// 0 where the intervals meet.
int days_apart(const LinkRecord& a, const LinkRecord& b) {
  const CivilDate a_end = a.end.value_or(*a.start), b_end = b.end.value_or(*b.start);
  return std::max({0, days_between(a_end, *b.start), days_between(b_end, *a.start)});
}

// A date of the article's is the day of the report: the event was that day or before.
std::optional<double> date_score(const LinkRecord& a, const LinkRecord& b, const LinkRules& rules) {
  if (!a.start || !b.start) return std::nullopt;
  const int apart = days_apart(a, b);
  if (apart > kLinkDays || (apart > 0 && a.dated && b.dated)) return std::nullopt;
  if (apart == 0 && !a.dated && !b.dated) return rules.date_assumed;
  if (apart == 0) return a.start == b.start ? rules.date_same : rules.date_reported;
  const bool a_first = *a.start < *b.start;
  if (a_first ? b.dated : a.dated) return std::nullopt;  // told before it happened
  return apart == 1 ? rules.date_reported : rules.date_late;
}

double km_between(const LinkPlace& a, const LinkPlace& b) {
  constexpr double kKmPerDegree = 111.2, kRadians = 0.0174533;
  const double north = a.lat - b.lat, east = (a.lon - b.lon) * std::cos(a.lat * kRadians);
  return kKmPerDegree * std::hypot(north, east);
}

bool is_wide(const LinkPlace& place) { return place.level == 1 || place.level == 2; }

// "Qandil" and "Qandil Mountains".
bool same_name(const std::string& a, const std::string& b) {
  return a == b || a.starts_with(b + " ") || b.starts_with(a + " ");
}

double place_score(const LinkPlace& a, const LinkPlace& b, const LinkRules& rules) {
  if (a.name.empty() || b.name.empty()) return 0;
  const bool wide = is_wide(a) || is_wide(b);
  if (!a.country.empty() && !b.country.empty() && a.country != b.country) return rules.place_other;
  if (wide) return a.country == b.country ? rules.place_within : 0;
  if (same_name(a.name, b.name) || (a.geonameid && a.geonameid == b.geonameid))
    return rules.place_same;
  if (a.level >= kPointLevel && b.level >= kPointLevel && km_between(a, b) < kNearKm)
    return rules.place_same;
  return rules.place_other;
}

// 1: the same; 0: nothing speaks for or against it; -1: two that differ.
double party_likeness(const LinkParty& a, const LinkParty& b) {
  if (!a.id.empty() && a.id == b.id) return 1;
  if (!a.code.empty() && !b.code.empty() && a.code != b.code) return -1;
  if (!a.office.empty() && !b.office.empty() && a.name != b.name) return -1;
  if (!a.name.empty() && a.name == b.name) return 1;
  const bool same_sector = a.sector == b.sector && !a.sector.empty();
  if (a.code.empty() || b.code.empty()) return same_sector ? 0.4 : 0;
  if (same_sector) return 0.9;
  return a.sector.empty() || b.sector.empty() ? 0.7 : 0.4;
}

using Parties = std::vector<LinkParty>;

// Each of the shorter list against the likest of the longer.
double side_score(const Parties& a, const Parties& b, const LinkRules& rules) {
  const Parties& few = a.size() <= b.size() ? a : b;
  const Parties& many = a.size() <= b.size() ? b : a;
  if (few.empty()) return 0;
  double sum = 0;
  for (const LinkParty& party : few) {
    double best = -1;
    for (const LinkParty& other : many) best = std::max(best, party_likeness(party, other));
    if (best < 0) return rules.party_other;
    sum += best;
  }
  return rules.party * sum / static_cast<double>(few.size());
}

// Who meets whom, and who agrees with whom, is a matter of the wording.
bool is_mutual(const std::string& event) {
  return event == "CONSULT" || event == "AGREE" || event == "COOPERATE";
}

Parties everyone(const LinkRecord& record) {
  Parties all = record.actors;
  all.insert(all.end(), record.recipients.begin(), record.recipients.end());
  return all;
}

double party_score(const LinkRecord& a, const LinkRecord& b, const LinkRules& rules) {
  if (is_mutual(a.event)) return 2 * side_score(everyone(a), everyone(b), rules);
  // Whom only the article tells, each report may see otherwise.
  const double recipients = side_score(a.recipients, b.recipients, rules);
  const bool here = a.recipients_here && b.recipients_here;
  return side_score(a.actors, b.actors, rules) + (here ? recipients : std::max(0.0, recipients));
}

// Reports of one event disagree about its size, but not by much more than half.
double number_score(std::optional<uint32_t> a, std::optional<uint32_t> b, const LinkRules& rules) {
  if (!a || !b) return 0;
  if (*a == *b) return rules.size_same;
  return std::max(*a, *b) > 2 * std::min(*a, *b) ? rules.size_other : 0;
}

double size_score(const Sizes& a, const Sizes& b, const LinkRules& rules) {
  return number_score(a.dead, b.dead, rules) + number_score(a.injured, b.injured, rules) +
         number_score(a.arrested, b.arrested, rules);
}

// The classifier's rule is its category, which the two share anyway.
double rule_score(const LinkRecord& a, const LinkRecord& b, const LinkRules& rules) {
  if (a.learned || b.learned) return 0;
  return a.rule == b.rule ? rules.rule_same : rules.rule_other;
}

std::optional<double> similarity(const LinkRecord& a, const WordSet& a_words, const LinkRecord& b,
                                 const WordSet& b_words, const LinkRules& rules) {
  if (a.event != b.event || a.status != b.status) return std::nullopt;
  const auto date = date_score(a, b, rules);
  if (!date) return std::nullopt;
  return *date + place_score(a.place, b.place, rules) + party_score(a, b, rules) +
         rule_score(a, b, rules) + size_score(a.size, b.size, rules) +
         (a.document == b.document ? rules.article_same : 0) +
         rules.words * overlap(a_words, b_words);
}

std::vector<std::string> countries_of(const LinkRecord& record) {
  std::vector<std::string> codes{record.place.country};
  for (const LinkParty& party : everyone(record)) codes.push_back(party.code);
  std::erase(codes, "");
  return codes;
}

class Linker {
 public:
  Linker(const std::vector<LinkRecord>& records, const LinkRules& rules)
      : records_(records), rules_(rules), first_(records.size()), members_(records.size()) {
    for (const LinkRecord& record : records) {
      words_.push_back(words_of_sentence(record.text, rules));
      countries_.push_back(countries_of(record));
    }
  }

  void add(uint32_t at, uint32_t first) {
    first_[at] = first;
    members_[first].push_back(at);
    if (records_[at].start) block(at, *records_[at].start).push_back(at);
  }

  // The first record of the event that record `at` tells.
  uint32_t event_of(uint32_t at) {
    Candidates candidates;
    if (records_[at].start)
      for (int day = -kLinkDays; day <= kLinkDays; ++day)
        for (uint32_t other : block(at, plus_days(*records_[at].start, day)))
          if (shares_block(at, other)) consider(at, other, candidates);
    return likeliest(at, candidates);
  }

  std::vector<uint32_t> take() { return std::move(first_); }

 private:
  struct Likest {
    double alike = 0;
    std::string id;  // of the record that is so like
  };
  using Candidates = std::map<uint32_t, Likest>;  // by the event's first record

  // Ties go to the smaller id, whatever the order of the input.
  static bool is_better(const Likest& a, const Likest& b) {
    return a.alike > b.alike || (a.alike == b.alike && a.id < b.id);
  }

  void consider(uint32_t at, uint32_t other, Candidates& candidates) const {
    const auto alike = compare(at, other);
    if (!alike || *alike < rules_.least) return;
    const Likest found{*alike, records_[other].id};
    auto [known, added] = candidates.try_emplace(first_[other], found);
    if (!added && is_better(found, known->second)) known->second = found;
  }

  bool shares_block(uint32_t a, uint32_t b) const {
    const auto& others = countries_[b];
    return records_[a].document == records_[b].document ||
           std::ranges::any_of(countries_[a], [&](const std::string& code) {
             return std::ranges::find(others, code) != others.end();
           });
  }

  bool meets(uint32_t a, uint32_t b) const {
    const auto &from = records_[a].start, &to = records_[b].start;
    return from && to && std::abs(days_between(*from, *to)) <= kLinkDays && shares_block(a, b);
  }

  std::vector<uint32_t>& block(uint32_t at, CivilDate day) {
    return blocks_[records_[at].event + ' ' + iso(day)];
  }

  std::optional<double> compare(uint32_t a, uint32_t b) const {
    return similarity(records_[a], words_[a], records_[b], words_[b], rules_);
  }

  bool fits_all(uint32_t at, uint32_t first) const {
    return std::ranges::all_of(members_[first], [&](uint32_t member) {
      const auto alike = compare(at, member);
      return !meets(at, member) || (alike && *alike >= rules_.guard);
    });
  }

  uint32_t likeliest(uint32_t at, const Candidates& candidates) const {
    uint32_t chosen = at;
    Likest most;
    for (const auto& [first, likest] : candidates) {
      if ((chosen != at && !is_better(likest, most)) || !fits_all(at, first)) continue;
      chosen = first;
      most = likest;
    }
    return chosen;
  }

  const std::vector<LinkRecord>& records_;
  const LinkRules& rules_;
  std::vector<WordSet> words_;
  std::vector<std::vector<std::string>> countries_;
  std::vector<uint32_t> first_;
  std::vector<std::vector<uint32_t>> members_;           // by the event's first record
  std::map<std::string, std::vector<uint32_t>> blocks_;  // category and day → records
};

struct Weight {
  const char* name;
  double LinkRules::*value;
};

constexpr Weight kWeights[] = {
    {"date_same", &LinkRules::date_same},
    {"date_reported", &LinkRules::date_reported},
    {"date_assumed", &LinkRules::date_assumed},
    {"article_same", &LinkRules::article_same},
    {"date_late", &LinkRules::date_late},
    {"place_same", &LinkRules::place_same},
    {"place_within", &LinkRules::place_within},
    {"place_other", &LinkRules::place_other},
    {"party", &LinkRules::party},
    {"party_other", &LinkRules::party_other},
    {"rule_same", &LinkRules::rule_same},
    {"rule_other", &LinkRules::rule_other},
    {"size_same", &LinkRules::size_same},
    {"size_other", &LinkRules::size_other},
    {"words", &LinkRules::words},
    {"least", &LinkRules::least},
    {"guard", &LinkRules::guard},
};

Status take_weight(const Fields& fields, LinkRules& rules) {
  const auto* weight =
      std::ranges::find_if(kWeights, [&](const Weight& w) { return fields[0] == w.name; });
  if (weight == std::end(kWeights)) return bad_line("no such weight: " + std::string(fields[0]));
  const std::string text(fields[1]);
  char* end = nullptr;
  rules.*(weight->value) = std::strtod(text.c_str(), &end);
  return end == text.c_str() || *end ? Status(bad_line("not a number: " + text)) : Status(Done{});
}

}  // namespace

Result<LinkRules> LinkRules::load(const std::filesystem::path& data) {
  LinkRules rules{};
  size_t weights = 0;
  Status read = each_row(data / "link" / "weights.tsv", 2, 2, [&](const Fields& fields) {
    ++weights;
    return take_weight(fields, rules);
  });
  if (!read) return read.error();
  if (weights != std::size(kWeights))
    return Error{ErrorKind::bad_data, "each weight stands once", kNoOffset,
                 (data / "link" / "weights.tsv").string()};
  read = each_line(data / "link" / "stopwords.tsv", [&](std::string_view line) -> Status {
    for (std::string_view word : words_of(line)) rules.stopwords.emplace(word);
    return Done{};
  });
  if (!read) return read.error();
  return rules;
}

std::optional<double> link_similarity(const LinkRecord& a, const LinkRecord& b,
                                      const LinkRules& rules) {
  return similarity(a, words_of_sentence(a.text, rules), b, words_of_sentence(b.text, rules),
                    rules);
}

std::vector<uint32_t> link_events(const std::vector<LinkRecord>& records,
                                  const std::vector<uint32_t>& given, const LinkRules& rules) {
  Linker linker(records, rules);
  for (uint32_t at = 0; at < records.size(); ++at)
    linker.add(at, at < given.size() ? given[at] : linker.event_of(at));
  return linker.take();
}

int filled_fields(const LinkRecord& r) {
  return r.dated + !r.actors.empty() + !r.recipients.empty() + !r.place.name.empty() +
         (r.place.level >= kPointLevel) + r.size.dead.has_value() + r.size.injured.has_value() +
         r.size.arrested.has_value();
}

}  // namespace dateline
