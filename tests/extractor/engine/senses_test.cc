// Stages that decide in which sense a name stands.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;

// Oslo and Bern as places, Ada as a person; `settings` and `rules` are lines of the stage of senses.
std::shared_ptr<const LoadedRuleSet> SetOf(const std::string& settings, const std::string& rules) {
  return Loaded(
      {"  PLACE: {kind: name, features: [country, capital_of]}\n  PERSON: {kind: name}\n  ORGANIZATION: {kind: name}\n "
       " "
       "SENSE: {kind: sense}\n",
       {"rules:\n  - {id: places, label: PLACE, list: places, set: {country: $country, capital_of: $of}}\n"
        "  - {id: people, label: PERSON, pattern: Ada}\n",
        "senses:\n  on: [PLACE, PERSON]\n  label: SENSE\n" + settings +
            "  senses:\n    place: {}\n    government: {entity_label: ORGANIZATION, entity_name: 'Government of "
            "${name.capital_of}', entity_id: 'government:${name.country}'}\n    crew: {entity_label: ORGANIZATION, "
            "entity_name: crew, entity_id: 'crew:1'}\nrules:\n" +
            rules},
       {{"places", "name\tcountry\tof\nOslo\tNO\tNorway\nBern\tCH\tSwitzerland\nNew Bay\tNB\tBayland\n"}},
       ""});
}

// "text" or "text for entity" of each mention.
std::vector<std::string> Senses(const std::string& settings, const std::string& rules, const std::string& text) {
  const auto set = SetOf(settings, rules);
  const v1::Extraction e = Extracted(*set, text);
  std::vector<std::string> senses;
  for (const v1::Mention& m : e.mentions()) {
    senses.push_back(text.substr(m.span().begin(), m.span().end() - m.span().begin()));
    if (m.has_stands_for()) senses.back() += " for " + e.entities(static_cast<int>(m.stands_for())).name();
  }
  return senses;
}

constexpr char kSigned[] = "  - {id: signed, evidence: {government: 4}, followed_by: ' signed'";
constexpr char kIn[] = "  - {id: in, evidence: {place: 5}, preceded_by: '[Ii]n '";

std::string Rules(const std::string& more) { return kSigned + more + "}\n" + kIn + more + "}\n"; }

TEST(SensesTest, ANameStandsForWhatTheEvidenceSays) {
  const std::string settings = "  threshold: 3\n  vote_shares: [1]\n";
  EXPECT_THAT(Senses(settings, Rules(""), "Now Oslo signed it."), ElementsAre("Oslo for Government of Norway"));
  EXPECT_THAT(Senses(settings, Rules(""), "It rained in Oslo."), ElementsAre("Oslo"));
  EXPECT_THAT(Senses(settings, Rules(""), "Oslo is big."), ElementsAre("Oslo"));
}

TEST(SensesTest, WithoutVoteEachOccurrenceIsAlone) {
  const std::string settings = "  threshold: 3\n  vote_shares: [1]\n";
  EXPECT_THAT(Senses(settings, Rules(", vote: none"), "Oslo signed it. It rained in Oslo. Then Oslo slept."),
              ElementsAre("Oslo for Government of Norway", "Oslo", "Oslo"));
}

TEST(SensesTest, WhiteSpaceInsideOfANameDoesNotCount) {
  const std::string settings = "  threshold: 3\n  vote_shares: [1]\n";
  EXPECT_THAT(Senses(settings, Rules(""), "New Bay signed it. Then New  Bay slept."),
              ElementsAre("New Bay for Government of Bayland", "New  Bay for Government of Bayland"));
  EXPECT_THAT(Senses(settings, "  - {id: exact, evidence: {government: 4}, pattern: New Bay}\n", "In New\tBay."),
              ElementsAre("New\tBay for Government of Bayland"));
}

TEST(SensesTest, WithVotesAllOccurrencesOfANameStandAlike) {
  const std::string settings = "  threshold: 3\n  vote_shares: [1]\n";
  EXPECT_THAT(Senses(settings, Rules(""), "Oslo signed it. It rained in Oslo. Then Oslo slept."),
              ElementsAre("Oslo", "Oslo", "Oslo"));
  EXPECT_THAT(
      Senses(settings, Rules(""), "Oslo signed it. It rained in Oslo. Then Oslo signed."),
      ElementsAre("Oslo for Government of Norway", "Oslo for Government of Norway", "Oslo for Government of Norway"));
  EXPECT_THAT(Senses(settings, Rules(""), "Oslo signed it. It rained in Bern."),
              ElementsAre("Oslo for Government of Norway", "Bern"));
}

