#include "dateline/cli/show.h"

namespace dateline::cli {

int fail(const Error& error) {
  report(error);
  return error.kind == ErrorKind::usage ? kUsage : kSomeFailed;
}

int show(const ShowOptions& options, const std::function<std::string(const Reading&)>& render) {
  const auto read = read_options(options.input);
  if (!read) return fail(read.error());
  const auto resources = load_resources(options.input);
  if (!resources) return fail(resources.error());
  auto output = Output::open(options.output);
  if (!output) return fail(output.error());
  if (const Status status = output->write(options.head); !status) return fail(status.error());

  ProgressLine line(options.progress);
  const BatchCalls calls{{}, render, [&](std::string_view text) { return output->write(text); }, report,
                         [&](const BatchProgress& progress) { line.show(progress); }};
  const auto done =
      run_batch(options.input.files, *resources, {*read, options.jobs, options.input.limit}, calls);
  if (!done) return fail(done.error());
  if (const Status status = output->finish(); !status) return fail(status.error());
  line.end(*done);
  if (options.stats) line.stats(*done);
  return done->failed ? kSomeFailed : kAllDone;
}

}  // namespace dateline::cli
