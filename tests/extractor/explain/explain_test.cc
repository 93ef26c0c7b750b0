#include "extractor/explain/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "common/base/error.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Boats that sail to ports: a list with two rules that contend for it, a guard, captures, features, evidence, a repair,
// a value, a rule for one publisher.
const LoadedRuleSet& Sailing() {
  static const auto* set = new std::shared_ptr<const LoadedRuleSet>(Loaded(
      {"  BOAT: {kind: name, features: [rig]}\n  TOWN: {kind: name}\n  YEAR: {kind: value, normalizer: date}\n"
       "  VOYAGE: {kind: event}\n  PIER: {kind: auxiliary}\n",
       {"rules:\n"
        "  - {id: boat.list, label: BOAT, list: boats, priority: 5, set: {rig: $rig}}\n"
        "  - {id: boat.pattern, label: BOAT, pattern: 'Sea (?:Gull|Fox)'}\n"
        "  - {id: year, label: YEAR, pattern: '(?P<year>\\d{4})', not_preceded_by: 'pier '}\n"
        "  - {id: day, label: YEAR, pattern: '(?P<day>\\d{1,2}) (?P<month>\\d{1,2}) (?P<year>\\d{4})', priority: 9}\n"
        "  - {id: pier, label: PIER, pattern: 'pier', documents: {publisher: Pilot}}\n",
        "names:\n  labels: [TOWN]\n  threshold: 1\n"
        "rules:\n"
        "  - {id: town.left, evidence: {TOWN: 1}, preceded_by: 'left '}\n"
        "  - {id: town.port, evidence: {TOWN: 0.5}, followed_by: ' harbour'}\n"
        "  - {id: town.list, evidence: {TOWN: 2}, lists: [{part: whole, list: towns}]}\n",
        "rules:\n  - {id: boat.pub, pattern: '(?P<x><BOAT>) pub', drop: [x]}\n",
        "rules:\n"
        "  - {id: voyage, label: VOYAGE, type: SAIL,\n"
        "     pattern: '(?P<agent><BOAT rig=sloop>) sailed to (?P<place><TOWN>)'}\n"
        "  - {id: mooring, label: VOYAGE, type: MOOR,\n"
        "     pattern: '(?P<agent><BOAT>) moored (?:at )(?:the )?(?P<place><TOWN>)'}\n"},
       {{"boats", "name\trig\nSea Gull\tsloop\nSea Fox\tketch\n"}, {"towns", "name\nArden\n"}},
       ""}));
  return **set;
}

v1::Document Text(absl::string_view text) { return DocumentOf(text); }

std::vector<v1::Explanation> Explained(absl::string_view text, ExplainQuery query) {
  const auto explanations = Explain(*Sailing().program, Text(text), query);
  EXPECT_TRUE(explanations.ok()) << explanations.status();
  return explanations.value_or(std::vector<v1::Explanation>());
}

std::vector<v1::Explanation> OfRule(absl::string_view text, const std::string& rule_id) {
  return Explained(text, {rule_id, std::nullopt});
}

// "OUTCOME rule text".
std::vector<std::string> Heads(const std::vector<v1::Explanation>& explanations) {
  std::vector<std::string> heads;
  for (const v1::Explanation& e : explanations)
    heads.push_back(absl::StrCat(v1::Outcome_Name(e.outcome()).substr(8), " ", e.rule_id(), " ", e.text()));
  return heads;
}

TEST(ExplainTest, WhatARuleMadeIsToldWithCapturesAndFeatures) {
  const auto told = OfRule("The Sea Gull sailed to Arden.", "voyage");

  ASSERT_THAT(Heads(told), ElementsAre("MADE voyage Sea Gull sailed to Arden"));
  ASSERT_EQ(told[0].captures_size(), 2);
  EXPECT_EQ(told[0].captures(0).name(), "agent");
  EXPECT_EQ(told[0].captures(0).label(), "BOAT");
  EXPECT_EQ(told[0].captures(1).text(), "Arden");
  EXPECT_EQ(OfRule("The Sea Gull sailed.", "boat.list")[0].features(0).value(), "sloop");
}

TEST(ExplainTest, ALossNamesItsWinnerAndWhatSettledIt) {
  const auto told = OfRule("The Sea Fox left.", "boat.pattern");

  ASSERT_THAT(Heads(told), ElementsAre("LOST boat.pattern Sea Fox"));
  EXPECT_EQ(told[0].conflict().rule_id(), "boat.list");
  EXPECT_EQ(told[0].conflict().ground(), v1::CONFLICT_GROUND_PRIORITY);
}

