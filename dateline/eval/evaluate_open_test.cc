#include "dateline/eval/evaluate_open.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

namespace dateline {
namespace {

TEST(OpenCorpus, ReadsMarks) {
  const auto s = read_open_line("ASSAULT",
                                "shell\t-\tmilitary\tnegation\t{A:Troops=SYR MIL} {E:shelled} {P:Idlib=SYR}.");
  ASSERT_TRUE(s);
  EXPECT_EQ(s->text, "Troops shelled Idlib.");
  ASSERT_EQ(s->marks.size(), 3u);
  EXPECT_EQ(s->marks[0].value, "SYR MIL");
  EXPECT_EQ(s->text.substr(s->marks[1].span.begin, s->marks[1].span.size()), "shelled");
  EXPECT_EQ(s->aux, kNegation);
}

TEST(OpenCorpus, NamesWhatIsWrong) {
  EXPECT_FALSE(read_open_line("AID", "give\t-\t-"));
  EXPECT_FALSE(read_open_line("AID", "give\t-\t-\tsoon\tX."));
  EXPECT_FALSE(read_open_line("AID", "give\t-\t-\t-\t{A:X"));
  EXPECT_FALSE(read_open_line("AID", "give\t-\t-\t-\t{Z:X=USA} gave."));
}

// The halves are those of train/judge.py: the test half must never be trained on.
TEST(OpenCorpus, PartsAreByPredicate) {
  OpenSentence a, b;
  a.category = b.category = "AID";
  a.predicate = b.predicate = "donate";
  a.text = "one", b.text = "two";
  EXPECT_EQ(part_of(a), part_of(b));
}

// What corpus/plover-open promises.
TEST(OpenCorpus, HasTheSentencesItPromises) {
  const auto corpus = read_open_corpus(std::string(DATELINE_SOURCE_DIR) + "/corpus/plover-open");
  ASSERT_TRUE(corpus) << corpus.error().message();
  std::set<std::string> predicates, texts;
  size_t empty = 0;
  for (const OpenSentence& s : *corpus) {
    EXPECT_TRUE(texts.insert(s.text).second) << "twice: " << s.text;
    const auto has = [&s](char role) {
      return std::ranges::any_of(s.marks, [role](const OpenMark& m) { return m.role == role; });
    };
    if (s.category == "NONE") ++empty;
    else EXPECT_TRUE(has('E') && (has('A') || has('R'))) << s.text;
    predicates.insert(s.predicate);
  }
  EXPECT_GE(corpus->size(), 6000u);
  EXPECT_GE(predicates.size(), 1200u);
  EXPECT_GE(empty * 5, corpus->size() - 20);  // a fifth
}

// The clauses have the marks of the sentences, without codes, contexts and auxiliary modes.
TEST(OpenCorpus, HasClauses) {
  size_t count = 0;
  const std::filesystem::path folder = DATELINE_SOURCE_DIR "/corpus/plover-open/clauses";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".tsv") continue;
    const std::string name = entry.path().stem().string();
    const std::string category = name.substr(0, name.find('-'));
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line); ++count) {
      const size_t at = line.rfind('\t');
      ASSERT_NE(at, std::string::npos) << name << ": " << line;
      const auto clause = read_open_line(category, line.substr(0, at) + "\t-\t-" + line.substr(at));
      ASSERT_TRUE(clause) << name << ": " << line << ": " << clause.error().message();
      const bool told = std::ranges::any_of(clause->marks, [](const OpenMark& m) { return m.role == 'E'; });
      EXPECT_EQ(told, category != "NONE") << name << ": " << line;
    }
  }
  EXPECT_GE(count, 20000u);
}

TEST(OpenScores, CalibrationIsTheGapOfTheBins) {
  OpenScores scores;
  scores.bins.bins[8] = {10, 6, 8.5};
  scores.bins.bins[2] = {10, 2, 2.5};
  EXPECT_NEAR(scores.bins.error(), (2.5 + 0.5) / 20, 1e-9);
}

}  // namespace
}  // namespace dateline
