// Which keys are one: by country, short form, name, judgement; and what stays apart.
#include "aggregator/merge/resolution/resolution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/judgements/entity_key.h"

namespace caspian::aggregator {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string Key(const std::string& name, const std::string& country = "", const std::string& label = "PERSON") {
  return absl::StrCat("entity\x1f", label, "\x1f", name, "\x1f", country);
}
std::string Organization(const std::string& name, const std::string& country = "") {
  return Key(name, country, "ORGANIZATION");
}

Verdict Judged(const std::string& a, const std::string& b, bool same, const std::string& id = "j") {
  return {std::min(a, b), std::max(a, b), same, id};
}

bool AreOne(const std::vector<std::string>& keys, const std::vector<Verdict>& verdicts = {}) {
  ResolutionInput input;
  input.keys.insert(keys.begin(), keys.end());
  const Resolution resolution(input, verdicts);
  return std::all_of(keys.begin(), keys.end(),
                     [&](const auto& key) { return resolution.ClusterOf(key) == resolution.ClusterOf(keys[0]); });
}

// How many clusters the keys make.
size_t Clusters(const std::vector<std::string>& keys, const std::vector<Verdict>& verdicts = {}) {
  ResolutionInput input;
  input.keys.insert(keys.begin(), keys.end());
  const Resolution resolution(input, verdicts);
  std::set<std::string> clusters;
  for (const auto& [key, cluster] : resolution.clusters()) clusters.insert(cluster);
  return clusters.size();
}

TEST(ResolutionTest, NamesThatAreSpelledOtherwiseAreOne) {
  EXPECT_TRUE(AreOne({Key("nurlan yesenbayev"), Key("nurlan yesenbaev")}));
  EXPECT_TRUE(AreOne({Key("nurlan yesenbayev"), Key("нурлан есенбаев")}));
  EXPECT_TRUE(AreOne({Key("vera talheim"), Key("talheim, vera")}));
  EXPECT_TRUE(AreOne({Key("vera marta talheim"), Key("vera talheim")}));
  EXPECT_TRUE(AreOne({Key("dr. vera talheim"), Key("vera talheim")}));
  EXPECT_TRUE(AreOne({Organization("rhona werke ag"), Organization("rhona werke")}));
  EXPECT_TRUE(AreOne({Organization("talheim"), Organization("talheim inc.")}));
  EXPECT_TRUE(AreOne({Organization("first talheim"), Organization("first talheim corp.")}));
  EXPECT_TRUE(AreOne({Organization("rhona lake centre"), Organization("rhona lake center")}));
}

TEST(ResolutionTest, WhatIsNotSureStaysApart) {
  EXPECT_EQ(Clusters({Key("talheim"), Key("vera talheim")}), 2u);
  EXPECT_EQ(Clusters({Key("j. talheim"), Key("jonas talheim")}), 2u);
  EXPECT_EQ(Clusters({Key("vera talheim"), Key("rolf talheim")}), 2u);
  EXPECT_EQ(Clusters({Key("vera m. talheim"), Key("vera l. m. talheim")}), 2u);
  EXPECT_EQ(Clusters({Organization("talheim bank"), Organization("talheim bank peru")}), 2u);
  EXPECT_EQ(Clusters({Organization("senate"), Organization("senate", "FR")}), 2u);
  EXPECT_EQ(Clusters({Key("vera talheim"), Organization("vera talheim")}), 2u);
  EXPECT_EQ(Clusters({Key("rhona lake", "", "PLACE"), Key("rona lake", "", "PLACE")}), 2u);
}

TEST(ResolutionTest, ANameThatTwoMayBearIsNoBridge) {
  EXPECT_EQ(Clusters({Key("mark heller"), Key("mark jay heller"), Key("mark ray heller")}), 3u);
  EXPECT_EQ(Clusters({Key("talheim"), Key("vera talheim"), Key("rolf talheim")}), 3u);
  EXPECT_EQ(Clusters({Key("omar haddad"), Key("omar haddad", "JO"), Key("omar haddad", "EG")}), 3u);
  EXPECT_EQ(Clusters({Key("omar haddad"), Key("umar haddad", "JO"), Key("omar hadad", "EG")}), 3u);
}

TEST(ResolutionTest, AJudgementSettlesWhatIsAmbiguous) {
  const std::string plain = Key("omar haddad"), jordan = Key("omar haddad", "JO"), egypt = Key("omar haddad", "EG");

  EXPECT_TRUE(AreOne({plain, jordan}, {}));
  EXPECT_EQ(Clusters({plain, jordan, egypt}, {Judged(plain, egypt, false)}), 2u);
  EXPECT_EQ(Clusters({plain, jordan, egypt}, {Judged(plain, egypt, true)}), 2u);
}

TEST(ResolutionTest, JudgementsJoinWhatDiffersAndPartWhatIsAlike) {
  EXPECT_TRUE(AreOne({Key("lilo"), Key("vera talheim")}, {Judged(Key("lilo"), Key("vera talheim"), true)}));
  EXPECT_TRUE(AreOne({Key("omar haddad", "JO"), Key("omar haddad", "EG")},
                     {Judged(Key("omar haddad", "JO"), Key("omar haddad", "EG"), true)}));
  EXPECT_EQ(
      Clusters({Key("vera talheim"), Key("wera talheim")}, {Judged(Key("vera talheim"), Key("wera talheim"), false)}),
      2u);
}

TEST(ResolutionTest, WhatAJudgementJoinedStillTakesNamesThatAreAlike) {
  const std::string nick = Key("lilo"), full = Key("vera talheim"), longer = Key("vera marta talheim");

  EXPECT_TRUE(AreOne({nick, full, longer}, {Judged(nick, full, true)}));
}

TEST(ResolutionTest, NoWayRoundLeadsPastAJudgementThatParts) {
  const std::string a = Key("vera talheim"), b = Key("vera marta talheim"), c = Key("wera talheim");

  EXPECT_EQ(Clusters({a, b, c}, {Judged(b, c, false)}), 2u);
  // The later of two judgements that join comes first; the one that would join what is apart is skipped.
  EXPECT_EQ(Clusters({Key("a x"), Key("b y"), Key("c z")},
                     {Judged(Key("b y"), Key("c z"), true, "late"), Judged(Key("a x"), Key("b y"), true, "early"),
                      Judged(Key("a x"), Key("c z"), false, "apart")}),
            2u);
}

TEST(ResolutionTest, AShortFormThatADocumentStatesJoinsOthersThatUseIt) {
  ResolutionInput input;
  input.keys = {Organization("rhona lake shipping council"), Organization("rlsc"), Organization("oslo")};
  EXPECT_NE(Resolution(input, {}).ClusterOf(Organization("rlsc")), Organization("rhona lake shipping council"));

  input.short_forms = {{Organization("rhona lake shipping council"), "rlsc"},
                       {Organization("rhona lake shipping council"), "oslo"}};

  const Resolution resolution(input, {});
  EXPECT_EQ(resolution.ClusterOf(Organization("rlsc")), Organization("rhona lake shipping council"));
  EXPECT_EQ(resolution.ClusterOf(Organization("oslo")), Organization("oslo"));
}

TEST(ResolutionTest, AShortFormOfTwoJoinsNeither) {
  const std::string one = Organization("rhona lake shipping council"),
                    other = Organization("royal london sailing club");
  ResolutionInput input;
  input.keys = {one, other, Organization("rlsc")};
  input.short_forms = {{one, "rlsc"}, {other, "rlsc"}};

  const Resolution resolution(input, {});

  EXPECT_EQ(resolution.ClusterOf(Organization("rlsc")), Organization("rlsc"));
  EXPECT_NE(resolution.ClusterOf(one), resolution.ClusterOf(other));
}

TEST(ResolutionTest, IdentitiesAndWhatWasSplitOffJoinByJudgementAlone) {
  const std::string identity = CountryKey("KZ"), split = SplitKey("j1", Key("vera talheim"));

  EXPECT_EQ(Clusters({identity, Key("kazakhstan", "", "PLACE")}), 2u);
  EXPECT_EQ(Clusters({split, Key("vera talheim"), Key("vera marta talheim")}), 2u);
  EXPECT_TRUE(AreOne({split, Key("vera talheim")}, {Judged(split, Key("vera talheim"), true)}));
}

TEST(ResolutionTest, TellsEachEdgeWithItsReasonsAndWhatBecameOfIt) {
  ResolutionInput input;
  input.keys = {Key("vera talheim"), Key("vera marta talheim")};

  const Resolution resolution(input, {Judged(Key("vera talheim"), Key("vera marta talheim"), false, "j7")});

  ASSERT_THAT(resolution.edges(), SizeIs(1));
  EXPECT_EQ(resolution.edges()[0].outcome(), v1::MERGE_OUTCOME_FORBIDDEN);
  EXPECT_EQ(resolution.edges()[0].score(), 960u);
  EXPECT_EQ(resolution.edges()[0].reasons().rbegin()->first(), "marta");
  ASSERT_THAT(resolution.cannot_links(), SizeIs(1));
  EXPECT_EQ(resolution.cannot_links()[0].judgement_id(), "j7");
}

TEST(ResolutionTest, AJudgementOfWhatIsNotThereSaysNothing) {
  ResolutionInput input;
  input.keys = {Key("vera talheim")};

  const Resolution resolution(input, {Judged(Key("vera talheim"), Key("lilo"), true)});

  EXPECT_THAT(resolution.edges(), IsEmpty());
  EXPECT_THAT(resolution.clusters(), SizeIs(1));
}

// Names at random, from few given names, middle names and surnames in several spellings.
std::vector<std::string> RandomKeys(std::mt19937* random) {
  constexpr const char* kGiven[] = {"vera", "wera", "v.", "rolf", "rolph", "nurlan", "нурлан"};
  constexpr const char* kMiddle[] = {"", "", "", " marta", " m.", " l."};
  constexpr const char* kLast[] = {"talheim", "thalheim", "talhiem", "yesenbayev", "есенбаев"};
  constexpr const char* kCountry[] = {"", "", "", "NO", "KZ"};
  const auto pick = [random](auto& list) { return list[(*random)() % std::size(list)]; };
  std::vector<std::string> keys;
  for (int i = 0; i < 25; ++i)
    keys.push_back(Key(absl::StrCat(pick(kGiven), pick(kMiddle), " ", pick(kLast)), pick(kCountry)));
  return keys;
}

TEST(ResolutionPropertyTest, ClustersHoldNoPairThatIsJudgedApartNorTwoCountriesWithoutAJudgement) {
  for (uint32_t seed = 0; seed < 200; ++seed) {
    std::mt19937 random(seed);
    const std::vector<std::string> keys = RandomKeys(&random);
    std::vector<Verdict> verdicts;
    for (int i = 0; i < 6; ++i) {
      const std::string &a = keys[random() % keys.size()], &b = keys[random() % keys.size()];
      const bool again = std::any_of(verdicts.begin(), verdicts.end(), [&](const Verdict& one) {
        return one.first == std::min(a, b) && one.second == std::max(a, b);
      });
      if (a != b && !again) verdicts.push_back(Judged(a, b, i % 3 == 0 && seed % 2 == 0, absl::StrCat("j", i)));
    }
    ResolutionInput input;
    input.keys.insert(keys.begin(), keys.end());

    const Resolution resolution(input, verdicts);

    for (const Verdict& verdict : verdicts) {
      if (!verdict.same) ASSERT_NE(resolution.ClusterOf(verdict.first), resolution.ClusterOf(verdict.second)) << seed;
    }
    if (seed % 2 == 0) continue;
    std::map<std::string, std::set<absl::string_view>> countries;
    for (const auto& [key, cluster] : resolution.clusters()) {
      const absl::string_view country = PartsOfKey(key).country;
      if (!country.empty()) countries[cluster].insert(country);
    }
    for (const auto& [cluster, told] : countries) ASSERT_THAT(told, SizeIs(1)) << seed;
  }
}

TEST(EntityKeyTest, IsTakenApartAndTold) {
  const std::string key = Key("vera talheim", "NO"), country = CountryKey("NO");
  const EntityKeyParts parts = PartsOfKey(key);
  EXPECT_EQ(parts.label, "PERSON");
  EXPECT_EQ(parts.name, "vera talheim");
  EXPECT_EQ(parts.country, "NO");
  EXPECT_EQ(PartsOfKey(country).identity, "iso3166:NO");
  const std::string split = SplitKey("j1", Key("vera talheim", "NO"));
  EXPECT_EQ(PartsOfKey(split).split, "j1");
  EXPECT_EQ(PartsOfKey(split).name, "vera talheim");
  EXPECT_EQ(DescribeKey(split), "PERSON vera talheim, NO, split off by j1");
  const std::string bare =
      Key("treaty\x1f"
          "a.txt",
          "", "AGREEMENT");
  EXPECT_EQ(PartsOfKey(bare).document, "a.txt");
  EXPECT_TRUE(PartsOfKey("event").name.empty());
}

}  // namespace
}  // namespace caspian::aggregator
