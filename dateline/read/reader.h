// Reading articles: bytes → Document, whatever file or archive they lie in.
//
// open_input gives a Reader to pull from. An Error is for one article or one file:
// the caller may call next again, and the rest goes on. Memory is bounded by the
// limits of ReadOptions, whatever the input. Covered by reader_test.cc.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "dateline/base/result.h"
#include "dateline/doc/document.h"
#include "dateline/read/wire_marks.h"

namespace dateline {

struct ReadOptions {
  // Our field → theirs, for JSON: {"text", "body"}. Fields of ours: text, title, id,
  // url, published, publication, language. Those not named are guessed.
  std::map<std::string, std::string> fields;
  uint64_t max_article_bytes = 16u << 20;   // longer plain text is cut: Document::cut
  uint64_t max_archive_bytes = 4ull << 30;  // unpacked bytes of one archive
  uint64_t max_archive_ratio = 1000;        // unpacked to packed, beyond the first MiB
  uint32_t max_archive_depth = 3;           // archives inside archives
  uint32_t max_folder_depth = 64;
};

class Reader {
 public:
  virtual ~Reader() = default;
  // The next article into `out`, which is cleared first. False: the end.
  virtual Result<bool> next(Document& out) = 0;
};

// Opens a file, a folder (read in sorted order), an archive, or "-": standard input.
// Errors: not_found and no_access for the path itself, usage for a field that is not
// ours; what is wrong further in comes from next(). `marks` must outlive the Reader.
Result<std::unique_ptr<Reader>> open_input(const std::string& path_or_dash,
                                           const ReadOptions& options, const WireMarks& marks);

// The first article of a file. Errors: as open_input and next, and bad_input where it holds none.
Result<Document> read_article(const std::string& file, const WireMarks& marks);

}  // namespace dateline
