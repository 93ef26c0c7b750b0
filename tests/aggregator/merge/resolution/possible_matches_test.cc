#include "aggregator/merge/resolution/possible_matches.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/resolution/name_edges.h"

namespace caspian::aggregator {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string Key(const std::string& name, const std::string& country = "", const std::string& label = "PERSON") {
  return absl::StrCat("entity\x1f", label, "\x1f", name, "\x1f", country);
}

std::vector<v1::MergeEdge> MatchesOf(const std::vector<std::string>& keys, const std::vector<Verdict>& verdicts = {}) {
  ResolutionInput input;
  input.keys.insert(keys.begin(), keys.end());
  return FindPossibleMatches(Resolution(input, verdicts));
}

TEST(PossibleMatchesTest, OffersNamesThatMayBeOneWithScoreAndReasons) {
  const auto matches = MatchesOf({Key("jonas talheim"), Key("vera talheim"), Key("j. talheim")});

  ASSERT_THAT(matches, SizeIs(1));
  EXPECT_EQ(matches[0].first_key(), Key("j. talheim"));
  EXPECT_EQ(matches[0].second_key(), Key("jonas talheim"));
  EXPECT_EQ(matches[0].score(), 900u);
  EXPECT_EQ(matches[0].outcome(), v1::MERGE_OUTCOME_POSSIBLE);
  ASSERT_THAT(matches[0].reasons(), SizeIs(2));
  EXPECT_EQ(matches[0].reasons(1).feature(), "initial");
  EXPECT_EQ(matches[0].reasons(1).taken(), 100u);
}

TEST(PossibleMatchesTest, OffersOncePerPairOfRecordsTheStrongest) {
  const auto matches = MatchesOf({Key("j. talheim"), Key("jonas talheim"), Key("jonas thalheim")});

  ASSERT_THAT(matches, SizeIs(1));
  EXPECT_EQ(matches[0].score(), 900u);
}

TEST(PossibleMatchesTest, OffersABareSurnameToItsOnlyBearer) {
  ASSERT_THAT(MatchesOf({Key("talheim"), Key("vera talheim"), Key("rolf larin")}), SizeIs(1));
  EXPECT_THAT(MatchesOf({Key("talheim"), Key("vera talheim"), Key("vera marta talheim")}), SizeIs(1));
  EXPECT_THAT(MatchesOf({Key("talheim"), Key("vera talheim"), Key("rolf talheim")}), IsEmpty());
  EXPECT_THAT(MatchesOf({Key("vera"), Key("vera talheim")}), IsEmpty());
}

TEST(PossibleMatchesTest, OffersWhatIsAmbiguous) {
  const auto matches = MatchesOf({Key("omar haddad"), Key("omar haddad", "JO"), Key("omar haddad", "EG")});

  ASSERT_THAT(matches, SizeIs(2));
  EXPECT_EQ(matches[0].evidence(), v1::MERGE_EVIDENCE_COUNTRY);
  EXPECT_EQ(matches[0].first_key(), Key("omar haddad"));
}

TEST(PossibleMatchesTest, OffersNeitherOtherKindsNorOtherCountriesNorWhatIsJudged) {
  EXPECT_THAT(MatchesOf({Key("vera talheim"), Key("vera talheim", "", "ORGANIZATION")}), IsEmpty());
  EXPECT_THAT(MatchesOf({Key("talheim", "", "PLACE"), Key("thalheim", "", "PLACE")}), IsEmpty());
  EXPECT_THAT(MatchesOf({Key("j. talheim", "NO"), Key("jonas talheim", "SE")}), IsEmpty());
  EXPECT_THAT(
      MatchesOf({Key("j. talheim"), Key("jonas talheim")}, {{Key("j. talheim"), Key("jonas talheim"), false, "j1"}}),
      IsEmpty());
  EXPECT_THAT(
      MatchesOf({Key("j. talheim"), Key("jonas talheim")}, {{Key("j. talheim"), Key("jonas talheim"), true, "j1"}}),
      IsEmpty());
}

TEST(PossibleMatchesTest, TheSoundsOfACodeSayNothing) {
  EXPECT_THAT(MatchesOf({Key("qrr", "", "ORGANIZATION"), Key("qr", "", "ORGANIZATION")}), IsEmpty());
  EXPECT_THAT(MatchesOf({Key("talhiem", "", "ORGANIZATION"), Key("thalhiem", "", "ORGANIZATION")}), SizeIs(1));
}

TEST(PossibleMatchesTest, TheBestComeFirst) {
  const auto matches = MatchesOf({Key("vera talheim"), Key("v. talheim"), Key("vera talhiem"), Key("rolf larin"),
                                  Key("r. larin"), Key("jo vale")});

  ASSERT_GE(matches.size(), 2u);
  EXPECT_TRUE(std::is_sorted(matches.begin(), matches.end(),
                             [](const auto& a, const auto& b) { return a.score() > b.score(); }));
}

TEST(PossibleMatchesTest, AWordThatAllHaveIsNotLookedUp) {
  std::vector<std::string> names;
  for (size_t i = 0; i <= kMostNamesOfAWord; ++i)
    names.push_back(Key(absl::StrCat(std::string(1, static_cast<char>('a' + i / 26)), "a",
                                     std::string(1, static_cast<char>('a' + i % 26)), " talheim")));
  names.push_back(Key("veronika talheim"));
  names.push_back(Key("veronica t. talheim"));
  names.push_back(Key("veronika l. talheim"));

  const auto matches = MatchesOf(names);

  EXPECT_TRUE(std::any_of(matches.begin(), matches.end(), [&](const v1::MergeEdge& match) {
    return match.first_key() == names[names.size() - 2] || match.second_key() == names[names.size() - 2];
  }));
}

}  // namespace
}  // namespace caspian::aggregator
