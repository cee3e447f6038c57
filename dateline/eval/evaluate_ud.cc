#include "dateline/eval/evaluate_ud.h"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "dateline/base/files.h"
#include "dateline/eval/ud_words.h"
#include "dateline/syntax/parse.h"

namespace dateline {
namespace {

// Processor time of this thread: other work on the machine does not count.
double seconds_now() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// Of conll18_ud_eval.py.
constexpr std::array<std::string_view, 21> kUniversalFeatures = {
    "PronType", "NumType", "Poss",  "Reflex",   "Foreign",  "Abbr",     "Gender",
    "Animacy",  "Number",  "Case",  "Definite", "Degree",   "VerbForm", "Mood",
    "Tense",    "Aspect",  "Voice", "Evident",  "Polarity", "Person",   "Polite"};

std::string_view base_of(Deprel relation) {
  const std::string_view name = to_string(relation);
  return name.substr(0, name.find(':'));
}

bool is_functional(Deprel relation) {
  const std::string_view base = base_of(relation);
  return base == "aux" || base == "cop" || base == "mark" || base == "det" || base == "case" ||
         base == "cc";
}

bool is_content(Deprel relation) { return !is_functional(relation) && relation != Deprel::punct; }

std::vector<std::string_view> universal_features(std::string_view feats) {
  std::vector<std::string_view> out;
  while (!feats.empty()) {
    const std::string_view pair = feats.substr(0, feats.find('|'));
    feats.remove_prefix(std::min(feats.size(), pair.size() + 1));
    const std::string_view name = pair.substr(0, pair.find('='));
    if (std::find(kUniversalFeatures.begin(), kUniversalFeatures.end(), name) !=
        kUniversalFeatures.end())
      out.push_back(pair);
  }
  std::sort(out.begin(), out.end());
  return out;
}

Deprel relation_of(const Word& word) { return word.head == kNone ? Deprel::root : word.rel; }

std::vector<Span> token_spans(const std::vector<UdWord>& words) {
  std::vector<Span> out;
  for (const UdWord& word : words)
    if (out.empty() || !(out.back() == word.span)) out.push_back(word.span);
  return out;
}

std::vector<Span> sentence_spans(const Tokens& tokens) {
  std::vector<Span> out;
  for (const Sentence& sentence : tokens.sentences)
    if (sentence.size() > 0) out.push_back(tokens.span(sentence.first, sentence.last));
  return out;
}

Agreement compare_spans(const std::vector<Span>& gold, const std::vector<Span>& ours) {
  Agreement out{gold.size(), ours.size(), 0};
  for (size_t g = 0, o = 0; g < gold.size() && o < ours.size();) {
    if (ours[o].begin < gold[g].begin) {
      ++o;
    } else if (gold[g].begin < ours[o].begin) {
      ++g;
    } else {
      out.correct += gold[g++].end == ours[o++].end;
    }
  }
  return out;
}

class UdComparison {
 public:
  UdComparison(const Parsed& gold, const Tokens& tokens, const Syntax& syntax)
      : gold_(gold), tokens_(tokens), syntax_(syntax) {}

  UdMeasures compare() {
    const auto gold = ud_words(gold_.doc, gold_.tokens, &gold_.forms);
    const auto ours = ud_words(gold_.doc, tokens_, nullptr);
    our_word_ = align_words(gold, ours);
    for (uint32_t g = 0; g < our_word_.size(); ++g)
      out_.tokens = compare_spans(token_spans(gold), token_spans(ours));
    out_.sentences = compare_spans(sentence_spans(gold_.tokens), sentence_spans(tokens_));
    count_totals();
    for (uint32_t g = 0; g < our_word_.size(); ++g)
      if (our_word_[g] != kNone) compare_word(g, our_word_[g]);
    return out_;
  }

 private:
  void count_totals() {
    const Agreement all{gold_.syntax.size(), syntax_.size(), 0};
    for (Agreement* measure : {&out_.words, &out_.upos, &out_.xpos, &out_.feats, &out_.all_tags,
                               &out_.lemmas, &out_.uas, &out_.las, &out_.las_subtypes})
      *measure = all;
    Agreement content;
    for (const Word& word : gold_.syntax.words) content.gold += is_content(relation_of(word));
    for (const Word& word : syntax_.words) content.ours += is_content(relation_of(word));
    out_.clas = out_.mlas = out_.blex = content;
  }

  void compare_word(uint32_t g, uint32_t o) {
    const Word& gold = gold_.syntax[g];
    const Word& ours = syntax_[o];
    const bool feats = same_features(g, o);
    const bool xpos = gold_.syntax.xpos(g) == syntax_.xpos(o);
    const bool lemma = gold_.syntax.lemma(g).empty() || gold_.syntax.lemma(g) == syntax_.lemma(o);
    const bool head = same_head(gold.head, ours.head);
    const bool relation = base_of(relation_of(gold)) == base_of(relation_of(ours));
    ++out_.words.correct;
    out_.upos.correct += gold.upos == ours.upos;
    out_.xpos.correct += xpos;
    out_.feats.correct += feats;
    out_.all_tags.correct += gold.upos == ours.upos && xpos && feats;
    out_.lemmas.correct += lemma;
    out_.uas.correct += head;
    out_.las.correct += head && relation;
    out_.las_subtypes.correct += head && relation_of(gold) == relation_of(ours);
    if (!is_content(relation_of(gold)) || !head || !relation) return;
    ++out_.clas.correct;
    out_.mlas.correct += gold.upos == ours.upos && feats && same_function_words(g, o);
    out_.blex.correct += lemma;
  }

