// The writer: a pure function of the layers.
#include <algorithm>

#include "dateline/conllu/conllu.h"

namespace dateline {
namespace {

std::string_view or_underscore(std::string_view text) { return text.empty() ? "_" : text; }

// Forms and lemmas may hold spaces but no tab, no line break and nothing empty.
void append_field(std::string& out, std::string_view text) {
  for (char c : or_underscore(text)) out += (c == '\t' || c == '\n' || c == '\r') ? ' ' : c;
  out += '\t';
}

// Sentences are numbered from 1 under the document's id, or alone without one.
std::string sentence_id(const Document& doc, size_t index) {
  std::string number = std::to_string(index + 1);
  if (doc.id.empty()) return number;
  return doc.id + "-" + number;
}

class ConlluWriter {
 public:
  ConlluWriter(const Document& doc, const Tokens& tokens, const Syntax& syntax)
      : doc_(doc), tokens_(tokens), syntax_(syntax), ner_(tokens.size()) {
    for (const NamedEntity& entity : syntax.entities)
      for (uint32_t t = entity.first; t < entity.last; ++t)
        ner_[t] = (t == entity.first ? "B-" : "I-") + std::string(to_string(entity.type));
  }

  std::string write() {
    for (size_t s = 0; s < tokens_.sentences.size(); ++s) write_sentence(s);
    return std::move(out_);
  }

 private:
  void write_sentence(size_t index) {
    const Sentence& sentence = tokens_.sentences[index];
    write_comments(index);
    for (uint32_t t = sentence.first; t < sentence.last; ++t) {
      if (begins_range(sentence, t)) write_range(sentence, t);
      write_word(sentence, t);
    }
    out_ += '\n';
  }

  void write_comments(size_t index) {
    const Sentence& sentence = tokens_.sentences[index];
    if (index == 0) out_ += doc_.id.empty() ? "# newdoc\n" : "# newdoc id = " + doc_.id + "\n";
    if (index == 0 || tokens_.sentences[index - 1].paragraph != sentence.paragraph)
      out_ += "# newpar\n";
    out_ += "# sent_id = " + sentence_id(doc_, index) + "\n# text = ";
    for (uint32_t t = sentence.first; t < sentence.last; ++t) append_text(sentence, t);
    out_ += '\n';
    if (sentence.kind == SentenceKind::headline) out_ += "# kind = headline\n";
  }

  void append_text(const Sentence& sentence, uint32_t t) {
    for (char c : or_underscore(doc_.at(tokens_[t].span)))
      out_ += (c == '\n' || c == '\r') ? ' ' : c;
    if (tokens_[t].has(kSpaceAfter) && t + 1 < sentence.last) out_ += ' ';
  }

  bool continues(const Sentence& sentence, uint32_t t) const {
    return tokens_[t].has(kWordContinues) && t + 1 < sentence.last;
  }
  bool inside_range(const Sentence& sentence, uint32_t t) const {
    return continues(sentence, t) || (t > sentence.first && tokens_[t - 1].has(kWordContinues));
  }
  bool begins_range(const Sentence& sentence, uint32_t t) const {
    return continues(sentence, t) && !(t > sentence.first && tokens_[t - 1].has(kWordContinues));
  }

  void write_range(const Sentence& sentence, uint32_t t) {
    uint32_t end = t;
    while (continues(sentence, end)) ++end;
    out_ += std::to_string(t - sentence.first + 1) + "-" +
            std::to_string(end - sentence.first + 1) + "\t";
    append_field(out_, doc_.at(tokens_.span(t, end + 1)));
    out_ += "_\t_\t_\t_\t_\t_\t_\t";
    out_ += tokens_[end].has(kSpaceAfter) ? "_\n" : "SpaceAfter=No\n";
  }

  void write_word(const Sentence& sentence, uint32_t t) {
    out_ += std::to_string(t - sentence.first + 1) + "\t";
    append_field(out_, doc_.at(tokens_[t].span));
    if (syntax_.size() == 0)
      out_ += "_\t_\t_\t_\t_\t_\t";
    else
      write_analysis(sentence, t);
    out_ += "_\t";
    write_misc(sentence, t);
    out_ += '\n';
  }

  void write_analysis(const Sentence& sentence, uint32_t t) {
    const Word& word = syntax_[t];
    append_field(out_, syntax_.lemma(t));
    append_field(out_, to_string(word.upos));
    append_field(out_, syntax_.xpos(t));
    append_field(out_, syntax_.feats(t));
    out_ += std::to_string(word.head == kNone ? 0 : word.head - sentence.first + 1) + "\t";
    append_field(out_, to_string(word.head == kNone ? Deprel::root : word.rel));
  }

  void write_misc(const Sentence& sentence, uint32_t t) {
    const bool glued = !tokens_[t].has(kSpaceAfter) && !inside_range(sentence, t);
    if (!ner_[t].empty()) out_ += "NER=" + ner_[t];
    if (glued) out_ += ner_[t].empty() ? "SpaceAfter=No" : "|SpaceAfter=No";
    if (!glued && ner_[t].empty()) out_ += '_';
  }

  const Document& doc_;
  const Tokens& tokens_;
  const Syntax& syntax_;
  std::vector<std::string> ner_;  // label of each token, empty for none
  std::string out_;
};

}  // namespace

std::string to_conllu(const Document& doc, const Tokens& tokens, const Syntax& syntax) {
  return ConlluWriter(doc, tokens, syntax).write();
}

}  // namespace dateline
