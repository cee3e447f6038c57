#include "dateline/places/resolve.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

#include "dateline/places/fold.h"

namespace dateline {
namespace {

constexpr uint32_t kAdjacentBytes = 40;
constexpr size_t kMostPairs = 8192;  // candidates of all names together, about
constexpr size_t kMostTies = 4096;

struct Candidate {
  uint32_t row = 0;
  uint32_t country = kNone, admin1 = kNone, admin2 = kNone;  // that hold it, itself included
  RowKind kind = RowKind::town;
  float lat = 0, lon = 0;
  float prior = 0;
  float belief = 0;
};

// All mentions of one name with one holder.
struct Group {
  uint64_t key = 0;
  uint64_t holder_key = 0;
  std::vector<uint32_t> mentions;  // toponyms
  std::vector<Candidate> candidates;
  float weight = 0;
  uint32_t best = 0;           // the candidate most believed
  std::vector<uint32_t> ties;  // into Relaxation::ties_
};

// How strongly two groups are tied by their places in the text.
struct Tie {
  uint32_t inner = 0;
  uint32_t outer = 0;
  float strength = 0;
};

bool is_division(RowKind kind) { return kind <= RowKind::admin2; }

float radians(double degrees) { return static_cast<float>(degrees * std::numbers::pi / 180); }

// Flat-Earth distance, good to a percent at the scales that matter here.
float near_km(const Candidate& a, const Candidate& b) {
  float east = std::abs(a.lon - b.lon);
  if (east > 180) east = 360 - east;
  const float x = east * std::cos(radians((a.lat + b.lat) / 2));
  const float y = a.lat - b.lat;
  return 111.2f * std::sqrt(x * x + y * y);
}

bool inside(const Candidate& c, uint32_t division) {
  return division == c.country || division == c.admin1 || division == c.admin2;
}

// Belief mass of divisions: named outright, and as holders of other names.
class Mass {
 public:
  explicit Mass(const ResolveWeights& weights) : weights_(weights) {}

  void add(const Group& group, float sign) {
    for (const Candidate& c : group.candidates) {
      const float mass = sign * group.weight * c.belief;
      for (const uint32_t division : {c.country, c.admin1, c.admin2})
        if (division != kNone)
          mass_[division] += mass * (division == c.row ? weights_.named : weights_.held);
    }
  }
  float of(uint32_t division) const {
    const auto found = mass_.find(division);
    return found == mass_.end() ? 0 : std::max(0.0f, found->second);
  }

 private:
  const ResolveWeights& weights_;
  std::unordered_map<uint32_t, float> mass_;
};

class Relaxation {
 public:
  Relaxation(const std::vector<Toponym>& toponyms, const Gazetteer& gazetteer,
             const ResolveWeights& weights)
      : toponyms_(toponyms), gazetteer_(gazetteer), w_(weights), mass_(weights) {}

  std::vector<std::vector<Ranked>> run() {
    make_groups();
    make_ties();
    for (Group& group : groups_) believe_priors(group);
    for (const Group& group : groups_) mass_.add(group, 1);
    for (int round = 0; round < w_.rounds; ++round)
      for (uint32_t g = 0; g < joint(); ++g) rescore(g);
    return ranks();
  }

 private:
  uint32_t joint() const {
    return static_cast<uint32_t>(std::min<size_t>(groups_.size(), w_.max_groups));
  }

  uint64_t holder_key(const Toponym& t) const {
    return t.holder == kNone ? 0 : toponyms_[t.holder].key;
  }

  float prior(Posting meaning) const {
    const RowKind kind = gazetteer_.kind(meaning.row);
    const auto people = static_cast<float>(gazetteer_.population(meaning.row));
    float score = w_.log_population * std::log(people + 200);
    if (kind == RowKind::country) score += w_.country;
    if (kind == RowKind::admin1) score += w_.admin1;
    if (kind == RowKind::admin2) score += w_.admin2;
    if (kind == RowKind::capital) score += w_.capital;
    if (kind == RowKind::admin1_seat) score += w_.admin1_seat;
    if (kind == RowKind::section) score -= w_.section_penalty;
    if (kind == RowKind::former_town) score -= w_.former_penalty;
    if (kind >= RowKind::continent) score = w_.region;
    if (meaning.kind == NameKind::other) score -= w_.other_name_penalty;
    if (meaning.kind == NameKind::bare) score -= w_.bare_penalty;
    return score;
  }

  Candidate candidate(Posting meaning) const {
    const Row row = gazetteer_.row(meaning.row);
    Candidate c;
    c.row = meaning.row;
    c.kind = row.kind;
    c.lat = static_cast<float>(row.lat);
    c.lon = static_cast<float>(row.lon);
    c.prior = prior(meaning);
    for (uint32_t at = meaning.row; at != kNone; at = gazetteer_.parent(at)) {
      const RowKind kind = gazetteer_.kind(at);
      if (kind == RowKind::country) c.country = at;
      if (kind == RowKind::admin1) c.admin1 = at;
      if (kind == RowKind::admin2) c.admin2 = at;
    }
    return c;
  }

