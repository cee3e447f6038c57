#include "dateline/base/result.h"

namespace dateline {

std::string Error::message() const {
  std::string out = file;
  if (offset != kNoOffset) out += (out.empty() ? "offset " : ":") + std::to_string(offset);
  if (!out.empty()) out += ": ";
  return out + what;
}

}  // namespace dateline
