#include "client/cli/render/explanation_text.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace caspian::cli {
namespace {

namespace pb = ::caspian::v1;

constexpr char kText[] = "The ferry left Cove at noon.";

std::string Text(const std::string& message, bool with_rule = false) {
  pb::Explanation explanation;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(message, &explanation));
  return ExplanationText(explanation, kText, with_rule);
}

struct TextCase {
  const char* message;
  const char* text;
};

TEST(ExplanationTextTest, EachOutcomeIsToldWithItsReason) {
  const TextCase cases[] = {
      {R"pb(outcome: OUTCOME_MADE
            label: "TOWN"
            span { begin: 15 end: 19 }
            features { name: "kind" value: "port" }
            confidence: 850
            confidence_changes {
              span { begin: 10 end: 14 }
              change: -50
            })pb",
       "made TOWN 15..19\n    The ferry left [Cove] at noon.\n    kind port\n    confidence 0.85\n"
       "      -0.05 for “left” nearby\n"},
      {R"pb(outcome: OUTCOME_LOST
            label: "TOWN"
            span { begin: 15 end: 19 }
            conflict {
              rule_id: "bay"
              span { begin: 10 end: 19 }
              text: "left Cove"
              ground: CONFLICT_GROUND_LENGTH
            })pb",
       "lost TOWN 15..19\n    The ferry left [Cove] at noon.\n"
       "    to bay, 10..19 “left Cove”: its length wins by the label's policy\n"},
      {R"pb(outcome: OUTCOME_GUARD_FAILED
            span { begin: 15 end: 19 }
            guard { kind: GUARD_KIND_NOT_PRECEDED_BY pattern: "left " })pb",
       "guard failed 15..19\n    The ferry left [Cove] at noon.\n    not_preceded_by: left \n"},
      {R"pb(outcome: OUTCOME_NO_TRIGGER
            form: "passive"
            progress { wanted: "<TOWN kind=port>" without_features: 2 })pb",
       "no trigger, form passive\n    wanted:  <TOWN kind=port>, which stands nowhere here\n"
       "    with any features it stands here 2 times\n"},
      {R"pb(outcome: OUTCOME_NOT_FOR_DOCUMENT
            documents { languages: "de" languages: "nl" })pb",
       "not for this document\n    it is for languages de, nl\n"},
      {R"pb(outcome: OUTCOME_REPAIRED
            repair { rule_id: "fix" label: "SHIP" })pb",
       "made, then repaired\n    renamed SHIP by fix\n"},
      {R"pb(outcome: OUTCOME_BELOW_THRESHOLD
            evidence {
              stage: "names"
              occurrences: 2
              threshold: 1500
              lines {
                rule_id: "in"
                weights { label: "TOWN" weight: 800 }
                no_vote: true
              }
              scores { choice: "TOWN" alone: 800 total: 800 }
              scores { choice: "SHIP" }
            })pb",
       "below the threshold\n    in: TOWN +0.8, here alone\n    TOWN 0.8 = 0.8 here alone\n"
       "    threshold 1.5, the string stands 2 times, stage names\n"},
      {R"pb(outcome: OUTCOME_VALUE_REFUSED problem: "there is no 31 June")pb",
       "value not read\n    there is no 31 June\n"},
  };
  for (const TextCase& c : cases) EXPECT_EQ(Text(c.message), c.text);
}

TEST(ExplanationTextTest, TheRuleIsNamedWhereAsked) {
  EXPECT_EQ(Text(R"pb(outcome: OUTCOME_NOT_AT_TOKENS label: "TOWN" rule_id: "town.list")pb", true),
            "inside a word TOWN by town.list\n");
}

}  // namespace
}  // namespace caspian::cli
