#include "dateline/syntax/tree.h"

#include <algorithm>
#include <cmath>

namespace dateline {
namespace {

// The best head of each word alone: already the best tree for most sentences.
void greedy_heads(const float* score, size_t stride, uint32_t n, uint32_t* heads) {
  for (uint32_t i = 0; i < n; ++i) {
    uint32_t best = 0;
    const float* row = score + i * stride;
    for (uint32_t h = 1; h <= n; ++h)
      if (h != i + 1 && row[h] > row[best]) best = h;
    heads[i] = best;
  }
}

// One root, and every word reaches it.
bool is_tree(uint32_t n, const uint32_t* heads, std::vector<uint32_t>& mark) {
  if (std::count(heads, heads + n, 0u) != 1) return false;
  mark.assign(n + 1, 0);
  for (uint32_t i = 1; i <= n; ++i) {
    uint32_t at = i;
    for (; at != 0 && mark[at] == 0; at = heads[at - 1]) mark[at] = i;
    if (at != 0 && mark[at] == i) return false;
  }
  return true;
}

// Nodes 0 … n are real; a contracted cycle takes the place of one of its
// members in the matrix, under a new name. `slot` below is a matrix index.
class Arborescence {
 public:
  Arborescence(const float* score, size_t stride, uint32_t n, TreeScratch& scratch)
      : n_(n), size_(n + 1), s_(scratch) {
    s_.score.assign(size_ * size_, -1e300);
    s_.source.resize(size_ * size_);
    s_.target.resize(size_ * size_);
    find_range(score, stride);
    for (uint32_t i = 1; i <= n; ++i)
      for (uint32_t h = 0; h <= n; ++h) set_arc(h, i, score[(i - 1) * stride + h]);
    s_.active.resize(size_);
    for (uint32_t v = 0; v <= n; ++v) s_.active[v] = v;
    s_.parent.assign(2 * size_, kNobody);
    s_.into.assign(2 * size_, {});
    s_.best.assign(size_, kNobody);
    name_ = s_.active;
    s_.cycles.clear();
    s_.members.clear();
    next_name_ = size_;
  }

  void solve(uint32_t* heads) {
    for (uint32_t slot = 1; slot <= n_; ++slot) choose(slot);
    while (contract_one()) {
    }
    for (const uint32_t slot : s_.active)
      if (slot != 0) s_.into[name_[slot]] = arc(s_.best[slot], slot);
    expand();
    for (uint32_t v = 1; v <= n_; ++v) heads[v - 1] = s_.into[v].source;
  }

 private:
  static constexpr uint32_t kNobody = ~0u;

  void find_range(const float* score, size_t stride) {
    low_ = 0;
    high_ = 0;
    for (uint32_t i = 0; i < n_; ++i)
      for (uint32_t h = 0; h <= n_; ++h) {
        const double value = score[i * stride + h];
        if (h == i + 1 || !std::isfinite(value)) continue;
        low_ = std::min(low_, value);
        high_ = std::max(high_, value);
      }
  }

  // More than any two trees can differ by: what a root arc costs beside its score.
  double root_fine() const { return (high_ - low_ + 1) * static_cast<double>(n_ + 1); }

  void set_arc(uint32_t head, uint32_t word, double value) {
    const size_t at = index(head, word);
    s_.source[at] = head;
    s_.target[at] = word;
    if (head == word) return;
    if (!std::isfinite(value)) value = low_;
    s_.score[at] = head == 0 ? value - root_fine() : value;
  }

  size_t index(uint32_t from, uint32_t to) const { return size_t{to} * size_ + from; }
  TreeScratch::Arc arc(uint32_t from, uint32_t to) const {
    return {s_.source[index(from, to)], s_.target[index(from, to)]};
  }

  void choose(uint32_t slot) {
    uint32_t best = kNobody;
    for (const uint32_t from : s_.active)
      if (from != slot &&
          (best == kNobody || s_.score[index(from, slot)] > s_.score[index(best, slot)]))
        best = from;
    s_.best[slot] = best;
  }

