#include "dateline/syntax/model.h"

#include "dateline/syntax/weights.h"

namespace dateline {

Model::Model(BlobFile file, std::unique_ptr<const Weights> weights)
    : file_(std::move(file)), weights_(std::move(weights)) {}
Model::~Model() = default;

Result<std::shared_ptr<const Model>> Model::build(BlobFile file, const ModelOptions& options) {
  const Kernels& kernels = options.portable ? portable_kernels() : best_kernels();
  auto weights = Weights::read(file, kernels);
  if (!weights) return weights.error();
  return std::shared_ptr<const Model>(new Model(std::move(file), std::move(*weights)));
}

Result<std::shared_ptr<const Model>> Model::load(const std::filesystem::path& file,
                                                 const ModelOptions& options) {
  auto blobs = BlobFile::open(file);
  if (!blobs) return blobs.error();
  auto model = build(std::move(*blobs), options);
  if (!model) model.error().file = file.string();
  return model;
}

Result<std::shared_ptr<const Model>> Model::from_bytes(std::string_view bytes,
                                                       const ModelOptions& options) {
  auto blobs = BlobFile::from_bytes(bytes);
  if (!blobs) return blobs.error();
  return build(std::move(*blobs), options);
}

}  // namespace dateline
