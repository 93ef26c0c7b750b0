#include "client/cli/eval/matching.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client/eval/marked_text.h"

namespace caspian::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Match> MatchAny(const std::string& gold, const std::string& predicted) {
  return MatchGreedily(Marks(gold), Marks(predicted), [](const Annotation&, const Annotation&) { return true; });
}

TEST(MatchGreedilyTest, TakesTheLongestOverlap) {
  EXPECT_THAT(MatchAny("0-10 A", "0-3 A, 2-9 A, 8-10 A"), ElementsAre(Match{0, 1}));
}

TEST(MatchGreedilyTest, TakesTheFirstOfEqualOverlaps) {
  EXPECT_THAT(MatchAny("0-10 A", "0-3 A, 3-6 A"), ElementsAre(Match{0, 0}));
}

TEST(MatchGreedilyTest, LeavesToLaterGoldOnlyWhatEarlierGoldDidNotTake) {
  // The second would have fitted better, and gets nothing.
  EXPECT_THAT(MatchAny("0-5 A, 2-9 A", "1-9 A"), ElementsAre(Match{0, 0}));
  EXPECT_THAT(MatchAny("0-5 A, 2-9 A", "0-3 A, 4-9 A"), ElementsAre(Match{0, 0}, Match{1, 1}));
}

TEST(MatchGreedilyTest, NeverMatchesWhatOnlyTouchesOrIsEmpty) {
  EXPECT_THAT(MatchAny("0-5 A", "5-9 A"), IsEmpty());
  EXPECT_THAT(MatchAny("3-3 A", "0-9 A"), IsEmpty());
  EXPECT_THAT(MatchAny("0-9 A", "3-3 A"), IsEmpty());
  EXPECT_THAT(MatchAny("3-3 A", "3-3 A"), IsEmpty());
}

TEST(MatchGreedilyTest, LooksPastShortOnesBehindALongOne) {
  EXPECT_THAT(MatchAny("8-9 A", "0-10 A, 1-2 A, 3-4 A"), ElementsAre(Match{0, 0}));
}

TEST(MatchGreedilyTest, AsksWhetherAPairFits) {
  const auto same_type = [](const Annotation& gold, const Annotation& predicted) {
    return gold.type == predicted.type;
  };
  EXPECT_THAT(MatchGreedily(Marks("0-9 A"), Marks("0-9 B, 0-2 A"), same_type), ElementsAre(Match{0, 1}));
}

TEST(MatchGreedilyTest, GivesNothingForEmptySides) {
  EXPECT_THAT(MatchAny("", "0-1 A"), IsEmpty());
  EXPECT_THAT(MatchAny("0-1 A", ""), IsEmpty());
}

TEST(SortBySpanTest, KeepsTheOrderOfEqualSpans) {
  std::vector<Annotation> marks = Marks("4-9 A, 4-5 B, 0-9 C, 4-5 D");

  SortBySpan(&marks);

  std::string types;
  for (const Annotation& mark : marks) types += mark.type;
  EXPECT_EQ(types, "CBDA");
}

}  // namespace
}  // namespace caspian::cli
