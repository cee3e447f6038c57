// The subcommands, one file each, and what they share.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "dateline/base/result.h"
#include "dateline/pipeline/batch.h"

namespace dateline::cli {

// Exit codes of every command.
inline constexpr int kAllDone = 0;
inline constexpr int kSomeFailed = 1;
inline constexpr int kUsage = 2;

// Each adds its subcommand; running it sets `exit_code`.
void add_code(CLI::App& app, int& exit_code);
void add_annotate(CLI::App& app, int& exit_code);
void add_explain(CLI::App& app, int& exit_code);
void add_evaluate(CLI::App& app, int& exit_code);
void add_lint(CLI::App& app, int& exit_code);
// With the store only (cmake/store.cmake).
void add_ingest(CLI::App& app, int& exit_code);
void add_query(CLI::App& app, int& exit_code);
void add_export(CLI::App& app, int& exit_code);
void add_serve(CLI::App& app, int& exit_code);

// Options that every command which reads articles has.
struct InputOptions {
  std::vector<std::string> files;
  std::vector<std::string> fields;  // "text=body"
  std::string root;                 // holds data/ and models/; empty: found
  std::string model = "en";         // models/NAME.dlm; or "accurate"
  uint64_t limit = 0;

  void add_to(CLI::App& command);
  void add_model_to(CLI::App& command);  // --model alone
};

// Where data/ and models/ are: `given`, else DATELINE_ROOT, else ../share/dateline beside
// the program, else the source tree that it was built from.
std::filesystem::path found_root(const std::string& given);
Result<Resources> load_resources(const InputOptions& options);
Result<ReadOptions> read_options(const InputOptions& options);

// "dateline: wire.txt:120: reason", on stderr.
void report(const Error& error);

bool is_terminal(int descriptor);
// NO_COLOR (no-color.org) and a terminal on stdout.
bool color_wanted();

// A pipe, a device, a folder: what is there, and nothing may be renamed over.
bool is_no_plain_file(const std::string& path);

// Where the output goes: stdout, a pipe or a device, or a file that appears under its name only when whole.
class Output {
 public:
  static Result<Output> open(const std::string& path);  // "" or "-": stdout
  Output(Output&& other) noexcept;
  Output& operator=(Output&&) = delete;
  ~Output();  // removes what was not finished

  Status write(std::string_view bytes);
  Status finish();

 private:
  Output(int descriptor, std::string path, std::string part);
  int descriptor_;
  std::string path_;
  std::string part_;
};

// One line on a terminal's stderr, at most ten times a second.
class ProgressLine {
 public:
  explicit ProgressLine(bool wanted);
  void show(const BatchProgress& progress);
  void end(const BatchProgress& progress);  // the last word: totals and rate
  // One line for benchmarks: "articles=… sentences=… events=… failed=… seconds=… peak_mb=…".
  void stats(const BatchProgress& progress) const;

 private:
  void print(const BatchProgress& progress, char end) const;
  bool wanted_;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace dateline::cli
