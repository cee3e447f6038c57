#include "dateline/places/gazetteer_writer.h"

#include <algorithm>
#include <cmath>

#include "dateline/base/blob_file.h"
#include "dateline/places/fold.h"
#include "dateline/places/gazetteer_format.h"

namespace dateline {
namespace {

namespace format = gazetteer_format;

void put(std::string& out, uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
}

uint32_t degrees(double value) {
  return static_cast<uint32_t>(static_cast<int32_t>(std::lround(value * format::kDegrees)));
}

uint32_t encode(uint32_t row, NameKind kind) {
  return row | static_cast<uint32_t>(kind) << format::kRowBits;
}

template <class T>
Blob blob(const T& items) {
  Blob out;
  out.ndim = 1;
  out.bytes = std::as_bytes(std::span(items));
  out.dims[0] = static_cast<uint32_t>(out.bytes.size());
  return out;
}

std::vector<uint32_t> bucket_starts(const std::vector<uint64_t>& keys) {
  std::vector<uint32_t> starts(format::kBuckets + 1, 0);
  for (const uint64_t key : keys) ++starts[(key >> (64 - format::kBucketBits)) + 1];
  for (uint32_t i = 0; i < format::kBuckets; ++i) starts[i + 1] += starts[i];
  return starts;
}

bool same_key(uint64_t a, uint64_t b) { return a >> format::kValueBits == b >> format::kValueBits; }

}  // namespace

uint32_t GazetteerWriter::intern(std::string_view name) {
  const auto [found, fresh] = interned_.try_emplace(std::string(name), strings_.size());
  if (fresh) (strings_ += name) += '\0';
  return found->second;
}

uint32_t GazetteerWriter::add(const Row& row, std::string_view iso3) {
  const uint32_t index = size();
  put(rows_, row.geonameid, 4);
  put(rows_, degrees(row.lat), 3);
  put(rows_, degrees(row.lon), 3);
  put(rows_, row.population, 4);
  put(rows_, intern(row.name), 3);
  put(rows_, static_cast<uint32_t>(row.kind), 1);
  put(rows_, row.parent == kNone ? format::kNoParent : row.parent, 2);
  if (row.kind == RowKind::country) iso3_ += iso3;
  if (row.kind <= RowKind::admin2) divisions_ = index + 1;
  return index;
}

void GazetteerWriter::name(uint32_t row, std::string_view name, NameKind kind) {
  std::string folded = fold_name(name);
  if (folded.empty()) return;
  const auto [found, fresh] = names_[std::move(folded)].try_emplace(row, kind);
  if (!fresh) found->second = std::min(found->second, kind);
}

void GazetteerWriter::word(std::string_view word, PlaceWord kind) {
  words_ += static_cast<char>('A' + static_cast<int>(kind));
  ((words_ += '\t') += fold_name(word)) += '\n';
}

Result<std::string> GazetteerWriter::bytes() const {
  std::vector<uint64_t> keys;
  std::vector<uint32_t> postings;
  for (const auto& [folded, meanings] : names_) {
    uint32_t value = encode(meanings.begin()->first, meanings.begin()->second);
    if (meanings.size() > 1) {
      value = format::kMany | static_cast<uint32_t>(postings.size());
      for (const auto& [row, kind] : meanings) postings.push_back(encode(row, kind));
      postings.back() |= format::kLast;
    }
    keys.push_back((NameKey::of(folded) & ~uint64_t{format::kValueMask}) | value);
  }
  std::ranges::sort(keys);
  if (std::ranges::adjacent_find(keys, same_key) != keys.end())
    return Error{ErrorKind::bad_data, "two names have one key", kNoOffset, {}};
  if (size() > format::kMaxRows || divisions_ > format::kMaxDivisions ||
      postings.size() >= format::kMany || strings_.size() > format::kValueMask)
    return Error{ErrorKind::too_large, "more places than the format holds", kNoOffset, {}};
  const std::vector<format::Meta> meta = {{format::kFormat, static_cast<uint32_t>(iso3_.size() / 3),
                                           divisions_, size(), static_cast<uint32_t>(keys.size()),
                                           static_cast<uint32_t>(postings.size())}};
  const std::vector<uint32_t> buckets = bucket_starts(keys);
  return blob_file_bytes({{"gazetteer.meta", blob(meta)},
                          {"buckets", blob(buckets)},
                          {"keys", blob(keys)},
                          {"postings", blob(postings)},
                          {"rows", blob(rows_)},
                          {"strings", blob(strings_)},
                          {"iso3", blob(iso3_)},
                          {"words", blob(words_)}});
}

}  // namespace dateline
