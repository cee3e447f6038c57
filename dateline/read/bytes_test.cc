#include "dateline/read/bytes.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dateline {
namespace {

struct Seen {
  std::string text;
  uint64_t offset;
  bool cut;
  friend bool operator==(const Seen&, const Seen&) = default;
};

std::vector<Seen> lines(std::string bytes, uint64_t most) {
  LineSource source(memory_bytes(std::move(bytes), "m"), most);
  std::vector<Seen> seen;
  LineSource::Found found;
  while (source.next(found).value())
    seen.push_back({std::string(found.text), found.offset, found.cut});
  return seen;
}

TEST(LineSource, KeepsLineEndsAndOffsets) {
  EXPECT_EQ(lines("a\nbc\n\nd", 100),
            (std::vector<Seen>{
                {"a\n", 0, false}, {"bc\n", 2, false}, {"\n", 5, false}, {"d", 6, false}}));
  EXPECT_TRUE(lines("", 100).empty());
}

TEST(LineSource, CutsLongLinesAndGoesOn) {
  const std::string longer(300'000, 'x');
  for (uint64_t most : {5u, 1000u, 70'000u}) {
    const auto seen = lines(longer + "\nnext\n", most);
    ASSERT_EQ(seen.size(), 2u);
    EXPECT_EQ(seen[0].text.size(), most);
    EXPECT_TRUE(seen[0].cut);
    EXPECT_EQ(seen[1], (Seen{"next\n", 300'001, false}));
  }
}

TEST(PeekedBytes, GivesThePeekedBytesAgain) {
  PeekedBytes peeked(memory_bytes("0123456789", "m"));
  EXPECT_EQ(peeked.peek(4).value(), "0123");
  EXPECT_EQ(peeked.peek(100).value(), "0123456789");
  std::string out;
  while (peeked.read(out, 3).value() > 0) {
  }
  EXPECT_EQ(out, "0123456789");
}

TEST(OpenBytes, FoldersAreNotFiles) {
  const auto opened = open_bytes("/");
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().kind, ErrorKind::unsupported);
}

}  // namespace
}  // namespace dateline
