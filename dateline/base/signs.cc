#include "dateline/base/signs.h"

#include <charconv>

#include "dateline/base/data_lines.h"

namespace dateline {

float weigh(const SignWeights& weights, std::span<const uint8_t> columns, const Signs& signs) {
  float sum = 0;
  for (const std::string_view sign : signs) {
    const auto found = weights.find(sign);
    if (found == weights.end()) continue;
    for (const uint8_t c : columns) sum += found->second[c];
  }
  return sum;
}

Status read_weights(const std::filesystem::path& file, size_t columns, SignWeights& out) {
  return each_row(file, 1 + columns, 1 + columns, [&](const Fields& f) -> Status {
    std::vector<float> weights(columns);
    for (size_t i = 0; i < columns; ++i) {
      const std::string_view cell = f[i + 1];
      const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), weights[i]);
      if (read.ec != std::errc() || read.ptr != cell.data() + cell.size())
        return bad_line("not a number: \"" + std::string(cell) + "\"");
    }
    if (!out.emplace(f[0], std::move(weights)).second)
      return bad_line(std::string(f[0]) + " stands twice");
    return Done{};
  });
}

}  // namespace dateline
