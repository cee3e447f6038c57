// Strings interned once: equal strings have equal Symbols.
//
// A Symbols table is owned by the layer that hands the Symbols out; a Symbol
// means nothing without it. Symbol{0} is the empty string.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace dateline {

enum class Symbol : uint32_t { empty = 0 };

class Symbols {
 public:
  Symbols() { intern(""); }
  Symbols(Symbols&&) = default;
  Symbols& operator=(Symbols&&) = default;
  Symbols(const Symbols&) = delete;
  Symbols& operator=(const Symbols&) = delete;

  Symbol intern(std::string_view text);
  std::string_view text(Symbol symbol) const& { return strings_[static_cast<uint32_t>(symbol)]; }
  std::string_view text(Symbol) const&& = delete;
  size_t size() const { return strings_.size(); }

 private:
  std::deque<std::string> strings_;  // a deque: growing never moves a string
  std::unordered_map<std::string_view, Symbol> index_;
};

}  // namespace dateline
