// The phrases of the article: dictionary phrases, longest first from the left,
// joined with the recogniser's entities.
//
// Where both mark the same words the dictionary stands. Where the recogniser's
// name is longer ("George Washington University"), its name stands and the
// dictionary phrases inside are kept beside it as evidence of its code; but a
// name that is longer only by a title, an adjective or an owner ("Chinese
// President Xi Jinping") is cut to the dictionary's. Covered by names_test.cc.
#include <algorithm>

#include "dateline/base/utf8.h"
#include "dateline/names/scene.h"

namespace dateline::names {
namespace {

bool has_kind(const Scene& scene, const Match& m, MeaningKind kind) {
  return std::any_of(m.values.begin(), m.values.end(),
                     [&](uint32_t v) { return scene.book.meanings[v].kind == kind; });
}

// Where a longer name begins within the phrase: "Movement for Democratic Change" in "the opposition
// Movement"; or the phrase's end.
size_t longer_name_within(const Scene& scene, const std::vector<TextAtom>& atoms, size_t begin,
                          size_t end) {
  if (is_upper(decode_utf8(scene.text(atoms[begin].token), 0).value)) return end;
  PhraseTrie::Found hit;
  for (size_t i = begin + 1; i < end; ++i) {
    if (!atoms[i].opens || !is_upper(decode_utf8(scene.text(atoms[i].token), 0).value)) continue;
    hit.atoms = 0;
    scene.book.trie.longest(std::span(atoms).subspan(i), hit);
    if (i + hit.atoms > end) return i;
  }
  return end;
}

void look_up(const Scene& scene, std::vector<Match>& found) {
  const std::vector<TextAtom> atoms = atoms_of(scene.doc, scene.tokens);
  PhraseTrie::Found hit;
  for (size_t i = 0; i < atoms.size();) {
    hit.atoms = 0;
    if (atoms[i].opens) scene.book.trie.longest(std::span(atoms).subspan(i), hit);
    if (hit.atoms == 0) {
      ++i;
      continue;
    }
    Match m;
    m.first = atoms[i].token;
    const size_t end = longer_name_within(scene, atoms, i, i + hit.atoms);
    m.last = atoms[end - 1].token + 1;
    m.values =
        end == i + hit.atoms ? hit.values : meanings_of(scene.book, scene.text(m.first, m.last));
    i = end;
    if (!m.values.empty()) found.push_back(std::move(m));
  }
}

bool is_name_type(EntityType type) {
  return type == EntityType::person || type == EntityType::organization ||
         type == EntityType::location || type == EntityType::facility || type == EntityType::norp;
}

// May stand before a name without being part of it.
bool is_lead(const Scene& scene, const Match& m) {
  for (MeaningKind kind : {MeaningKind::role, MeaningKind::adjective, MeaningKind::region})
    if (has_kind(scene, m, kind)) return true;
  return false;
}

bool is_linker(const Scene& scene, uint32_t token) {
  const auto word = scene.text(token);
  const Upos tag = scene.syntax[token].upos;
  if (word == "-") return false;  // "Jean-Marie"
  return tag == Upos::det || tag == Upos::punct || word == "'s" || word == "’s" || word == "'" ||
         word == "’";
}

// Drops leading titles, adjectives, owners and determiners from [first, last).
uint32_t without_leads(const Scene& scene, const std::vector<Match>& inside, uint32_t first,
                       uint32_t last) {
  size_t i = 0;
  while (first + 1 < last) {
    const bool here = i < inside.size() && inside[i].first == first;
    if (!here && is_linker(scene, first)) {
      ++first;
    } else if (here && inside[i].last < last &&
               (is_lead(scene, inside[i]) || is_linker(scene, inside[i].last))) {
      first = inside[i++].last;
    } else {
      return first;
    }
  }
  return first;
}

struct Merge {
  const Scene& scene;
  std::vector<Match> dictionary;  // in text order
  std::vector<Match> kept;
  std::vector<Match> inner;

  void add(const NamedEntity& entity) {
    const auto [begin, end] = overlapping(entity);
    std::vector<Match> inside(dictionary.begin() + begin, dictionary.begin() + end);
    if (inside.empty()) return add_unknown(entity.first, entity.last, entity.type, {});
    if (inside.front().first < entity.first || inside.back().last > entity.last)
      return mark(begin, end, entity.type);
    const uint32_t first = without_leads(scene, inside, entity.first, entity.last);
    for (const Match& m : inside)
      if (m.first == first && m.last == entity.last) return mark(begin, end, entity.type, first);
    // A person's titles stay what they are; other names keep their adjective.
    const bool cut = entity.type == EntityType::person;
    take_out(begin, end, cut ? first : entity.first, entity);
  }

