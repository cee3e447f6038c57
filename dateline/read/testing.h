// What the tests of this folder share: articles out of bytes in memory.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dateline/read/format.h"

namespace dateline::read_testing {

inline const WireMarks& marks() {
  static const WireMarks loaded = WireMarks::load(DATELINE_SOURCE_DIR "/data").value();
  return loaded;
}

struct Batch {
  std::vector<Document> documents;
  std::vector<Error> errors;
};

inline Batch drain(Result<std::unique_ptr<Reader>> reader) {
  Batch batch;
  if (!reader.ok()) {
    batch.errors.push_back(reader.error());
    return batch;
  }
  for (;;) {
    Document document;
    const Result<bool> more = reader.value()->next(document);
    if (!more)
      batch.errors.push_back(more.error());
    else if (!more.value())
      return batch;
    else
      batch.documents.push_back(std::move(document));
    if (batch.errors.size() > 1000) return batch;  // a reader that never ends
  }
}

inline Batch read_memory(std::string bytes, const ReadOptions& options = {},
                         std::string origin = "wire.txt") {
  const InputContext context{&options, &marks()};
  return drain(read_bytes(memory_bytes(std::move(bytes), std::move(origin)), context));
}

}  // namespace dateline::read_testing
