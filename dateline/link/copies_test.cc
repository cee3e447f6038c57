#include "dateline/link/copies.h"

#include <gtest/gtest.h>

#include <string>

namespace dateline {
namespace {

const std::string kStory =
    "The foreign ministers of the two countries met in Vienna on Monday and agreed to reopen the "
    "border crossing that has been closed since the fighting of last autumn. Officials said that "
    "buses would run twice a day, and that the crossing would at first be open only to residents "
    "of the four nearest districts. The opposition called the agreement a surrender and said it "
    "would hold a march in the capital on Saturday. Aid groups welcomed the step.";

TEST(Copies, TheSameTextResemblesItself) {
  EXPECT_DOUBLE_EQ(resemblance(signature_of(kStory), signature_of(kStory)), 1);
  EXPECT_EQ(bands_of(signature_of(kStory)), bands_of(signature_of(kStory)));
}

TEST(Copies, ASmallEditIsStillACopy) {
  std::string edited = kStory;
  edited.replace(edited.find("Vienna"), 6, "Geneva");
  edited += " (Reporting by our desk)";
  EXPECT_GE(resemblance(signature_of(kStory), signature_of(edited)), kCopyResemblance);
}

TEST(Copies, AnotherStoryIsNot) {
  const std::string other =
      "Police in the port city arrested eleven people on Tuesday after dockworkers walked out in a "
      "dispute over pay, blocking the gates with burning tyres for several hours before dawn.";
  EXPECT_LT(resemblance(signature_of(kStory), signature_of(other)), 0.2);
}

TEST(Copies, ShortAndEmptyTextsAreFine) {
  EXPECT_DOUBLE_EQ(resemblance(signature_of(""), signature_of("")), 1);
  EXPECT_LT(resemblance(signature_of("yes"), signature_of("no")), 0.5);
}

}  // namespace
}  // namespace dateline
