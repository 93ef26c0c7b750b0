#include "extractor/names/vote.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/extractor/names/names_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "text LABEL score rule" of each candidate that became a name.
std::vector<std::string> Decided(const std::string& settings, const std::string& rules, absl::string_view text) {
  const auto set = Loaded(NamesPack(settings, rules));
  const CompiledNames& names = *set->program->stages[1].names;
  const Analyzed analyzed(*set, text, 1);
  std::vector<CandidateEvidence> candidates;
  for (uint32_t s = 0; s < analyzed->segmentation.sentences.size(); ++s) {
    const LiftedText lifted(*analyzed, s, set->program->alphabet, LiftedView{true, nullptr, nullptr});
    EvidenceCollector collector(names.rules, names.evidence, set->program->vocabulary, *analyzed, lifted);
    for (NameCandidate& candidate : CandidatesOf(*set->program, names, *analyzed, s)) {
      auto hits = collector.Collect(candidate);
      candidates.push_back({std::move(candidate), std::move(hits)});
    }
  }
  std::vector<std::string> decided;
  const auto decisions = DecideNames(names, candidates, analyzed->memory.get(), nullptr);
  for (size_t i = 0; i < decisions.size(); ++i) {
    if (decisions[i].label < 0) continue;
    decided.push_back(
        absl::StrCat(candidates[i].candidate.text, " ",
                     set->program->alphabet.label(names.labels[static_cast<size_t>(decisions[i].label)]).name(), " ",
                     decisions[i].score, " ", decisions[i].rule_id));
  }
  return decided;
}

std::string Rule(const std::string& id, const std::string& weights, const std::string& conditions) {
  return absl::StrCat("  - {id: ", id, ", evidence: {", weights, "}, ", conditions, "}\n");
}

const char kNoShares[] = "  threshold: 1.5\n";

TEST(VoteTest, EvidenceAddsUpToTheThreshold) {
  const std::string rules =
      Rule("a", "PERSON: 0.75", "pattern: 'Lee'") + Rule("b", "PERSON: 0.75", "followed_by: ' said'");

  EXPECT_THAT(Decided(kNoShares, rules, "then Lee said"), ElementsAre("Lee PERSON 1500 a"));
  EXPECT_THAT(Decided(kNoShares, rules, "then Lee ran"), IsEmpty());
  EXPECT_THAT(Decided("  threshold: 1.501\n", rules, "then Lee said"), IsEmpty());
}

TEST(VoteTest, ShortFormsLeaveSuffixesOut) {
  const std::string rules = Rule("a", "PERSON: 2", "pattern: 'Ada Lee Jr'");

  EXPECT_THAT(Decided("  threshold: 1.5\n  inherited: {PERSON: 1.6}\n", rules, "then Ada Lee Jr saw Lee"),
              ElementsAre("Ada Lee Jr PERSON 2000 a", "Lee PERSON 1600 names.inherited"));
}

TEST(VoteTest, NegativeWeightSpeaksAgainst) {
  const std::string rules =
      Rule("a", "PERSON: 2, PLACE: 1.6", "pattern: 'Lee'") + Rule("b", "PERSON: -1", "followed_by: ' said'");

  EXPECT_THAT(Decided(kNoShares, rules, "then Lee said"), ElementsAre("Lee PLACE 1600 a"));
}

TEST(VoteTest, ATieGoesToTheLabelThatTheStageNamesFirst) {
  EXPECT_THAT(Decided(kNoShares, Rule("a", "PLACE: 2, ORG: 2", "pattern: 'Lee'"), "then Lee ran"),
              ElementsAre("Lee ORG 2000 a"));
}

TEST(VoteTest, OccurrencesShareTheirSum) {
  const std::string rules = Rule("a", "PERSON: 1", "followed_by: ' said'");
  const std::string settings = "  threshold: 0.001\n  vote_shares: [1, 0.5, 0.333]\n";

  EXPECT_THAT(Decided(settings, rules, "then Lee said"), ElementsAre("Lee PERSON 1000 a"));
  EXPECT_THAT(Decided(settings, rules, "then Lee said, Lee ran"), ElementsAre("Lee PERSON 500 a", "Lee PERSON 500 a"));
  EXPECT_THAT(Decided(settings, rules, "then Lee said, Lee said, Lee ran, Lee sat"),
              ElementsAre("Lee PERSON 666 a", "Lee PERSON 666 a", "Lee PERSON 666 a", "Lee PERSON 666 a"));
}

