#include "tests/articles.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "dateline/pipeline/pipeline.h"
#include "dateline/read/reader.h"
#include "dateline/render/record.h"

namespace dateline {
namespace {

class SpanWalk {
 public:
  explicit SpanWalk(const Reading& reading) : reading_(reading) {}

  std::string run() {
    for (size_t i = 0; i < reading_.events.events.size(); ++i) walk(to_record(reading_, i));
    return std::move(wrong_);
  }

 private:
  void walk(const Json& record) {
    expect(piece(record["text_info"]) == record["text"], record, "text");
    for (const Json& e : record["dateline"]["evidence"])
      expect(e["start"] < e["end"] && !piece(e).empty(), record, "evidence");
    for (const Json& link : record["dateline"]["attribution"])
      if (!link["source"].is_null()) expect(piece(link) == link["source"], record, "attribution");
  }

  std::string piece(const Json& at) const {
    const size_t start = at["start"], end = at["end"];
    if (start > end || end > reading_.doc.text.size()) return {};
    return reading_.doc.text.substr(start, end - start);
  }

  void expect(bool holds, const Json& record, const char* field) {
    if (!holds) wrong_ += reading_.doc.origin + ": " + field + " of " + record["id"].dump() + "\n";
  }

  const Reading& reading_;
  std::string wrong_;
};

}  // namespace

const std::filesystem::path& house() {
  static const std::filesystem::path root = DATELINE_SOURCE_DIR;
  return root;
}

const Resources& resources() {
  static const Result<Resources> loaded = Resources::load(ResourcePaths::under(house()));
  if (!loaded) throw std::runtime_error(loaded.error().message());
  return *loaded;
}

std::vector<Reading> read_articles(const std::filesystem::path& input) {
  auto reader = open_input(input.string(), {}, resources().marks);
  if (!reader) throw std::runtime_error(reader.error().message());
  std::vector<Reading> out;
  ParseScratch scratch;
  for (Reading reading;;) {
    const Result<bool> more = (*reader)->next(reading.doc);
    if (!more) throw std::runtime_error(more.error().message());
    if (!*more) return out;
    reading.doc.origin = input.filename().string();  // golden files know no machine's paths
    read_layers(resources(), scratch, reading);
    out.push_back(std::move(reading));
    reading = {};
  }
}

Reading read_article(const std::string& text) {
  const auto file = std::filesystem::temp_directory_path() / fmt::format("dateline-{}.txt", ::getpid());
  std::ofstream(file, std::ios::binary) << text;
  std::vector<Reading> out = read_articles(file);
  std::filesystem::remove(file);
  return out.empty() ? Reading{} : std::move(out.front());
}

size_t thinning() {
  const char* wanted = std::getenv("DATELINE_THIN");
  return wanted ? std::max(1, std::atoi(wanted)) : 1;
}

std::string broken_spans(const Reading& reading) { return SpanWalk(reading).run(); }

}  // namespace dateline
