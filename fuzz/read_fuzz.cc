// Fuzz target of the readers: any bytes as one input file, whatever they are. No
// reader may crash, run on, or give a Document whose spans lie outside its text.
// Build alone with clang++ -fsanitize=fuzzer,address from the root of the project,
// or run by dateline/read/fuzz_test.cc over fuzz/corpus/read.
#include <cstddef>
#include <cstdint>
#include <string>

#include "dateline/base/utf8.h"
#include "dateline/read/format.h"

namespace dateline::fuzz {

inline bool within(const Document& document, Span span) {
  return span.begin <= span.end && span.end <= document.text.size();
}

inline bool sound(const Document& document) {
  bool good = find_invalid_utf8(document.text) == std::string::npos;
  for (const Span span : {document.body, document.published_span, document.publication_span,
                          document.dateline_place, document.title_span, document.byline})
    good &= within(document, span);
  for (const Notice& notice : document.notices) good &= within(document, notice.span);
  return good && !document.id.empty();
}

// At most one article or error for each byte, and then the end.
inline void read_all(Reader& reader, size_t bytes) {
  Document document;
  for (size_t n = 0; n <= 2 * bytes + 16; ++n) {
    const auto more = reader.next(document);
    if (more && !more.value()) return;
    if (more && !sound(document)) __builtin_trap();
    if (!more && more.error().what.empty()) __builtin_trap();
  }
  if (bytes < 64) __builtin_trap();  // packed bytes may hold many articles; few bytes may not
}

}  // namespace dateline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto marks = dateline::WireMarks::load("data");
  static const dateline::ReadOptions options{
      .fields = {}, .max_article_bytes = 1 << 16, .max_archive_bytes = 1 << 22};
  if (!marks) return 0;
  const dateline::InputContext context{&options, &marks.value()};
  std::string bytes(reinterpret_cast<const char*>(data), size);
  auto reader = dateline::read_bytes(dateline::memory_bytes(std::move(bytes), "fuzz"), context);
  if (reader) dateline::fuzz::read_all(*reader.value(), size);
  return 0;
}
