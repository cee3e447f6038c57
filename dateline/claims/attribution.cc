#include "dateline/claims/attribution.h"

#include <algorithm>
#include <string>

#include "dateline/base/utf8.h"
#include "dateline/claims/extent.h"
#include "dateline/claims/frame.h"
#include "dateline/claims/surface.h"

namespace dateline {
namespace {

using Found = std::optional<FrameMatch>;

class SentenceClaims {
 public:
  SentenceClaims(const ClaimLayers& layers, const CueLexicon& lexicon, uint32_t sentence,
                 std::vector<ClaimDraft>& out)
      : layers_(layers),
        syntax_(layers.syntax),
        lexicon_(lexicon),
        number_(sentence),
        sentence_(layers.tokens.sentences[sentence]),
        out_(out) {}

  void find() {
    const size_t before = out_.size();
    for (uint32_t t = sentence_.first; t < sentence_.last; ++t) at(t);
    headline();
    std::stable_sort(out_.begin() + static_cast<std::ptrdiff_t>(before), out_.end(),
                     [](const auto& a, const auto& b) { return a.cue_head < b.cue_head; });
  }

 private:
  void at(uint32_t t) {
    switch (syntax_[t].upos) {
      case Upos::verb:
        verb(t);
        break;
      case Upos::noun:
        noun(t);
        break;
      case Upos::adj:
        adjective(t);
        break;
      case Upos::adv:
        adverb(t);
        break;
      default:
        break;
    }
    preposition(t);
  }

  // --- verbs
  void verb(uint32_t t) {
    if (syntax_[t].rel == Deprel::amod || syntax_[t].rel == Deprel::case_) return;
    const auto cues = verb_cues(t);
    if (!cues.empty() && speaks_after_quotation(t, cues)) return;
    Found match = match_verb(layers_, t, cues, governor_reports(t));
    if (!cues.empty() && !(match && match->clausal && match->head < t) && speaks_aside(t, cues))
      return;
    if (match && only_compares(t, *match)) return;
    if (match) return add_verb(t, *match);
    if (participle(t)) return;
    speech(t, cues);
  }

  // "The army left, as the mediator had asked": nobody is cited for it.
  bool only_compares(uint32_t t, const FrameMatch& match) const {
    return syntax_[t].rel == Deprel::advcl && match.without == t &&
           marker(layers_.doc, layers_.tokens, syntax_, t) == "as" &&
           lexicon_.class_at(match.cue->cls).effect.when_true == Sure::unsaid;
  }

  bool governor_reports(uint32_t t) const {
    const uint32_t head = syntax_[t].head;
    return head != kNone && syntax_[t].rel == Deprel::advcl && syntax_[head].upos == Upos::verb &&
           speech_cue(verb_cues(head)) != nullptr;
  }

  std::span<const Cue> verb_cues(uint32_t t) const {
    const std::string_view lemma = syntax_.lemma(t);
    if (const uint32_t particle = syntax_.child(t, Deprel::compound_prt); particle != kNone) {
      std::string both(lemma);
      both += ' ';
      both += syntax_.lemma(particle);
      return lexicon_.find(CueKind::verb, both);
    }
    if (const auto cues = lexicon_.find(CueKind::verb, lemma); !cues.empty()) return cues;
    for (const std::string& possible : possible_lemmas(layers_.text(t)))
      if (const auto cues = lexicon_.find(CueKind::verb, possible); !cues.empty()) return cues;
    return {};
  }

  // "is concerned about": an adjective of the lexicon that the tagger called a verb.
  bool participle(uint32_t t) {
    const auto cues = lexicon_.find(CueKind::adj, lower(layers_.text(t)));
    if (cues.empty()) return false;
    Found match = match_adjective(layers_, t, cues);
    const uint32_t subject = match ? logical_object(syntax_, t) : kNone;
    if (subject == kNone) return false;
    add(t, *match, subject);
    return true;
  }

  const Cue* speech_cue(std::span<const Cue> cues) const {
    for (const Cue& cue : cues)
      if (lexicon_.class_at(cue.cls).speech &&
          (cue.has(FrameKind::that) || cue.has(FrameKind::quote)))
        return &cue;
    return nullptr;
  }