TEST(SensesTest, SharesThresholdAndTiesAreOfTheStage) {
  struct Case {
    const char* what;
    std::string settings;
    std::string rules;
    std::string text;
    bool stands;  // the first mention for its government
  };
  const std::string signed_alone = std::string(kSigned) + "}\n";
  const std::string tie = "  - {id: a, evidence: {government: 4, place: 4}, followed_by: ' signed'}\n";
  const Case cases[] = {
      {"at the threshold", "  threshold: 4\n", signed_alone, "Now Oslo signed.", true},
      {"below it", "  threshold: 4.001\n", signed_alone, "Now Oslo signed.", false},
      {"the share of two", "  threshold: 4\n  vote_shares: [1, 0.5]\n", signed_alone, "Oslo signed. Oslo signed.",
       true},
      {"the share of two below it", "  threshold: 4\n  vote_shares: [1, 0.499]\n", signed_alone,
       "Oslo signed. Oslo signed.", false},
      {"the last share serves all above", "  threshold: 4\n  vote_shares: [0.34]\n", signed_alone,
       "Oslo signed. Oslo signed. Oslo signed.", true},
      {"the first of a tie", "  threshold: 3\n", tie, "Now Oslo signed.", false},
      {"the own share breaks a tie of votes", "  threshold: 3\n  own_share: 0.5\n",
       "  - {id: a, evidence: {government: 4}, followed_by: ' signed'}\n  - {id: b, evidence: {place: 4}, preceded_by: "
       "'in '}\n",
       "Oslo signed. It rained in Oslo.", true},
      {"no own share, the first of a tie of votes", "  threshold: 3\n  own_share: 0\n",
       "  - {id: a, evidence: {government: 4}, followed_by: ' signed'}\n  - {id: b, evidence: {place: 4}, preceded_by: "
       "'in '}\n",
       "Oslo signed. It rained in Oslo.", false},
      {"votes and what does not vote add up", "  threshold: 6\n",
       signed_alone + "  - {id: now, evidence: {government: 2}, preceded_by: 'Now ', vote: none}\n", "Now Oslo signed.",
       true},
      {"a negative weight", "  threshold: 3\n",
       signed_alone + "  - {id: not, evidence: {government: -2}, preceded_by: 'Old '}\n", "Old Oslo signed.", false},
  };
  for (const Case& c : cases) {
    const std::vector<std::string> senses = Senses(c.settings, c.rules, c.text);
    ASSERT_FALSE(senses.empty()) << c.what;
    EXPECT_EQ(senses[0], c.stands ? "Oslo for Government of Norway" : "Oslo") << c.what;
  }
}

TEST(SensesTest, RulesMayLookAtSomeLabelsOnly) {
  const std::string rule = "  - {id: a, evidence: {crew: 4}, followed_by: ' signed', on: PERSON}\n";
  EXPECT_THAT(Senses("  threshold: 3\n", rule, "Now Ada signed and Oslo signed."), ElementsAre("Ada for crew", "Oslo"));
}

TEST(SensesTest, RulesSeeTheNamesWordsAndListsAsNamesDo) {
  struct Case {
    const char* what;
    std::string rule;
    std::string text;
    bool stands;
  };
  const Case cases[] = {
      {"the pattern", "pattern: 'O.*'", "Now Oslo", true},
      {"another pattern", "pattern: 'B.*'", "Now Oslo", false},
      {"a list", "lists: [{part: whole, list: places}]", "Now Oslo", true},
      {"not a list", "lists: [{part: whole, list: places, not: true}]", "Now Oslo", false},
      {"too few words", "words: {min: 2, max: 3}", "Now Oslo", false},
      {"at the sentence's begin", "sentence_initial: true", "Oslo", true},
      {"not there", "sentence_initial: true", "Now Oslo", false},
  };
  for (const Case& c : cases)
    EXPECT_EQ(Senses("  threshold: 3\n", "  - {id: a, evidence: {government: 4}, " + c.rule + "}\n", c.text)[0],
              c.stands ? "Oslo for Government of Norway" : "Oslo")
        << c.what;
}

TEST(SensesTest, TheTraceNamesEachOccurrencesEvidenceAndScores) {
  const auto set = SetOf("  threshold: 3\n", Rules(", vote: none"));
  const Analyzed analyzed(*set, "Oslo signed it. It rained in Oslo.");
  ASSERT_EQ(analyzed.trace().names.size(), 2u);
  const NameTrace& first = analyzed.trace().names[0];
  EXPECT_EQ(first.stage, "s1");
  EXPECT_EQ(first.decided, "government");
  EXPECT_EQ(first.occurrences, 2u);
  ASSERT_EQ(first.lines.size(), 1u);
  EXPECT_EQ(first.lines[0].rule_id, "signed");
  EXPECT_EQ(analyzed.trace().names[1].decided, "place");
  EXPECT_THAT(analyzed.Found("SENSE"), ElementsAre("SENSE:Oslo"));
}

}  // namespace
}  // namespace caspian::extractor
