// Rules with several patterns, and captures that hold enumerations.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/extractor/match/people_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A set with one rule of auxiliary label A over people; `rule` is what follows its label.
std::shared_ptr<const LoadedRuleSet> SetOf(const std::string& rule) {
  return Loaded(PeoplePack("  A: {kind: auxiliary, features: [step, voice, who]}\n",
                           {"rules:\n  - id: a\n    label: A\n    " + rule + "\n"}));
}

struct Case {
  const char* what;
  std::string rule;
  std::string text;
  std::vector<std::string> expected;
};

TEST(FormsTest, AreSearchedTogetherAndTriedByName) {
  const Case cases[] = {
      {"at one start the first by name", "forms: {a: 'x', b: 'x y'}", "x y", {"A:x"}},
      {"the order in which they are written does not count", "forms: {b: 'x y', a: 'x'}", "x y", {"A:x"}},
      {"a later one where the first does not match", "forms: {a: 'x z', b: 'x y'}", "x y", {"A:x y"}},
      {"a later one where the first fails a guard",
       "forms: {a: 'x y', b: 'x'}\n    not_followed_by: '!'",
       "x y!",
       {"A:x"}},
      {"a later one where the first cuts a word", "forms: {a: 'ab', b: 'abc'}", "abc", {"A:abc"}},
      {"the leftmost start before the first by name", "forms: {a: 'y', b: 'x'}", "x y", {"A:x", "A:y"}},
      {"what one takes is no other's", "forms: {a: 'x y', b: 'y z'}", "x y z", {"A:x y"}},
      {"behind what one takes all go on", "forms: {a: 'x y', b: 'y z'}", "x y y z x y", {"A:x y", "A:y z", "A:x y"}},
      {"span in the form that has the capture, the whole match in others",
       "forms: {a: 'on (?P<day><DAY>)', b: 'by night'}\n    span: day",
       "on Monday by night",
       {"A:Monday", "A:by night"}},
  };
  for (const Case& c : cases) EXPECT_EQ(Analyzed(*SetOf(c.rule), c.text).Found("A"), c.expected) << c.what;
}

TEST(FormsTest, ACaptureStandsInSeveral) {
  const auto set = SetOf(
      "forms: {active: '(?P<agent><PERSON>) met (?P<partner><PERSON>)', passive: '(?P<partner><PERSON>) was met by "
      "(?P<agent><PERSON>)'}");
  EXPECT_THAT(Analyzed(*set, "Ann met Bo.").Fills("A"), ElementsAre("agent=Ann", "partner=Bo"));
  EXPECT_THAT(Analyzed(*set, "Ann was met by Bo.").Fills("A"), ElementsAre("partner=Ann", "agent=Bo"));
}

TEST(FormsTest, SettingsMayGiveAValueForEachForm) {
  const auto set = SetOf(
      "forms: {bill: 'passed a bill', pact: 'signed (?P<by><PERSON>)', rest: 'voted'}\n"
      "    set: {step: {bill: approved, else: ratified}, voice: {rest: author}, who: {pact: $by.country, else: none}}");
  EXPECT_THAT(Analyzed(*set, "They passed a bill.").FeaturesOf("A"), ElementsAre("step=approved", "who=none"));
  EXPECT_THAT(Analyzed(*set, "They signed Bo.").FeaturesOf("A"), ElementsAre("step=ratified", "who=SE"));
  EXPECT_THAT(Analyzed(*set, "They voted.").FeaturesOf("A"), ElementsAre("step=ratified", "voice=author", "who=none"));
}

TEST(EnumerationTest, HoldsOneOrMorePartedByTheSeparator) {
  const Case cases[] = {
      {"one", "pattern: '<PERSON+> met'", "Ann met", {"A:Ann met"}},
      {"two", "pattern: '<PERSON+> met'", "Ann and Bo met", {"A:Ann and Bo met"}},
      {"a row", "pattern: '<PERSON+> met'", "Ann, Bo, and Cy met", {"A:Ann, Bo, and Cy met"}},
      {"another separator ends it", "pattern: '<PERSON+> met'", "Ann or Bo met", {"A:Bo met"}},
      {"another label ends it", "pattern: '<PERSON+> met'", "Union, Bo met", {"A:Bo met"}},
      {"of several labels", "pattern: '<PERSON|ORG+> met'", "Union, Bo met", {"A:Union, Bo met"}},
      {"every member has the features", "pattern: '<PERSON|ORG+ country=NO>'", "Ann, Union and Bo", {"A:Ann, Union"}},
      {"no member has the value", "pattern: '<PERSON+ country!=NO> met'", "Ann and Bo met", {"A:Bo met"}},
      {"no separator behind the last", "pattern: '<PERSON+>'", "Ann, then Bo", {"A:Ann", "A:Bo"}},
  };
  for (const Case& c : cases) EXPECT_EQ(Analyzed(*SetOf(c.rule), c.text).Found("A"), c.expected) << c.what;
}

