#include "dateline/eval/evaluate_attribution.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace dateline {
namespace {

constexpr std::array<std::string_view, 3> kRoles = {"Source", "Cue", "Content"};

uint64_t shared(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  uint64_t count = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    count += *i == *j;
    if (*i <= *j) {
      const bool both = *i == *j;
      ++i;
      if (both) ++j;
    } else {
      ++j;
    }
  }
  return count;
}

double dice(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  if (a.empty() && b.empty()) return 1;
  return 2.0 * static_cast<double>(shared(a, b)) / static_cast<double>(a.size() + b.size());
}

// Tokens that a span touches, punctuation left out.
void add_tokens(Span span, const Tokens& tokens, const Syntax& syntax, std::vector<uint32_t>& out) {
  auto at = std::lower_bound(tokens.tokens.begin(), tokens.tokens.end(), span.begin,
                             [](const Token& t, uint32_t byte) { return t.span.end <= byte; });
  for (; at != tokens.tokens.end() && at->span.begin < span.end; ++at) {
    const auto t = static_cast<uint32_t>(at - tokens.tokens.begin());
    if (syntax[t].upos != Upos::punct || at->span.size() == span.size()) out.push_back(t);
  }
}

void settle(std::vector<uint32_t>& set) {
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
}

// How well two attributions answer each other; 0: not at all.
using Likeness = double (*)(const AttributionTokens&, const AttributionTokens&);

template <int Role>
double share_role(const AttributionTokens& a, const AttributionTokens& b) {
  return static_cast<double>(shared(a.roles[Role], b.roles[Role]));
}

template <int Role>
double same_role(const AttributionTokens& a, const AttributionTokens& b) {
  return !a.roles[Role].empty() && a.roles[Role] == b.roles[Role] ? 1 : 0;
}

double share_all(const AttributionTokens& a, const AttributionTokens& b) {
  double sum = 0;
  for (size_t r = 0; r < 3; ++r) {
    const double like = dice(a.roles[r], b.roles[r]);
    if (like == 0) return 0;
    sum += like;
  }
  return sum;
}

double share_half(const AttributionTokens& a, const AttributionTokens& b) {
  for (size_t r = 0; r < 3; ++r)
    if (dice(a.roles[r], b.roles[r]) < 0.5) return 0;
  return share_all(a, b);
}

struct Pair {
  double like;
  uint32_t gold, predicted;
};

// Pairs of one to one, the most alike first.
uint64_t matched(const std::vector<AttributionTokens>& gold,
                 const std::vector<AttributionTokens>& predicted, Likeness likeness) {
  std::vector<Pair> pairs;
  for (uint32_t g = 0; g < gold.size(); ++g)
    for (uint32_t p = 0; p < predicted.size(); ++p)
      if (const double like = likeness(gold[g], predicted[p]); like > 0) pairs.push_back({like, g, p});
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Pair& a, const Pair& b) { return a.like > b.like; });
  std::vector<bool> used_gold(gold.size()), used_predicted(predicted.size());
  uint64_t count = 0;
  for (const Pair& pair : pairs) {
    if (used_gold[pair.gold] || used_predicted[pair.predicted]) continue;
    used_gold[pair.gold] = used_predicted[pair.predicted] = true;
    ++count;
  }
  return count;
}

uint64_t with_role(const std::vector<AttributionTokens>& list, size_t role) {
  return static_cast<uint64_t>(std::count_if(
      list.begin(), list.end(), [&](const auto& a) { return !a.roles[role].empty(); }));
}

std::vector<uint32_t> all_tokens(const std::vector<AttributionTokens>& list, size_t role) {
  std::vector<uint32_t> all;
  for (const auto& a : list) all.insert(all.end(), a.roles[role].begin(), a.roles[role].end());
  settle(all);
  return all;
}

HitCounts token_counts(const std::vector<AttributionTokens>& gold,
                       const std::vector<AttributionTokens>& predicted, size_t role) {
  const auto a = all_tokens(gold, role), b = all_tokens(predicted, role);
  return {shared(a, b), b.size(), a.size()};
}

double ratio(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::string row(std::string_view role, std::string_view measure, const HitCounts& counts) {
  return fmt::format("{:<9}{:<12}{:>8.3f}{:>8.3f}{:>8.3f}{:>9}{:>9}\n", role, measure,
                     counts.precision(), counts.recall(), counts.f1(), counts.gold,
                     counts.predicted);
}

}  // namespace