TEST(ExplainTest, AFailedGuardIsNamed) {
  const auto told = OfRule("It lay at pier 1912.", "year");

  ASSERT_THAT(Heads(told), ElementsAre("GUARD_FAILED year 1912"));
  EXPECT_EQ(told[0].guard().pattern(), "pier ");
  EXPECT_EQ(told[0].guard().kind(), v1::GUARD_KIND_NOT_PRECEDED_BY);
}

TEST(ExplainTest, AMatchInsideOfATokenIsToldWhereNothingElseIsKnown) {
  EXPECT_THAT(Heads(OfRule("Number x19123.", "year")), ElementsAre(HasSubstr("NOT_AT_TOKENS year")));
  EXPECT_THAT(Heads(OfRule("Number x19123 in 1912.", "year")), ElementsAre("MADE year 1912"));
}

TEST(ExplainTest, ARepairIsTold) {
  const auto told = OfRule("We met in the Sea Fox pub.", "boat.list");

  ASSERT_THAT(Heads(told), ElementsAre("REPAIRED boat.list Sea Fox"));
  EXPECT_EQ(told[0].repair().rule_id(), "boat.pub");
}

TEST(ExplainTest, AValueThatCanNotBeReadSaysWhy) {
  const auto told = OfRule("On 31 6 2006 it sank.", "day");

  ASSERT_THAT(Heads(told), ElementsAre("VALUE_REFUSED day 31 6 2006"));
  EXPECT_THAT(told[0].problem(), HasSubstr("31"));
  EXPECT_EQ(OfRule("On 30 6 2006 it sank.", "day")[0].value(), "2006-06-30");
}

TEST(ExplainTest, APatternTellsHowFarItGotAndWhatStandsThere) {
  const auto told = OfRule("The Sea Gull sailed to sea. In Arden it left Arden.", "voyage");

  ASSERT_THAT(Heads(told), ElementsAre("STOPPED voyage Sea Gull sailed to"));
  EXPECT_EQ(told[0].progress().matched(), "(?P<agent><BOAT rig=sloop>) sailed to");
  EXPECT_EQ(told[0].progress().wanted(), "(?P<place><TOWN>)");
  EXPECT_EQ(told[0].progress().found(), "“sea”");
}

TEST(ExplainTest, AFeatureThatNothingHasIsToldWithHowOftenTheLabelStands) {
  const auto told = OfRule("The Sea Fox sailed to Arden.", "voyage");

  ASSERT_THAT(Heads(told), ElementsAre("NO_TRIGGER voyage "));
  EXPECT_EQ(told[0].progress().wanted(), "(?P<agent><BOAT rig=sloop>)");
  EXPECT_EQ(told[0].progress().without_features(), 1u);
}

TEST(ExplainTest, APartThatEndsWithABlankIsMatchedUpToIt) {
  const auto told = OfRule("The Sea Gull moored at the pier. We left Arden.", "mooring");

  ASSERT_THAT(Heads(told), ElementsAre("STOPPED mooring Sea Gull moored at the"));
  EXPECT_EQ(told[0].progress().wanted(), "(?P<place><TOWN>)");
  EXPECT_EQ(told[0].progress().found(), "“pier”");
}

TEST(ExplainTest, AnAnnotationThatStandsInTheWayIsToldWithItsFeatures) {
  const auto told = OfRule("The Sea Gull sailed to the Sea Fox. It left Arden.", "voyage");

  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].progress().found(), "“the”");
  EXPECT_EQ(OfRule("The Sea Gull Sea Fox sailed to Arden. It sailed to Arden.", "voyage")[0].progress().found(),
            "<BOAT rig=ketch> “Sea Fox”");
}

TEST(ExplainTest, ARuleOfAListSaysThatNoPhraseStandsThere) {
  const auto told = OfRule("Nothing floats.", "boat.list");

  ASSERT_THAT(Heads(told), ElementsAre("NO_TRIGGER boat.list "));
  EXPECT_EQ(told[0].progress().wanted(), "a phrase of list boats");
}

TEST(ExplainTest, ARuleForOtherDocumentsSaysWhich) {
  const auto told = OfRule("At the pier.", "pier");

  ASSERT_THAT(Heads(told), ElementsAre("NOT_FOR_DOCUMENT pier "));
  EXPECT_THAT(told[0].documents().publishers(), ElementsAre("Pilot"));
}

