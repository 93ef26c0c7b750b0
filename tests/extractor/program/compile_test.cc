#include "extractor/program/compile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "common/base/error.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(CompileRuleSetTest, FillsDefaultsThatTheContractNames) {
  const auto set = Loaded({"  A: {kind: auxiliary}\n", {"rules:\n  - {id: a, label: A, pattern: 'a'}\n"}, {}, ""});

  EXPECT_EQ(set->program->annotations_per_sentence, 4096u);
  EXPECT_EQ(set->program->annotations_per_document, 4000000u);
  EXPECT_EQ(set->program->stages[0].matches[0].confidence, 900u);
  EXPECT_EQ(set->program->ref.name(), "test");
  EXPECT_EQ(set->program->ref.digest().size(), 64u);
}

TEST(CompileRuleSetTest, TakesAbbreviationsFromRowsThatCount) {
  const auto set = Loaded({"  A: {kind: auxiliary}\n",
                           {"rules:\n  - {id: a, label: A, pattern: 'a'}\n"},
                           {{"short", "full\tword\tclass\nGeneral\tGen.\trank\nNumber\tNo.\tother\n"}},
                           "abbreviations: [{list: short, column: word, where: {class: rank}}]\n"});

  EXPECT_THAT(set->program->abbreviations, ElementsAre("Gen."));
}

TEST(CompileRuleSetTest, RefusesALabelThatIsNone) {
  v1::RuleSet set;
  v1::Rule* rule = set.add_stages()->add_rules();
  rule->set_id("x.y");
  rule->mutable_match()->set_label("NOBODY");
  rule->mutable_match()->set_pattern("a");

  const auto program = CompileRuleSet(set, {}, "");

  EXPECT_EQ(ReasonOf(program.status()), v1::ERROR_REASON_RULE_SET_INVALID);
  EXPECT_THAT(std::string(program.status().message()), HasSubstr("x.y"));
}

TEST(CompileRuleSetTest, RefusesIndexesThatLackAList) {
  const auto set = Loaded(
      {"  A: {kind: auxiliary}\n", {"rules:\n  - {id: a, label: A, list: words}\n"}, {{"words", "word\nport\n"}}, ""});

  const auto program = CompileRuleSet(set->rule_set, {set->program->lists.at("words")}, "", ListIndexes());

  EXPECT_EQ(ReasonOf(program.status()), v1::ERROR_REASON_RULE_SET_INVALID);
  EXPECT_THAT(std::string(program.status().message()), HasSubstr("without an index of list words: build it again"));
}

// "Their order never affects the result": neither the digest nor a byte of the extraction.
TEST(CompileRuleSetTest, TheOrderOfRulesDoesNotCount) {
  const std::vector<std::string> rules = {"  - {id: a.one, label: A, pattern: 'x y'}\n",
                                          "  - {id: a.two, label: A, pattern: 'x y', set: {f: two}}\n",
                                          "  - {id: b.one, label: B, pattern: 'y z', priority: 1}\n",
                                          "  - {id: a.list, label: A, list: words, set: {f: $f}}\n"};
  const std::vector<std::string> evidence = {
      "  - {id: e.one, evidence: {P: 2}, pattern: 'Marsh.*', lists: [{part: whole, list: names}], set: {f: one}}\n",
      "  - {id: e.two, evidence: {P: 2}, pattern: '.*Lee', lists: [{part: whole, list: names}], set: {f: $f}}\n"};
  std::vector<std::string> seen;
  for (bool reversed : {false, true}) {
    auto in_order = [&](std::vector<std::string> parts) {
      if (reversed) std::reverse(parts.begin(), parts.end());
      return absl::StrJoin(parts, "");
    };
    const auto set =
        Loaded({"  A: {kind: name, features: [f]}\n  B: {kind: name}\n  P: {kind: name, features: [f]}\n",
                {"rules:\n" + in_order(rules), "names:\n  labels: [P]\n  threshold: 1\nrules:\n" + in_order(evidence)},
                {{"words", "word\tf\nx\t1\nz\t2\n"}, {"names", "name\tf\nMarsh Lee\trow\n"}},
                ""});
    const v1::Extraction extraction = Extracted(*set, "An x y z and Marsh Lee, x and z.");
    EXPECT_GE(extraction.mentions_size(), 4);
    seen.push_back(extraction.SerializeAsString());
  }
  EXPECT_EQ(seen[0], seen[1]);
}

}  // namespace
}  // namespace caspian::extractor
