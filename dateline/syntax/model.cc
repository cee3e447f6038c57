#include "dateline/syntax/model.h"

#include "dateline/syntax/accurate.h"
#include "dateline/syntax/weights.h"

namespace dateline {

Model::Model(BlobFile file, std::unique_ptr<const Weights> weights)
    : file_(std::move(file)), weights_(std::move(weights)) {}
Model::~Model() = default;

Result<std::shared_ptr<Model>> Model::build(BlobFile file, const ModelOptions& options) {
  const Kernels& kernels = options.portable ? portable_kernels() : best_kernels();
  auto weights = Weights::read(file, kernels);
  if (!weights) return weights.error();
  return std::shared_ptr<Model>(new Model(std::move(file), std::move(*weights)));
}

Status Model::add_accurate(BlobFile file) {
  auto weights = AccurateWeights::read(file, file_, *weights_);
  if (!weights) return weights.error();
  accurate_ = std::move(*weights);
  accurate_file_ = std::move(file);
  return Done{};
}

Result<std::shared_ptr<const Model>> Model::load(const std::filesystem::path& file,
                                                 const ModelOptions& options) {
  auto blobs = BlobFile::open(file);
  if (!blobs) return blobs.error();
  auto model = build(std::move(*blobs), options);
  if (!model) {
    model.error().file = file.string();
    return model.error();
  }
  if (options.accurate) {
    auto beside = file;
    beside.replace_extension(".accurate.dlm");
    auto more = BlobFile::open(beside);
    if (!more) return more.error();
    if (Status added = (*model)->add_accurate(std::move(*more)); !added) {
      added.error().file = beside.string();
      return added.error();
    }
  }
  return std::shared_ptr<const Model>(std::move(*model));
}

Result<std::shared_ptr<const Model>> Model::from_bytes(std::string_view bytes,
                                                       const ModelOptions& options,
                                                       std::string_view accurate) {
  auto blobs = BlobFile::from_bytes(bytes);
  if (!blobs) return blobs.error();
  auto model = build(std::move(*blobs), options);
  if (!model) return model.error();
  if (!accurate.empty()) {
    auto more = BlobFile::from_bytes(accurate);
    if (!more) return more.error();
    if (const Status added = (*model)->add_accurate(std::move(*more)); !added) return added.error();
  }
  return std::shared_ptr<const Model>(std::move(*model));
}

}  // namespace dateline
