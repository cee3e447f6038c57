// For the tests of this stage: rough tokens of one sentence, and the shipped rules.
#pragma once

#include <gtest/gtest.h>

#include <cctype>
#include <string>

#include "dateline/times/times.h"

namespace dateline::timex {

inline Document article(std::string text, const char* published = "2019-01-10") {
  Document doc;
  doc.text = std::move(text);
  doc.body = {0, static_cast<uint32_t>(doc.text.size())};
  doc.published = parse_iso_date(published);
  return doc;
}

// Tokens at white space, with signs at either end cut off; sentences end at " | ".
inline Tokens rough_tokens(const Document& doc) {
  Tokens tokens;
  const auto sign = [&](uint32_t at) {
    const char c = doc.text[at];
    return std::ispunct(static_cast<unsigned char>(c)) && c != '\'' && c != '.' && c != '$';
  };
  const auto add = [&](uint32_t begin, uint32_t end) {
    if (begin < end) tokens.tokens.push_back({{begin, end}, 0});
  };
  const auto close = [&] {
    const uint32_t first = tokens.sentences.empty() ? 0 : tokens.sentences.back().last;
    if (first == tokens.size()) return;
    Sentence sentence;
    sentence.first = first;
    sentence.last = tokens.size();
    sentence.span = tokens.span(first, tokens.size());
    tokens.sentences.push_back(sentence);
  };
  const auto size = static_cast<uint32_t>(doc.text.size());
  for (uint32_t at = 0; at < size;) {
    auto end = static_cast<uint32_t>(std::min<size_t>(doc.text.find(' ', at), size));
    const uint32_t next = end + 1;
    if (doc.text[at] == '|') {
      close();
    } else {
      while (at < end && sign(at)) add(at, at + 1), ++at;
      uint32_t tail = end;
      while (tail > at && sign(tail - 1)) --tail;
      add(at, tail);
      for (uint32_t i = tail; i < end; ++i) add(i, i + 1);
    }
    at = next;
  }
  close();
  return tokens;
}

inline const TimeRules& shipped_rules() {
  static const TimeRules rules = [] {
    auto loaded = TimeRules::load(DATELINE_SOURCE_DIR "/data");
    if (!loaded) ADD_FAILURE() << loaded.error().message();
    return std::move(loaded).value();
  }();
  return rules;
}

inline Times times_in(const Document& doc) {
  return find_times(doc, rough_tokens(doc), Syntax(), shipped_rules());
}

}  // namespace dateline::timex
