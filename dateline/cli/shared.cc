#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "dateline/cli/commands.h"

namespace dateline::cli {
namespace {

Error os_error(const std::string& path, std::string_view what) {
  const ErrorKind kind = errno == EACCES || errno == EPERM ? ErrorKind::no_access : ErrorKind::io;
  return {kind, fmt::format("{}: {}", what, std::strerror(errno)), kNoOffset, path};
}

}  // namespace

std::filesystem::path found_root(const std::string& given) {
  if (!given.empty()) return given;
  if (const char* named = std::getenv("DATELINE_ROOT")) return named;
  std::error_code ignored;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
  const auto installed = program.parent_path().parent_path() / "share" / "dateline";
  if (std::filesystem::exists(installed / "data", ignored)) return installed;
  return DATELINE_SOURCE_DIR;
}

void InputOptions::add_to(CLI::App& command) {
  command.add_option("FILE", files, "Files, directories or archives; - reads standard input")
      ->required();
  command.add_option("--field", fields,
                     "JSON field to read from, as NAME=FIELD; NAME is text, title, id, url, "
                     "published, publication or language (--field text=body)");
  command.add_option("--limit", limit, "Stop after so many articles");
  add_model_to(command);
  command.add_option("--root", root, "Folder that holds data/ and models/ (or set DATELINE_ROOT)");
}

void InputOptions::add_model_to(CLI::App& command) {
  command
      .add_option("--model", model,
                  "Language model: models/NAME.dlm; accurate: models/en.accurate.dlm is asked, too, "
                  "where you made it (train/README.md)")
      ->capture_default_str();
}

// "accurate" is en.dlm with en.accurate.dlm, "NAME.accurate" NAME.dlm with its own.
Result<Resources> load_resources(const InputOptions& options) {
  constexpr std::string_view kAccurate = ".accurate";
  ResourcePaths paths = ResourcePaths::under(found_root(options.root));
  std::string name = options.model == "accurate" ? "en.accurate" : options.model;
  paths.accurate = name.ends_with(kAccurate);
  if (paths.accurate) name.resize(name.size() - kAccurate.size());
  paths.model.replace_filename(name + ".dlm");
  return Resources::load(paths);
}

Result<ReadOptions> read_options(const InputOptions& options) {
  ReadOptions read;
  for (const std::string& field : options.fields) {
    const size_t equals = field.find('=');
    if (equals == 0 || equals == std::string::npos || equals + 1 == field.size())
      return Error{ErrorKind::usage, "--field takes NAME=FIELD, not " + field, kNoOffset, {}};
    read.fields[field.substr(0, equals)] = field.substr(equals + 1);
  }
  return read;
}

void report(const Error& error) { fmt::print(stderr, "dateline: {}\n", error.message()); }

bool is_terminal(int descriptor) { return isatty(descriptor) == 1; }

bool color_wanted() {
  const char* no_color = std::getenv("NO_COLOR");
  return is_terminal(STDOUT_FILENO) && !(no_color && *no_color);
}

Output::Output(int descriptor, std::string path, std::string part)
    : descriptor_(descriptor), path_(std::move(path)), part_(std::move(part)) {}

Output::Output(Output&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      path_(std::move(other.path_)),
      part_(std::move(other.part_)) {}

bool is_no_plain_file(const std::string& path) {
  std::error_code unknown;
  const auto there = std::filesystem::status(path, unknown);
  return std::filesystem::exists(there) && !std::filesystem::is_regular_file(there);
}

Result<Output> Output::open(const std::string& path) {
  if (path.empty() || path == "-") return Output(STDOUT_FILENO, {}, {});
  if (is_no_plain_file(path)) {  // written to as it is
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return os_error(path, "cannot write");
    return Output(descriptor, path, {});
  }
  const std::string part = path + ".part";
  const int descriptor = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) return os_error(path, "cannot write");
  return Output(descriptor, path, part);
}

Output::~Output() {
  if (path_.empty() || descriptor_ < 0) return;
  ::close(descriptor_);
  if (!part_.empty()) ::unlink(part_.c_str());
}

Status Output::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::write(descriptor_, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return os_error(path_.empty() ? "standard output" : path_, "cannot write");
    bytes.remove_prefix(static_cast<size_t>(wrote));
  }
  return Done{};
}

Status Output::finish() {
  if (path_.empty()) return Done{};
  if (::fsync(descriptor_) != 0 && errno != EINVAL) return os_error(path_, "cannot write");
  if (::close(std::exchange(descriptor_, -1)) != 0) return os_error(path_, "cannot write");
  if (part_.empty()) return Done{};
  if (::rename(part_.c_str(), path_.c_str()) != 0) return os_error(path_, "cannot rename into place");
  return Done{};
}

ProgressLine::ProgressLine(bool wanted) : wanted_(wanted), start_(std::chrono::steady_clock::now()) {}

void ProgressLine::show(const BatchProgress& progress) {
  const auto now = std::chrono::steady_clock::now();
  if (!wanted_ || now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  print(progress, '\r');
}

void ProgressLine::end(const BatchProgress& progress) {
  if (wanted_) print(progress, '\n');
}

void ProgressLine::print(const BatchProgress& p, char end) const {
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start_;
  fmt::print(stderr, "\x1b[K{} articles, {} sentences, {} events, {} failed, {:.0f} sentences/s{}",
             p.articles, p.sentences, p.events, p.failed,
             static_cast<double>(p.sentences) / std::max(elapsed.count(), 1e-3), end);
}

void ProgressLine::stats(const BatchProgress& p) const {
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start_;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print(stderr,
             "articles={} sentences={} events={} failed={} bytes={} seconds={:.3f} peak_mb={:.1f}\n",
             p.articles, p.sentences, p.events, p.failed, p.bytes, elapsed.count(),
             static_cast<double>(usage.ru_maxrss) / 1024);
}

}  // namespace dateline::cli
