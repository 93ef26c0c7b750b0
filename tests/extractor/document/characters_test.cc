#include "extractor/document/characters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace caspian::extractor {
namespace {

TEST(CharactersTest, MarksAreLetters) {
  EXPECT_TRUE(IsLetter(U'é'));
  EXPECT_TRUE(IsLetter(0x0301));  // combining acute
  EXPECT_TRUE(IsLetter(U'қ'));
  EXPECT_TRUE(IsLetter(U'日'));
  EXPECT_FALSE(IsLetter(U'5'));
  EXPECT_FALSE(IsLetter(U'’'));
  EXPECT_FALSE(IsLetter(0xE000));
}

TEST(CharactersTest, SpaceIsUnicodeSpaceAndTheByteOrderMark) {
  for (char32_t c : {U' ', U'\t', U'\n', U'\r', U'\v', U'\f', char32_t{0x85}, char32_t{0xA0}, char32_t{0x2009},
                     char32_t{0x2028}, char32_t{0x3000}, char32_t{0xFEFF}}) {
    EXPECT_TRUE(IsSpace(c)) << static_cast<uint32_t>(c);
  }
  for (char32_t c : {U'a', U'.', char32_t{0x1F}, char32_t{0x200B}})
    EXPECT_FALSE(IsSpace(c)) << static_cast<uint32_t>(c);
}

TEST(CharactersTest, LoweredMapsEachCharacter) {
  EXPECT_EQ(Lowered("ÉLAN Of ҚАЗАҚ 7"), "élan of қазақ 7");
  EXPECT_EQ(Lowered(""), "");
}

TEST(CharactersTest, UncapitalisedMapsTheFirstCharacterAlone) {
  EXPECT_EQ(Uncapitalised("Élan"), "élan");
  EXPECT_EQ(Uncapitalised("US"), "uS");
  EXPECT_EQ(Uncapitalised(""), "");
}

TEST(CharactersTest, CollapsedMakesRunsOfWhiteSpaceOneBlank) {
  EXPECT_EQ(Collapsed("  Port\r\n\tof\xC2\xA0 Sale \n"), "Port of Sale");
  EXPECT_EQ(Collapsed("\n \t"), "");
  EXPECT_EQ(Collapsed("a"), "a");
}

TEST(CharactersTest, AllUpperNeedsTwoCapitalsAndNoSmallLetter) {
  EXPECT_TRUE(IsAllUpper("UN"));
  EXPECT_TRUE(IsAllUpper("U.N."));
  EXPECT_FALSE(IsAllUpper("U"));
  EXPECT_FALSE(IsAllUpper("UNo"));
  EXPECT_FALSE(IsAllUpper("42"));
}

}  // namespace
}  // namespace caspian::extractor
