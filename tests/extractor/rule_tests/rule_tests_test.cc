#include "extractor/rule_tests/rule_tests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::IsEmpty;

// A set with a date rule that has `date_tests` and an evidence rule that has `name_tests`, from line 5 and 6 on.
std::vector<RuleTestFailure> Failures(const std::string& date_tests, const std::string& name_tests = "") {
  const auto set = Loaded(
      {"  DATE: {kind: value, normalizer: date}\n  PERSON: {kind: name}\n",
       {"rules:\n  - id: date\n    label: DATE\n    pattern: '(?P<year>\\d{4})-(?P<month>\\d{2})'\n"
        "    not_preceded_by: 'no '\n" +
            (date_tests.empty() ? "" : "    tests:\n" + date_tests) +
            "  - {id: date.long, label: DATE, pattern: '(?P<year>\\d{4})-(?P<month>\\d{2})-(?P<day>\\d{2})'}\n",
        "names:\n  labels: [PERSON]\nrules:\n  - id: evidence\n    evidence: {PERSON: 2}\n    followed_by: ' said'\n" +
            (name_tests.empty() ? "" : "    tests:\n" + name_tests)},
       {},
       ""});
  return RunRuleTests(*set->program).failures;
}

// The failures as people read them.
std::string TextOf(const std::vector<RuleTestFailure>& failures) {
  std::string text;
  for (const RuleTestFailure& failure : failures) text += FormatFailure(failure);
  return text;
}

TEST(RuleTestsTest, PassWhereAllIsAsExpected) {
  EXPECT_THAT(Failures("      - {text: 'In 2006-06 it fell.', match: 2006-06, captures: {year: '2006', month: '06'}, "
                       "value: 2006-06}\n      - {text: 'In 2006 it fell.', none: true}\n",
                       "      - {text: 'then Lee said so', match: Lee}\n      - {text: 'then Lee ran', none: true}\n   "
                       "   - {text: 'Lee ran, Marsh said', match: Marsh}\n"),
              IsEmpty());
}

struct DiffCase {
  const char* test;
  std::string text;
};

TEST(RuleTestsTest, ShowWhatWasExpectedAndWhatWasFound) {
  const std::string at = "s0.yaml:8:9: rule date: ";
  const DiffCase cases[] = {
      {"{text: 'In 2006-06 it rained.', match: '2006', captures: {year: '2006'}}",
       "found, but not as expected\n"
       "  - In [2006]-06 it rained.\n"
       "  + In [2006-06] it rained.\n"
       "    captures.year  2006\n"
       "    note: other captures: month \"06\"\n"},
      {"{text: 'In 2006-06, not 07.', match: 2006-06, captures: {month: '07', year: '2006'}}",
       "found, but not as expected\n"
       "    In [2006-06], not 07.\n"
       "  - captures.month  07\n"
       "  + captures.month  06\n"
       "    captures.year   2006\n"},
      {"{text: 'In 2006-06.', value: 2006-07, captures: {month: ''}}",
       "found, but not as expected\n"
       "    In [2006-06].\n"
       "  + captures.month  06\n"
       "  - value           2006-07\n"
       "  + value           2006-06\n"
       "    note: other captures: year \"2006\"\n"},
      {"{text: 'In 2006-06 and 2007-01.', value: 2006-07, captures: {year: '2007'}}",
       "found, but not as expected\n"
       "    In 2006-06 and [2007-01].\n"
       "    captures.year  2007\n"
       "  - value          2006-07\n"
       "  + value          2007-01\n"
       "    note: other captures: month \"01\"\n"
       "    note: the rule has 1 more in this text\n"},
      {"{text: 'In 2006-06, 2007-01.', none: true}",
       "must not match, and does\n"
       "  + In [2006-06], [2007-01].\n"},
      {"{text: 'In 2006-06-01.', match: 2006-06}",
       "does not match\n"
       "  - In [2006-06]-01.\n"
       "    note: its match \"2006-06\" lost to \"2006-06-01\" of rule date.long: its length counts for more\n"},
      {"{text: 'In no 2006-06.', captures: {year: '2006'}}",
       "does not match\n"
       "    In no 2006-06.\n"
       "  - captures.year  2006\n"
       "    note: its match \"2006-06\" fails not_preceded_by: 'no '\n"},
      {"{text: 'In 2006.', match: '2006'}",
       "does not match\n"
       "  - In [2006].\n"
       "    note: its pattern matches \"2006\", then wants - and finds “.”\n"
       "    note: its stage reads: In 2006.\n"},
  };
  for (const DiffCase& c : cases)
    EXPECT_EQ(TextOf(Failures(absl::StrCat("      - ", c.test, "\n"))), at + c.text) << c.test;
}

