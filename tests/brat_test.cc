// brat standoff: what annotate writes is read back with the bytes it came from.
#include "dateline/eval/brat.h"

#include <gtest/gtest.h>

#include <random>

#include "dateline/render/brat.h"
#include "tests/articles.h"

namespace dateline {
namespace {

constexpr const char* kText = "Żółw said Oslo fell.\n";

TEST(Brat, CountsCharactersWhereTheTextHasBytes) {
  const auto read = read_brat(
      "T1\tSource 0 4\tŻółw\nT2\tCue 5 9\tsaid\nT3\tContent 10 14;15 19\tOslo fell\n"
      "E1\tAttribution:T2 Source:T1 Content2:T3\nR1\tSame Arg1:T1 Arg2:T3\nA1\tNote T1\n",
      kText);
  ASSERT_TRUE(read) << read.error().message();
  ASSERT_EQ(read->entities.size(), 3u);
  EXPECT_EQ(read->entities[0].spans[0].end, 7u);  // bytes
  EXPECT_EQ(read->entities[2].spans.size(), 2u);
  ASSERT_EQ(read->events.size(), 2u);
  EXPECT_EQ(read->events[0].trigger, "T2");
  EXPECT_EQ(read->events[0].arguments[1].role, "Content");
  EXPECT_EQ(read->events[1].trigger, "");
  EXPECT_EQ(read->find("T3")->type, "Content");
  EXPECT_EQ(read->find("T9"), nullptr);
}

TEST(Brat, NamesTheBrokenLineByItsOffset) {
  for (const char* line : {"T2\tCue 5\tsaid", "T2\tCue 9 5\tx", "T2\tCue 5 99\tx", "T2\tCue\tx",
                           "E1\tAttribution\t", "R1\t\t"}) {
    const auto read = read_brat("T1\tSource 0 4\tŻółw\n" + std::string(line) + "\n", kText);
    ASSERT_FALSE(read) << line;
    EXPECT_EQ(read.error().kind, ErrorKind::bad_input);
    EXPECT_EQ(read.error().offset, 22u) << line;
  }
}

TEST(Brat, RefusesOrReadsAnyBytes) {
  const std::string good =
      "T1\tSource 0 4\tŻółw\nT3\tContent 10 14;15 19\tOslo fell\nE1\tAttribution:T2 Source:T1 "
      "Content2:T3\n";
  std::mt19937 random(7);
  size_t refused = 0;
  for (int round = 0; round < 5000; ++round) {
    std::string bytes = good;
    for (int n = 0; n < 4; ++n) bytes[random() % bytes.size()] = "T1E\t\n ;:09\xC5"[random() % 11];
    const auto read = read_brat(bytes, kText);
    if (!read) {
      ++refused;
      continue;
    }
    for (const BratEntity& entity : read->entities)
      for (const Span span : entity.spans) {
        ASSERT_LE(span.begin, span.end);
        ASSERT_LE(span.end, std::string_view(kText).size());
      }
  }
  EXPECT_GT(refused, 100u);
  EXPECT_LT(refused, 4900u);
}

TEST(Brat, WhatIsWrittenIsReadBack) {
  const Reading reading =
      read_article("Zażółć spoke in Łódź. \"We will leave,\" Ana Ruiz told reporters in Oslo.\n");
  const auto read = read_brat(to_brat(reading), reading.doc.text);
  ASSERT_TRUE(read) << read.error().message();
  std::string source;
  for (const BratEvent& event : read->events) {
    if (event.type != "Attribution") continue;
    for (const BratArgument& argument : event.arguments)
      if (argument.role == "Source") {
        const Span span = read->find(argument.id)->spans[0];
        source = reading.doc.text.substr(span.begin, span.size());
      }
  }
  EXPECT_EQ(source, "Ana Ruiz");
}

}  // namespace
}  // namespace dateline
