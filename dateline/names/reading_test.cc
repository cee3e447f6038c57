#include "dateline/names/reading_test.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace dateline::names {

const ActorBook& test_book() {
  static const ActorBook book = [] {
    auto loaded = ActorBook::load("data");
    if (!loaded) ADD_FAILURE() << loaded.error().message();
    return loaded ? std::move(*loaded) : ActorBook{};
  }();
  return book;
}

Read read(std::string_view conllu, std::string_view published) {
  auto parsed = read_conllu(conllu);
  if (!parsed) {
    ADD_FAILURE() << parsed.error().message();
    return {};
  }
  Read r{std::move(*parsed), {}};
  r.parsed.doc.published = parse_iso_date(published);
  r.mentions = find_mentions(r.parsed.doc, r.parsed.tokens, r.parsed.syntax, test_book());
  return r;
}

Mention Read::at(std::string_view word, int nth) const {
  for (uint32_t t = 0; t < parsed.tokens.size(); ++t) {
    if (parsed.doc.at(parsed.tokens[t].span) != word || nth-- > 0) continue;
    const uint32_t m = mentions.headed_by(t);
    return m == kNone ? Mention{} : mentions.mentions[m];
  }
  return {};
}

Entity Read::entity(std::string_view word, int nth) const {
  const Mention m = at(word, nth);
  return m.entity == kNone ? Entity{} : mentions.entities[m.entity];
}

std::string Read::codes(std::string_view word, int nth) const {
  const Mention m = at(word, nth);
  std::string all;
  for (uint32_t member : m.members)
    all += (all.empty() ? "" : "+") + mentions.entities[member].code;
  if (!all.empty()) return all;
  if (m.entity == kNone) return "-";
  const Entity& e = mentions.entities[m.entity];
  all = e.code;
  for (size_t i = 0; i < e.sectors.size(); ++i) all += (i ? "," : " ") + e.sectors[i];
  return all;
}

}  // namespace dateline::names
