#include "client/cli/render/cells.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace caspian::cli {
namespace {

using ::testing::ElementsAre;

TEST(CellWidthTest, CountsWideCharactersTwiceAndMarksNotAtAll) {
  EXPECT_EQ(CellWidth("Riga"), 4u);
  EXPECT_EQ(CellWidth("東京"), 4u);
  EXPECT_EQ(CellWidth("e\u0301"), 1u);
  EXPECT_EQ(CellWidth("👍"), 2u);
  EXPECT_EQ(CellWidth("“…”–"), 4u);
}

TEST(OneLineTest, JoinsHardWrappedLines) {
  EXPECT_EQ(OneLine(" free\r\n  military\tequipment\n"), "free military equipment");
}

TEST(OneLineTest, TakesAwayWhatCouldCommandATerminal) {
  EXPECT_EQ(OneLine("a\x1b[31mb\x07"), "a[31mb");
  EXPECT_EQ(OneLine("abc\u202Edef"), "abcdef");
  EXPECT_EQ(OneLine("a\u009Bb"), "ab");
}

TEST(OneLineTest, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(OneLine("a\xff"
                    "b"),
            "a\uFFFD"
            "b");
}

TEST(CutCellsTest, LeavesRoomForTheEllipsis) {
  EXPECT_EQ(CutCells("approved", 8), "approved");
  EXPECT_EQ(CutCells("approved", 5), "appr…");
  EXPECT_EQ(CutCells("the bill", 5), "the…");
  EXPECT_EQ(CutCells("東京都", 5), "東京…");
}

TEST(WrapCellsTest, BreaksAtBlanksBesideWideCharactersAndInsideLongWords) {
  EXPECT_THAT(WrapCells("held talks with", 10), ElementsAre("held talks", "with"));
  EXPECT_THAT(WrapCells("東京都庁 met", 6), ElementsAre("東京都", "庁 met"));
  EXPECT_THAT(WrapCells("abcdefgh", 3), ElementsAre("abc", "def", "gh"));
  EXPECT_THAT(WrapCells("", 10), ElementsAre(""));
}

TEST(WrapCellsTest, NeverMakesALineThatIsTooWide) {
  const std::string text =
      "On June 23 the Senate 東京 (upper chamber) of Kazakhstan’s e\u0301e\u0301 parliament👍👍👍 approved";
  for (size_t cells = 2; cells < 60; ++cells) {
    for (const std::string& line : WrapCells(text, cells)) EXPECT_LE(CellWidth(line), cells) << line;
  }
}

TEST(UpperCaseTest, KnowsMoreThanAscii) { EXPECT_EQ(UpperCase("Türkiye – Côte"), "TÜRKIYE – CÔTE"); }

}  // namespace
}  // namespace caspian::cli
