#include "extractor/rules/validate.h"

#include "absl/strings/str_cat.h"
#include "extractor/rules/rule_set_facts.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

std::vector<pb::RuleSetProblem> ValidateRuleSet(const pb::RuleSet& rule_set, const std::vector<List>& lists,
                                                const SourceMap& places) {
  const RuleSetFacts facts(rule_set, lists);
  ProblemSink sink(places);
  CheckSet(facts, &sink);
  CheckLists(facts, lists, &sink);
  CheckNameStages(facts, &sink);
  CheckSenses(facts, &sink);
  CheckStageViews(facts, &sink);
  CheckFeatureValues(facts, &sink);
  for (int s = 0; s < rule_set.stages_size(); ++s) {
    for (int i = 0; i < rule_set.stages(s).rules_size(); ++i) {
      CheckRule(facts, {rule_set.stages(s).rules(i), s, absl::StrCat("stages/", s, "/rules/", i)}, &sink);
    }
  }
  return sink.TakeSorted();
}

}  // namespace caspian::extractor
