#include "dateline/syntax/weights.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace dateline {
namespace {

constexpr std::array<const char*, kFeatureTables> kTableNames = {
    "emb.word", "emb.norm", "emb.form", "emb.pre2",  "emb.pre3",
    "emb.suf2", "emb.suf3", "emb.suf4", "emb.shape", "emb.flags"};
constexpr size_t kFlagRows = 8;
constexpr size_t kMostLabels = 65536;

Result<std::vector<std::string_view>> lines(const BlobFile& file, const std::string& name) {
  const Blob* blob = file.find(name);
  if (blob == nullptr || blob->type != BlobType::bytes)
    return model_error("blob " + name + " is missing");
  std::vector<std::string_view> out;
  std::string_view rest = blob->text();
  while (!rest.empty()) {
    const size_t end = rest.find('\n');
    if (end == std::string_view::npos) return model_error("blob " + name + " ends inside a line");
    out.push_back(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  if (out.empty() || out.size() > kMostLabels)
    return model_error("blob " + name + " has no labels");
  return out;
}

Result<MorphLabel> read_morph(std::string_view line) {
  MorphLabel out;
  const size_t first = line.find('\t');
  const size_t second = first == std::string_view::npos ? first : line.find('\t', first + 1);
  if (second == std::string_view::npos || !from_string(line.substr(0, first), out.upos))
    return model_error("labels.morph has a line that is not UPOS, XPOS, FEATS");
  out.xpos = line.substr(first + 1, second - first - 1);
  if (line.substr(second + 1) != "_") out.feats = line.substr(second + 1);
  return out;
}

Result<Deprel> read_relation(std::string_view line) {
  Deprel out;
  if (from_string(line, out) || from_string(line.substr(0, line.find(':')), out)) return out;
  return model_error("labels.rel has an unknown relation " + std::string(line.substr(0, 40)));
}

// Reads each line of a label blob with `read` into `out`.
template <class T, class Read>
Status read_labels(const BlobFile& file, const std::string& name, Read read, std::vector<T>& out) {
  const auto all = lines(file, name);
  if (!all) return all.error();
  for (const std::string_view line : *all) {
    auto label = read(line);
    if (!label) return label.error();
    out.push_back(*label);
  }
  return Done{};
}

class WeightsReader {
 public:
  WeightsReader(const BlobFile& file, const Kernels& kernels)
      : file_(file), out_(std::make_unique<Weights>()), w_(*out_) {
    w_.kernels = &kernels;
  }

  Result<std::unique_ptr<const Weights>> read() {
    for (const auto step :
         {&WeightsReader::read_meta, &WeightsReader::read_tables, &WeightsReader::read_vocabulary,
          &WeightsReader::read_input, &WeightsReader::read_layers, &WeightsReader::read_label_lists,
          &WeightsReader::read_entities, &WeightsReader::read_lemmas, &WeightsReader::read_heads,
          &WeightsReader::read_senses, &WeightsReader::read_events}) {
      const Status status = (this->*step)();
      if (!status) return status.error();
    }
    return std::unique_ptr<const Weights>(std::move(out_));
  }

 private:
  Status read_meta() {
    const Blob* meta = file_.find("meta");
    if (meta == nullptr) return model_error("blob meta is missing: not a language model");
    std::string_view rest = meta->text();
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      if (!line.starts_with("format=")) continue;
      if (line == "format=1") return Done{};
      return model_error("language model of " + std::string(line.substr(0, 40)) +
                         ", this program reads format=1");
    }
    return model_error("language model does not say its format");
  }

  Status read_tables() {
    for (size_t t = 0; t < kFeatureTables; ++t) {
      auto table = EmbeddingTable::load(file_, kTableNames[t]);
      if (!table) return table.error();
      w_.tables[t] = *table;
      w_.width += table->width;
    }
    if (w_.tables[kFlags].rows < kFlagRows)
      return model_error("blob emb.flags has the wrong shape");
    return Done{};
  }

  Status read_vocabulary() {
    const Blob* blob = file_.find("vocab.hash");
    if (blob == nullptr || blob->type != BlobType::bytes || blob->bytes.size() % 8 != 0)
      return model_error("blob vocab.hash is missing or cut");
    const auto hashes = blob->as<uint64_t>();
    if (hashes.size() + 1 != w_.tables[kWord].rows || !std::is_sorted(hashes.begin(), hashes.end()))
      return model_error("blob vocab.hash does not fit emb.word");
    w_.vocabulary = hashes.data();
    w_.vocabulary_size = hashes.size();
    return Done{};
  }

  Status read_input() {
    Status status =
        take_bytes(*w_.kernels, Matrix::load(file_, "input.w", "input.b", w_.width), w_.input);
    if (!status) return status;
    w_.d = w_.input.outputs();
    if (w_.d % (2 * kLanes) != 0 || w_.d > kMostWidth)
      return model_error("the width of the encoder is not a multiple of 16 up to 4096");
    return Done{};
  }

  Status read_layers() {
    const Status status = read_recurrent_layers(file_, *w_.kernels, "sru.", w_.d, w_.layers);
    if (!status) return status;
    return w_.layers.empty() ? model_error("blob sru.0.w is missing") : status;
  }

  Status read_senses() {
    if (file_.find("emb.sense") == nullptr) return Done{};
    auto table = EmbeddingTable::load(file_, "emb.sense");
    if (!table) return table.error();
    if (table->rows != w_.tables[kWord].rows)
      return model_error("blob emb.sense does not fit emb.word");
    w_.senses = *table;
    return Done{};
  }

  Status read_events() {
    Weights::EventNetwork& network = w_.events;
    Status status = read_recurrent_layers(file_, *w_.kernels, "event.", w_.d, network.layers);
    if (!status || network.layers.empty()) return status;
    const size_t width = w_.tables[kWord].width + w_.d + w_.senses.width;
    const auto load = [&](const std::string& part, size_t columns, Matrix& out) {
      return take_bytes(
          *w_.kernels, Matrix::load(file_, "event." + part + ".w", "event." + part + ".b", columns),
          out);
    };
    status = load("in", width, network.input);
    if (status) status = load("out", w_.d, network.output);
    if (!status) return status;
    return network.input.outputs() == w_.d ? status
                                           : model_error("blob event.in.w has the wrong shape");
  }

  Status read_label_lists() {
    Status status = read_labels(file_, "labels.morph", read_morph, w_.morph_labels);
    if (status) status = read_labels(file_, "labels.script", LemmaScript::read, w_.scripts);
    if (status) status = read_labels(file_, "labels.ner", BioLabel::read, w_.entities.labels);
    if (status) status = read_labels(file_, "labels.rel", read_relation, w_.relations);
    if (!status) return status;
    if (w_.entities.labels.size() > 255) return model_error("labels.ner has more than 255 labels");
    return Done{};
  }

  Status read_heads() {
    const HeadSizes sizes{w_.morph_labels.size(), w_.scripts.size(), w_.entities.labels.size()};
    auto heads = Heads::read(file_, *w_.kernels, w_.d, sizes, w_.relations);
    if (!heads) return heads.error();
    w_.heads = std::move(*heads);
    return Done{};
  }

  Status read_entities() {
    const size_t labels = w_.entities.labels.size();
    auto transition = read_floats(file_, "ner.trans", labels + 1, labels);
    if (!transition) return transition.error();
    w_.entities.transition = std::move(*transition);
    return Done{};
  }

  Status read_lemmas() {
    const Blob* blob = file_.find("lemma.dict");
    if (blob == nullptr || blob->type != BlobType::bytes)
      return model_error("blob lemma.dict is missing");
    auto lemmas = LemmaDictionary::read(blob->text());
    if (!lemmas) return lemmas.error();
    w_.lemmas = std::move(*lemmas);
    return Done{};
  }

  const BlobFile& file_;
  std::unique_ptr<Weights> out_;
  Weights& w_;
};

}  // namespace

Result<EmbeddingTable> EmbeddingTable::load(const BlobFile& file, const std::string& name) {
  const Blob* blob = file.find(name);
  if (blob == nullptr) return model_error("blob " + name + " is missing");
  EmbeddingTable out{blob->type, blob->rows(), blob->columns(), blob->bytes.data(), nullptr};
  if (blob->ndim != 2 || out.rows == 0 || out.width == 0 || out.width > kMostWidth)
    return model_error("blob " + name + " has the wrong shape");
  if (blob->type == BlobType::f32 || blob->type == BlobType::f16) return out;
  const Blob* scale = file.find(name + ".scale");
  if (blob->type != BlobType::i8 || scale == nullptr || scale->type != BlobType::f32 ||
      scale->items() != out.rows)
    return model_error("blob " + name + " has the wrong type or no scale");
  out.scale = scale->as<float>().data();
  return out;
}

void EmbeddingTable::copy(size_t row, float* to) const {
  if (type == BlobType::i8) {
    const auto* from = reinterpret_cast<const int8_t*>(items) + row * width;
    for (size_t i = 0; i < width; ++i) to[i] = scale[row] * static_cast<float>(from[i]);
  } else if (type == BlobType::f32) {
    std::memcpy(to, items + row * width * sizeof(float), width * sizeof(float));
  } else {
    const auto* from = reinterpret_cast<const uint16_t*>(items) + row * width;
    for (size_t i = 0; i < width; ++i) to[i] = from_half(from[i]);
  }
}

size_t Weights::row(FeatureTable table, uint64_t hash) const {
  if (table != kWord) return hash % tables[table].rows;
  const uint64_t* end = vocabulary + vocabulary_size;
  const uint64_t* found = std::lower_bound(vocabulary, end, hash);
  return found != end && *found == hash ? static_cast<size_t>(found - vocabulary) + 1 : 0;
}

Result<std::unique_ptr<const Weights>> Weights::read(const BlobFile& file, const Kernels& kernels) {
  return WeightsReader(file, kernels).read();
}

}  // namespace dateline
