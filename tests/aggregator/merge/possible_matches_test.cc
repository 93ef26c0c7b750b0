#include "aggregator/merge/possible_matches.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "absl/strings/str_cat.h"

namespace caspian::aggregator {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<NamedEntity> People(const std::vector<std::string>& names) {
  std::vector<NamedEntity> entities;
  for (const std::string& name : names) entities.push_back({absl::StrCat("k", entities.size()), "PERSON", name});
  return entities;
}

TEST(PossibleMatchesTest, OffersNamesThatMayBeOneWithScoreAndReasons) {
  const auto matches = FindPossibleMatches(People({"Robert Talheim", "Vera Talheim", "Bob Talheim"}));

  ASSERT_THAT(matches, SizeIs(1));
  EXPECT_EQ(matches[0].first, "k0");
  EXPECT_EQ(matches[0].second, "k2");
  EXPECT_EQ(matches[0].score, 920);
  EXPECT_THAT(matches[0].reasons, ElementsAre("equal word: talheim = talheim", HasSubstr("short form")));
}

TEST(PossibleMatchesTest, FindsThemAcrossSpellingsAndScripts) {
  EXPECT_THAT(FindPossibleMatches(People({"Nurlan Yesenbayev", "Нурлан Есенбаев"})), SizeIs(1));
  EXPECT_THAT(FindPossibleMatches({{"a", "ORGANIZATION", "Rhona Werke AG"}, {"b", "ORGANIZATION", "Rhona-Werke"}}),
              SizeIs(1));
}

TEST(PossibleMatchesTest, OffersNeitherBareSurnamesNorOtherKindsNorOneKeyTwice) {
  EXPECT_THAT(FindPossibleMatches(People({"Talheim", "Vera Talheim"})), IsEmpty());
  EXPECT_THAT(FindPossibleMatches({{"a", "PERSON", "Vera Talheim"}, {"b", "ORGANIZATION", "Vera Talheim"}}), IsEmpty());
  EXPECT_THAT(FindPossibleMatches({{"a", "PLACE", "Talheim"}, {"b", "PLACE", "Thalheim"}}), IsEmpty());
  EXPECT_THAT(FindPossibleMatches({{"a", "PERSON", "Vera Talheim"}, {"a", "PERSON", "Vera Talheim"}}), IsEmpty());
}

TEST(PossibleMatchesTest, AreTheSameInAnyOrderTheBestFirst) {
  std::vector<NamedEntity> entities =
      People({"Vera Talheim", "Wera Talheim", "V. Talheim", "Vera Talhiem", "Rolf Larin", "Rolf Lariin", "Jo Vale"});
  const auto matches = FindPossibleMatches(entities);
  ASSERT_GE(matches.size(), 4u);
  EXPECT_TRUE(
      std::is_sorted(matches.begin(), matches.end(), [](const auto& a, const auto& b) { return a.score > b.score; }));

  std::mt19937 random(6);
  for (int i = 0; i < 50; ++i) {
    std::shuffle(entities.begin(), entities.end(), random);
    ASSERT_EQ(FindPossibleMatches(entities), matches);
  }
}

TEST(PossibleMatchesTest, AWordThatAllHaveIsNotLookedUp) {
  std::vector<std::string> names;
  for (size_t i = 0; i <= kMostNamesOfAWord; ++i)
    names.push_back(absl::StrCat(std::string(1, static_cast<char>('A' + i / 26)), "a",
                                 std::string(1, static_cast<char>('a' + i % 26)), " Talheim"));
  names.push_back("Vera Talheim");
  names.push_back("Vera Talhiem");

  const auto matches = FindPossibleMatches(People(names));

  const auto vera = absl::StrCat("k", names.size() - 2);
  EXPECT_TRUE(
      std::any_of(matches.begin(), matches.end(), [&](const PossibleMatch& match) { return match.first == vera; }));
}

}  // namespace
}  // namespace caspian::aggregator
