#include "extractor/engine/rule_usage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "common/base/error.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;

// Boats from a list and by a pattern that loses to it, names by evidence, and a repair.
const LoadedRuleSet& Boats() {
  static const auto* set = new std::shared_ptr<const LoadedRuleSet>(
      Loaded({"  BOAT: {kind: name}\n  TOWN: {kind: name}\n  YEAR: {kind: auxiliary}\n",
              {"rules:\n"
               "  - {id: boat.list, label: BOAT, list: boats, priority: 5}\n"
               "  - {id: boat.pattern, label: BOAT, pattern: 'Sea (?:Gull|Fox)'}\n"
               "  - {id: year, label: YEAR, pattern: '\\d{4}', not_preceded_by: 'pier '}\n",
               "names:\n  labels: [TOWN]\n  threshold: 0.5\n"
               "rules:\n"
               "  - {id: town.left, evidence: {TOWN: 1}, preceded_by: 'left '}\n"
               "  - {id: town.port, evidence: {TOWN: 1}, followed_by: ' harbour'}\n",
               "rules:\n  - {id: boat.back, pattern: '(?P<x><BOAT>) pub', drop: [x]}\n"},
              {{"boats", "name\nSea Gull\n"}},
              "limits: {annotations_per_sentence: 8}\n"}));
  return **set;
}

std::vector<std::string> Lines(const RuleUsage& usage) {
  std::vector<std::string> lines;
  for (const RuleUse& use : usage.rules())
    lines.push_back(absl::StrCat(use.rule->id(), " ", use.starts, " ", use.fired, " ", use.lost));
  return lines;
}

TEST(RuleUsageTest, CountsStartsMatchesAndLosses) {
  RuleUsage usage(Boats().program);

  ASSERT_TRUE(usage.Add(DocumentOf("The Sea Gull left in 1911. The Sea Fox left pier 1912.")).ok());

  EXPECT_THAT(Lines(usage), ::testing::IsSupersetOf({"boat.list 1 1 0", "boat.pattern 2 2 1", "year 2 1 0"}));
  EXPECT_EQ(usage.documents(), 1u);
  EXPECT_EQ(usage.bytes(), 54u);
}

TEST(RuleUsageTest, RulesComeInTheOrderOfTheSet) {
  std::vector<std::string> ids;
  const RuleUsage usage(Boats().program);
  for (const RuleUse& use : usage.rules()) ids.push_back(use.rule->id());
  EXPECT_THAT(ids, ElementsAre("boat.list", "boat.pattern", "year", "town.left", "town.port", "boat.back"));
}

TEST(RuleUsageTest, EvidenceFiresWhereItHoldsAndARepairWhereItRepairs) {
  RuleUsage usage(Boats().program);

  ASSERT_TRUE(usage.Add(DocumentOf("The ferry left Arden harbour for a Sea Gull pub.")).ok());

  EXPECT_EQ(usage.rules()[3].fired, 1u);
  EXPECT_EQ(usage.rules()[4].fired, 1u);
  EXPECT_EQ(usage.rules()[5].fired, 1u);
}

TEST(RuleUsageTest, DocumentsAddUp) {
  RuleUsage usage(Boats().program);

  ASSERT_TRUE(usage.Add(DocumentOf("Sea Gull.")).ok());
  ASSERT_TRUE(usage.Add(DocumentOf("Sea Gull.")).ok());

  EXPECT_EQ(usage.rules()[0].fired, 2u);
  EXPECT_EQ(usage.documents(), 2u);
}

TEST(RuleUsageTest, NothingOfADocumentThatFailsCounts) {
  RuleUsage usage(Boats().program);

  const absl::Status budget = usage.Add(DocumentOf("Sea Gull. 1 1911 1912 1913 1914 1915 1916 1917 1918 1919."));
  const absl::Status empty = usage.Add(DocumentOf(""));

  EXPECT_EQ(ReasonOf(budget), v1::ERROR_REASON_BUDGET_EXCEEDED);
  EXPECT_EQ(ReasonOf(empty), v1::ERROR_REASON_DOCUMENT_EMPTY);
  for (const RuleUse& use : usage.rules()) EXPECT_EQ(use.starts + use.fired, 0u) << use.rule->id();
  EXPECT_EQ(usage.documents(), 0u);
}

TEST(RuleUsageTest, TheClockIsReadAroundEachRule) {
  uint64_t now = 0;
  RuleUsage usage(Boats().program, [&now] { return now += 10; });

  ASSERT_TRUE(usage.Add(DocumentOf("It rained. It blew.")).ok());

  EXPECT_EQ(usage.rules()[0].nanoseconds, 20u);  // once a sentence
  EXPECT_EQ(usage.rules()[2].nanoseconds, 20u);
  EXPECT_EQ(usage.rules()[3].nanoseconds, 0u);  // evidence
}

}  // namespace
}  // namespace caspian::extractor
