#include "dateline/syntax/parse.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "dateline/syntax/parse_memory.h"
#include "dateline/syntax/weights.h"

namespace dateline {
namespace {

constexpr uint32_t kBatch = 256;      // tokens that are multiplied together
constexpr uint32_t kMostPiece = 512;  // tokens of one tree

class Parser {
 public:
  Parser(const Document& doc, const Tokens& tokens, const Weights& weights, ParseMemory& memory,
         Syntax& out)
      : doc_(doc), tokens_(tokens), w_(weights), kernels_(*weights.kernels), m_(memory), out_(out) {
    out_.words.resize(tokens.size());
    out_.factuality.resize(tokens.size());
    m_.label_symbols.assign(w_.morph_labels.size(), {});
    begin_batch();
  }

  void run() {
    for (const Sentence& sentence : tokens_.sentences) {
      for (uint32_t at = sentence.first; at < sentence.last; at += kMostPiece)
        add_piece({at, std::min(at + kMostPiece, sentence.last), sentence.first, 0});
    }
    read_batch();
    out_.index_children();
  }

 private:
  void begin_batch() {
    m_.pieces.clear();
    m_.rows = 0;
  }

  void add_piece(Piece piece) {
    if (m_.rows + piece.size() > kBatch && m_.rows > 0) read_batch();
    piece.row = m_.rows;
    m_.rows += piece.size();
    m_.pieces.push_back(piece);
  }

  void read_batch() {
    if (m_.rows > 0) {
      embed();
      encode(w_.layers);
      tag();
      name_entities();
      attach();
      relate();
      keep_meaning();  // writes over the encoder's rows
    }
    begin_batch();
  }

  // Section 2 of docs/model-format.md.
  void embed() {
    const size_t stride = round_up(w_.width, kLanes);
    float* to = at_least(m_.embedded, m_.rows * stride);
    if (m_.forms.size() < m_.rows) m_.forms.resize(m_.rows);
    m_.flags.resize(m_.rows);
    m_.words.resize(m_.rows);
    for (const Piece& piece : m_.pieces) {
      const bool shouting = is_shouting(doc_, tokens_, piece.first, piece.last);
      feature_flags(tokens_, piece.first, piece.last, shouting, &m_.flags[piece.row]);
      for (uint32_t i = 0; i < piece.size(); ++i)
        embed_token(piece.first + i, piece.row + i, to + (piece.row + i) * stride, stride);
    }
    w_.input.product(kernels_, to, stride, m_.rows, m_.integers,
                     at_least(m_.x, m_.rows * w_.input.y_stride()));
  }

  void embed_token(uint32_t token, uint32_t row, float* to, size_t stride) {
    FormStrings& strings = m_.forms[row];
    strings.assign(doc_.at(tokens_[token].span));
    const auto hashes = feature_hashes(strings);
    const float* end = to + stride;
    for (size_t t = 0; t < kFeatureTables; ++t) {
      const EmbeddingTable& table = w_.tables[t];
      const size_t at =
          t == kFlags ? m_.flags[row] : w_.row(static_cast<FeatureTable>(t), hashes[t]);
      if (t == kWord) m_.words[row] = at;
      table.copy(at, to);
      to += table.width;
    }
    std::fill(to, const_cast<float*>(end), 0.0f);
  }

  // Section 3.
  void encode(const std::vector<RecurrentLayer>& layers) {
    const size_t d = w_.d;
    const size_t h = d / 2;
    at_least(m_.state, h);
    for (const RecurrentLayer& layer : layers) {
      const size_t u_stride = layer.product.y_stride();
      layer.product.product(kernels_, m_.x.data(), d, m_.rows, m_.integers,
                            at_least(m_.u, m_.rows * u_stride));
      for (const Piece& piece : m_.pieces) {
        recur(layer, piece.row, 0, 1, piece.size());
        recur(layer, piece.row + piece.size() - 1, h, -1, piece.size());
      }
      for (uint32_t row = 0; row < m_.rows; ++row)
        kernels_.normalise(&m_.x[row * d], d, layer.gain.data(), layer.bias.data());
    }
  }

