#include "dateline/events/frames.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

namespace dateline::coding {
namespace {

const Frames& frames() {
  static const Result<Frames> loaded = Frames::load(std::string(DATELINE_SOURCE_DIR) + "/data");
  if (!loaded) ADD_FAILURE() << loaded.error().message();
  return *loaded;
}

std::string error_of(std::string_view text) {
  const auto file = std::filesystem::path(testing::TempDir()) / "frames_test.tsv";
  std::ofstream(file) << text;
  FrameTable table;
  table.known_modes[static_cast<size_t>(EventType::consult)] = {"visit"};
  const Status read = read_frames_file(file, table);
  return read ? "" : read.error().what;
}

TEST(Frames, LoadOurDataWithAllCategoriesAndModes) {
  const FrameTable& table = frames().table();
  std::set<EventType> types;
  std::set<std::string> modes;
  for (const Frame& frame : table.frames) {
    types.insert(frame.type);
    for (const std::string& mode : frame.modes) modes.insert(std::string(to_string(frame.type)) + mode);
  }
  for (const ModeRule& rule : table.modes) modes.insert(std::string(to_string(rule.type)) + rule.mode);
  for (const Reduction& rule : table.reductions) modes.insert(std::string(to_string(rule.result)) + rule.mode);
  EXPECT_EQ(types.size(), static_cast<size_t>(kEventTypes));
  for (int t = 0; t < kEventTypes; ++t)
    for (const std::string& mode : table.known_modes[static_cast<size_t>(t)])
      EXPECT_TRUE(modes.contains(std::string(to_string(static_cast<EventType>(t))) + mode)) << mode;
}

TEST(Frames, HaveACameoCodeForEveryCategory) {
  const FrameTable& table = frames().table();
  for (size_t i = 0; i < kEventTypes; ++i) {
    const auto type = static_cast<EventType>(i);
    EXPECT_EQ(cameo_of(table, type, {}).size(), 3u) << to_string(type);
    for (const std::string& mode : table.known_modes[i]) EXPECT_FALSE(cameo_of(table, type, {mode}).empty());
  }
  EXPECT_EQ(cameo_of(table, EventType::coerce, {"arrest"}), "173");
  EXPECT_EQ(cameo_of(table, EventType::assault, {"aerial", "explosives"}), "195");
  EXPECT_EQ(cameo_of(table, EventType::consult, {"multilateral"}), "040");
}

TEST(Frames, AreManyPredicates) { EXPECT_GE(frames().table().patterns.size(), 1500u); }

TEST(Frames, GiveThePloverScore) {
  EXPECT_FLOAT_EQ(frames().scale(EventType::assault), -9.3f);
  EXPECT_FLOAT_EQ(frames().scale(EventType::retreat), 7.6f);
}

TEST(Frames, RefuseWhatTheyDoNotKnowNamingTheLine) {
  EXPECT_EQ(error_of("frame a/b CHAT\n"), "line 1: unknown category CHAT");
  EXPECT_EQ(error_of("# c\nframe a/b CONSULT mode=carrier-pigeon\n"),
            "line 2: mode carrier-pigeon is not one of CONSULT");
  EXPECT_EQ(error_of("frame a/b CONSULT\nverb actor=subj : meet+@nonsense\n"),
            "line 2: unknown class @nonsense");
  EXPECT_EQ(error_of("verb actor=subj : meet\n"), "line 1: a predicate line before any frame line");
  EXPECT_EQ(error_of("frame a/b CONSULT\nframe a/b CONSULT\n"), "line 2: frame a/b is there twice");
  EXPECT_EQ(error_of("frame a/b CONSULT loud\n"), "line 1: unknown word loud");
  EXPECT_EQ(error_of("frame a/b CONSULT\nverb boss=subj : meet\n"), "line 2: unknown role boss=subj");
}

TEST(Frames, ReadThePatternGrammar) {
  const auto file = std::filesystem::path(testing::TempDir()) / "pattern.tsv";
  std::ofstream(file) << "frame a/b CONSULT mode=visit\n"
                         "verb actor=subj recipient=obj,with : pull_out+troop>from:base|camp\n"
                         "noun actor=by : hunger~strike\n";
  FrameTable table;
  table.known_modes[static_cast<size_t>(EventType::consult)] = {"visit"};
  ASSERT_TRUE(read_frames_file(file, table));
  ASSERT_EQ(table.patterns.size(), 2u);
  const Pattern& pull = table.patterns[0];
  EXPECT_EQ(table.lexicon.text(pull.particle), "out");
  ASSERT_EQ(pull.obliques.size(), 1u);
  EXPECT_EQ(table.lexicon.text(pull.obliques[0].prep), "from");
  EXPECT_EQ(pull.obliques[0].words.words.size(), 2u);
  EXPECT_EQ(pull.specificity, 3);
  EXPECT_EQ(table.slots[pull.slots].recipient.size(), 2u);
  EXPECT_EQ(table.patterns[1].modifier.words.size(), 1u);
}

TEST(Frames, GiveAParticleToItsAlternativeAlone) {
  const auto file = std::filesystem::path(testing::TempDir()) / "particles.tsv";
  std::ofstream(file) << "frame a/b CONSULT\nverb actor=subj : end|wrap_up+talk\n";
  FrameTable table;
  ASSERT_TRUE(read_frames_file(file, table));
  ASSERT_EQ(table.patterns.size(), 2u);
  EXPECT_EQ(table.patterns[0].particle, 0u);
  EXPECT_EQ(table.lexicon.text(table.patterns[1].particle), "up");
  EXPECT_LT(table.patterns[0].specificity, table.patterns[1].specificity);
}

}  // namespace
}  // namespace dateline::coding