  bool same_features(uint32_t g, uint32_t o) const {
    const std::string_view gold = gold_.syntax.feats(g);
    const std::string_view ours = syntax_.feats(o);
    return gold == ours || universal_features(gold) == universal_features(ours);
  }

  bool same_head(uint32_t gold, uint32_t ours) const {
    if (gold == kNone || ours == kNone) return gold == ours;
    return our_word_[gold] == ours;
  }

  // MLAS: the function words that hang on the word, in order, with their tags.
  bool same_function_words(uint32_t g, uint32_t o) const {
    std::vector<uint32_t> gold, ours;
    for (const uint32_t c : gold_.syntax.children(g))
      if (is_functional(gold_.syntax[c].rel)) gold.push_back(c);
    for (const uint32_t c : syntax_.children(o))
      if (is_functional(syntax_[c].rel)) ours.push_back(c);
    return std::equal(
        gold.begin(), gold.end(), ours.begin(), ours.end(), [&](uint32_t a, uint32_t b) {
          return our_word_[a] == b && base_of(gold_.syntax[a].rel) == base_of(syntax_[b].rel) &&
                 gold_.syntax[a].upos == syntax_[b].upos && same_features(a, b);
        });
  }

  const Parsed& gold_;
  const Tokens& tokens_;
  const Syntax& syntax_;
  std::vector<uint32_t> our_word_;  // gold word → ours, or kNone
  UdMeasures out_;
};

// "weblog" of "weblog-typepad.com_ripples_…", "news" of "GUM_news_nasa".
std::string genre_of(const std::string& id) {
  const size_t from = id.starts_with("GUM_") ? 4 : 0;
  return id.substr(from, id.find_first_of("-_", from) - from);
}

struct Column {
  const char* name;
  Agreement UdMeasures::*measure;
};
constexpr Column kColumns[] = {{"Tokens", &UdMeasures::tokens},
                               {"Sentences", &UdMeasures::sentences},
                               {"Words", &UdMeasures::words},
                               {"UPOS", &UdMeasures::upos},
                               {"XPOS", &UdMeasures::xpos},
                               {"UFeats", &UdMeasures::feats},
                               {"AllTags", &UdMeasures::all_tags},
                               {"Lemmas", &UdMeasures::lemmas},
                               {"UAS", &UdMeasures::uas},
                               {"LAS", &UdMeasures::las},
                               {"LAS+sub", &UdMeasures::las_subtypes},
                               {"CLAS", &UdMeasures::clas},
                               {"MLAS", &UdMeasures::mlas},
                               {"BLEX", &UdMeasures::blex}};

std::string line(const std::string& name, const UdMeasures& measures) {
  std::string out = fmt::format("{:<14}", name);
  for (const Column& column : kColumns)
    out += fmt::format("{:>10.2f}", 100 * (measures.*column.measure).f1());
  return out + "\n";
}

}  // namespace

double Agreement::f1() const {
  return gold + ours == 0 ? 0
                          : 2.0 * static_cast<double>(correct) / static_cast<double>(gold + ours);
}

Agreement& Agreement::operator+=(const Agreement& other) {
  gold += other.gold;
  ours += other.ours;
  correct += other.correct;
  return *this;
}

UdMeasures& UdMeasures::operator+=(const UdMeasures& other) {
  for (const Column& column : kColumns) this->*column.measure += other.*column.measure;
  return *this;
}

std::string UdScores::table(bool details) const {
  std::string out = fmt::format("{:<14}", "F1, percent");
  for (const Column& column : kColumns) out += fmt::format("{:>10}", column.name);
  out += "\n" + line("all", all);
  if (details)
    for (const auto& [genre, measures] : genres) out += line(genre, measures);
  if (seconds > 0)
    out += fmt::format("{} documents, {} words, {:.0f} words a second\n", documents, all.words.gold,
                       static_cast<double>(all.words.ours) / seconds);
  return out;
}

UdMeasures score_ud(const Parsed& gold, const Tokens& tokens, const Syntax& syntax) {
  return UdComparison(gold, tokens, syntax).compare();
}

Result<UdScores> evaluate_ud(const std::filesystem::path& gold, const TextRules& rules,
                             const BoundaryModel* boundary, const Model& model,
                             const UdOptions& options) {
  const auto text = read_file(gold);
  if (!text) return text.error();
  auto documents = read_conllu_documents(*text);
  if (!documents) {
    documents.error().file = gold.string();
    return documents.error();
  }
  UdScores out;
  ParseScratch scratch;
  for (const Parsed& parsed : *documents) {
    const double start = seconds_now();
    const Tokens tokens =
        options.gold_tokens ? parsed.tokens : tokenize(parsed.doc, rules, boundary);
    const Syntax syntax = parse(parsed.doc, tokens, model, scratch);
    out.seconds += seconds_now() - start;
    const UdMeasures measures = score_ud(parsed, tokens, syntax);
    out.all += measures;
    out.genres[genre_of(parsed.doc.id)] += measures;
    ++out.documents;
  }
  return out;
}

}  // namespace dateline
