#include "dateline/syntax/parse.h"

#include <algorithm>
#include <optional>

#include "dateline/syntax/mend.h"
#include "dateline/syntax/parse_memory.h"
#include "dateline/syntax/weights.h"

namespace dateline {
namespace {

constexpr uint32_t kBatch = 256;      // tokens that are multiplied together
constexpr uint32_t kMostPiece = 512;  // tokens of one tree

class Parser {
 public:
  Parser(const Document& doc, const Tokens& tokens, const Model& model, ParseMemory& memory,
         Syntax& out)
      : doc_(doc),
        tokens_(tokens),
        w_(model.weights()),
        kernels_(*w_.kernels),
        m_(memory),
        arcs_(w_.heads, kernels_, memory.arcs),
        out_(out) {
    if (model.accurate() != nullptr) accurate_.emplace(doc, tokens, *model.accurate(), m_.accurate);
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
      if (accurate_) accurate_->read(m_.pieces, m_.x.data(), w_.d, m_.rows);
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
  void encode(std::span<const RecurrentLayer> layers) {
    run_layers(layers, kernels_, m_.pieces, m_.rows, w_.d, m_.x.data(), m_.recurrence);
  }

  // Section 8.
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
    give_meaning(product(network.output, m_.event), network.output.y_stride(),
                 network.output.outputs());
  }

  void give_meaning(const float* rows, size_t stride, size_t width) {
    out_.meaning_width = static_cast<uint32_t>(width);
    out_.meaning.resize(size_t{tokens_.size()} * width);
    for_each_token([&](uint32_t token, uint32_t row) {
      std::copy_n(rows + row * stride, width, &out_.meaning[size_t{token} * width]);
    });
  }

  float* product(const Matrix& matrix, Aligned<float>& out) {
    float* y = at_least(out, m_.rows * matrix.y_stride());
    matrix.product(kernels_, m_.x.data(), w_.d, m_.rows, m_.integers, y);
    return y;
  }

  // A head over all rows of the batch.
  float* head(Matrix Heads::*which, Aligned<float>& out) {
    float* y = product(w_.heads.*which, out);
    if (accurate_) accurate_->share(accurate_->heads().*which, m_.rows, y);
    return y;
  }

  template <class Visit>
  void for_each_token(Visit visit) {
    for (const Piece& piece : m_.pieces)
      for (uint32_t i = 0; i < piece.size(); ++i) visit(piece.first + i, piece.row + i);
  }

  // Sections 4 and 5: tags and lemmas.
  void tag() {
    const float* morph = head(&Heads::morph, m_.morph);
    const float* script = head(&Heads::script, m_.script);
    for_each_token([&](uint32_t token, uint32_t row) {
      const size_t label =
          kernels_.argmax(morph + row * w_.heads.morph.y_stride(), w_.morph_labels.size());
      const MorphLabel& tags = w_.morph_labels[label];
      Word& word = out_.words[token];
      word.upos = tags.upos;
      const auto& symbols = symbols_of(label);
      word.xpos = symbols.xpos;
      word.feats = symbols.feats;
      word.lemma = lemma_of(row, tags.xpos, script + row * w_.heads.script.y_stride());
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
    const float* entity = head(&Heads::entity, m_.entity);
    const size_t stride = w_.heads.entity.y_stride();
    for (const Piece& piece : m_.pieces)
      decode_entities(w_.entities, entity + piece.row * stride, stride, piece.first, piece.size(),
                      m_.bio, out_.entities);
    const size_t last = w_.entities.labels.size();
    for_each_token([&](uint32_t token, uint32_t row) {
      const float value = entity[row * stride + last];
      out_.factuality[token] = value > -3 ? std::min(value, 3.0f) : -3;
    });
  }

  void attach() {
    arcs_.read(m_.x.data(), w_.d, m_.rows);
    m_.head_of.resize(m_.rows);
    for (const Piece& piece : m_.pieces) attach_piece(piece);
  }

  void attach_piece(const Piece& piece) {
    const uint32_t n = piece.size();
    float* scores = arcs_.score(piece.row, n);
    if (accurate_) accurate_->share_arcs(piece, scores);
    m_.tree.resize(n);
    best_tree(scores, arcs_.stride(), n, m_.tree.data(), m_.tree_scratch);
    for (uint32_t i = 0; i < n; ++i) {
      const bool root = m_.tree[i] == 0;
      m_.head_of[piece.row + i] = root ? kNone : piece.row + m_.tree[i] - 1;
      out_.words[piece.first + i].head = root ? kNone : piece.first + m_.tree[i] - 1;
    }
  }

  void relate() {
    float* scores = arcs_.relate(m_.head_of);
    if (accurate_) accurate_->share_relations(m_.head_of, scores);
    const size_t stride = w_.heads.relation.y_stride();
    for_each_token([&](uint32_t token, uint32_t row) {
      Word& word = out_.words[token];
      const size_t best = kernels_.argmax(scores + row * stride, w_.relations.size());
      word.rel = word.head == kNone ? Deprel::root : w_.relations[best];
    });
    for (const Piece& piece : m_.pieces) mend(piece.first, piece.last, out_);
    for (const Piece& piece : m_.pieces)
      if (piece.first != piece.sentence_first) join_to_first(piece);
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
  ArcScorer arcs_;
  std::optional<AccurateReading> accurate_;  // none: the model alone
  Syntax& out_;
};

}  // namespace

ParseScratch::ParseScratch() : memory_(std::make_unique<ParseMemory>()) {}
ParseScratch::~ParseScratch() = default;
ParseScratch::ParseScratch(ParseScratch&&) noexcept = default;
ParseScratch& ParseScratch::operator=(ParseScratch&&) noexcept = default;

Syntax parse(const Document& doc, const Tokens& tokens, const Model& model, ParseScratch& scratch) {
  Syntax out;
  Parser(doc, tokens, model, scratch.memory(), out).run();
  return out;
}

}  // namespace dateline
