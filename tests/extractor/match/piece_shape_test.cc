#include "extractor/match/piece_shape.h"

#include <gtest/gtest.h>

#include <string>

namespace caspian::extractor {
namespace {

bool AreAlike(absl::string_view a, absl::string_view b) {
  const PieceShape one = ShapeOf(a, false), other = ShapeOf(b, false);
  return one.kind != 0 && one.kind == other.kind && one.number == other.number;
}

TEST(PieceShapeTest, IsSharedByWordsWhoseLettersAreOfTheSameClasses) {
  EXPECT_TRUE(AreAlike("Abc", "Xyz"));
  EXPECT_TRUE(AreAlike("ABC", "XYZ"));
  EXPECT_TRUE(AreAlike("abc", "xyz"));
  EXPECT_TRUE(AreAlike("12", "98"));
  EXPECT_TRUE(AreAlike("A", "Z"));
  EXPECT_FALSE(AreAlike("Abc", "abc"));
  EXPECT_FALSE(AreAlike("ABC", "Abc"));
  EXPECT_FALSE(AreAlike("12", "ab"));
  EXPECT_FALSE(AreAlike("aB", "ab"));
}

TEST(PieceShapeTest, TellsLengthsAndBlanksApart) {
  EXPECT_FALSE(AreAlike("Abc", "Abcd"));
  EXPECT_NE(ShapeOf("Abc", true).number, ShapeOf("Abc", false).number);
  EXPECT_EQ(ShapeOf("Abc", true).kind, ShapeOf("Xy", false).kind);
  EXPECT_GE(ShapeOf("a", false).number, kFirstShape);
}

TEST(PieceShapeTest, OtherPiecesHaveNone) {
  for (const std::string& piece : {std::string(), std::string("\xC3\x89"), std::string("a1b"), std::string("a-b"),
                                   std::string("."), std::string("AbC"), std::string(128, 'a')})
    EXPECT_EQ(ShapeOf(piece, false).kind, 0u) << piece;
  EXPECT_NE(ShapeOf(std::string(127, 'a'), false).kind, 0u);
}

}  // namespace
}  // namespace caspian::extractor
