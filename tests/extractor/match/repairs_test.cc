// Repair rules, and what a stage sees.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/extractor/match/people_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// People, a stage of `repairs`, and then SEEN: "see X" for people and bodies.
std::shared_ptr<const LoadedRuleSet> SetOf(const std::string& repairs) {
  return Loaded(PeoplePack("  FIRM: {kind: name, features: [kind]}\n  SEEN: {kind: auxiliary}\n",
                           {"rules:\n" + repairs,
                            "rules:\n  - {id: seen.person, label: SEEN, pattern: 'see <PERSON>'}\n"
                            "  - {id: seen.body, label: SEEN, pattern: 'saw <ORG>'}\n"}));
}

// "LABEL:text by rule" of the mentions.
std::vector<std::string> Mentions(const LoadedRuleSet& set, const std::string& text) {
  std::vector<std::string> found;
  const v1::Extraction e = Extracted(set, text);
  for (const v1::Mention& m : e.mentions())
    found.push_back(absl::StrCat(m.label(), ":", text.substr(m.span().begin(), m.span().end() - m.span().begin()),
                                 " by ", m.rule_id()));
  return found;
}

TEST(RepairsTest, ADroppedAnnotationIsGone) {
  const auto set = SetOf("  - {id: fix, pattern: '(?P<x><PERSON>) Street', drop: x}\n");
  EXPECT_THAT(Mentions(*set, "Ann met Bo Street."), ElementsAre("PERSON:Ann by list.people"));
  EXPECT_THAT(Analyzed(*set, "see Ann, see Bo Street").Found("SEEN"), ElementsAre("SEEN:see Ann"));
}

TEST(RepairsTest, ADroppedAnnotationsWordsAreReadAgain) {
  const auto set = Loaded(
      PeoplePack("  SEEN: {kind: auxiliary}\n", {"rules:\n  - {id: fix, pattern: '(?P<x><PERSON>) Street', drop: x}\n",
                                                 "rules:\n  - {id: seen, label: SEEN, pattern: 'Bo Street'}\n"}));
  EXPECT_THAT(Analyzed(*set, "Bo Street").Found("SEEN"), ElementsAre("SEEN:Bo Street"));
}

TEST(RepairsTest, ARenamedAnnotationStandsUnderItsNewLabel) {
  const auto set = SetOf("  - {id: fix, pattern: '(?P<x><PERSON>) Ltd', relabel: {x: ORG}}\n");
  EXPECT_THAT(Mentions(*set, "Ann and Bo Ltd."), ElementsAre("PERSON:Ann by list.people", "ORG:Bo by fix"));
  EXPECT_THAT(Analyzed(*set, "see Ann, see Bo Ltd, saw Bo Ltd").Found("SEEN"),
              ElementsAre("SEEN:see Ann", "SEEN:saw Bo"));
}

TEST(RepairsTest, ARenamedAnnotationKeepsTheFeaturesThatItsNewLabelDeclares) {
  EXPECT_THAT(Analyzed(*SetOf("  - {id: fix, pattern: '(?P<x><PERSON>) Ltd', relabel: {x: ORG}}\n"), "Bo Ltd")
                  .FeaturesOf("ORG"),
              ElementsAre("country=SE"));
  EXPECT_THAT(Analyzed(*SetOf("  - {id: fix, pattern: '(?P<x><PERSON>) Ltd', relabel: {x: FIRM}}\n"), "Bo Ltd")
                  .FeaturesOf("FIRM"),
              IsEmpty());
}

TEST(RepairsTest, TheMembersOfAnEnumerationAreRepairedOneByOne) {
  const std::string text = "Ann, Bo and Cy Ltd met Dee.";

  EXPECT_THAT(Mentions(*SetOf("  - {id: fix, pattern: '(?P<x><PERSON+>) Ltd', relabel: {x: ORG}}\n"), text),
              ElementsAre("ORG:Ann by fix", "ORG:Bo by fix", "ORG:Cy by fix", "PERSON:Dee by list.people"));
  EXPECT_THAT(Mentions(*SetOf("  - {id: fix, pattern: '(?P<x><PERSON+>) Ltd', drop: x}\n"), text),
              ElementsAre("PERSON:Dee by list.people"));
}

TEST(RepairsTest, SettingsAreOfWhatIsRenamed) {
  EXPECT_THAT(Analyzed(*SetOf("  - {id: fix, pattern: '(?P<x><PERSON>) (?P<sort>Ltd)', relabel: {x: FIRM}, set: {kind: "
                              "'$sort of $x.country'}}\n"),
                       "Bo Ltd")
                  .FeaturesOf("FIRM"),
              ElementsAre("kind=Ltd of SE"));
  EXPECT_THAT(Analyzed(*SetOf("  - {id: fix, pattern: '(?P<x><PERSON>) Ltd', relabel: {x: ORG}, set: {country: DK}}\n"),
                       "Bo Ltd")
                  .FeaturesOf("ORG"),
              ElementsAre("country=DK"));
}

