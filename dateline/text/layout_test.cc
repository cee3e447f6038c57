#include "dateline/text/layout.h"

#include <gtest/gtest.h>

#include <string>

namespace dateline {
namespace {

// One letter for each line: what its line end before was taken for.
std::string breaks(const std::string& text) {
  std::string out;
  for (const Line& line : lay_out(text, {0, static_cast<uint32_t>(text.size())}))
    out += line.before == Break::wrap ? 'w' : line.before == Break::line ? 'l' : 'p';
  return out;
}

TEST(Layout, LinesOfAColumnAreWraps) {
  EXPECT_EQ(breaks("Two envoys from the upper and the lower river agreed on Tuesday that\n"
                   "Oslo should hold the next round of talks, a spokeswoman for the river\n"
                   "commission said.\n"),
            "pww");
}

TEST(Layout, ShortLinesAreMeant) {
  EXPECT_EQ(breaks("Envoys agree on river\nA second heading here\n"), "pl");
  EXPECT_EQ(breaks("Attending:\n- Ana Lund\n- Omar Said\n1. First item\n2) Second item\n"),
            "pllll");
}

TEST(Layout, LongLinesAreParagraphs) {
  const std::string line(180, 'x');
  EXPECT_EQ(breaks("Envoys agree\nX " + line + ".\nX " + line + ".\n"), "pll");
}

TEST(Layout, BlankLinesFeedsAndIndents) {
  EXPECT_EQ(breaks("One.\n\nTwo.\n \t\nThree.\fFour.\r\n\r\nFive."), "ppppp");
  EXPECT_EQ(breaks("   Two envoys from the upper and the lower river agreed on Tuesday that\n"
                   "Oslo should hold the next round of talks.\n"
                   "   They will meet again in the spring.\n"),
            "pwp");
}

TEST(Layout, SmallLettersGoOn) { EXPECT_EQ(breaks("Two envoys\nagreed on\nTuesday"), "pwl"); }

TEST(Layout, NothingInNothing) {
  EXPECT_EQ(breaks(""), "");
  EXPECT_EQ(breaks("\n\n  \n"), "");
}

}  // namespace
}  // namespace dateline