TEST(EnumerationTest, MembersFillTheCapture) {
  const Case cases[] = {
      {"each", "pattern: '(?P<agent><PERSON+>) met'", "Ann, Bo and Cy met", {"agent=Ann", "agent=Bo", "agent=Cy"}},
      {"one alone", "pattern: '(?P<agent><PERSON+>) met'", "Ann met", {"agent=Ann"}},
      {"two captures",
       "pattern: '(?P<agent><PERSON+>) met (?P<partner><ORG+>)'",
       "Ann, Bo met Union and Guild",
       {"agent=Ann", "agent=Bo", "partner=Union", "partner=Guild"}},
      {"not where the capture holds more",
       "pattern: '(?P<agent>both <PERSON+>) met'",
       "both Ann and Bo met",
       {"agent=both Ann and Bo"}},
      {"a repeated reference is no enumeration",
       "pattern: '(?P<agent><PERSON>(?: and <PERSON>)*) met'",
       "Ann and Bo met",
       {"agent=Ann and Bo"}},
      {"a form at a time",
       "forms: {a: '(?P<agent><PERSON+>) met', b: 'by (?P<agent><ORG+>)'}",
       "by Union and Guild",
       {"agent=Union", "agent=Guild"}},
  };
  for (const Case& c : cases) EXPECT_EQ(Analyzed(*SetOf(c.rule), c.text).Fills("A"), c.expected) << c.what;
}

TEST(EnumerationTest, MembersAreTheAnnotationsThemselves) {
  const auto set = SetOf("pattern: '(?P<agent><PERSON|ORG+>) met'");
  const Analyzed analyzed(*set, "Ann, Union and Bo met");
  const Annotation& a = analyzed->annotations.back();
  ASSERT_EQ(a.fills.size(), 3u);
  for (const Fill& fill : a.fills) {
    ASSERT_NE(fill.annotation, kNoAnnotation);
    EXPECT_EQ(analyzed->annotations[static_cast<size_t>(fill.annotation)].begin, fill.begin);
  }
}

TEST(EnumerationTest, AnEventHasARoleForEachMember) {
  const auto set = Loaded(PeoplePack(
      "  E: {kind: event}\n", {"rules:\n  - {id: e, label: E, type: MEET, pattern: '(?P<agent><PERSON+>) met'}\n"}));
  const v1::Extraction e = Extracted(*set, "Ann, Bo and Cy met.");
  ASSERT_EQ(e.events_size(), 1);
  ASSERT_EQ(e.events(0).roles_size(), 3);
  for (const v1::Role& role : e.events(0).roles()) EXPECT_EQ(role.name(), "agent");
}

// Spans of the mentions of label B, "text".
std::vector<std::string> Mentions(const std::string& rule, const std::string& text) {
  const auto set = Loaded(PeoplePack(
      "  B: {kind: name}\n  A: {kind: auxiliary}\n",
      {"rules:\n  - id: b\n    label: B\n    " + rule + "\n", "rules:\n  - {id: a, label: A, pattern: 'see <B>'}\n"}));
  std::vector<std::string> found = Analyzed(*set, text).Found("A");
  const v1::Extraction e = Extracted(*set, text);
  for (const v1::Mention& m : e.mentions()) {
    if (m.label() == "B") found.push_back(text.substr(m.span().begin(), m.span().end() - m.span().begin()));
  }
  return found;
}

TEST(MentionOfRuleTest, MayBeNarrowerThanTheAnnotation) {
  const Case cases[] = {
      {"the match",
       "pattern: 'the (?P<plan>Blue Fox) plan'",
       "see the Blue Fox plan",
       {"A:see the Blue Fox plan", "the Blue Fox plan"}},
      {"a capture",
       "pattern: 'the (?P<plan>Blue Fox) plan'\n    mention: plan",
       "see the Blue Fox plan",
       {"A:see the Blue Fox plan", "Blue Fox"}},
      {"span narrows both",
       "pattern: 'the (?P<plan>Blue Fox) plan'\n    span: plan",
       "see Blue Fox, see the Blue Fox plan",
       {"Blue Fox"}},
      {"the match where the capture took no part",
       "pattern: 'the (?P<plan>Blue Fox)? ?plan'\n    mention: plan",
       "see the plan",
       {"A:see the plan", "the plan"}},
      {"none",
       "pattern: 'the (?P<plan>Blue Fox) plan'\n    mention: none",
       "see the Blue Fox plan",
       {"A:see the Blue "
        "Fox plan"}},
      {"none of a list", "list: plans\n    mention: none", "see Foxes", {"A:see Foxes"}},
  };
  for (const Case& c : cases) EXPECT_EQ(Mentions(c.rule, c.text), c.expected) << c.what;
}

TEST(MentionOfRuleTest, NoMentionFillsRolesByItsWordsAlone) {
  const auto set = Loaded(PeoplePack(
      "  B: {kind: name}\n  E: {kind: event}\n",
      {"rules:\n  - {id: b, label: B, pattern: 'the (?:plan|pact)', mention: none}\n",
       "rules:\n  - {id: e, label: E, type: SIGN, pattern: '(?P<agent><PERSON>) signed (?P<object><B>)'}\n"}));
  const v1::Extraction e = Extracted(*set, "Ann signed the plan.");
  ASSERT_EQ(e.events_size(), 1);
  ASSERT_EQ(e.events(0).roles_size(), 2);
  EXPECT_EQ(e.events(0).roles(1).name(), "object");
  EXPECT_FALSE(e.events(0).roles(1).has_mention());
  EXPECT_EQ(e.entities_size(), 1);
}

}  // namespace
}  // namespace caspian::extractor