double HitCounts::precision() const { return ratio(right, predicted); }
double HitCounts::recall() const { return ratio(right, gold); }
double HitCounts::f1() const { return ratio(2 * right, predicted + gold); }

HitCounts& HitCounts::operator+=(const HitCounts& other) {
  right += other.right;
  predicted += other.predicted;
  gold += other.gold;
  return *this;
}

AttributionScores& AttributionScores::operator+=(const AttributionScores& other) {
  for (size_t r = 0; r < 3; ++r) {
    overlap[r] += other.overlap[r];
    exact[r] += other.exact[r];
    tokens[r] += other.tokens[r];
  }
  linked += other.linked;
  linked_half += other.linked_half;
  articles += other.articles;
  return *this;
}

std::string AttributionScores::table() const {
  std::string out = fmt::format("{} annotated articles\n{:<9}{:<12}{:>8}{:>8}{:>8}{:>9}{:>9}\n",
                                articles, "role", "measure", "P", "R", "F1", "gold", "found");
  for (size_t r = 0; r < 3; ++r) {
    out += row(kRoles[r], "overlap", overlap[r]);
    out += row(kRoles[r], "exact", exact[r]);
    out += row(kRoles[r], "tokens", tokens[r]);
  }
  out += row("Triple", "linked", linked);
  out += row("Triple", "linked half", linked_half);
  return out;
}

std::vector<AttributionTokens> gold_attributions(const BratAnnotation& gold, const Tokens& tokens,
                                                 const Syntax& syntax) {
  std::vector<AttributionTokens> list;
  for (const BratEvent& event : gold.events) {
    if (event.type != "Attribution") continue;
    AttributionTokens made;
    for (const BratArgument& argument : event.arguments) {
      const auto role = std::find(kRoles.begin(), kRoles.end(), argument.role);
      const BratEntity* entity = gold.find(argument.id);
      if (role == kRoles.end() || !entity) continue;
      auto& set = made.roles[static_cast<size_t>(role - kRoles.begin())];
      for (Span span : entity->spans) add_tokens(span, tokens, syntax, set);
    }
    for (auto& role : made.roles) settle(role);
    if (!made.roles[1].empty() || !made.roles[2].empty()) list.push_back(std::move(made));
  }
  return list;
}

std::vector<AttributionTokens> predicted_attributions(const Claims& claims, const Tokens& tokens,
                                                      const Syntax& syntax) {
  std::vector<bool> passed_on(claims.claims.size());
  for (const Claim& claim : claims.claims)
    if (claim.inner != kNone) passed_on[claim.inner] = true;
  std::vector<AttributionTokens> list;
  for (size_t i = 0; i < claims.claims.size(); ++i) {
    const Claim& claim = claims.claims[i];
    const bool quoted = claim.cue_head < tokens.size() && tokens[claim.cue_head].has(kInQuote);
    if (claims.outer[i] != kNone || passed_on[i] || quoted) continue;
    AttributionTokens made;
    const Span source = claim.relative.empty() ? claim.source : claim.relative;
    if (!source.empty()) add_tokens(source, tokens, syntax, made.roles[0]);
    add_tokens(claim.cue, tokens, syntax, made.roles[1]);
    for (Span span : claim.content) add_tokens(span, tokens, syntax, made.roles[2]);
    for (auto& role : made.roles) settle(role);
    list.push_back(std::move(made));
  }
  return list;
}

AttributionScores score_attributions(const std::vector<AttributionTokens>& gold,
                                     const std::vector<AttributionTokens>& predicted) {
  constexpr std::array<Likeness, 3> kShare = {share_role<0>, share_role<1>, share_role<2>};
  constexpr std::array<Likeness, 3> kSame = {same_role<0>, same_role<1>, same_role<2>};
  AttributionScores scores;
  scores.articles = 1;
  for (size_t r = 0; r < 3; ++r) {
    const uint64_t found = with_role(predicted, r), wanted = with_role(gold, r);
    scores.overlap[r] = {matched(gold, predicted, kShare[r]), found, wanted};
    scores.exact[r] = {matched(gold, predicted, kSame[r]), found, wanted};
    scores.tokens[r] = token_counts(gold, predicted, r);
  }
  scores.linked = {matched(gold, predicted, share_all), predicted.size(), gold.size()};
  scores.linked_half = {matched(gold, predicted, share_half), predicted.size(), gold.size()};
  return scores;
}

}  // namespace dateline