TEST(RepairsTest, OfSeveralTheFirstByIdCountsAndADropBeforeAll) {
  EXPECT_THAT(Mentions(*SetOf("  - {id: fix.b, pattern: '(?P<x><PERSON>) Ltd', relabel: {x: FIRM}}\n"
                              "  - {id: fix.a, pattern: '(?P<x><PERSON>) Ltd', relabel: {x: ORG}}\n"),
                       "Bo Ltd"),
              ElementsAre("ORG:Bo by fix.a"));
  EXPECT_THAT(Mentions(*SetOf("  - {id: fix.a, pattern: '(?P<x><PERSON>) Ltd', relabel: {x: FIRM}}\n"
                              "  - {id: fix.b, pattern: '(?P<x><PERSON>) Ltd', drop: x}\n"),
                       "Bo Ltd"),
              IsEmpty());
}

TEST(RepairsTest, ReadLikeMatchRules) {
  struct Case {
    const char* what;
    std::string rule;
    std::string text;
    std::vector<std::string> people;
  };
  const Case cases[] = {
      {"guards",
       "pattern: '(?P<x><PERSON>)', preceded_by: 'old ', drop: x",
       "old Ann, Bo",
       {"PERSON:Bo by list.people"}},
      {"tokens", "pattern: '(?P<x><PERSON>) Str', drop: x", "Ann Street, Bo Str", {"PERSON:Ann by list.people"}},
      {"case",
       "pattern: '(?P<x><PERSON>) street', ignore_case: true, drop: x",
       "Ann Street, Bo",
       {"PERSON:Bo by list.people"}},
      {"several captures",
       "pattern: '(?P<x><PERSON>) und (?P<y><PERSON>)', drop: [x, y]",
       "Ann und Bo, Cy",
       {"PERSON:Cy by list.people"}},
      {"a capture that took no part",
       "pattern: '(?P<x><PERSON>)? ?gone', drop: x",
       "Ann, gone",
       {"PERSON:Ann by list.people"}},
  };
  for (const Case& c : cases) {
    const auto set = SetOf("  - {id: fix, " + c.rule + "}\n");
    EXPECT_EQ(Mentions(*set, c.text), c.people) << c.what;
  }
}

TEST(RepairsTest, TakeEffectAtTheEndOfTheirStage) {
  const auto set = Loaded(
      PeoplePack("  SEEN: {kind: auxiliary}\n", {"rules:\n  - {id: fix, pattern: '(?P<x><PERSON>) Ltd', drop: x}\n  - "
                                                 "{id: seen, label: SEEN, pattern: 'see <PERSON>'}\n"}));
  EXPECT_THAT(Analyzed(*set, "see Bo Ltd").Found("SEEN"), ElementsAre("SEEN:see Bo"));
}

TEST(RepairsTest, WhatADroppedAnnotationCoveredStaysCoveredForStagesThatWouldHaveSeenIt) {
  const auto seen = [](const std::string& view) {
    const auto set = Loaded(PeoplePack("  SPAN: {kind: auxiliary}\n  SEEN: {kind: auxiliary}\n",
                                       {"rules:\n  - {id: span, label: SPAN, pattern: '<DAY> to <DAY>'}\n",
                                        "rules:\n  - {id: fix, pattern: 'old (?P<x><SPAN>)', drop: x}\n",
                                        view + "rules:\n  - {id: seen, label: SEEN, pattern: '<DAY>'}\n"}));
    return Analyzed(*set, "old Monday to Friday").Found("SEEN");
  };
  EXPECT_THAT(seen(""), IsEmpty());
  EXPECT_THAT(seen("input: [SPAN, DAY]\n"), IsEmpty());
  EXPECT_THAT(seen("input: [DAY]\n"), ElementsAre("SEEN:Monday", "SEEN:Friday"));
}

// --- what a stage sees

// DAYS "Monday and Friday" over its days, and then a stage with `view` that looks for "at …".
std::shared_ptr<const LoadedRuleSet> ViewOf(const std::string& view, const std::string& pattern) {
  return Loaded(PeoplePack("  SPAN: {kind: auxiliary}\n  SEEN: {kind: auxiliary}\n",
                           {"rules:\n  - {id: span, label: SPAN, pattern: '<DAY> to <DAY>|<PERSON>''s <DAY>'}\n",
                            view + "rules:\n  - {id: seen, label: SEEN, pattern: '" + pattern + "'}\n"}));
}