  // Section 7.
  void keep_meaning() {
    const size_t vector = w_.tables[kWord].width;
    const size_t from = round_up(w_.width, kLanes);
    const size_t width = vector + w_.d + w_.senses.width;
    const size_t stride = round_up(width, kLanes);
    float* to = at_least(m_.meaning, m_.rows * stride);
    for (size_t row = 0; row < m_.rows; ++row) {
      float* end = std::copy_n(&m_.embedded[row * from], vector, to + row * stride);
      end = std::copy_n(&m_.x[row * w_.d], w_.d, end);
      if (w_.senses.rows > 0) w_.senses.copy(m_.words[row], end);
      std::fill(end + w_.senses.width, to + (row + 1) * stride, 0.0f);
    }
    const Weights::EventNetwork& network = w_.events;
    if (network.layers.empty()) return give_meaning(to, stride, width);
    network.input.product(kernels_, to, stride, m_.rows, m_.integers, m_.x.data());
    encode(network.layers);
    give_meaning(head(network.output, m_.event), network.output.y_stride(),
                 network.output.outputs());
  }

  void give_meaning(const float* rows, size_t stride, size_t width) {
    out_.meaning_width = static_cast<uint32_t>(width);
    out_.meaning.resize(size_t{tokens_.size()} * width);
    for_each_token([&](uint32_t token, uint32_t row) {
      std::copy_n(rows + row * stride, width, &out_.meaning[size_t{token} * width]);
    });
  }

  // One direction over one piece; the highway reads and writes x in place.
  void recur(const RecurrentLayer& layer, size_t row, size_t column, ptrdiff_t sign,
             size_t length) {
    const size_t h = w_.d / 2;
    RecurrenceTask task;
    task.u = &m_.u[row * layer.product.y_stride() + 3 * column];
    task.u_step = sign * static_cast<ptrdiff_t>(layer.product.y_stride());
    task.x = &m_.x[row * w_.d + column];
    task.y = &m_.x[row * w_.d + column];
    task.x_step = sign * static_cast<ptrdiff_t>(w_.d);
    task.v_forget = &layer.v[2 * column];
    task.v_reset = &layer.v[2 * column + h];
    task.state = m_.state.data();
    task.h = h;
    task.length = length;
    kernels_.recurrence(task);
  }

  // A head over all rows of the batch.
  float* head(const Matrix& matrix, Aligned<float>& out) {
    float* y = at_least(out, m_.rows * matrix.y_stride());
    matrix.product(kernels_, m_.x.data(), w_.d, m_.rows, m_.integers, y);
    return y;
  }

  template <class Visit>
  void for_each_token(Visit visit) {
    for (const Piece& piece : m_.pieces)
      for (uint32_t i = 0; i < piece.size(); ++i) visit(piece.first + i, piece.row + i);
  }

  // Sections 4 and 5: tags and lemmas.
  void tag() {
    const float* morph = head(w_.morph, m_.morph);
    const float* script = head(w_.script, m_.script);
    for_each_token([&](uint32_t token, uint32_t row) {
      const size_t label =
          kernels_.argmax(morph + row * w_.morph.y_stride(), w_.morph_labels.size());
      const MorphLabel& tags = w_.morph_labels[label];
      Word& word = out_.words[token];
      word.upos = tags.upos;
      const auto& symbols = symbols_of(label);
      word.xpos = symbols.xpos;
      word.feats = symbols.feats;
      word.lemma = lemma_of(row, tags.xpos, script + row * w_.script.y_stride());
    });
  }

  const ParseMemory::LabelSymbols& symbols_of(size_t label) {
    ParseMemory::LabelSymbols& out = m_.label_symbols[label];
    if (out.known) return out;
    const MorphLabel& tags = w_.morph_labels[label];
    out = {out_.symbols.intern(tags.xpos), out_.symbols.intern(tags.feats), true};
    return out;
  }

  Symbol lemma_of(uint32_t row, std::string_view xpos, const float* script) {
    const FormStrings& form = m_.forms[row];
    const std::string_view known = w_.lemmas.find(form.norm, xpos);
    if (!known.empty()) return out_.symbols.intern(known);
    w_.scripts[kernels_.argmax(script, w_.scripts.size())].apply(form, m_.lemma);
    return out_.symbols.intern(m_.lemma);
  }

  void name_entities() {
    const float* entity = head(w_.entity, m_.entity);
    const size_t stride = w_.entity.y_stride();
    for (const Piece& piece : m_.pieces)
      decode_entities(w_.entities, entity + piece.row * stride, stride, piece.first, piece.size(),
                      m_.bio, out_.entities);
    const size_t last = w_.entities.labels.size();
    for_each_token([&](uint32_t token, uint32_t row) {
      const float value = entity[row * stride + last];
      out_.factuality[token] = value > -3 ? std::min(value, 3.0f) : -3;
    });
  }

