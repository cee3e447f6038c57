// dateline evaluate: the field's measure for each stage.
#include <fmt/format.h>

#include "dateline/cli/show.h"
#include "dateline/eval/evaluate_attribution.h"
#include "dateline/eval/evaluate_factuality.h"
#include "dateline/eval/evaluate_geo.h"
#include "dateline/eval/evaluate_link.h"
#include "dateline/eval/evaluate_ner.h"
#include "dateline/eval/evaluate_open.h"
#include "dateline/eval/evaluate_plover.h"
#include "dateline/eval/evaluate_records.h"
#include "dateline/eval/evaluate_running.h"
#include "dateline/eval/evaluate_timex.h"
#include "dateline/eval/evaluate_ud.h"
#include "dateline/pipeline/pipeline.h"

namespace dateline::cli {
namespace {

struct EvaluateOptions {
  InputOptions input;
  std::string gold;
  bool details = false;
  bool gold_tokens = false;
  uint32_t every = 1;
  PloverOptions plover;
  std::string part = "test";
  std::string articles;
};

using Measure = Result<std::string> (*)(const EvaluateOptions&, const Resources&);

Result<std::string> measure_ud(const EvaluateOptions& o, const Resources& r) {
  const auto scores =
      evaluate_ud(o.gold, r.text, &r.boundary, *r.model, {.gold_tokens = o.gold_tokens});
  if (!scores) return scores.error();
  return scores->table(o.details);
}

Result<std::string> measure_ner(const EvaluateOptions& o, const Resources& r) {
  const auto scores = evaluate_ner(o.gold, *r.model, {.every = o.every});
  if (!scores) return scores.error();
  return scores->table();
}

Result<std::string> measure_timex(const EvaluateOptions& o, const Resources& r) {
  const auto scores = evaluate_timex({o.gold}, r, o.details);
  if (!scores) return scores.error();
  return scores->table(o.details);
}

Result<std::string> measure_attribution(const EvaluateOptions& o, const Resources& r) {
  const auto scores = evaluate_attribution(o.gold, r);
  if (!scores) return scores.error();
  return scores->table();
}

Result<std::string> measure_factuality(const EvaluateOptions& o, const Resources& r) {
  const auto scores = evaluate_factuality(o.gold, r);
  if (!scores) return scores.error();
  return scores->table();
}

Result<std::string> measure_geo(const EvaluateOptions& o, const Resources& r) {
  GeoOptions geo;
  ParseScratch scratch;
  Reading reading;
  geo.find = [&](const Document& document) {
    reading.doc = document;
    read_layers(r, scratch, reading);
    return reading.places;
  };
  const auto scores = evaluate_geo(o.gold, r.gazetteer, geo);
  if (!scores) return scores.error();
  return scores->table(o.details);
}

Result<std::string> measure_plover(const EvaluateOptions& o, const Resources& r) {
  PloverOptions plover = o.plover;
  plover.labels =
      ResourcePaths::under(found_root(o.input.root)).data / "eval" / "plover_labels.tsv";
  const auto scores = evaluate_plover(o.gold, plover, r);
  if (!scores) return scores.error();
  return scores->table();
}

OpenPart open_part(const EvaluateOptions& o) {
  return o.part == "train" ? OpenPart::train : o.part == "dev" ? OpenPart::dev : OpenPart::test;
}

Result<std::string> measure_open(const EvaluateOptions& o, const Resources& r) {
  const auto scores = evaluate_open(o.gold, {open_part(o), o.details}, r);
  if (!scores) return scores.error();
  return scores->table(o.details);
}

Result<std::string> measure_running(const EvaluateOptions& o, const Resources& r) {
  const auto scores = evaluate_running(o.gold, {open_part(o), o.details}, r);
  if (!scores) return scores.error();
  return scores->table();
}

Result<std::string> measure_records(const EvaluateOptions& o, const Resources& r) {
  const auto scores = evaluate_records(o.gold, r, o.articles);
  if (!scores) return scores.error();
  return scores->table(o.details);
}

Result<std::string> measure_link(const EvaluateOptions& o, const Resources& r) {
  const auto scores = evaluate_link(o.gold, r);
  if (!scores) return scores.error();
  return scores->table(o.details);
}

// Loads what every measure needs, runs it, prints its table.
int evaluate(const EvaluateOptions& options, Measure measure) {
  const auto resources = load_resources(options.input);
  if (!resources) return fail(resources.error());
  const Result<std::string> table = measure(options, *resources);
  if (!table) return fail(table.error());
  fmt::print("{}", *table);
  return kAllDone;
}

struct Subcommand {
  CLI::App* app;
  std::shared_ptr<EvaluateOptions> options;
};

Subcommand add_measure(CLI::App& parent, const std::string& name, const std::string& what,
                       Measure measure, int& exit_code) {
  auto options = std::make_shared<EvaluateOptions>();
  CLI::App* command = parent.add_subcommand(name, what);
  command->add_option("GOLD", options->gold, "File or folder with the gold annotation")->required();
  options->input.add_model_to(*command);
  command->add_option("--root", options->input.root, "Folder that holds data/ and models/");
  command->callback([options, measure, &exit_code] { exit_code = evaluate(*options, measure); });
  return {command, options};
}

Subcommand add_details(Subcommand subcommand) {
  subcommand.app->add_flag("--details", subcommand.options->details,
                           "List what is wrong, one by one");
  return subcommand;
}

void add_part(Subcommand subcommand, const std::string& what) {
  subcommand.app->add_option("--part", subcommand.options->part, what)
      ->check(CLI::IsMember({"train", "dev", "test"}))
      ->capture_default_str();
}

}  // namespace

void add_evaluate(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("evaluate", "The field's measure for each stage");
  command->require_subcommand(1);
  command->footer("docs/evaluate.md says what each figure means and where open gold data is.");
  const auto add = [&](const std::string& name, const std::string& what, Measure measure) {
    return add_measure(*command, name, what, measure, exit_code);
  };
  const Subcommand ud = add_details(
      add("ud", "Tokens, tags, lemmas and trees of a CoNLL-U file, from raw text (CoNLL 2018)",
          measure_ud));
  ud.app->add_flag("--gold-tokens", ud.options->gold_tokens, "Parse the gold tokens and sentences");
  const Subcommand ner =
      add("ner", "Entities of a file or folder of token and BIO label: exact-span F1", measure_ner);
  ner.app->add_option("--every", ner.options->every, "Of a folder, only each N-th file by name")
      ->check(CLI::PositiveNumber);
  add_details(add("timex", "TIMEX3 of TimeML files: TempEval-3 strict, relaxed and value F1",
                  measure_timex));
  add("attribution", "Source, cue and content of a folder of brat files: token-overlap F1",
      measure_attribution);
  add("factuality", "UDS It-Happened JSONL: Pearson r", measure_factuality);
  add_details(
      add("geo", "Toponyms of an LGL or GeoVirus file: accuracy within 161 km", measure_geo));
  const Subcommand plover =
      add("plover", "Categories and spans of a PLV table: macro-F1, accuracy", measure_plover);
  plover.app->add_flag("--given-spans", plover.options->plover.given_spans,
                       "The table's source and target are given; only the category is asked");
  plover.app->add_option("--predictions", plover.options->plover.predictions,
                         "Write row, event, quad, mode, aux, confidence to this file");
  add_part(
      add_details(add("open", "Our own sentences, corpus/plover-open: every field of the record",
                      measure_open)),
      "Which part: by predicate, so that the test has unseen ones");
  add_part(
      add_details(add("running",
                      "Our own articles, corpus/plover-open/articles: every event of running text",
                      measure_running)),
      "Which part: whole articles, by name");
  add_details(
      add("link", "Records that tell the same event, against gold.tsv: CoNLL F1", measure_link));
  const Subcommand records = add_details(
      add("records", "Whole records against NAME.expected.tsv beside NAME.txt", measure_records));
  records.app->add_option(
      "--articles", records.options->articles,
      "File or folder of articles, by the id in each table, in place of NAME.txt");
}

}  // namespace dateline::cli