  // The group of this name; a mention without a holder joins the first of its name.
  uint32_t group_of(const Toponym& t) {
    const uint64_t holder = holder_key(t);
    for (uint32_t g : by_key_[t.key]) {
      Group& group = groups_[g];
      if (group.holder_key == holder || holder == 0) return g;
      if (group.holder_key == 0) return group.holder_key = holder, g;
    }
    by_key_[t.key].push_back(static_cast<uint32_t>(groups_.size()));
    groups_.push_back({t.key, holder, {}, {}, 0, 0, {}});
    return static_cast<uint32_t>(groups_.size() - 1);
  }

  void make_groups() {
    group_of_.assign(toponyms_.size(), kNone);
    for (uint32_t i = 0; i < toponyms_.size(); ++i) {
      if (toponyms_[i].meanings.empty()) continue;
      const uint32_t g = group_of(toponyms_[i]);
      group_of_[i] = g;
      Group& group = groups_[g];
      if (group.mentions.empty()) add_candidates(group, toponyms_[i]);
      add_asked(group, toponyms_[i]);
      group.mentions.push_back(i);
      group.weight = std::max(group.weight, toponyms_[i].weight);
    }
    for (Group& group : groups_) trim(group);
  }

  void add_candidates(Group& group, const Toponym& t) const {
    for (const Posting meaning : t.meanings) group.candidates.push_back(candidate(meaning));
    for (Candidate& c : group.candidates) {
      const bool asked = t.asked != RowKind::site && answers(c.kind, t.asked);
      if (c.kind == RowKind::admin1 && !asked && holds_namesake(group, c)) c.prior += w_.namesake;
      if (c.kind == RowKind::capital && is_own_name(c, t)) c.prior += w_.own_name;
    }
  }

  // Not "Salisbury", as Harare was called once.
  bool is_own_name(const Candidate& c, const Toponym& t) const {
    return NameKey::of(fold_name(gazetteer_.row(c.row).name)) == t.key;
  }

  // "Hanoi", "New York": the town is meant unless the words ask for the division.
  static bool holds_namesake(const Group& group, const Candidate& division) {
    return std::ranges::any_of(group.candidates, [&division](const Candidate& c) {
      return (c.kind == RowKind::capital || c.kind == RowKind::admin1_seat) &&
             c.admin1 == division.row;
    });
  }

  void add_asked(Group& group, const Toponym& t) const {
    if (t.asked == RowKind::site) return;
    for (Candidate& c : group.candidates)
      if (answers(c.kind, t.asked)) c.prior += w_.asked;
  }

  static bool answers(RowKind kind, RowKind asked) {
    if (asked == RowKind::town) return kind >= RowKind::town && kind <= RowKind::former_town;
    if (asked == RowKind::admin1)
      return kind == RowKind::admin1 || kind == RowKind::admin2 || kind == RowKind::region;
    if (asked == RowKind::capital) return kind == RowKind::capital || kind == RowKind::country;
    return kind == asked;
  }

  // Only names of very many places are cut, sooner in an article of very many names.
  void trim(Group& group) const {
    std::ranges::stable_sort(group.candidates, std::ranges::greater(), &Candidate::prior);
    const size_t most = std::max<size_t>(w_.max_candidates, kMostPairs / joint());
    if (group.candidates.size() > most) group.candidates.resize(most);
  }

  void make_ties() {
    for (uint32_t i = 0; i < toponyms_.size(); ++i) {
      if (group_of_[i] == kNone) continue;
      const uint32_t holder = toponyms_[i].holder;
      if (holder != kNone && group_of_[holder] != kNone)
        tie(group_of_[i], group_of_[holder], w_.holder);
      tie_neighbours(i);
    }
  }

  void tie_neighbours(uint32_t i) {
    for (uint32_t j = i + 1; j < toponyms_.size(); ++j) {
      if (toponyms_[j].span.begin > toponyms_[i].span.end + kAdjacentBytes) break;
      if (group_of_[j] == kNone || group_of_[j] == group_of_[i]) continue;
      tie(group_of_[i], group_of_[j], w_.adjacent);
      tie(group_of_[j], group_of_[i], w_.adjacent);
    }
  }

  void tie(uint32_t inner, uint32_t outer, float strength) {
    if (inner >= joint() || outer >= joint()) return;
    for (const uint32_t i : groups_[inner].ties)
      if (ties_[i].inner == inner && ties_[i].outer == outer)
        return void(ties_[i].strength = std::max(ties_[i].strength, strength));
    if (ties_.size() >= kMostTies) return;
    groups_[inner].ties.push_back(static_cast<uint32_t>(ties_.size()));
    groups_[outer].ties.push_back(static_cast<uint32_t>(ties_.size()));
    ties_.push_back({inner, outer, strength});
  }