  // The four parts of parse.w, by column.
  size_t arc_head_column() const { return w_.arc_size; }
  size_t label_dependent_column() const { return 2 * w_.arc_size; }
  size_t label_head_column() const { return 2 * w_.arc_size + w_.relation_size; }

  void attach() {
    float* parts = head(w_.parse, m_.parts);
    const size_t stride = w_.parse.y_stride();
    for (uint32_t row = 0; row < m_.rows; ++row)
      for (size_t c = 0; c < 2 * w_.arc_size; ++c)
        parts[row * stride + c] = std::max(parts[row * stride + c], 0.0f);
    w_.arc.product(kernels_, parts, stride, m_.rows, m_.integers,
                   at_least(m_.dependent, m_.rows * w_.arc.y_stride()));
    m_.head_of.resize(m_.rows);
    for (const Piece& piece : m_.pieces) attach_piece(piece);
  }

  void attach_piece(const Piece& piece) {
    const uint32_t n = piece.size();
    score_arcs(piece);
    m_.tree.resize(n);
    best_tree(m_.arcs.data(), m_.head_matrix.y_stride(), n, m_.tree.data(), m_.tree_scratch);
    for (uint32_t i = 0; i < n; ++i) {
      const bool root = m_.tree[i] == 0;
      m_.head_of[piece.row + i] = root ? kNone : piece.row + m_.tree[i] - 1;
      out_.words[piece.first + i].head = root ? kNone : piece.first + m_.tree[i] - 1;
    }
  }

  // score(i ← h) for h = root, then the tokens of the piece.
  void score_arcs(const Piece& piece) {
    const uint32_t n = piece.size();
    const size_t size = w_.arc_size;
    float* heads = at_least(m_.heads, (n + 1) * size);
    std::memcpy(heads, w_.root.data(), size * sizeof(float));
    for (uint32_t i = 0; i < n; ++i)
      std::memcpy(heads + (i + 1) * size,
                  &m_.parts[(piece.row + i) * w_.parse.y_stride() + arc_head_column()],
                  size * sizeof(float));
    m_.head_matrix.assign(kernels_, heads, size, n + 1, size);
    const size_t stride = m_.head_matrix.y_stride();
    m_.head_matrix.product(kernels_, &m_.dependent[piece.row * w_.arc.y_stride()],
                           w_.arc.y_stride(), n, m_.integers, at_least(m_.arcs, n * stride));
    add_distances(n, stride);
  }

  void add_distances(uint32_t n, size_t stride) {
    // distance[n + k] is that of a head k tokens to the right.
    m_.distance.resize(2 * n);
    const auto reach = static_cast<int>(w_.distance.size() / 2);
    for (uint32_t k = 0; k < 2 * n; ++k) {
      const int offset = std::clamp(static_cast<int>(k) - static_cast<int>(n), -reach, reach);
      m_.distance[k] = w_.distance[static_cast<uint32_t>(offset + reach)];
    }
    for (uint32_t i = 0; i < n; ++i) {
      float* row = &m_.arcs[i * stride + 1];
      for (uint32_t j = 0; j < n; ++j) row[j] += m_.distance[n + j - i];
    }
  }

  void relate() {
    const size_t size = w_.relation_size;
    float* pairs = at_least(m_.pairs, m_.rows * size);
    for (uint32_t row = 0; row < m_.rows; ++row) {
      const float* dependent = &m_.parts[row * w_.parse.y_stride() + label_dependent_column()];
      const float* of_head = m_.head_of[row] == kNone ? &w_.root[w_.arc_size] : label_head(row);
      for (size_t c = 0; c < size; ++c)
        pairs[row * size + c] = std::max(dependent[c] + of_head[c], 0.0f);
    }
    const size_t stride = w_.relation.y_stride();
    w_.relation.product(kernels_, pairs, size, m_.rows, m_.integers,
                        at_least(m_.relation, m_.rows * stride));
    for_each_token([&](uint32_t token, uint32_t row) {
      Word& word = out_.words[token];
      const size_t best = kernels_.argmax(&m_.relation[row * stride], w_.relations.size());
      word.rel = word.head == kNone ? Deprel::root : w_.relations[best];
    });
    for (const Piece& piece : m_.pieces) {
      join_names_to_their_nouns(piece);
      free_numbers_of_adverbs(piece);
      raise_adjectives_with_verbs(piece);
      make_second_subjects_objects(piece);
    }
    for (const Piece& piece : m_.pieces)
      if (piece.first != piece.sentence_first) join_to_first(piece);
  }

