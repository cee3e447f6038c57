// One reader for each input format; input.cc chooses by the first bytes.
#pragma once

#include <memory>
#include <string>

#include "dateline/read/bytes.h"
#include "dateline/read/encoding.h"
#include "dateline/read/reader.h"

namespace dateline {

// Everything of one input that its readers share. What it points to outlives them.
struct InputContext {
  const ReadOptions* options = nullptr;
  const WireMarks* marks = nullptr;
};

// Wire text, one article or several. REQUIRES for all: the encoding as sniffed and
// its mark not yet read.
std::unique_ptr<Reader> read_plain(std::unique_ptr<ByteSource> bytes, Sniffed sniffed,
                                   const InputContext& context);
// JSON objects: one to a line, in an array, or one after the other.
std::unique_ptr<Reader> read_json(std::unique_ptr<ByteSource> bytes, Sniffed sniffed,
                                  bool one_to_a_line, const InputContext& context);
// Chooses by the first bytes: archive, JSON or plain text; refuses binary data.
Result<std::unique_ptr<Reader>> read_bytes(std::unique_ptr<ByteSource> bytes,
                                           const InputContext& context, uint32_t depth = 0);
// Every member of an archive, or the one file of a compressed file.
Result<std::unique_ptr<Reader>> read_archive(std::unique_ptr<ByteSource> bytes,
                                             const InputContext& context, uint32_t depth);
// True when the first bytes are those of an archive or compressed file that we read.
bool is_archive(std::string_view start);

// UTF-16 made UTF-8 on the way; the mark is passed over, whatever the encoding.
std::unique_ptr<ByteSource> without_mark(std::unique_ptr<ByteSource> bytes, Sniffed sniffed);

// Makes `document.text` valid UTF-8 and fills encoding, broken bytes and, where
// still empty, the id.
void finish_text(Document& document, Sniffed sniffed);

}  // namespace dateline
