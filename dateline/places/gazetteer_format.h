// The numbers of the gazetteer file, shared by Gazetteer and GazetteerWriter.
// docs/gazetteer-format.md is the page; a change of meaning needs a new kFormat.
#pragma once

#include <cstdint>
#include <cstring>

namespace dateline::gazetteer_format {

inline constexpr uint32_t kFormat = 1;
inline constexpr uint32_t kBucketBits = 16;
inline constexpr uint32_t kBuckets = 1u << kBucketBits;

// A key entry: the top 40 bits of the name's key, then a value. With kMany the
// value is an index into the postings, whose last carries kLast; else the value
// is the only posting itself.
inline constexpr uint32_t kValueBits = 24;
inline constexpr uint32_t kValueMask = (1u << kValueBits) - 1;
inline constexpr uint32_t kMany = 1u << 23;

// A posting: row in the low 18 bits, NameKind in the next three.
inline constexpr uint32_t kRowBits = 18;
inline constexpr uint32_t kMaxRows = 1u << kRowBits;
inline constexpr uint32_t kLast = 1u << 31;

inline constexpr uint32_t kMaxDivisions = 0xFFFF;  // parents are 16 bits; 0xFFFF: none
inline constexpr uint32_t kNoParent = 0xFFFF;
inline constexpr double kDegrees = 1e4;  // stored units for one degree

// The meta blob.
struct Meta {
  uint32_t format = kFormat;
  uint32_t countries = 0;
  uint32_t divisions = 0;
  uint32_t rows = 0;
  uint32_t keys = 0;
  uint32_t postings = 0;
};

inline uint32_t read24(const unsigned char* at) {
  return at[0] | uint32_t{at[1]} << 8 | uint32_t{at[2]} << 16;
}
inline int32_t read_signed24(const unsigned char* at) {
  return static_cast<int32_t>(read24(at) << 8) >> 8;
}
inline uint32_t read32(const unsigned char* at) {
  uint32_t value = 0;
  std::memcpy(&value, at, sizeof value);
  return value;
}

// Byte offsets of the fields of a row.
inline constexpr size_t kGeonameid = 0, kLat = 4, kLon = 7, kPopulation = 10, kName = 14,
                        kKind = 17, kParent = 18;

}  // namespace dateline::gazetteer_format