  // '"No deal," said Ana Ruiz': whatever the tree says, she is the source.
  bool speaks_after_quotation(uint32_t t, std::span<const Cue> cues) {
    const Cue* cue = speech_cue(cues);
    if (!cue || t <= sentence_.first + 1 || !is_tensed(syntax_, t) ||
        layers_.tokens[t].has(kInQuote))
      return false;
    if (!ends_quotation(t - 1) || own_subject(syntax_, t) < t) return false;
    const TokenRange extent = cue_extent(layers_, t, kNone);
    const uint32_t source =
        extent.last < sentence_.last ? phrase_head_at(layers_, extent.last) : kNone;
    return source != kNone && add_speech(t, *cue, source);
  }

  bool ends_quotation(uint32_t t) const {
    if (is_quote_mark(layers_, t))
      return t > sentence_.first && layers_.tokens[t - 1].has(kInQuote);
    return layers_.text(t) == "," && is_quote_mark(layers_, t - 1);
  }

  // "Troops fled, a police chief in Goma said, after a raid", where the tree hangs the aside on
  // another word: all that stands beside it is what was said.
  bool speaks_aside(uint32_t t, std::span<const Cue> cues) {
    const Cue* cue = speech_cue(cues);
    if (!cue || !cue->has(FrameKind::that) || layers_.tokens[t].has(kInQuote)) return false;
    const TokenRange aside = aside_around(layers_, t);
    const bool inverted = aside.first == t;
    // ", a charge the army denies"
    if (!inverted && syntax_[t].rel == Deprel::acl_relcl && own_subject(syntax_, t) != kNone)
      return false;
    if (aside.empty() || (inverted && !may_be_inverted(t))) return false;
    const uint32_t source = phrase_head_at(layers_, inverted ? t + 1 : aside.first);
    if (source == kNone || !aside.has(source) || (!is_tensed(syntax_, t) && !may_speak(t, source)))
      return false;
    TokenSet said(sentence_.first, sentence_.last);
    said.add_range(sentence_.first, aside.first);
    if (aside.last + 1 < sentence_.last && syntax_.xpos(aside.last + 1) != "VBG")
      said.add_range(aside.last, sentence_.last);
    ClaimDraft draft = started_speech(t, *cue, source);
    draft.content = pieces(layers_, said);
    return !draft.content.empty() && finish_speech(std::move(draft));
  }

  // ", recalled a doctor, ": not one of several verbs of the same subject.
  bool may_be_inverted(uint32_t t) const {
    const Deprel rel = syntax_[t].rel;
    return rel == Deprel::parataxis || (rel == Deprel::conj && !syntax_.has_child(t, Deprel::cc));
  }

  // ", police in Maputo confirmed", tagged as a participle; but not ", a move announced on Friday".
  bool may_speak(uint32_t t, uint32_t source) const {
    return syntax_.xpos(t) == "VBN" && !is_passive(syntax_, t) &&
           layers_.mentions.headed_by(source) != kNone;
  }

  // A verb of speech whose content the tree does not show.
  void speech(uint32_t t, std::span<const Cue> cues) {
    const Cue* cue = speech_cue(cues);
    if (!cue || !cue->has(FrameKind::that) || is_passive(syntax_, t)) return;
    if (!is_tensed(syntax_, t) && syntax_.xpos(t) != "VBG") return;
    const uint32_t source = is_tensed(syntax_, t) ? speaker(t, cue_extent(layers_, t, kNone))
                                                  : logical_subject(syntax_, t);
    if (source != kNone) add_speech(t, *cue, source);
  }

  bool add_speech(uint32_t t, const Cue& cue, uint32_t source) {
    ClaimDraft draft = started_speech(t, cue, source);
    draft.content = is_tensed(syntax_, t) ? speech_beside(layers_, draft.cue, draft.source)
                                          : speech_after(layers_, draft.cue);
    if (draft.content.empty() || !is_speech_content(draft)) return false;
    return finish_speech(std::move(draft));
  }

