// Fuzz target of the times stage. The first byte says what the rest is: an
// article read with the shipped rules (with or without a date), or one of the
// data files, read and then put to a fixed text. Build alone with clang++
// -fsanitize=fuzzer,address from the root of the project, or run by
// dateline/times/fuzz_test.cc over fuzz/corpus/times.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "dateline/times/times.h"

namespace dateline::fuzz {

inline Tokens tokens_at_spaces(const Document& doc) {
  Tokens tokens;
  const auto size = static_cast<uint32_t>(doc.text.size());
  for (uint32_t at = 0; at < size;) {
    const auto end = static_cast<uint32_t>(std::min<size_t>(doc.text.find(' ', at), size));
    if (end > at) tokens.tokens.push_back({{at, end}, 0});
    at = end + 1;
  }
  Sentence sentence;
  sentence.last = tokens.size();
  if (sentence.last > 0) tokens.sentences.push_back(sentence);
  return tokens;
}

inline void read_times(const std::string& text, bool dated, const TimeRules& rules) {
  Document doc;
  doc.text = text;
  if (dated) doc.published = parse_iso_date("2020-02-29");
  const Times times = find_times(doc, tokens_at_spaces(doc), Syntax(), rules);
  uint32_t at = 0;
  for (const Timex& timex : times.timexes) {
    const bool ordered = at <= timex.span.begin && timex.span.begin < timex.span.end;
    const bool real = !timex.start || (timex.start->ok() && *timex.start <= *timex.end);
    if (!ordered || !real || timex.span.end > doc.text.size()) __builtin_trap();
    at = timex.span.end;
  }
}

inline constexpr const char* kText =
    "On Tuesday , 9 January 2019 at 10:30 a.m. , the last two days of May , every week ago New "
    "Year";
inline constexpr const char* kWords =
    "month\tmay\tmonth=5\nunit\tday\tunit=day\nnumber\ttwo\tn=2\nordinal\tsecond\tordinal=2\n";

// Reads `text` as one of the four data files, with plain ones beside it.
inline void read_data(const std::string& text, uint8_t which) {
  TimeRules::Texts texts{kWords, "moon\t2019-01-09\n", "New Year\t01-01\n", "timex\t<month>\n"};
  std::string_view* const files[] = {&texts.words, &texts.moving, &texts.holidays, &texts.patterns};
  *files[which % 4] = text;
  const auto rules = TimeRules::read(texts);
  if (rules) read_times(kText, true, *rules);
}

}  // namespace dateline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto rules = dateline::TimeRules::load("data");
  if (size == 0 || !rules) return 0;
  const std::string rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] < 'a') {
    dateline::fuzz::read_times(rest, data[0] % 2, *rules);
  } else {
    dateline::fuzz::read_data(rest, data[0] - 'a');
  }
  return 0;
}
