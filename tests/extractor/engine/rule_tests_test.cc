#include "extractor/engine/rule_tests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Messages of the failures of tests that stand beside a date rule, or beside an evidence rule.
std::vector<std::string> Failures(const std::string& date_tests, const std::string& name_tests = "") {
  const auto set = Loaded(
      {"  DATE: {kind: value, normalizer: date}\n  PERSON: {kind: name}\n",
       {"rules:\n  - id: date\n    label: DATE\n    pattern: '(?P<year>\\d{4})-(?P<month>\\d{2})'\n" +
            (date_tests.empty() ? "" : "    tests:\n" + date_tests) +
            "  - {id: date.lost, label: DATE, pattern: '(?P<year>\\d{4})'}\n",
        "names:\n  labels: [PERSON]\nrules:\n  - id: evidence\n    evidence: {PERSON: 2}\n    followed_by: ' said'\n" +
            (name_tests.empty() ? "" : "    tests:\n" + name_tests)},
       {},
       ""});
  const RuleTestReport report = RunRuleTests(*set->program);
  std::vector<std::string> messages;
  for (const RuleTestFailure& failure : report.failures) messages.push_back(failure.rule_id + ": " + failure.message);
  return messages;
}

TEST(RuleTestsTest, PassWhereAllIsAsExpected) {
  EXPECT_THAT(Failures("      - {text: 'In 2006-06 it fell.', match: 2006-06, captures: {year: '2006', month: '06'}, "
                       "value: 2006-06}\n      - {text: 'In 2006 it fell.', none: true}\n",
                       "      - {text: 'then Lee said so', match: Lee}\n      - {text: 'then Lee ran', none: true}\n   "
                       "   - {text: 'Lee ran, Marsh said', match: Marsh}\n"),
              IsEmpty());
}

TEST(RuleTestsTest, TellWhatWasFoundInstead) {
  const std::pair<const char*, const char*> cases[] = {
      {"{text: 'In 2006-06.', match: '2006'}", "matched \"2006-06\", not \"2006\""},
      {"{text: 'In 2006-06, not 07.', captures: {month: '07'}}", "capture month is \"06\", not \"07\""},
      {"{text: 'In 2006-06.', value: 2006-07}", "value of \"2006-06\" is \"2006-06\", not \"2006-07\""},
      {"{text: 'In 2006-06.', none: true}", "must not match, but matched \"2006-06\""},
      {"{text: 'In 2006.'}", "did not match"},
  };
  for (const auto& [test, message] : cases)
    EXPECT_THAT(Failures(std::string("      - ") + test + "\n"), ElementsAre(HasSubstr(message))) << test;
}

TEST(RuleTestsTest, TellTheCandidatesOfAnEvidenceRule) {
  EXPECT_THAT(Failures("", "      - {text: 'then Lee ran, Marsh said', match: Lee}\n"),
              ElementsAre(HasSubstr("candidates are \"Lee\", \"Marsh\"")));
  EXPECT_THAT(Failures("", "      - {text: 'then Marsh said', none: true}\n"),
              ElementsAre(HasSubstr("must not hold, but holds for \"Marsh\"")));
}

}  // namespace
}  // namespace caspian::extractor