  ClaimDraft started_speech(uint32_t t, const Cue& cue, uint32_t source) const {
    ClaimDraft draft = started(t, cue_extent(layers_, t, kNone), source);
    draft.cls = cue.cls;
    set_source(draft, source);
    return draft;
  }

  bool finish_speech(ClaimDraft&& draft) {
    draft.content_head = head_within(draft.content.front());
    draft.clausal = true;
    finish(std::move(draft));
    return true;
  }

  // Quoted, or long enough to be a clause.
  bool is_speech_content(const ClaimDraft& draft) const {
    const TokenRange first = draft.content.front();
    return layers_.tokens[first.last - 1].has(kInQuote) ||
           layers_.tokens[first.first].has(kInQuote) || is_quote_mark(layers_, first.first) ||
           first.last - first.first > 3;
  }

  uint32_t speaker(uint32_t t, TokenRange cue) const {
    const uint32_t subject = logical_subject(syntax_, t);
    return subject != kNone ? subject : speaker_beside(layers_, cue);
  }

  void add_verb(uint32_t t, const FrameMatch& match) {
    uint32_t source = match.kind == FrameKind::subject ? kNone : logical_subject(syntax_, t);
    if (match.kind == FrameKind::cite) source = match.source;
    const bool acts = is_tensed(syntax_, t) || syntax_.xpos(t) == "VBG";
    if (source == kNone && match.kind != FrameKind::subject && acts && !is_passive(syntax_, t))
      source = speaker_beside(layers_, cue_extent(layers_, t, kNone));
    if (source == kNone && !may_hide_source(t, match)) return;
    add(t, match, source);
  }

  bool may_hide_source(uint32_t t, const FrameMatch& match) const {
    if (match.hidden_source) return true;
    return match.kind == FrameKind::that && is_passive(syntax_, t);
  }

  // --- nouns
  void noun(uint32_t t) {
    if (own_subject(syntax_, t) != kNone && !syntax_.has_child(t, Deprel::cop)) return verb(t);
    if (in_view(t)) return;
    Found match = match_noun(layers_, t, lexicon_.find(CueKind::noun, syntax_.lemma(t)));
    if (!match) return;
    if (const uint32_t owner = owner_of(t, *match); owner != kNone) return add(t, *match, owner);
    with_light_verb(t, *match);
  }

  // "Washington's claim", "his call", "criticism from the bishops", "South Korean demands".
  uint32_t owner_of(uint32_t t, const FrameMatch& match) const {
    for (uint32_t c : syntax_.children(t)) {
      const Word& word = syntax_[c];
      if (word.rel == Deprel::nmod_poss) return c;
      if (word.rel == Deprel::nmod && marks_agent(c, *match.cue)) return c;
    }
    for (uint32_t c : syntax_.children(t)) {
      const Word& word = syntax_[c];
      if (word.rel == Deprel::compound && word.upos == Upos::propn) return c;
      if (word.rel == Deprel::amod && syntax_.xpos(c) == "JJ" && is_upper_case(c)) return c;
    }
    return kNone;
  }

  bool marks_agent(uint32_t token, const Cue& cue) const {
    const std::string prep = marker(layers_.doc, layers_.tokens, syntax_, token);
    return prep == "from" || prep == "by" || prep == "among" ||
           cue.takes(FrameKind::agent_prep, prep);
  }

  bool is_upper_case(uint32_t token) const {
    return is_upper(decode_utf8(layers_.text(token), 0).value);
  }

  void with_light_verb(uint32_t t, const FrameMatch& match) {
    const Word& word = syntax_[t];
    if (word.head == kNone) return;
    const bool object = word.rel == Deprel::obj || word.rel == Deprel::nsubj_pass;
    if (!object) return;
    for (const Cue& light : lexicon_.find(CueKind::light, syntax_.lemma(word.head))) {
      if (!light.has(FrameKind::subject)) continue;
      const uint32_t source = logical_subject(syntax_, word.head);
      if (source != kNone) return add(t, match, source, word.head);
    }
  }