 private:
  std::pair<ptrdiff_t, ptrdiff_t> overlapping(const NamedEntity& entity) const {
    const auto begin = std::partition_point(dictionary.begin(), dictionary.end(),
                                            [&](const Match& m) { return m.last <= entity.first; });
    const auto end = std::partition_point(begin, dictionary.end(),
                                          [&](const Match& m) { return m.first < entity.last; });
    return {begin - dictionary.begin(), end - dictionary.begin()};
  }
  // The dictionary's phrases stand; the last of them is the name.
  void mark(ptrdiff_t begin, ptrdiff_t end, EntityType type, uint32_t first = kNone) {
    for (ptrdiff_t i = begin; i < end; ++i)
      if (first == kNone || dictionary[i].first == first) dictionary[i].ner = type;
  }
  void take_out(ptrdiff_t begin, ptrdiff_t end, uint32_t first, const NamedEntity& entity) {
    std::vector<Match> inside;
    for (ptrdiff_t i = begin; i < end; ++i) {
      if (dictionary[i].first < first) continue;
      inside.push_back(dictionary[i]);
      dictionary[i].last = dictionary[i].first;  // empty: dropped at the end, keeps the order
    }
    add_unknown(first, entity.last, entity.type, std::move(inside));
  }
  void add_unknown(uint32_t first, uint32_t last, EntityType type, std::vector<Match> inside) {
    Match m;
    m.first = first;
    m.last = last;
    m.ner = type;
    kept.push_back(std::move(m));
    for (Match& i : inside) inner.push_back(std::move(i));
  }
};

// Without "of", "of the" at its end, and with what a hyphen joins to it: "Lima Group of", "Moon
// Hee-" of "Moon Hee-sang".
NamedEntity trimmed(const Scene& scene, NamedEntity entity) {
  const auto touches = [&](uint32_t t) {
    return t < scene.tokens.size() && scene.tokens[t].span.begin == scene.tokens[t - 1].span.end;
  };
  const auto is_joint = [&](uint32_t t) {
    return scene.syntax[t].upos == Upos::adp || scene.syntax[t].upos == Upos::det;
  };
  while (entity.last > entity.first + 1 && is_joint(entity.last - 1)) --entity.last;
  // "southern Israel" is in Israel.
  while (entity.type == EntityType::location && entity.first + 1 < entity.last &&
         scene.syntax[entity.first].upos == Upos::adj &&
         !is_upper(decode_utf8(scene.text(entity.first), 0).value))
    ++entity.first;
  if (entity.type == EntityType::person && scene.text(entity.last - 1) == "-" &&
      touches(entity.last))
    ++entity.last;
  return entity;
}

// "Usman" and "Khan", which the recogniser parts, are one name where the tree joins them; a "Sudesh
// Amman, 20," is no place.
std::vector<NamedEntity> whole_names(const Scene& scene) {
  std::vector<NamedEntity> names;
  const auto& syntax = scene.syntax;
  const auto has_age = [&](const NamedEntity& e) {
    if (e.type != EntityType::location || e.last - e.first < 2 || e.last + 2 >= syntax.size() ||
        scene.text(e.last) != "," || syntax[e.last + 1].upos != Upos::num)
      return false;
    const std::string_view age = scene.text(e.last + 1), after = scene.text(e.last + 2);
    return age.size() == 2 && age >= "10" && (after == "," || after == ".");
  };
  for (NamedEntity e : syntax.entities) {
    if (!names.empty() && names.back().last == e.first && e.type == EntityType::person &&
        names.back().type == EntityType::person && syntax[e.first].rel == Deprel::flat &&
        syntax[e.first].head >= names.back().first && syntax[e.first].head < names.back().last) {
      names.back().last = e.last;
      continue;
    }
    if (has_age(e)) e.type = EntityType::person;
    names.push_back(e);
  }
  return names;
}

}  // namespace

std::vector<uint32_t> meanings_of(const ActorBook& book, std::string_view phrase) {
  std::vector<TextAtom> atoms;
  for (size_t at = 0; at < phrase.size();) {
    const size_t end = std::min(phrase.find(' ', at), phrase.size());
    for (const Atom& atom : atoms_of(phrase.substr(at, end - at))) {
      atoms.emplace_back();
      static_cast<Atom&>(atoms.back()) = atom;
      atoms.back().closes = true;
    }
    at = end + 1;
  }
  PhraseTrie::Found found;
  book.trie.longest(atoms, found);
  if (found.atoms == 0 || found.atoms != atoms.size()) return {};
  return std::move(found.values);
}

void find_matches(Scene& scene) {
  Merge merge{scene, {}, {}, {}};
  look_up(scene, merge.dictionary);
  for (const NamedEntity& entity : whole_names(scene))
    if (is_name_type(entity.type) && entity.first < entity.last) merge.add(trimmed(scene, entity));
  std::erase_if(merge.dictionary, [](const Match& m) { return m.first == m.last; });
  scene.matches = std::move(merge.dictionary);
  scene.matches.insert(scene.matches.end(), merge.kept.begin(), merge.kept.end());
  std::sort(scene.matches.begin(), scene.matches.end(),
            [](const Match& a, const Match& b) { return a.first < b.first; });
  scene.inner = std::move(merge.inner);
  for (auto* list : {&scene.matches, &scene.inner})
    for (Match& m : *list) m.head = head_of_range(scene.syntax, m.first, m.last);
  scene.match_at.assign(scene.tokens.size(), kNone);
  for (uint32_t i = 0; i < scene.matches.size(); ++i)
    for (uint32_t t = scene.matches[i].first; t < scene.matches[i].last; ++t) scene.match_at[t] = i;
}

}  // namespace dateline::names
