#include "dateline/events/scene.h"

#include <algorithm>

#include "dateline/base/utf8.h"

namespace dateline::coding {
namespace {

bool has(const std::vector<ClassId>& list, ClassId id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

bool has_upper(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c < 'a' && c != '-'; });
}

// Where the lemmatiser made up a lemma that no frame knows ("outlawe"), the form
// less its ending may be one: outlaw|ed, seiz|ed + e, grab|bed.
WordId word_of_form(std::string_view form, const Lexicon& lexicon) {
  for (std::string_view ending : {"ing", "ed", "es", "s", "d"}) {
    if (form.size() < ending.size() + 3 || !form.ends_with(ending)) continue;
    const std::string stem(form.substr(0, form.size() - ending.size()));
    if (WordId word = lexicon.find(stem)) return word;
    if (WordId word = lexicon.find(stem + "e")) return word;
    const size_t n = stem.size();
    if (stem[n - 1] == stem[n - 2])
      if (WordId word = lexicon.find(std::string_view(stem).substr(0, n - 1))) return word;
  }
  return 0;
}

// One look-up for each distinct lemma of the article.
std::vector<WordId> words_of(const Document& doc, const Tokens& tokens, const Syntax& syntax,
                             const Lexicon& lexicon) {
  constexpr WordId kUnseen = ~WordId{0};
  std::vector<WordId> seen(syntax.symbols.size(), kUnseen);
  std::vector<WordId> out(syntax.size(), 0);
  for (uint32_t i = 0; i < syntax.size(); ++i) {
    WordId& word = seen[static_cast<size_t>(syntax[i].lemma)];
    if (word == kUnseen) {
      const std::string_view lemma = syntax.lemma(i);
      word = has_upper(lemma) ? lexicon.find(lower(lemma)) : lexicon.find(lemma);
    }
    out[i] = word;
    if (word == 0 && syntax[i].upos == Upos::verb)
      out[i] = word_of_form(lower(doc.at(tokens[i].span)), lexicon);
  }
  return out;
}

std::vector<bool> cues_of(const Claims& claims, uint32_t size) {
  std::vector<bool> cue(size, false);
  for (const Claim& claim : claims.claims)
    if (claim.cue_head < size) cue[claim.cue_head] = true;
  return cue;
}

}  // namespace

Scene make_scene(const Document& doc, const Tokens& tokens, const Syntax& syntax,
                 const Mentions& mentions, const Times& times, const Places& places,
                 const Claims& claims, const Frames& frames) {
  return {doc,
          tokens,
          syntax,
          mentions,
          times,
          places,
          claims,
          frames.table(),
          words_of(doc, tokens, syntax, frames.table().lexicon),
          cues_of(claims, syntax.size()),
          setting_of(doc, tokens)};
}

bool Scene::in(uint32_t token, ClassId id) const {
  const WordId at = word[token];
  if (at == 0) return false;
  if (has(table.lexicon.classes_of(at), id)) return true;
  for (const ModifiedMember& member : table.lexicon.modified_of(at)) {
    if (member.in != id) continue;
    for (uint32_t c : syntax.children(token))
      if (word[c] == member.modifier && c < token) return true;
  }
  return false;
}

bool Scene::in(uint32_t token, const WordSet& set) const {
  if (set.any) return !set.negated;
  const WordId at = word[token];
  bool found = at != 0 && std::find(set.words.begin(), set.words.end(), at) != set.words.end();
  for (size_t i = 0; !found && i < set.classes.size(); ++i) found = in(token, set.classes[i]);
  return found != set.negated;
}

bool Scene::nominal(uint32_t token) const {
  const Upos tag = syntax[token].upos;
  return tag == Upos::noun || tag == Upos::propn || tag == Upos::pron || tag == Upos::num;
}

}  // namespace dateline::coding