TEST(RuleTestsTest, ShowTheCandidatesOfAnEvidenceRule) {
  EXPECT_EQ(TextOf(Failures("", "      - {text: 'then Lee ran, Marsh said', match: Lee}\n")),
            "s1.yaml:9:9: rule evidence: does not hold\n"
            "  - then [Lee] ran, Marsh said\n"
            "  + then Lee ran, [Marsh] said\n"
            "    note: candidates: \"Lee\", \"Marsh\"\n");
  EXPECT_EQ(TextOf(Failures("", "      - {text: 'then Marsh said', none: true}\n")),
            "s1.yaml:9:9: rule evidence: must not hold, and does\n"
            "  + then [Marsh] said\n"
            "    note: candidates: \"Marsh\"\n");
  EXPECT_EQ(TextOf(Failures("", "      - {text: 'then Lee ran', match: Lee}\n")),
            "s1.yaml:9:9: rule evidence: does not hold\n"
            "  - then [Lee] ran\n"
            "    note: its match \"Lee\" fails followed_by: ' said'\n"
            "    note: candidates: \"Lee\"\n");
}

TEST(RuleTestsTest, ShowWhatTheStageReadsWhereNothingMatches) {
  const auto set =
      Loaded({"  PLACE: {kind: name, features: [country]}\n  SAIL: {kind: event}\n",
              {"rules:\n  - {id: place, label: PLACE, pattern: 'Oslo', set: {country: 'NO'}}\n",
               "rules:\n  - id: sail\n    label: SAIL\n    type: SAIL\n    pattern: 'sailed to (?P<place><PLACE>)'\n"
               "    tests: [{text: 'They sailed into Oslo.', captures: {place: Oslo}}]\n"},
              {},
              ""});

  EXPECT_EQ(TextOf(RunRuleTests(*set->program).failures),
            "s1.yaml:7:13: rule sail: does not match\n"
            "    They sailed into Oslo.\n"
            "  - captures.place  Oslo\n"
            "    note: its pattern matches \"sailed\", then wants to and finds “into”\n"
            "    note: its stage reads: They sailed into <PLACE country=NO>.\n");
}

TEST(RuleTestsTest, ShowMembersOfAnEnumerationOneByOne) {
  const auto set = Loaded(
      {"  SHIP: {kind: name}\n  SAIL: {kind: event}\n",
       {"rules:\n  - {id: ship, label: SHIP, pattern: 'Gull|Tern|Skua'}\n",
        "rules:\n  - id: sail\n    label: SAIL\n    type: SAIL\n    pattern: '(?P<agent><SHIP+>) sailed'\n    tests:\n"
        "      - {text: 'Skua: Gull, Tern sailed.', captures: {agent: [Gull, Skua]}}\n"
        "      - {text: 'Gull, Tern sailed.', captures: {agent: [Tern, Gull]}}\n"},
       {},
       "enumeration: ', '\n"});

  EXPECT_EQ(TextOf(RunRuleTests(*set->program).failures),
            "s1.yaml:8:9: rule sail: found, but not as expected\n"
            "    Skua: [Gull, Tern sailed].\n"
            "    captures.agent  Gull\n"
            "  - captures.agent  Skua\n"
            "  + captures.agent  Tern\n"
            "s1.yaml:9:9: rule sail: found, but not as expected\n"
            "    [Gull, Tern sailed].\n"
            "  - captures.agent  Tern; Gull\n"
            "  + captures.agent  Gull; Tern\n");
}

TEST(RuleTestsTest, KnowWhereTheWordsOfBothSidesStand) {
  const auto failures = Failures("      - {text: 'In 2006-06, not 07.', captures: {month: '07'}}\n");

  ASSERT_EQ(failures.size(), 1u);
  const std::vector<TestFact>& facts = failures[0].facts;
  ASSERT_EQ(facts.size(), 3u);
  EXPECT_EQ(facts[0].side, TestSide::kBoth);
  EXPECT_EQ(facts[1].side, TestSide::kExpected);
  EXPECT_EQ(facts[2].side, TestSide::kFound);
  const auto words = [&](const TestFact& fact) {
    return failures[0].text.substr(fact.span.begin, fact.span.end - fact.span.begin);
  };
  for (const TestFact& fact : facts) EXPECT_EQ(words(fact), fact.words) << fact.what;
}

}  // namespace
}  // namespace caspian::extractor
