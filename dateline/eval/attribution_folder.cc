// The folder of PolNeAR read through the pipeline, for evaluate_attribution.
#include <algorithm>
#include <fstream>
#include <iterator>

#include "dateline/base/files.h"
#include "dateline/eval/evaluate_attribution.h"
#include "dateline/pipeline/pipeline.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

// text/NAME.txt for attributions/NAME_ANNOTATOR.ann
fs::path text_of(const fs::path& annotation) {
  const std::string stem = annotation.stem().string();
  return annotation.parent_path().parent_path() / "text" /
         (stem.substr(0, stem.rfind('_')) + ".txt");
}

Result<std::vector<fs::path>> annotation_files(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::directory_iterator it(folder / "attributions", error), end; !error && it != end;
       it.increment(error))
    if (it->path().extension() == ".ann") files.push_back(it->path());
  if (error) return Error{ErrorKind::not_found, error.message(), kNoOffset, folder.string()};
  std::sort(files.begin(), files.end());
  return files;
}

Result<AttributionScores> score_file(const fs::path& file, const Resources& resources,
                                     ParseScratch& scratch) {
  auto text = read_file(text_of(file));
  if (!text) return text.error();
  const auto annotation = read_file(file);
  if (!annotation) return annotation.error();
  auto gold = read_brat(*annotation, *text);
  if (!gold) {
    gold.error().file = file.string();
    return gold.error();
  }
  const Reading reading = read_body(resources, scratch, std::move(*text));
  return score_attributions(gold_attributions(*gold, reading.tokens, reading.syntax),
                            predicted_attributions(reading.claims, reading.tokens, reading.syntax));
}

}  // namespace

Result<AttributionScores> evaluate_attribution(const fs::path& folder, const Resources& resources) {
  const auto files = annotation_files(folder);
  if (!files) return files.error();
  AttributionScores total;
  ParseScratch scratch;
  for (const fs::path& file : *files) {
    const auto scores = score_file(file, resources, scratch);
    if (!scores) return scores.error();
    total += *scores;
  }
  return total;
}

}  // namespace dateline
