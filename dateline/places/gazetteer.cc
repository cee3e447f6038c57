#include "dateline/places/gazetteer.h"

#include <algorithm>

#include "dateline/base/data_lines.h"
#include "dateline/places/gazetteer_format.h"

namespace dateline {
namespace {

namespace format = gazetteer_format;

Error bad(std::string what) { return {ErrorKind::bad_model, std::move(what), kNoOffset, {}}; }

uint32_t bucket_of(uint64_t key) {
  return static_cast<uint32_t>(key >> (64 - format::kBucketBits));
}

Posting decode(uint32_t value) {
  return {value & (format::kMaxRows - 1), static_cast<NameKind>((value >> format::kRowBits) & 7)};
}

bool valid(uint32_t posting, uint32_t rows) {
  const Posting p = decode(posting);
  return p.row < rows && p.kind <= NameKind::bare;
}

bool is_division(RowKind kind) { return kind <= RowKind::admin2; }

}  // namespace

PlaceLevel level_of(RowKind kind, bool in_country) {
  switch (kind) {
    case RowKind::country:
      return PlaceLevel::country;
    case RowKind::admin1:
      return PlaceLevel::admin1;
    case RowKind::admin2:
      return PlaceLevel::admin2;
    case RowKind::town:
    case RowKind::capital:
    case RowKind::admin1_seat:
    case RowKind::seat:
    case RowKind::section:
    case RowKind::former_town:
      return PlaceLevel::city;
    case RowKind::site:
      return PlaceLevel::site;
    case RowKind::area:
      return in_country ? PlaceLevel::admin2 : PlaceLevel::unknown;
    case RowKind::region:
    case RowKind::water:
    case RowKind::stream:
    case RowKind::mountains:
    case RowKind::island:
      return in_country ? PlaceLevel::admin1 : PlaceLevel::unknown;
    case RowKind::continent:
      break;
  }
  return PlaceLevel::unknown;
}

Result<Gazetteer> Gazetteer::load(const std::filesystem::path& file) {
  Result<BlobFile> blobs = BlobFile::open(file);
  if (!blobs) return blobs.error();
  Result<Gazetteer> out = adopt(std::move(*blobs));
  if (!out) out.error().file = file.string();
  return out;
}

Result<Gazetteer> Gazetteer::from_bytes(std::string_view bytes) {
  Result<BlobFile> blobs = BlobFile::from_bytes(bytes);
  if (!blobs) return blobs.error();
  return adopt(std::move(*blobs));
}

Result<Gazetteer> Gazetteer::adopt(BlobFile file) {
  Gazetteer out(std::move(file));
  if (const Status status = out.bind(); !status) return status.error();
  if (const Status status = out.read_words(); !status) return status.error();
  if (const Status status = out.check_index(); !status) return status.error();
  if (const Status status = out.check_rows(); !status) return status.error();
  return out;
}

Status Gazetteer::bind() {
  const Blob* meta = file_.find("gazetteer.meta");
  if (meta == nullptr || meta->bytes.size() != sizeof(format::Meta)) return bad("not a gazetteer");
  format::Meta m;
  std::memcpy(&m, meta->bytes.data(), sizeof m);
  if (m.format != format::kFormat)
    return bad("gazetteer of format " + std::to_string(m.format) + ", this program reads " +
               std::to_string(format::kFormat));
  const auto blob = [this](std::string_view name) {
    const Blob* found = file_.find(name);
    return found == nullptr ? std::span<const std::byte>() : found->bytes;
  };
  const auto as = [&blob]<class T>(std::string_view name, const T*) {
    const auto bytes = blob(name);
    return std::span<const T>(reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T));
  };
  buckets_ = as("buckets", static_cast<const uint32_t*>(nullptr));
  keys_ = as("keys", static_cast<const uint64_t*>(nullptr));
  postings_ = as("postings", static_cast<const uint32_t*>(nullptr));
  rows_ = as("rows", static_cast<const unsigned char*>(nullptr));
  const auto strings = as("strings", static_cast<const char*>(nullptr));
  const auto iso3 = as("iso3", static_cast<const char*>(nullptr));
  strings_ = {strings.data(), strings.size()};
  iso3_ = {iso3.data(), iso3.size()};
  divisions_ = m.divisions;
  if (rows_.size() != size_t{m.rows} * kRowBytes || keys_.size() != m.keys ||
      postings_.size() != m.postings || iso3_.size() != size_t{m.countries} * 3 ||
      buckets_.size() != format::kBuckets + 1)
    return bad("gazetteer tables are of the wrong size");
  if (m.rows > format::kMaxRows || m.countries > m.divisions || m.divisions > m.rows ||
      m.divisions > format::kMaxDivisions)
    return bad("gazetteer has too many rows");
  return Done{};
}

// Lines of the class as a letter (A: none), a tab and the word.
Status Gazetteer::read_words() {
  const Blob* blob = file_.find("words");
  if (blob == nullptr) return bad("gazetteer has no words");
  for (const std::string_view line : split(blob->text(), '\n')) {
    if (line.empty()) continue;
    const size_t tab = line.find('\t');
    const int kind = line.front() - 'A';
    if (tab != 1 || kind < 0 || kind > static_cast<int>(PlaceWord::locative))
      return bad("gazetteer words are broken");
    words_.emplace(line.substr(2), static_cast<PlaceWord>(kind));
  }
  return Done{};
}

