#include "dateline/syntax/recurrence.h"

namespace dateline {
namespace {

constexpr size_t kMostLayers = 16;

Result<RecurrentLayer> read_layer(const BlobFile& file, const Kernels& kernels,
                                  const std::string& name, size_t d) {
  RecurrentLayer out;
  Status status = take_bytes(kernels, Matrix::load(file, name + ".w", name + ".b", d), out.product);
  if (status && out.product.outputs() != 3 * d)
    return model_error("blob " + name + ".w has the wrong shape");
  if (status) status = take_floats(file, name + ".v", 4, d / 2, out.v);
  if (status) status = take_floats(file, name + ".g", d, 0, out.gain);
  if (status) status = take_floats(file, name + ".n", d, 0, out.bias);
  if (!status) return status.error();
  return out;
}

// One direction over one piece, of rows at `column`; the highway reads and writes x in place.
void recur(const RecurrentLayer& layer, const Kernels& kernels, size_t row, size_t column,
           ptrdiff_t sign, size_t length, size_t d, float* x, RecurrenceMemory& memory) {
  const size_t h = d / 2;
  RecurrenceTask task;
  task.u = &memory.u[row * layer.product.y_stride() + 3 * column];
  task.u_step = sign * static_cast<ptrdiff_t>(layer.product.y_stride());
  task.x = x + row * d + column;
  task.y = x + row * d + column;
  task.x_step = sign * static_cast<ptrdiff_t>(d);
  task.v_forget = &layer.v[2 * column];
  task.v_reset = &layer.v[2 * column + h];
  task.state = memory.state.data();
  task.h = h;
  task.length = length;
  kernels.recurrence(task);
}

}  // namespace

Status read_recurrent_layers(const BlobFile& file, const Kernels& kernels,
                             const std::string& prefix, size_t d,
                             std::vector<RecurrentLayer>& out) {
  for (std::string name = prefix + "0"; file.find(name + ".w") != nullptr;
       name = prefix + std::to_string(out.size())) {
    auto layer = read_layer(file, kernels, name, d);
    if (!layer) return layer.error();
    out.push_back(std::move(*layer));
    if (out.size() > kMostLayers) return model_error("language model has too many layers");
  }
  const std::string next = prefix + std::to_string(out.size());
  if (file.find(next + ".b") != nullptr) return model_error("blob " + next + ".w is missing");
  return Done{};
}

void run_layers(std::span<const RecurrentLayer> layers, const Kernels& kernels,
                std::span<const Piece> pieces, size_t rows, size_t d, float* x,
                RecurrenceMemory& memory) {
  const size_t h = d / 2;
  at_least(memory.state, h);
  for (const RecurrentLayer& layer : layers) {
    float* u = at_least(memory.u, rows * layer.product.y_stride());
    layer.product.product(kernels, x, d, rows, memory.integers, u);
    for (const Piece& piece : pieces) {
      recur(layer, kernels, piece.row, 0, 1, piece.size(), d, x, memory);
      recur(layer, kernels, piece.row + piece.size() - 1, h, -1, piece.size(), d, x, memory);
    }
    for (size_t row = 0; row < rows; ++row)
      kernels.normalise(x + row * d, d, layer.gain.data(), layer.bias.data());
  }
}

}  // namespace dateline