  void believe_priors(Group& group) const {
    std::vector<float> scores;
    for (const Candidate& c : group.candidates) scores.push_back(c.prior);
    believe(group, scores);
  }

  // Softmax.
  static void believe(Group& group, const std::vector<float>& scores) {
    if (scores.empty()) return;
    const float top = *std::ranges::max_element(scores);
    float sum = 0;
    for (size_t i = 0; i < scores.size(); ++i)
      sum += group.candidates[i].belief = std::exp(scores[i] - top);
    for (Candidate& c : group.candidates) c.belief /= sum;
    const auto best = std::ranges::max_element(group.candidates, {}, &Candidate::belief);
    group.best = static_cast<uint32_t>(best - group.candidates.begin());
  }

  void rescore(uint32_t g) {
    Group& group = groups_[g];
    mass_.add(group, -1);
    std::vector<float> scores;
    scores.reserve(group.candidates.size());
    for (const Candidate& c : group.candidates) scores.push_back(c.prior + fit(g, c));
    believe(group, scores);
    mass_.add(group, 1);
  }

  float fit(uint32_t g, const Candidate& c) const {
    float score = 0;
    if (c.admin2 != kNone) score += w_.same_admin2 * std::log1p(mass_.of(c.admin2));
    if (c.admin1 != kNone) score += w_.same_admin1 * std::log1p(mass_.of(c.admin1));
    if (c.country != kNone) score += w_.same_country * std::log1p(mass_.of(c.country));
    if (!is_division(c.kind) || c.kind == RowKind::admin2)
      score += w_.nearby * std::log1p(neighbours(g, c));
    return score + tied(g, c);
  }

  // Belief in places around c, each worth less the further it is.
  float neighbours(uint32_t g, const Candidate& c) const {
    float sum = 0;
    for (uint32_t h = 0; h < joint(); ++h) {
      if (h == g || groups_[h].candidates.empty()) continue;
      const Candidate& best = groups_[h].candidates[groups_[h].best];
      if (best.kind <= RowKind::admin1 || best.kind == RowKind::continent) continue;
      const float km = near_km(best, c);
      if (km < 6 * w_.nearby_km)
        sum += groups_[h].weight * best.belief * std::exp(-km / w_.nearby_km);
    }
    return sum;
  }

  float tied(uint32_t g, const Candidate& c) const {
    float score = 0;
    for (const uint32_t i : groups_[g].ties) {
      const Tie& t = ties_[i];
      if (t.inner == g) score += t.strength * holding(groups_[t.outer], c);
      if (t.outer == g) score += t.strength * held(groups_[t.inner], c);
    }
    return score;
  }

  static float holding(const Group& outer, const Candidate& c) {
    float belief = 0;
    for (const Candidate& o : outer.candidates)
      if (is_division(o.kind) && o.row != c.row && inside(c, o.row)) belief += o.belief;
    return belief;
  }

  static float held(const Group& inner, const Candidate& c) {
    if (!is_division(c.kind)) return 0;
    float belief = 0;
    for (const Candidate& i : inner.candidates)
      if (i.row != c.row && inside(i, c.row)) belief += i.belief;
    return belief;
  }

  std::vector<std::vector<Ranked>> ranks() const {
    std::vector<std::vector<Ranked>> out(toponyms_.size());
    for (uint32_t i = 0; i < toponyms_.size(); ++i) {
      if (group_of_[i] == kNone) continue;
      for (const Candidate& c : groups_[group_of_[i]].candidates)
        out[i].push_back({c.row, c.belief});
      std::ranges::stable_sort(out[i], std::ranges::greater(), &Ranked::score);
    }
    return out;
  }

  const std::vector<Toponym>& toponyms_;
  const Gazetteer& gazetteer_;
  const ResolveWeights& w_;
  std::vector<Group> groups_;
  std::vector<uint32_t> group_of_;  // toponym → group
  std::unordered_map<uint64_t, std::vector<uint32_t>> by_key_;
  std::vector<Tie> ties_;
  Mass mass_;
};

}  // namespace

ResolveWeights ResolveWeights::of_wire() {
  ResolveWeights w;
  w.own_name = 2.5f;
  w.same_admin2 = 2.5f;
  w.same_admin1 = 1.2f;
  w.same_country = 1.1f;
  return w;
}

double distance_km(double lat1, double lon1, double lat2, double lon2) {
  constexpr double kRadians = std::numbers::pi / 180;
  const double a = std::pow(std::sin((lat2 - lat1) * kRadians / 2), 2) +
                   std::cos(lat1 * kRadians) * std::cos(lat2 * kRadians) *
                       std::pow(std::sin((lon2 - lon1) * kRadians / 2), 2);
  return 2 * 6371 * std::asin(std::sqrt(std::min(1.0, a)));
}

std::vector<std::vector<Ranked>> rank_meanings(const std::vector<Toponym>& toponyms,
                                               const Gazetteer& gazetteer,
                                               const ResolveWeights& weights) {
  return Relaxation(toponyms, gazetteer, weights).run();
}

}  // namespace dateline