  // Finds a cycle among the best arcs and makes it one node. False: there is none.
  bool contract_one() {
    s_.mark.assign(size_, 0);
    uint32_t walk = 0;
    for (const uint32_t start : s_.active) {
      ++walk;
      uint32_t at = start;
      for (; at != 0 && s_.mark[at] == 0; at = s_.best[at]) s_.mark[at] = walk;
      if (at == 0 || s_.mark[at] != walk) continue;
      contract(at);
      return true;
    }
    return false;
  }

  void contract(uint32_t on_cycle) {
    const auto first = static_cast<uint32_t>(s_.members.size());
    std::vector<uint32_t>& slots = cycle_;
    slots.clear();
    for (uint32_t at = on_cycle; slots.empty() || at != on_cycle; at = s_.best[at])
      slots.push_back(at);
    for (const uint32_t slot : slots) {
      s_.members.push_back(name_[slot]);
      s_.parent[name_[slot]] = next_name_;
      s_.into[name_[slot]] = arc(s_.best[slot], slot);
    }
    s_.cycles.push_back({next_name_, first, static_cast<uint32_t>(s_.members.size())});
    merge_arcs(slots);
    for (size_t i = 1; i < slots.size(); ++i) drop(slots[i]);
    name_[slots[0]] = next_name_++;
    choose(slots[0]);
  }

  void drop(uint32_t slot) { s_.active.erase(std::find(s_.active.begin(), s_.active.end(), slot)); }

  // The arcs of the cycle's members become those of its first slot. An arc into
  // member m gains what the cycle loses when m's own arc is cut.
  void merge_arcs(const std::vector<uint32_t>& slots) {
    const uint32_t rep = slots[0];
    in_cycle_.assign(size_, 0);
    for (const uint32_t slot : slots) in_cycle_[slot] = 1;
    kept_.clear();
    for (const uint32_t slot : slots) kept_.push_back(s_.score[index(s_.best[slot], slot)]);
    for (const uint32_t other : s_.active) {
      if (in_cycle_[other]) continue;
      merge_into(slots, rep, other);
      if (other != 0) merge_out_of(slots, rep, other);
    }
  }

  void merge_into(const std::vector<uint32_t>& slots, uint32_t rep, uint32_t other) {
    size_t best = 0;
    for (size_t i = 1; i < slots.size(); ++i)
      if (gain(other, slots[i], i) > gain(other, slots[best], best)) best = i;
    const double value = gain(other, slots[best], best);
    copy_arc(index(other, slots[best]), index(other, rep), value);
  }
  double gain(uint32_t from, uint32_t slot, size_t i) const {
    return s_.score[index(from, slot)] - kept_[i];
  }

  void merge_out_of(const std::vector<uint32_t>& slots, uint32_t rep, uint32_t other) {
    uint32_t best = rep;
    for (const uint32_t slot : slots)
      if (s_.score[index(slot, other)] > s_.score[index(best, other)]) best = slot;
    copy_arc(index(best, other), index(rep, other), s_.score[index(best, other)]);
    if (in_cycle_[s_.best[other]]) s_.best[other] = rep;
  }

  void copy_arc(size_t from, size_t to, double value) {
    s_.source[to] = s_.source[from];
    s_.target[to] = s_.target[from];
    s_.score[to] = value;
  }

  // Opens the cycles again, last first: the arc that enters a cycle takes the
  // place of one of its arcs.
  void expand() {
    for (size_t c = s_.cycles.size(); c-- > 0;) {
      const TreeScratch::Cycle& cycle = s_.cycles[c];
      const TreeScratch::Arc entry = s_.into[cycle.node];
      uint32_t member = entry.target;
      while (s_.parent[member] != cycle.node) member = s_.parent[member];
      s_.into[member] = entry;
    }
  }

  uint32_t n_;
  size_t size_;
  double low_ = 0;  // of the scores that are numbers
  double high_ = 0;
  TreeScratch& s_;
  uint32_t next_name_ = 0;
  std::vector<uint32_t> name_;  // of the node in each slot
  std::vector<uint32_t> cycle_;
  std::vector<double> kept_;
  std::vector<char> in_cycle_;
};

}  // namespace

void best_tree(const float* score, size_t stride, uint32_t n, uint32_t* heads,
               TreeScratch& scratch) {
  if (n == 0) return;
  greedy_heads(score, stride, n, heads);
  if (is_tree(n, heads, scratch.mark)) return;
  Arborescence(score, stride, n, scratch).solve(heads);
}

}  // namespace dateline
