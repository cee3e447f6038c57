// Fuzz target of the gazetteer reader: any bytes are refused or give a gazetteer
// whose every row and name can be read. Build alone with clang++
// -fsanitize=fuzzer,address, or run by dateline/places/gazetteer_fuzz_test.cc over
// fuzz/corpus/gazetteer.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "dateline/base/hash.h"
#include "dateline/places/fold.h"
#include "dateline/places/places.h"

namespace dateline::fuzz {

inline void read_everything(const Gazetteer& gazetteer) {
  for (uint32_t i = 0; i < gazetteer.size(); ++i)
    if (gazetteer.candidate(i, 1).country.size() % 3 != 0) __builtin_trap();
  std::vector<Posting> found;
  for (const char* name : {"paris", "mali", "us", "lamar county"})
    gazetteer.find(NameKey::of(name), found);
  Document document;
  document.text = "PARIS, Texas (AP) -- Troops in northern Mali, the U.S. and Lamar County.";
  const Span spans[] = {{0, 5}, {40, 44}, {50, 54}};
  resolve_places(document, spans, gazetteer);
}

// Bytes 32 to 39 hold the checksum of what follows the header.
inline std::string sealed_gazetteer(const uint8_t* data, size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (size < 64) return bytes;
  const uint64_t sum = fnv1a(std::string_view(bytes).substr(64));
  std::memcpy(bytes.data() + 32, &sum, sizeof sum);
  return bytes;
}

}  // namespace dateline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto gazetteer =
      dateline::Gazetteer::from_bytes(dateline::fuzz::sealed_gazetteer(data, size));
  if (gazetteer.ok()) dateline::fuzz::read_everything(gazetteer.value());
  return 0;
}