TEST(StageViewTest, ShowsTheLabelsOfTheInputAndTheWordsOfOthers) {
  struct Case {
    const char* what;
    std::string view;
    std::string pattern;
    std::string text;
    std::vector<std::string> expected;
  };
  const Case cases[] = {
      {"all without a view", "", "at <SPAN>", "at Monday to Friday", {"SEEN:at Monday to Friday"}},
      {"what covers others hides them", "", "at Monday", "at Monday to Friday", {}},
      {"the words of others", "input: PERSON\n", "at Monday", "at Monday", {"SEEN:at Monday"}},
      {"the labels of the input inside others", "input: DAY\n", "at <DAY>", "at Monday to Friday", {"SEEN:at Monday"}},
      {"without: what stands inside", "input_without: SPAN\n", "at <DAY>", "at Monday to Friday", {"SEEN:at Monday"}},
      {"without: words", "input_without: [SPAN, DAY]\n", "at Monday to", "at Monday to Friday", {"SEEN:at Monday to"}},
      {"without: others still stand",
       "input_without: DAY\n",
       "at <SPAN>",
       "at Monday to Friday",
       {"SEEN:at Monday to "
        "Friday"}},
      {"two labels of the input",
       "input: [PERSON, DAY]\n",
       "<PERSON>''s <DAY>",
       "at Bo's Monday",
       {"SEEN:Bo's Monday"}},
  };
  for (const Case& c : cases)
    EXPECT_EQ(Analyzed(*ViewOf(c.view, c.pattern), c.text).Found("SEEN"), c.expected) << c.what;
}

TEST(StageViewTest, LaterStagesSeeAllAgain) {
  const auto set =
      Loaded(PeoplePack("  SPAN: {kind: auxiliary}\n  SEEN: {kind: auxiliary}\n  LAST: {kind: auxiliary}\n",
                        {"rules:\n  - {id: span, label: SPAN, pattern: '<DAY> to <DAY>'}\n",
                         "input: PERSON\nrules:\n  - {id: seen, label: SEEN, pattern: 'nothing'}\n",
                         "rules:\n  - {id: last, label: LAST, pattern: 'at <SPAN>'}\n"}));
  EXPECT_THAT(Analyzed(*set, "at Monday to Friday").Found("LAST"), ElementsAre("LAST:at Monday to Friday"));
}

TEST(StageViewTest, WhatAStageMakesInsideOfWhatItDoesNotSeeStaysCovered) {
  for (const char* view : {"input: DAY\n", "input_without: SPAN\n"}) {
    const auto set =
        Loaded(PeoplePack("  SPAN: {kind: auxiliary}\n  SEEN: {kind: auxiliary}\n  LAST: {kind: auxiliary}\n",
                          {"rules:\n  - {id: span, label: SPAN, pattern: '<DAY> to <DAY>'}\n",
                           absl::StrCat(view, "rules:\n  - {id: seen, label: SEEN, pattern: 'to <DAY>'}\n"),
                           "rules:\n  - {id: last, label: LAST, pattern: 'at (?:<SPAN>|<DAY> <SEEN>)'}\n"}));
    EXPECT_THAT(Analyzed(*set, "at Monday to Friday").Found("LAST"), ElementsAre("LAST:at Monday to Friday"));
  }
}

// LAST over what stands when SPAN was dropped and SEEN made of its words then.
std::vector<std::string> SeenAfterDrop(const std::string& view) {
  const auto set =
      Loaded(PeoplePack("  SPAN: {kind: auxiliary}\n  SEEN: {kind: auxiliary}\n  LAST: {kind: auxiliary}\n",
                        {"rules:\n  - {id: span, label: SPAN, pattern: '<DAY> to <DAY>'}\n",
                         "rules:\n  - {id: fix, pattern: 'at (?P<x><SPAN>)', drop: x}\n",
                         "rules:\n  - {id: seen, label: SEEN, pattern: 'to'}\n",
                         absl::StrCat(view, "rules:\n  - {id: last, label: LAST, pattern: '<SEEN> [A-Z][a-z]+'}\n")}));
  return Analyzed(*set, "at Monday to Friday").Found("LAST");
}

TEST(StageViewTest, ADroppedAnnotationHidesNothingThatIsMadeOfItsWordsLater) {
  for (const char* view : {"", "input: [SPAN, SEEN]\n", "input_without: [PERSON]\n"})
    EXPECT_THAT(SeenAfterDrop(view), ElementsAre("LAST:to Friday")) << view;
}

}  // namespace
}  // namespace caspian::extractor