TEST(VoteTest, TheOccurrencesOwnEvidenceCountsBesideTheVote) {
  const std::string rules = Rule("a", "PERSON: 1", "followed_by: ' said'");

  EXPECT_THAT(Decided("  threshold: 1.1\n  own_share: 0.35\n", rules, "then Lee said, Lee ran"),
              ElementsAre("Lee PERSON 1350 a"));
}

TEST(VoteTest, WhatDoesNotVoteCountsForItsOccurrenceAlone) {
  const std::string rules =
      Rule("a", "PERSON: 1", "pattern: 'Lee'") + Rule("b", "PLACE: 5", "preceded_by: 'in ', vote: none");

  EXPECT_THAT(Decided("  threshold: 1\n", rules, "met Lee in Lee"),
              ElementsAre("Lee PERSON 2000 a", "Lee PLACE 5000 b"));
}

TEST(VoteTest, DivisionIsOfIntegersTowardsZero) {
  const std::string settings = "  threshold: 0.001\n  vote_shares: [0.333]\n";

  EXPECT_THAT(Decided(settings, Rule("a", "PERSON: 0.01", "pattern: 'Lee'"), "met Lee"), ElementsAre("Lee PERSON 3 a"));
  EXPECT_THAT(Decided(settings, Rule("a", "PERSON: -0.01, ORG: 0.004", "pattern: 'Lee'"), "met Lee"),
              ElementsAre("Lee ORG 1 a"));
}

TEST(VoteTest, ShortFormsInheritFromFullNames) {
  const std::string rules =
      Rule("full", "PERSON: 2", "pattern: 'Ada Marsh'") + Rule("org", "ORG: 2", "pattern: 'Northern Grain Union'");
  const std::string settings =
      "  threshold: 1.5\n  unknown: {label: PERSON, weight: 0.001}\n  inherited: {PERSON: 4, ORG: 3}\n";

  EXPECT_THAT(Decided(settings, rules, "met Ada Marsh, Marsh ran"),
              ElementsAre("Ada Marsh PERSON 2001 full", "Marsh PERSON 4000 names.inherited"));
  EXPECT_THAT(Decided(settings, rules, "met Ada Marsh, Ada ran"),
              ElementsAre("Ada Marsh PERSON 2001 full"));  // a given name alone says little
  EXPECT_THAT(Decided(settings, rules, "the Northern Grain Union, NGU or Northern"),
              ElementsAre("Northern Grain Union ORG 2000 org", "NGU ORG 3000 names.inherited",
                          "Northern ORG 3000 names.inherited"));
  EXPECT_THAT(Decided(settings, rules, "then Marsh ran"), IsEmpty());
}

TEST(VoteTest, AGivenNameInheritsWhereThePackSaysSo) {
  const std::string rules = Rule("full", "PERSON: 2", "pattern: '(?:Joe|Ada) Marsh'");
  const std::string settings = "  threshold: 1\n  inherited: {PERSON: 4}\n  inherited_given: {PERSON: 1.2}\n";

  EXPECT_THAT(Decided(settings, rules, "met Joe Marsh, Joe ran"),
              ElementsAre("Joe Marsh PERSON 2000 full", "Joe PERSON 1200 names.inherited"));
  EXPECT_THAT(Decided(settings, rules, "met Ada Marsh, Ada ran"),
              ElementsAre("Ada Marsh PERSON 2000 full"));  // no list has it as a given name
}

TEST(VoteTest, ASurnameIsHandedDownWithoutTheParticleBeforeItsHyphen) {
  const std::string rules = Rule("full", "PERSON: 2", "pattern: 'Ada al-Marsh'");

  EXPECT_THAT(Decided("  threshold: 1\n  inherited: {PERSON: 4}\n", rules, "met Ada al-Marsh, Marsh and al-Marsh ran"),
              ElementsAre("Ada al-Marsh PERSON 2000 full", "Marsh PERSON 4000 names.inherited",
                          "al-Marsh PERSON 4000 names.inherited"));
}

