#include "dateline/doc/syntax.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace dateline {
namespace {

constexpr std::array<std::string_view, 17> kUpos = {
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};

constexpr std::array<std::string_view, 51> kDeprel = {
    "acl",        "acl:relcl",   "advcl",      "advcl:relcl",  "advmod",      "amod",
    "appos",      "aux",         "aux:pass",   "case",         "cc",          "cc:preconj",
    "ccomp",      "compound",    "compound:prt", "conj",       "cop",         "csubj",
    "csubj:outer", "csubj:pass", "dep",        "det",          "det:predet",  "discourse",
    "dislocated", "expl",        "fixed",      "flat",         "goeswith",    "iobj",
    "list",       "mark",        "nmod",       "nmod:desc",    "nmod:poss",   "nmod:unmarked",
    "nsubj",      "nsubj:outer", "nsubj:pass", "nummod",       "obj",         "obl",
    "obl:agent",  "obl:unmarked", "orphan",    "parataxis",    "punct",       "reparandum",
    "root",       "vocative",    "xcomp"};
static_assert(static_cast<size_t>(Deprel::xcomp) + 1 == kDeprel.size());

constexpr std::array<std::string_view, 10> kEntityType = {
    "O", "Person", "Organization", "Location", "Facility",
    "NORP", "Date", "Money", "Product", "Miscellaneous"};

template <class Enum, size_t N>
bool find_name(const std::array<std::string_view, N>& names, std::string_view text, Enum& out) {
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) return false;
  out = static_cast<Enum>(found - names.begin());
  return true;
}

}  // namespace

std::string_view to_string(Upos tag) { return kUpos[static_cast<size_t>(tag)]; }
std::string_view to_string(Deprel relation) { return kDeprel[static_cast<size_t>(relation)]; }
std::string_view to_string(EntityType type) { return kEntityType[static_cast<size_t>(type)]; }
bool from_string(std::string_view text, Upos& tag) { return find_name(kUpos, text, tag); }
bool from_string(std::string_view text, Deprel& relation) {
  return find_name(kDeprel, text, relation);
}
bool from_string(std::string_view text, EntityType& type) {
  return find_name(kEntityType, text, type);
}

uint32_t Syntax::child(uint32_t token, Deprel relation) const {
  for (uint32_t c : children(token))
    if (words[c].rel == relation) return c;
  return kNone;
}

Span Syntax::subtree(uint32_t token) const {
  Span range{token, token + 1};
  std::vector<uint32_t> open{token};
  while (!open.empty()) {
    const uint32_t at = open.back();
    open.pop_back();
    range = cover(range, {at, at + 1});
    for (uint32_t c : children(at)) open.push_back(c);
  }
  return range;
}

std::string_view Syntax::feature(std::string_view name, uint32_t token) const {
  std::string_view rest = feats(token);
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find('|'));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    if (pair.size() > name.size() && pair[name.size()] == '=' && pair.starts_with(name))
      return pair.substr(name.size() + 1);
  }
  return {};
}

void Syntax::index_children() {
  child_start.assign(words.size() + 1, 0);
  for (const Word& word : words)
    if (word.head != kNone) ++child_start[word.head + 1];
  for (size_t i = 1; i < child_start.size(); ++i) child_start[i] += child_start[i - 1];
  child_list.resize(child_start.back());
  std::vector<uint32_t> next(child_start.begin(), child_start.end() - 1);
  for (uint32_t i = 0; i < size(); ++i)
    if (words[i].head != kNone) child_list[next[words[i].head]++] = i;
}

}  // namespace dateline
