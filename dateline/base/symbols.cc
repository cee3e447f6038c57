#include "dateline/base/symbols.h"

namespace dateline {

Symbol Symbols::intern(std::string_view text) {
  if (auto found = index_.find(text); found != index_.end()) return found->second;
  const auto symbol = static_cast<Symbol>(strings_.size());
  strings_.emplace_back(text);
  index_.emplace(strings_.back(), symbol);
  return symbol;
}

}  // namespace dateline
