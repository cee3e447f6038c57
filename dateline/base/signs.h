// A choice among candidates by signs: what speaks for each has a name and a learned weight, and the
// candidate whose signs have the largest sum is taken.
//
// A conditional log-linear (ranking) model whose weights are a table that can be read and edited.
// Who asks is in some columns of the table: a sign may weigh otherwise for officials than for
// gunmen. train/choices.py learns such tables. Covered by signs_test.cc.
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dateline/base/result.h"

namespace dateline {

// What speaks for a candidate: rows of a table of SignWeights.
using Signs = std::vector<std::string_view>;
// By sign: a weight for each column.
struct SignHash {
  using is_transparent = void;
  size_t operator()(std::string_view sign) const { return std::hash<std::string_view>{}(sign); }
};
using SignWeights = std::unordered_map<std::string, std::vector<float>, SignHash, std::equal_to<>>;

// REQUIRES: `name` is one of `columns`.
constexpr uint8_t column_of(std::span<const std::string_view> columns, std::string_view name) {
  return static_cast<uint8_t>(std::ranges::find(columns, name) - columns.begin());
}

// The sum of the weights of signs in the columns that ask; signs that have no row count nothing.
float weigh(const SignWeights& weights, std::span<const uint8_t> columns, const Signs& signs);

// Tab-separated rows of a sign and its weight in each column. Errors: not_found, bad_data.
Status read_weights(const std::filesystem::path& file, size_t columns, SignWeights& out);

}  // namespace dateline
