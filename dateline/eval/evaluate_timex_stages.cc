// evaluate_timex with the stages that come before times in the pipeline.
#include "dateline/eval/evaluate_timex.h"
#include "dateline/pipeline/resources.h"
#include "dateline/syntax/parse.h"

namespace dateline {

Result<TimexScores> evaluate_timex(const std::vector<std::filesystem::path>& paths,
                                   const Resources& resources, bool keep_misses) {
  ParseScratch scratch;
  const auto tagger = [&](const Document& doc) {
    const Tokens tokens = tokenize(doc, resources.text, &resources.boundary);
    const Syntax syntax =
        resources.model ? parse(doc, tokens, *resources.model, scratch) : Syntax();
    return find_times(doc, tokens, syntax, resources.times);
  };
  return evaluate_timex(paths, TimeTagger(tagger), keep_misses);
}

}  // namespace dateline