  // --- adjectives
  void adjective(uint32_t t) {
    Found match = match_adjective(layers_, t, lexicon_.find(CueKind::adj, syntax_.lemma(t)));
    if (!match) return;
    const uint32_t source = logical_subject(syntax_, t);
    if (source != kNone) add(t, *match, source);
  }

  // --- "according to", "in the words of", "per"
  void preposition(uint32_t t) {
    for (const auto& phrase : lexicon_.phrases())
      if (stands_at(phrase, t)) return by_phrase(t, static_cast<uint32_t>(phrase.size()));
  }

  bool stands_at(const std::vector<std::string>& phrase, uint32_t t) const {
    if (t + phrase.size() >= sentence_.last) return false;
    for (size_t i = 0; i < phrase.size(); ++i)
      if (!equal_lower(layers_.text(t + static_cast<uint32_t>(i)), phrase[i])) return false;
    return true;
  }

  static bool equal_lower(std::string_view text, std::string_view lower_case) {
    return text.size() == lower_case.size() &&
           std::equal(text.begin(), text.end(), lower_case.begin(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
  }

  void by_phrase(uint32_t t, uint32_t words) {
    const uint32_t source = phrase_source(t, words);
    if (source == kNone || (words == 1 && syntax_[source].upos != Upos::propn)) return;
    ClaimDraft draft = started(t, {t, t + words}, source);
    draft.source = source_extent(layers_, source, t);
    const uint32_t top = sentence_of_adjunct(source, stands_at_edge(draft));
    if (top == kNone) return;
    draft.source.first = std::max(draft.source.first, t + words);
    if (draft.source.empty()) return;
    std::string key;
    for (uint32_t i = 0; i < words; ++i) key += (i ? " " : "") + lower(layers_.text(t + i));
    draft.cls = lexicon_.find(CueKind::prep, key).front().cls;
    set_content(draft, top, source);
    finish(std::move(draft));
  }

  // The noun that the phrase governs: the head of what follows it.
  uint32_t phrase_source(uint32_t t, uint32_t words) const {
    const uint32_t last = t + words - 1;
    if (last + 1 >= sentence_.last) return kNone;
    uint32_t at = syntax_[t].head;
    if (syntax_[t].rel == Deprel::case_ && at != kNone && at > last) return at;
    at = syntax_[last].head;
    if (at != kNone && at > last && syntax_[last].rel == Deprel::case_) return at;
    return phrase_head_at(layers_, last + 1);
  }

  // At the start or the end of its sentence: it speaks of all of it.
  bool stands_at_edge(const ClaimDraft& draft) const {
    return draft.cue.first <= sentence_.first + 1 || draft.source.last + 2 >= sentence_.last;
  }

  // The clause that an adjunct speaks of: the nearest that stands alone, or, of
  // one at the edge of its sentence, the highest.
  uint32_t sentence_of_adjunct(uint32_t token, bool edge) const {
    uint32_t at = syntax_[token].head;
    for (int step = 0; at != kNone && step < kMaxClimb; ++step) {
      const Deprel rel = syntax_[at].rel;
      if (rel == Deprel::root || rel == Deprel::parataxis) return at;
      if (syntax_[at].head == kNone) return at;
      // Not "asked her to see that they were freed, according to his office".
      if (rel == Deprel::ccomp && (!edge || is_tensed(syntax_, syntax_[at].head))) return at;
      if (!edge && rel == Deprel::conj && own_subject(syntax_, at) != kNone) return at;
      at = syntax_[at].head;
    }
    return at;
  }

  // --- "in Seoul's view"
  bool in_view(uint32_t t) {
    const auto cues = lexicon_.find(CueKind::poss, syntax_.lemma(t));
    const uint32_t owner = cues.empty() ? kNone : syntax_.child(t, Deprel::nmod_poss);
    if (owner == kNone || marker(layers_.doc, layers_.tokens, syntax_, t) != "in") return false;
    const uint32_t top = sentence_of_adjunct(t, t <= sentence_.first + 4);
    if (top == kNone) return false;
    ClaimDraft draft = started(t, {t, t + 1}, owner);
    draft.source = source_extent(layers_, owner, t);
    draft.cls = cues.front().cls;
    set_content(draft, top, t);
    finish(std::move(draft));
    return true;
  }

  // --- "reportedly"
  void adverb(uint32_t t) {
    const auto cues = lexicon_.find(CueKind::adv, syntax_.lemma(t));
    const uint32_t top = syntax_[t].head;
    if (cues.empty() || top == kNone) return;
    ClaimDraft draft = started(t, {t, t + 1}, kNone);
    draft.cls = cues.front().cls;
    set_content(draft, top, t);
    finish(std::move(draft));
  }

  // --- "Kim: no talks", "Q: Why?"
  void headline() {
    uint32_t colon = sentence_.first;
    const uint32_t end = std::min(sentence_.last, sentence_.first + 8);
    while (colon < end && layers_.text(colon) != ":") ++colon;
    if (colon == end || colon == sentence_.first || colon + 1 >= sentence_.last) return;
    if (!is_speaker({sentence_.first, colon})) return;
    ClaimDraft draft = started(colon, {colon, colon + 1}, head_within({sentence_.first, colon}));
    draft.source = {sentence_.first, colon};
    draft.cls = lexicon_.find(CueKind::speaker, ":").front().cls;
    TokenSet set(sentence_.first, sentence_.last);
    set.add_range(colon + 1, sentence_.last);
    draft.content = pieces(layers_, set);
    draft.content_head = head_within({colon + 1, sentence_.last});
    draft.clausal = true;
    finish(std::move(draft));
  }

  // Names only; outside headlines in capitals ("TAPPER:") or a single letter ("Q:").
  bool is_speaker(TokenRange r) const {
    if (lexicon_.find(CueKind::speaker, ":").empty()) return false;
    for (const NamedEntity& e : syntax_.entities)  // "Warri: Militants blew up a pipeline"
      if (e.type == EntityType::location && e.first <= r.first && r.last <= e.last) return false;
    bool capitals = true;
    for (uint32_t t = r.first; t < r.last; ++t) {
      const bool name = syntax_[t].upos == Upos::propn || syntax_[t].upos == Upos::punct;
      if (!name && !(r.last - r.first == 1 && layers_.text(t).size() == 1)) return false;
      capitals = capitals && lower(layers_.text(t)) != layers_.text(t) && all_capitals(t);
    }
    return capitals || sentence_.kind == SentenceKind::headline || sentence_.first == 0;
  }

  bool all_capitals(uint32_t t) const {
    const std::string_view text = layers_.text(t);
    return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  uint32_t head_within(TokenRange r) const {
    for (uint32_t t = r.first; t < r.last; ++t)
      if (syntax_[t].head == kNone || !r.has(syntax_[t].head)) return t;
    return r.first;
  }

  // --- drafts
  ClaimDraft started(uint32_t cue_head, TokenRange cue, uint32_t source) const {
    ClaimDraft draft;
    draft.sentence = number_;
    draft.cue_head = cue_head;
    draft.cue = cue;
    draft.source_head = source;
    return draft;
  }

  void set_content(ClaimDraft& draft, uint32_t top, uint32_t without) const {
    FrameMatch match;
    match.roots = {top};
    match.head = top;
    match.without = without;
    draft.content = content_extent(layers_, match, draft.cue, draft.source);
    draft.content_head = top;
    draft.clausal = true;
  }

  void add(uint32_t t, const FrameMatch& match, uint32_t source, uint32_t light = kNone) {
    ClaimDraft draft = started(t, cue_extent(layers_, t, match.prep), source);
    if (light != kNone && light < t && t - light < 6) draft.cue.first = light;
    draft.cls = match.cue->cls;
    if (source != kNone) set_source(draft, source);
    draft.content = content_extent(layers_, match, draft.cue, draft.source);
    draft.content_head = match.head;
    draft.clausal = match.clausal;
    if (match.kind == FrameKind::cite) draft.cites = syntax_[t].head;
    finish(std::move(draft));
  }

  void set_source(ClaimDraft& draft, uint32_t source) const {
    if (is_relative(layers_, source) && relative_antecedent(source) != kNone) {
      draft.relative = {source, source + 1};
      source = relative_antecedent(source);
      draft.source_head = source;
    }
    draft.source = source_extent(layers_, source, draft.cue_head);
    if (draft.source.last > draft.cue.first && draft.source.first < draft.cue.first)
      draft.source.last = draft.cue.first;
  }

  uint32_t relative_antecedent(uint32_t pronoun) const {
    uint32_t at = syntax_[pronoun].head;
    for (int step = 0; at != kNone && step < 4; ++step) {
      if (syntax_[at].rel == Deprel::acl_relcl) return syntax_[at].head;
      at = syntax_[at].head;
    }
    return kNone;
  }

  // "..., while Pyongyang wants them eased": the other side's view is not content.
  bool is_contrast(uint32_t mark) const {
    return layers_.text(mark - 1) == "," &&
           !lexicon_.find(CueKind::contrast, syntax_.lemma(mark)).empty();
  }

  // "..., while Pyongyang wants them eased"; what has happened, beside what is meant or asked for.
  bool is_aside(const ClaimDraft& draft, uint32_t clause) const {
    if (syntax_[clause].rel == Deprel::acl_relcl)
      return describes_what_is_asked(draft, clause) || answers_it(draft, clause);
    const uint32_t mark = syntax_.child(clause, Deprel::mark);
    if (syntax_[clause].rel != Deprel::advcl || mark == kNone || mark <= draft.cue_head)
      return false;
    return is_contrast(mark) || (is_over(syntax_, lexicon_, clause) &&
                                 syntax_[syntax_[clause].head].head == draft.cue_head);
  }

  // "demanded that they leave, a request that the president turned down"
  bool answers_it(const ClaimDraft& draft, uint32_t clause) const {
    const uint32_t noun = syntax_[clause].head;
    const uint32_t article = noun == kNone ? kNone : syntax_.child(noun, Deprel::det);
    return article != kNone && article > draft.cue_head + 1 && layers_.text(article - 1) == "," &&
           syntax_.xpos(clause) == "VBD";
  }

  // "urged them to free a man whom police arrested": the reporter says whom.
  bool describes_what_is_asked(const ClaimDraft& draft, uint32_t clause) const {
    const uint32_t noun = syntax_[clause].head;
    const uint32_t asked = noun == kNone ? kNone : syntax_[noun].head;
    if (asked == kNone || syntax_.xpos(clause) != "VBD" || syntax_[asked].head != draft.cue_head)
      return false;
    const uint32_t to = syntax_.child(asked, Deprel::mark);
    return to != kNone && syntax_.xpos(to) == "TO";
  }

  void drop_asides(ClaimDraft& draft) const {
    if (draft.content_head == kNone) return;
    for (uint32_t c = draft.cue_head + 1; c < sentence_.last; ++c) {
      if (!draft.content_has(c) || own_subject(syntax_, c) == kNone) continue;
      if (!is_aside(draft, c)) continue;
      TokenSet set(sentence_.first, sentence_.last);
      for (TokenRange r : draft.content) set.add_range(r.first, r.last);
      set.drop_subtree(syntax_, c);
      draft.content = pieces(layers_, set);
    }
  }

  void finish(ClaimDraft&& draft) {
    if (!layers_.tokens[draft.cue_head].has(kInQuote)) drop_asides(draft);
    if (draft.content.empty()) return;
    draft.speech = draft.clausal && lexicon_.class_at(draft.cls).speech;
    draft.reports = draft.clausal || lexicon_.class_at(draft.cls).nominal;
    out_.push_back(std::move(draft));
  }

  const ClaimLayers& layers_;
  const Syntax& syntax_;
  const CueLexicon& lexicon_;
  uint32_t number_;
  const Sentence& sentence_;
  std::vector<ClaimDraft>& out_;
};

}  // namespace

void attribute_sentence(const ClaimLayers& layers, const CueLexicon& lexicon, uint32_t sentence,
                        std::vector<ClaimDraft>& out) {
  SentenceClaims(layers, lexicon, sentence, out).find();
}

}  // namespace dateline