TEST(VoteTest, HeavierEvidenceThanWhatIsInheritedNamesTheRule) {
  const std::string rules =
      Rule("full", "PERSON: 2", "pattern: 'Ada Marsh'") + Rule("own", "PERSON: 5", "pattern: 'Marsh'");

  EXPECT_THAT(Decided("  threshold: 1\n  inherited: {PERSON: 4}\n", rules, "met Ada Marsh, Marsh ran"),
              ElementsAre("Ada Marsh PERSON 2000 full", "Marsh PERSON 9000 own"));
}

TEST(VoteTest, UnknownWordsAreGuessedWhereTheyAreTwoOrThree) {
  const std::string settings = "  threshold: 1.5\n  unknown: {label: PERSON, weight: 1.6}\n";
  const std::string rules = Rule("a", "PERSON: 1", "pattern: 'Never'");

  EXPECT_THAT(Decided(settings, rules, "met Zed Quork"), ElementsAre("Zed Quork PERSON 1600 names.unknown"));
  EXPECT_THAT(Decided(settings, rules, "met Quork"), IsEmpty());
  EXPECT_THAT(Decided(settings, rules, "met Zed Quork Lim Pol"), IsEmpty());
  EXPECT_THAT(Decided(settings, rules, "the Quork Rain"), IsEmpty());      // an ordinary word
  EXPECT_THAT(Decided(settings, rules, "the Quork Airlines"), IsEmpty());  // a head
  EXPECT_THAT(Decided(settings, rules, "the Quork NGU"), IsEmpty());       // an acronym
}

TEST(VoteTest, TheHeaviestRuleIsNamedItsOwnBeforeOthersThenTheSmallestId) {
  const std::string rules = Rule("z.pattern", "PERSON: 2", "pattern: 'Lee'") +
                            Rule("b.after", "PERSON: 2", "followed_by: ' said'") +
                            Rule("c.light", "PERSON: 1", "pattern: 'Lee'");

  EXPECT_THAT(Decided("  threshold: 1\n", rules, "then Lee ran, Lee said"),
              ElementsAre("Lee PERSON 8000 z.pattern", "Lee PERSON 8000 b.after"));
}

TEST(VoteTest, FeaturesOfOneOccurrenceServeAll) {
  const auto set = Loaded(NamesPack("  threshold: 1\n",
                                    "  - {id: e, evidence: {PLACE: 3}, lists: [{part: whole, list: places}], "
                                    "preceded_by: 'in ', set: {country: $iso}}\n"));
  const v1::Extraction extraction = Extracted(*set, "They live in Lima. Yesterday Lima sank.");

  ASSERT_EQ(extraction.mentions_size(), 2);
  for (const v1::Mention& mention : extraction.mentions()) {
    ASSERT_EQ(mention.features_size(), 1);
    EXPECT_EQ(mention.features(0).value(), "PE");
  }
}

TEST(VoteTest, WhatDoesNotVoteGivesItsRuleAndFeaturesToItsOccurrenceAlone) {
  const auto set = Loaded(
      NamesPack("  threshold: 1\n", Rule("a", "PLACE: 1", "pattern: 'Lima'") +
                                        "  - {id: e, evidence: {PLACE: 3}, lists: [{part: whole, list: places}], "
                                        "preceded_by: 'in ', vote: none, set: {country: $iso}}\n"));
  const v1::Extraction extraction = Extracted(*set, "They live in Lima. Yesterday Lima sank.");

  ASSERT_EQ(extraction.mentions_size(), 2);
  EXPECT_EQ(extraction.mentions(0).rule_id(), "e");
  EXPECT_EQ(extraction.mentions(0).features_size(), 1);
  EXPECT_EQ(extraction.mentions(1).rule_id(), "a");
  EXPECT_EQ(extraction.mentions(1).features_size(), 0);
}

TEST(VoteTest, ManyOccurrencesAreDecidedOnceEach) {
  std::string text;
  for (int i = 0; i < 30000; ++i) text += "then Lee said so. ";
  const auto set = Loaded(NamesPack("  threshold: 1\n", Rule("a", "PERSON: 1", "followed_by: ' said'")));

  EXPECT_EQ(Extracted(*set, text).mentions_size(), 30000);
}

}  // namespace
}  // namespace caspian::extractor