  // "The charity Oxfam criticized": a noun and the name behind it in one role are one phrase.
  void join_names_to_their_nouns(const Piece& piece) {
    const auto may_join = [](Deprel rel) {
      return rel == Deprel::nsubj || rel == Deprel::obj || rel == Deprel::obl ||
             rel == Deprel::nmod;
    };
    for (uint32_t token = piece.first + 1; token < piece.first + piece.size(); ++token) {
      Word& noun = out_.words[token - 1];
      const Word& name = out_.words[token];
      const bool nouns = noun.upos == Upos::noun || noun.upos == Upos::propn;
      if (!nouns || name.upos != Upos::propn || name.head == kNone || noun.head != name.head ||
          noun.rel != name.rel || !may_join(noun.rel))
        continue;
      for (uint32_t t = piece.first; t + 1 < token; ++t)
        if (out_.words[t].head == token - 1 && out_.words[t].rel == Deprel::case_)
          out_.words[t].head = token;
      noun.head = token;
      noun.rel = noun.upos == Upos::noun ? Deprel::nmod_desc : Deprel::compound;
    }
  }

  // "The two later dined": a number that hangs on the adverb behind it is the verb's subject.
  void free_numbers_of_adverbs(const Piece& piece) {
    for (uint32_t token = piece.first; token < piece.first + piece.size(); ++token) {
      Word& word = out_.words[token];
      if (word.rel != Deprel::nummod || word.head == kNone || word.head < token) continue;
      const Word& adverb = out_.words[word.head];
      const bool before_verb = adverb.upos == Upos::adv && adverb.rel == Deprel::advmod &&
                               adverb.head != kNone && adverb.head > word.head;
      if (!before_verb || out_.words[adverb.head].upos != Upos::verb) continue;
      word.head = adverb.head;
      word.rel = Deprel::nsubj;
    }
  }

  // "Soreide is due to meet Lavrov": an adjective with a copula is no mark of the verb behind it.
  void raise_adjectives_with_verbs(const Piece& piece) {
    for (uint32_t token = piece.first; token < piece.first + piece.size(); ++token) {
      const Word& copula = out_.words[token];
      if (copula.rel != Deprel::cop || copula.head == kNone) continue;
      Word& adjective = out_.words[copula.head];
      if (adjective.rel != Deprel::mark || adjective.upos != Upos::adj || adjective.head == kNone)
        continue;
      Word& verb = out_.words[adjective.head];
      const uint32_t at = copula.head;
      adjective.head = std::exchange(verb.head, at);
      adjective.rel = std::exchange(verb.rel, Deprel::xcomp);
    }
  }

  // "The general met minister Zehri": of two subjects the one behind the verb is its object.
  void make_second_subjects_objects(const Piece& piece) {
    m_.has_subject.assign(piece.size(), false);
    for (uint32_t token = piece.first; token < piece.first + piece.size(); ++token) {
      Word& word = out_.words[token];
      if (word.rel != Deprel::nsubj || word.head == kNone) continue;
      auto&& has_subject = m_.has_subject[word.head - piece.first];
      if (token < word.head)
        has_subject = true;
      else if (has_subject && out_.words[word.head].upos == Upos::verb)
        word.rel = Deprel::obj;
    }
  }

  const float* label_head(uint32_t row) const {
    return &m_.parts[m_.head_of[row] * w_.parse.y_stride() + label_head_column()];
  }

  // The root of a later piece hangs on the root of its sentence's first.
  void join_to_first(const Piece& piece) {
    const auto root_from = [&](uint32_t first) {
      while (out_.words[first].head != kNone) ++first;
      return first;
    };
    Word& root = out_.words[root_from(piece.first)];
    root.head = root_from(piece.sentence_first);
    root.rel = Deprel::parataxis;
  }

  const Document& doc_;
  const Tokens& tokens_;
  const Weights& w_;
  const Kernels& kernels_;
  ParseMemory& m_;
  Syntax& out_;
};

}  // namespace

ParseScratch::ParseScratch() : memory_(std::make_unique<ParseMemory>()) {}
ParseScratch::~ParseScratch() = default;
ParseScratch::ParseScratch(ParseScratch&&) noexcept = default;
ParseScratch& ParseScratch::operator=(ParseScratch&&) noexcept = default;

Syntax parse(const Document& doc, const Tokens& tokens, const Model& model, ParseScratch& scratch) {
  Syntax out;
  Parser(doc, tokens, model.weights(), scratch.memory(), out).run();
  return out;
}

}  // namespace dateline
