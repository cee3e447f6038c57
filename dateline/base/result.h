// An expected failure is a value: its kind, its words, its place.
//
// The library never prints and never exits; functions that can fail on their
// input return Result<T>. Exceptions are for broken invariants only.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <variant>

namespace dateline {

enum class ErrorKind : uint8_t {
  bad_input,    // the article or archive is not what it claims to be
  bad_data,     // a file under data/ breaks its format
  bad_model,    // a model or gazetteer file is foreign, broken or of another version
  not_found,    // no such file
  no_access,    // no rights to read or write
  too_large,    // a limit was reached
  io,           // the operating system failed us (disk full, broken pipe)
  unsupported,  // a format we know of but do not read
  usage,        // the caller asked for something that makes no sense
};

inline constexpr uint64_t kNoOffset = std::numeric_limits<uint64_t>::max();

struct Error {
  ErrorKind kind = ErrorKind::bad_input;
  std::string what;             // one sentence for a person, no trailing stop
  uint64_t offset = kNoOffset;  // byte offset in `file`, where one is known
  std::string file;             // the file, with "!" before an archive member

  // "wire.zip!a.txt:120: unclosed tag"
  std::string message() const;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // REQUIRES: ok().
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  // REQUIRES: !ok().
  const Error& error() const { return std::get<1>(state_); }
  Error& error() { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

// A Result with nothing to give but success: `return Done{};`
struct Done {};
using Status = Result<Done>;

}  // namespace dateline