PlaceWord Gazetteer::word_class(std::string_view folded) const {
  const auto found = words_.find(folded);
  return found == words_.end() ? PlaceWord::none : found->second;
}

Status Gazetteer::check_index() const {
  if (buckets_.front() != 0 || buckets_.back() != keys_.size() || !std::ranges::is_sorted(buckets_))
    return bad("gazetteer index is broken");
  for (const uint64_t entry : keys_) {
    const auto value = static_cast<uint32_t>(entry & format::kValueMask);
    const bool many = (value & format::kMany) != 0;
    if (many ? (value & ~format::kMany) >= postings_.size() : !valid(value, size()))
      return bad("gazetteer index points outside its tables");
  }
  for (const uint32_t posting : postings_)
    if (!valid(posting, size())) return bad("gazetteer posting points outside its rows");
  if (!postings_.empty() && (postings_.back() & format::kLast) == 0)
    return bad("gazetteer postings do not end");
  return Done{};
}

Status Gazetteer::check_rows() const {
  if (strings_.empty() || strings_.back() != '\0') return bad("gazetteer names do not end");
  const uint32_t countries = static_cast<uint32_t>(iso3_.size() / 3);
  for (uint32_t i = 0; i < size(); ++i) {
    const unsigned char* at = rows_.data() + size_t{i} * kRowBytes;
    const RowKind k = kind(i);
    const uint32_t up = parent(i);
    // Parents come first, so chains of parents end.
    if (format::read24(at + format::kName) >= strings_.size() || k > RowKind::site ||
        (i < countries) != (k == RowKind::country) || (i < divisions_) != is_division(k) ||
        (up != kNone && (up >= i || up >= divisions_)) || (k == RowKind::country && up != kNone))
      return bad("gazetteer row " + std::to_string(i) + " is broken");
  }
  return Done{};
}

const uint64_t* Gazetteer::find_key(uint64_t key) const {
  const uint32_t bucket = bucket_of(key);
  const uint64_t want = key >> format::kValueBits;
  for (uint32_t i = buckets_[bucket]; i < buckets_[bucket + 1]; ++i)
    if (keys_[i] >> format::kValueBits == want) return &keys_[i];
  return nullptr;
}

bool Gazetteer::knows(uint64_t key) const { return find_key(key) != nullptr; }

bool Gazetteer::find(uint64_t key, std::vector<Posting>& out) const {
  const uint64_t* entry = find_key(key);
  if (entry == nullptr) return false;
  const auto value = static_cast<uint32_t>(*entry & format::kValueMask);
  if ((value & format::kMany) == 0) {
    out.push_back(decode(value));
    return true;
  }
  for (uint32_t i = value & ~format::kMany;; ++i) {
    out.push_back(decode(postings_[i]));
    if (postings_[i] & format::kLast) return true;
  }
}

RowKind Gazetteer::kind(uint32_t index) const {
  return static_cast<RowKind>(rows_[size_t{index} * kRowBytes + format::kKind]);
}

uint32_t Gazetteer::parent(uint32_t index) const {
  const unsigned char* at = rows_.data() + size_t{index} * kRowBytes + format::kParent;
  const uint32_t value = at[0] | uint32_t{at[1]} << 8;
  return value == format::kNoParent ? kNone : value;
}

uint32_t Gazetteer::population(uint32_t index) const {
  return format::read32(rows_.data() + size_t{index} * kRowBytes + format::kPopulation);
}

Row Gazetteer::row(uint32_t index) const {
  const unsigned char* at = rows_.data() + size_t{index} * kRowBytes;
  Row out;
  out.geonameid = format::read32(at + format::kGeonameid);
  out.kind = kind(index);
  out.parent = parent(index);
  out.population = population(index);
  out.lat = format::read_signed24(at + format::kLat) / format::kDegrees;
  out.lon = format::read_signed24(at + format::kLon) / format::kDegrees;
  out.name = strings_.data() + format::read24(at + format::kName);
  return out;
}

uint32_t Gazetteer::country_of(uint32_t index) const {
  while (index != kNone && kind(index) != RowKind::country) index = parent(index);
  return index;
}

uint32_t Gazetteer::admin1_of(uint32_t index) const {
  while (index != kNone && kind(index) != RowKind::admin1) index = parent(index);
  return index;
}

std::string_view Gazetteer::iso3(uint32_t index) const {
  const uint32_t country = country_of(index);
  return country == kNone ? std::string_view() : iso3_.substr(size_t{country} * 3, 3);
}

PlaceCandidate Gazetteer::candidate(uint32_t index, float score) const {
  const Row place = row(index);
  const uint32_t admin1 = admin1_of(index);
  PlaceCandidate out;
  out.geonameid = place.geonameid;
  out.name = place.name;
  out.country = iso3(index);
  if (admin1 != kNone) out.admin1 = row(admin1).name;
  out.lat = place.lat;
  out.lon = place.lon;
  out.population = place.population;
  out.level = level_of(place.kind, !out.country.empty());
  out.score = score;
  return out;
}

}  // namespace dateline
