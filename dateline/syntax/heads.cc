#include "dateline/syntax/heads.h"

#include <algorithm>
#include <cstring>

namespace dateline {
namespace {

class HeadsFile {
 public:
  HeadsFile(const BlobFile& file, const Kernels& kernels, size_t d)
      : file_(file), kernels_(kernels), d_(d) {}

  Result<Heads> read(const HeadSizes& sizes, std::span<const Deprel> relations) {
    Status status = read_tags(sizes);
    if (status) status = read_parser(relations.size());
    if (status) status = rule_out_root(relations);
    if (status) status = read_root();
    if (!status) return status.error();
    return std::move(out_);
  }

 private:
  // One blob holds the three heads side by side.
  Status read_tags(const HeadSizes& sizes) {
    const auto head = [&](size_t first, size_t rows, Matrix& out) {
      return take_bytes(kernels_, Matrix::load(file_, "tags.w", "tags.b", d_, first, rows), out);
    };
    Status status = head(0, sizes.morphs, out_.morph);
    if (status) status = head(sizes.morphs, sizes.scripts, out_.script);
    if (status) status = head(sizes.morphs + sizes.scripts, sizes.entities + 1, out_.entity);
    if (status && file_.find("tags.w")->rows() != sizes.morphs + sizes.scripts + sizes.entities + 1)
      return model_error("blob tags.w does not fit the labels");
    return status;
  }

  Status read_parser(size_t relations) {
    const Blob* u = file_.find("arc.u");
    const Blob* relation = file_.find("rel.w");
    if (u == nullptr || relation == nullptr) return model_error("blob arc.u or rel.w is missing");
    out_.arc_size = u->rows();
    out_.relation_size = relation->columns();
    const auto fits = [](size_t n) { return n % kLanes == 0 && n <= kMostWidth && n > 0; };
    if (!fits(out_.arc_size) || !fits(out_.relation_size))
      return model_error("the widths of the parser are not multiples of 8 up to 4096");
    Status status = take(Matrix::load(file_, "arc.u", "arc.b", out_.arc_size), out_.arc);
    if (status)
      status = take(Matrix::load(file_, "rel.w", "rel.b", out_.relation_size), out_.relation);
    if (status)
      status = take_bytes(kernels_, Matrix::load(file_, "parse.w", "parse.b", d_), out_.parse);
    if (status && (out_.parse.outputs() != 2 * (out_.arc_size + out_.relation_size) ||
                   out_.relation.outputs() != relations))
      return model_error("the blobs of the parser do not fit each other");
    return status;
  }

  // "root" is for the child of the root alone, whose relation is not asked for.
  Status rule_out_root(std::span<const Deprel> relations) {
    bool any = false;
    for (size_t i = 0; i < relations.size(); ++i) {
      if (relations[i] == Deprel::root)
        out_.relation.set_bias(i, -1e30f);
      else
        any = true;
    }
    if (!any) return model_error("labels.rel has no relation but root");
    return Done{};
  }

  Status read_root() {
    const Status status =
        take_floats(file_, "parse.root", out_.arc_size + out_.relation_size, 0, out_.root);
    if (!status) return status;
    for (size_t i = 0; i < out_.arc_size; ++i) out_.root[i] = std::max(out_.root[i], 0.0f);
    const auto distance = read_floats(file_, "arc.dist", out_.distance.size(), 0);
    if (!distance) return distance.error();
    std::copy(distance->begin(), distance->end(), out_.distance.begin());
    return Done{};
  }

  const BlobFile& file_;
  const Kernels& kernels_;
  size_t d_;
  Heads out_;
};

}  // namespace

Result<Heads> Heads::read(const BlobFile& file, const Kernels& kernels, size_t d,
                          const HeadSizes& sizes, std::span<const Deprel> relations) {
  return HeadsFile(file, kernels, d).read(sizes, relations);
}

void ArcScorer::read(const float* x, size_t d, size_t rows) {
  const size_t stride = w_.parse.y_stride();
  float* parts = at_least(m_.parts, rows * stride);
  w_.parse.product(kernels_, x, d, rows, m_.integers, parts);
  for (size_t row = 0; row < rows; ++row)
    for (size_t c = 0; c < 2 * w_.arc_size; ++c)
      parts[row * stride + c] = std::max(parts[row * stride + c], 0.0f);
  w_.arc.product(kernels_, parts, stride, rows, m_.integers,
                 at_least(m_.dependent, rows * w_.arc.y_stride()));
}

float* ArcScorer::score(uint32_t row, uint32_t n) {
  const size_t size = w_.arc_size;
  float* heads = at_least(m_.heads, (n + 1) * size);
  std::memcpy(heads, w_.root.data(), size * sizeof(float));
  for (uint32_t i = 0; i < n; ++i)
    std::memcpy(heads + (i + 1) * size, part(row + i, arc_head_column()), size * sizeof(float));
  m_.head_matrix.assign(kernels_, heads, size, n + 1, size);
  m_.head_matrix.product(kernels_, &m_.dependent[row * w_.arc.y_stride()], w_.arc.y_stride(), n,
                         m_.integers, at_least(m_.scores, n * stride()));
  add_distances(n);
  return m_.scores.data();
}

void ArcScorer::add_distances(uint32_t n) {
  // distance[n + k] is that of a head k tokens to the right.
  m_.distance.resize(2 * n);
  const auto reach = static_cast<int>(w_.distance.size() / 2);
  for (uint32_t k = 0; k < 2 * n; ++k) {
    const int offset = std::clamp(static_cast<int>(k) - static_cast<int>(n), -reach, reach);
    m_.distance[k] = w_.distance[static_cast<uint32_t>(offset + reach)];
  }
  for (uint32_t i = 0; i < n; ++i) {
    float* row = &m_.scores[i * stride() + 1];
    for (uint32_t j = 0; j < n; ++j) row[j] += m_.distance[n + j - i];
  }
}

float* ArcScorer::relate(std::span<const uint32_t> head_of) {
  const size_t size = w_.relation_size;
  float* pairs = at_least(m_.pairs, head_of.size() * size);
  for (uint32_t row = 0; row < head_of.size(); ++row) {
    const float* dependent = part(row, label_dependent_column());
    const float* of_head = head_of[row] == kNone ? &w_.root[w_.arc_size]
                                                 : part(head_of[row], label_head_column());
    for (size_t c = 0; c < size; ++c)
      pairs[row * size + c] = std::max(dependent[c] + of_head[c], 0.0f);
  }
  float* out = at_least(m_.relation, head_of.size() * w_.relation.y_stride());
  w_.relation.product(kernels_, pairs, size, head_of.size(), m_.integers, out);
  return out;
}

}  // namespace dateline
