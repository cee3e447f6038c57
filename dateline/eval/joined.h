// Lists as one field of a table.
#pragma once

#include <fmt/ranges.h>

#include <string>
#include <string_view>

namespace dateline {

template <class List>
std::string joined(const List& list, std::string_view between = ",") {
  return fmt::format("{}", fmt::join(list, between));
}

}  // namespace dateline
