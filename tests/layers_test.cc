// Stages are siblings, never upward, never in a circle: every #include of the
// tree is held against tests/layers.txt. Test files may also use conllu.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

#include "dateline/base/data_lines.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using Layers = std::map<std::string, std::set<std::string>>;

const fs::path kRoot = DATELINE_SOURCE_DIR;

Layers allowed() {
  Layers layers;
  const Status status =
      each_line(kRoot / "tests" / "layers.txt", [&](std::string_view line) -> Status {
        const Fields words = words_of(line);
        auto& may = layers[std::string(words[0])];
        for (std::string_view word : words) may.emplace(word);
        return Done{};
      });
  EXPECT_TRUE(status);
  return layers;
}

// "read" of `#include "dateline/read/reader.h"`, else empty.
std::string included_folder(std::string_view line) {
  constexpr std::string_view kStart = "#include \"dateline/";
  if (!line.starts_with(kStart)) return {};
  line.remove_prefix(kStart.size());
  return std::string(line.substr(0, line.find('/')));
}

bool is_test(const fs::path& file) { return file.stem().string().ends_with("_test"); }

void check(const fs::path& file, const std::string& folder, const Layers& layers) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const std::string included = included_folder(line);
    if (included.empty() || (is_test(file) && included == "conllu")) continue;
    EXPECT_TRUE(layers.at(folder).contains(included))
        << file.lexically_relative(kRoot) << " includes " << included
        << "; if that is right, say so in tests/layers.txt";
  }
}

TEST(Layers, IncludeOnlyWhatTheListAllows) {
  const Layers layers = allowed();
  size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(kRoot / "dateline")) {
    if (entry.path().extension() != ".h" && entry.path().extension() != ".cc") continue;
    const std::string folder =
        entry.path().lexically_relative(kRoot / "dateline").begin()->string();
    ASSERT_TRUE(layers.contains(folder)) << folder << " is not in tests/layers.txt";
    check(entry.path(), folder, layers);
    ++files;
  }
  EXPECT_GT(files, 50u);
}

TEST(Layers, HaveNoCircle) {
  const Layers layers = allowed();
  std::set<std::string> done;
  while (done.size() < layers.size()) {
    const size_t before = done.size();
    for (const auto& [folder, may] : layers) {
      const bool ready = std::all_of(may.begin(), may.end(), [&, &self = folder](const std::string& other) {
        return other == self || done.contains(other);
      });
      if (ready) done.insert(folder);
    }
    ASSERT_GT(done.size(), before) << "the layers include each other in a circle";
  }
}

// "Covered by duck_test.cc": a header names the tests beside it, or by their path from the root or
// dateline.
TEST(Headers, NameTestsThatExist) {
  const std::regex named(R"(([\w/]+_test\.(cc|sh)))");
  for (const auto& entry : fs::recursive_directory_iterator(kRoot / "dateline")) {
    if (entry.path().extension() != ".h") continue;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line) && !line.starts_with("#include");)
      for (std::sregex_iterator at(line.begin(), line.end(), named), end; at != end; ++at) {
        const std::string test = at->str();
        EXPECT_TRUE(fs::exists(entry.path().parent_path() / test) || fs::exists(kRoot / test) ||
                    fs::exists(kRoot / "dateline" / test))
            << entry.path().lexically_relative(kRoot) << " names " << test;
      }
  }
}

}  // namespace
}  // namespace dateline
