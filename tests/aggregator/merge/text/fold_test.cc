#include "aggregator/merge/text/fold.h"

#include <gtest/gtest.h>

#include <random>

#include "common/base/utf8.h"

namespace caspian::aggregator {
namespace {

TEST(FoldTest, MakesNamesThatDifferInWritingAloneEqual) {
  const std::pair<const char*, const char*> kCases[] = {{"Omar Haddad", "OMAR  HADDAD"},
                                                        {"  Omar\r\nHaddad ", "omar haddad"},
                                                        {"ÅSA ŽIŽKA", "åsa žižka"},
                                                        {"ОЛЕГ ЁЖ", "олег ёж"},
                                                        {"ΔΗΜΟΣ", "δημοσ"},
                                                        {"O’Neil", "o'neil"},
                                                        {"Bir–Sa", "bir-sa"},
                                                        {"ҚАЗАҚ", "қазақ"},
                                                        {"Istanbul", "\xC4\xB0STANBUL"},
                                                        {"a\xC2\xA0"
                                                         "b",
                                                         "A B"},
                                                        {"Ÿ", "ÿ"},
                                                        {"ԱԲ", "աբ"}};
  for (const auto& [a, b] : kCases) EXPECT_EQ(FoldName(a), FoldName(b)) << a;
}

TEST(FoldTest, KeepsNamesApartThatAccentsTellApart) { EXPECT_NE(FoldName("Peña"), FoldName("Pena")); }

TEST(FoldTest, CollapsesBlanksAndKeepsTheRest) { EXPECT_EQ(CollapseBlanks(" O’Neil \t & \n Sons "), "O’Neil & Sons"); }

TEST(FoldTest, CountsWords) {
  EXPECT_TRUE(IsSingleWord(" Brandt\n"));
  EXPECT_TRUE(IsSingleWord(""));
  EXPECT_FALSE(IsSingleWord("Ilse Brandt"));
}

TEST(FoldTest, FoldingTwiceIsFoldingOnceAndStaysUtf8) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) {
      const char32_t c = 1 + random() % 0x600;
      AppendUtf8(c, &text);
    }
    const std::string once = FoldName(text);
    EXPECT_EQ(FoldName(once), once);
    EXPECT_FALSE(FindInvalidUtf8(once));
  }
}

}  // namespace
}  // namespace caspian::aggregator
