#include "extractor/service/rule_queries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/error.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

namespace pb = ::caspian::v1;

std::shared_ptr<const LoadedRuleSet> Boats(const std::string& boat) {
  return Loaded({"  BOAT: {kind: name}\n",
                 {"rules:\n  - {id: boat, label: BOAT, list: boats}\n"},
                 {{"boats", "name\n" + boat + "\n"}},
                 ""});
}

// The default rule set against `boat`, inline.
pb::DiffRuleSetsRequest Against(const std::string& boat) {
  pb::DiffRuleSetsRequest request;
  pb::InlineRuleSet* side = request.mutable_after()->mutable_rule_set();
  *side->mutable_rule_set() = Boats(boat)->rule_set;
  pb::ListContent* list = side->add_lists();
  list->set_name("boats");
  list->set_tsv("name\n" + boat + "\n");
  return request;
}

TEST(DiffRuleSetsTest, ComparesALoadedSetWithAnInlineOne) {
  const RuleSetLibrary library({Boats("Gull")});
  pb::DiffRuleSetsRequest request = Against("Tern");
  *request.add_documents() = DocumentOf("The Gull left.");
  *request.add_documents() = DocumentOf("The Tern left.");

  const auto response = DiffRuleSets(library, request);

  ASSERT_TRUE(response.ok()) << response.status();
  ASSERT_EQ(response->differences_size(), 2);
  EXPECT_EQ(response->differences(0).kind(), pb::DIFFERENCE_KIND_REMOVED);
  EXPECT_EQ(response->differences(0).text(), "Gull");
  EXPECT_EQ(response->differences(1).kind(), pb::DIFFERENCE_KIND_ADDED);
  EXPECT_EQ(response->before().digest(), library.rule_sets().front()->ref.digest());
  EXPECT_NE(response->after().digest(), response->before().digest());
}

TEST(DiffRuleSetsTest, ABadDocumentIsToldAndTheOthersGoOn) {
  const RuleSetLibrary library({Boats("Gull")});
  pb::DiffRuleSetsRequest request = Against("Tern");
  *request.add_documents() = DocumentOf("The Gull left.");
  *request.add_documents() = DocumentOf("");

  const auto response = DiffRuleSets(library, request);

  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->differences_size(), 1);
  ASSERT_EQ(response->errors_size(), 1);
  EXPECT_EQ(response->errors(0).sequence(), 1u);
  EXPECT_EQ(ReasonOf(FromRpcStatus(response->errors(0).status())), pb::ERROR_REASON_DOCUMENT_EMPTY);
}

TEST(DiffRuleSetsTest, RefusesASideThatIsNotThereOrNotValid) {
  const RuleSetLibrary library({Boats("Gull")});
  pb::DiffRuleSetsRequest unknown, invalid = Against("Tern");
  unknown.mutable_before()->set_name("nobody");
  invalid.mutable_after()->mutable_rule_set()->clear_lists();

  EXPECT_EQ(ReasonOf(DiffRuleSets(library, unknown).status()), pb::ERROR_REASON_RULE_SET_NOT_FOUND);
  EXPECT_EQ(ReasonOf(DiffRuleSets(library, invalid).status()), pb::ERROR_REASON_RULE_SET_INVALID);
  EXPECT_EQ(DiffRuleSets(library, {})->differences_size(), 0);
}

TEST(ExplainTest, ExplainsWithALoadedOrAnInlineSet) {
  const RuleSetLibrary library({Boats("Gull")});
  pb::ExplainRequest request;
  *request.mutable_document() = DocumentOf("The Gull left. A Gull came.");
  request.set_rule_id("boat");
  request.set_limit(1);

  const auto loaded = Explain(library, request);
  *request.mutable_rule_set() = Against("Tern").after();
  const auto inline_set = Explain(library, request);

  ASSERT_TRUE(loaded.ok()) << loaded.status();
  ASSERT_EQ(loaded->explanations_size(), 1);
  EXPECT_EQ(loaded->explanations(0).outcome(), pb::OUTCOME_MADE);
  EXPECT_EQ(loaded->left_out(), 1u);
  ASSERT_TRUE(inline_set.ok()) << inline_set.status();
  EXPECT_EQ(inline_set->explanations(0).outcome(), pb::OUTCOME_NO_TRIGGER);
  EXPECT_NE(inline_set->rule_set().digest(), loaded->rule_set().digest());
}

pb::ValidateRuleSetRequest Validation(const pb::RuleSet& rule_set) {
  pb::ValidateRuleSetRequest request;
  *request.mutable_rule_set() = rule_set;
  pb::ListContent* list = request.add_lists();
  list->set_name("boats");
  list->set_tsv("name\nGull\n");
  return request;
}

TEST(ValidateRuleSetTest, TellsTheWarningsOfAValidSet) {
  const pb::RuleSet good = Boats("Gull")->rule_set;
  pb::RuleSet twice = good;
  *twice.mutable_stages(0)->add_rules() = good.stages(0).rules(0);
  twice.mutable_stages(0)->mutable_rules(1)->set_id("copy");

  const auto silent = ValidateRuleSet(Validation(good)), warned = ValidateRuleSet(Validation(twice));

  ASSERT_TRUE(silent.ok() && warned.ok());
  EXPECT_EQ(silent->problems_size(), 0);
  ASSERT_EQ(warned->problems_size(), 1);
  EXPECT_EQ(warned->problems(0).severity(), pb::PROBLEM_SEVERITY_WARNING);
  EXPECT_EQ(warned->problems(0).rule_id(), "copy");
  EXPECT_NE(warned->digest(), "");
}

TEST(ValidateRuleSetTest, TellsFaultsAloneWhereThereAreSome) {
  pb::RuleSet bad = Boats("Gull")->rule_set;
  *bad.mutable_stages(0)->add_rules() = bad.stages(0).rules(0);  // with the same id

  const auto response = ValidateRuleSet(Validation(bad));

  ASSERT_TRUE(response.ok());
  ASSERT_GT(response->problems_size(), 0);
  for (const pb::RuleSetProblem& problem : response->problems())
    EXPECT_EQ(problem.severity(), pb::PROBLEM_SEVERITY_FAULT) << problem.message();
  EXPECT_EQ(response->digest(), "");
}

}  // namespace
}  // namespace caspian::extractor
