#include "dateline/names/phrases.h"

#include <algorithm>

namespace dateline::names {
namespace {

uint64_t edge(uint32_t state, uint64_t key) {
  return (key ^ (static_cast<uint64_t>(state) * 0x9E3779B97F4A7C15ULL)) * 0xBF58476D1CE4E5B9ULL;
}

bool written_as(Case phrase, Case text) {
  return phrase == Case::lower || phrase == text ||
         (phrase == Case::capital && text == Case::upper);
}

}  // namespace

uint32_t PhraseTrie::step(uint32_t state, uint64_t key) const {
  const auto found = next_.find(edge(state, key));
  return found == next_.end() ? 0 : found->second;
}

void PhraseTrie::add(std::string_view phrase, uint32_t value) {
  const std::vector<Atom> atoms = atoms_of(phrase);
  if (atoms.empty()) return;
  uint32_t state = 0;
  End end{value, {}};
  for (const Atom& atom : atoms) {
    const auto [at, made] =
        next_.try_emplace(edge(state, atom.key), static_cast<uint32_t>(ends_.size()));
    if (made) ends_.emplace_back();
    state = at->second;
    end.shapes.push_back(atom.shape);
  }
  ends_[state].push_back(std::move(end));
  ++phrases_;
}

void PhraseTrie::longest(std::span<const TextAtom> atoms, Found& found) const {
  found.atoms = 0;
  found.values.clear();
  uint32_t state = 0;
  for (size_t i = 0; i < atoms.size(); ++i) {
    if (i > 0 && atoms[i].apart) return;
    state = step(state, atoms[i].key);
    if (state == 0) return;
    if (!atoms[i].closes) continue;
    bool first = true;
    for (const End& end : ends_[state]) {
      const auto fits = [&, k = size_t{0}](Case shape) mutable {
        return written_as(shape, atoms[k++].shape);
      };
      if (!std::all_of(end.shapes.begin(), end.shapes.end(), fits)) continue;
      if (first) found.values.clear();
      first = false;
      found.values.push_back(end.value);
      found.atoms = static_cast<uint32_t>(i + 1);
    }
  }
}

}  // namespace dateline::names