TEST(ExplainTest, ADecisionIsToldWithItsSum) {
  const auto told = OfRule("We left Arden harbour.", "town.port");

  ASSERT_THAT(Heads(told), ElementsAre("DECIDED town.list Arden"));
  EXPECT_EQ(told[0].label(), "TOWN");
  EXPECT_EQ(told[0].evidence().lines_size(), 3);
  EXPECT_EQ(told[0].evidence().scores(0).total(), 3500);
}

TEST(ExplainTest, ASumBelowTheThresholdIsTold) {
  const auto told = OfRule("and Bonn harbour burned.", "town.port");

  ASSERT_THAT(Heads(told), ElementsAre("BELOW_THRESHOLD  Bonn"));
  EXPECT_EQ(told[0].evidence().threshold(), 1000);
  EXPECT_EQ(told[0].evidence().scores(0).total(), 500);
}

TEST(ExplainTest, EvidenceThatHoldsNowhereTellsTheConditionOfTheNearestCandidates) {
  const auto list = OfRule("we saw Bonn.", "town.list"), guard = OfRule("we saw Bonn.", "town.left");

  ASSERT_THAT(Heads(list), ElementsAre("CONDITION_FAILED town.list Bonn"));
  EXPECT_EQ(list[0].condition(), "the whole name is not in list towns");
  ASSERT_THAT(Heads(guard), ElementsAre("GUARD_FAILED town.left Bonn"));
  EXPECT_EQ(guard[0].guard().pattern(), "left ");
  EXPECT_THAT(Heads(OfRule("nothing here.", "town.left")), ElementsAre("NO_CANDIDATE town.left "));
}

TEST(ExplainTest, APlaceTellsAllThatTouchesIt) {
  const std::string text = "the Sea Gull sailed to Arden.";

  EXPECT_THAT(Heads(Explained(text, {"", 5})), ElementsAre("MADE boat.list Sea Gull", "LOST boat.pattern Sea Gull",
                                                           "MADE voyage Sea Gull sailed to Arden"));
  EXPECT_THAT(Heads(Explained(text, {"", 23})),
              ElementsAre("DECIDED town.list Arden", "MADE voyage Sea Gull sailed to Arden"));
  EXPECT_THAT(Heads(Explained(text, {"", 1})), IsEmpty());
}

TEST(ExplainTest, ARuleAndAPlaceAskAboutThatSentence) {
  const std::string text = "The Sea Gull sailed to Arden. The Sea Gull sailed home.";

  EXPECT_THAT(Heads(Explained(text, {"voyage", 2})), ElementsAre("MADE voyage Sea Gull sailed to Arden"));
  EXPECT_THAT(Heads(Explained(text, {"voyage", 35})), ElementsAre(HasSubstr("NO_TRIGGER voyage Sea Gull sailed")));
}

TEST(ExplainTest, BadQueriesAreRefused) {
  const auto reason = [](ExplainQuery query) {
    return ReasonOf(Explain(*Sailing().program, Text("Sea Gull."), query).status());
  };

  EXPECT_EQ(reason({"", std::nullopt}), v1::ERROR_REASON_REQUEST_INVALID);
  EXPECT_EQ(reason({"", 9}), v1::ERROR_REASON_REQUEST_INVALID);
  EXPECT_EQ(reason({"boat.lits", std::nullopt}), v1::ERROR_REASON_RULE_NOT_FOUND);
  EXPECT_THAT(Explain(*Sailing().program, Text("x"), {"boat.lits", std::nullopt}).status().message(),
              HasSubstr("did you mean boat.list?"));
  EXPECT_EQ(ReasonOf(Explain(*Sailing().program, Text(""), {"year", 0}).status()), v1::ERROR_REASON_DOCUMENT_EMPTY);
}

TEST(ExplainTest, EveryRuleTellsSomethingOfAnyText) {
  for (const v1::Stage& stage : Sailing().rule_set.stages()) {
    for (const v1::Rule& rule : stage.rules()) {
      for (const char* text : {"x", "The Sea Gull sailed to Arden in 1912.", "Sea Fox pub. Arden harbour!", "。"})
        EXPECT_THAT(OfRule(text, rule.id()), ::testing::Not(IsEmpty())) << rule.id() << ": " << text;
    }
  }
}

}  // namespace
}  // namespace caspian::extractor
