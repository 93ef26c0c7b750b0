#include "extractor/service/rule_queries.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/base/error.h"
#include "common/base/limits.h"
#include "extractor/engine/extraction_diff.h"
#include "extractor/explain/explain.h"
#include "extractor/program/program.h"
#include "extractor/rules/warnings.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

// What a call explains where it sets no limit.
constexpr size_t kExplanations = 1000;

using RuleSets = std::vector<std::shared_ptr<const LoadedRuleSet>>;

RuleSets ByName(RuleSets rule_sets) {
  std::sort(rule_sets.begin(), rule_sets.end(),
            [](const auto& a, const auto& b) { return a->ref.name() < b->ref.name(); });
  return rule_sets;
}

std::vector<pb::RuleSetProblem> WarningsOf(const LoadedRuleSet& loaded) {
  std::vector<List> lists;
  for (const auto& [name, list] : loaded.program->lists) lists.push_back(list);
  return WarningsOf(loaded.rule_set, lists);
}

// True where a mention, event or statement of an extraction may carry the label or its rule's type.
bool IsInResults(pb::LabelKind kind) {
  return kind == pb::LABEL_KIND_NAME || kind == pb::LABEL_KIND_VALUE || kind == pb::LABEL_KIND_EVENT ||
         kind == pb::LABEL_KIND_STATEMENT || kind == pb::LABEL_KIND_CITATION;
}

pb::RuleSetSummary Summarize(const LoadedRuleSet& loaded) {
  pb::RuleSetSummary summary;
  *summary.mutable_ref() = loaded.ref;
  summary.set_description(loaded.rule_set.description());
  summary.set_language(loaded.rule_set.language());
  uint32_t rules = 0;
  for (const pb::Stage& stage : loaded.rule_set.stages()) rules += stage.rules_size();
  summary.set_rule_count(rules);
  std::set<std::string> labels;
  for (const pb::Label& label : loaded.rule_set.labels()) {
    if (IsInResults(label.kind())) labels.insert(label.name());
  }
  for (const std::string& label : labels) summary.add_labels(label);
  return summary;
}

absl::StatusOr<std::shared_ptr<const LoadedRuleSet>> SideOf(const RuleSetLibrary& library,
                                                            const pb::RuleSetSide& side) {
  if (!side.has_rule_set()) return library.Find(side.name(), "");
  const auto& lists = side.rule_set().lists();
  return LoadRuleSet(side.rule_set().rule_set(), {lists.begin(), lists.end()}, nullptr);
}

}  // namespace

pb::ListRuleSetsResponse ListRuleSets(const RuleSetLibrary& library) {
  pb::ListRuleSetsResponse response;
  for (const auto& loaded : ByName(library.rule_sets())) *response.add_rule_sets() = Summarize(*loaded);
  return response;
}

absl::StatusOr<pb::GetRuleSetResponse> GetRuleSet(const RuleSetLibrary& library, const pb::GetRuleSetRequest& request) {
  const auto loaded = library.Find(request.name(), "");
  if (!loaded.ok()) return loaded.status();
  pb::GetRuleSetResponse response;
  *response.mutable_ref() = (*loaded)->ref;
  *response.mutable_rule_set() = (*loaded)->rule_set;
  return response;
}

absl::StatusOr<pb::ValidateRuleSetResponse> ValidateRuleSet(const pb::ValidateRuleSetRequest& request) {
  std::vector<pb::RuleSetProblem> problems;
  const auto loaded = LoadRuleSet(request.rule_set(), {request.lists().begin(), request.lists().end()}, &problems);
  pb::ValidateRuleSetResponse response;
  if (loaded.ok()) {
    response.set_digest((*loaded)->ref.digest());
    problems = WarningsOf(**loaded);
  } else if (ReasonOf(loaded.status()) != pb::ERROR_REASON_RULE_SET_INVALID) {
    return loaded.status();
  }
  for (pb::RuleSetProblem& problem : problems) *response.add_problems() = std::move(problem);
  if (!loaded.ok() && response.problems().empty())
    response.add_problems()->set_message(std::string(loaded.status().message()));
  return response;
}

absl::StatusOr<pb::DiffRuleSetsResponse> DiffRuleSets(const RuleSetLibrary& library,
                                                      const pb::DiffRuleSetsRequest& request) {
  const auto before = SideOf(library, request.before()), after = SideOf(library, request.after());
  if (!before.ok()) return before.status();
  if (!after.ok()) return after.status();
  pb::DiffRuleSetsResponse response;
  *response.mutable_before() = (*before)->ref;
  *response.mutable_after() = (*after)->ref;
  for (int i = 0; i < request.documents_size(); ++i) {
    const pb::Document& document = request.documents(i);
    auto differences = DiffEngines(*(*before)->engine, *(*after)->engine, document);
    if (differences.ok()) {
      for (pb::ExtractionDifference& difference : *differences) *response.add_differences() = std::move(difference);
    } else {
      *response.add_errors() = MakeDocumentError(static_cast<uint32_t>(i), document.id(), differences.status());
    }
  }
  return response;
}

absl::StatusOr<pb::ExplainResponse> Explain(const RuleSetLibrary& library, const pb::ExplainRequest& request) {
  const auto loaded = SideOf(library, request.rule_set());
  if (!loaded.ok()) return loaded.status();
  ExplainQuery query{request.rule_id(), std::nullopt};
  if (request.has_offset()) query.offset = request.offset();
  auto explanations = Explain(*(*loaded)->program, request.document(), query);
  if (!explanations.ok()) return explanations.status();
  pb::ExplainResponse response;
  *response.mutable_rule_set() = (*loaded)->ref;
  const size_t limit = request.limit() == 0 ? kExplanations : request.limit();
  for (pb::Explanation& explanation : *explanations) {
    if (static_cast<size_t>(response.explanations_size()) < limit) {
      *response.add_explanations() = std::move(explanation);
    } else {
      response.set_left_out(response.left_out() + 1);
    }
  }
  return response;
}

pb::ExtractorServiceGetCapabilitiesResponse Capabilities(const RuleSetLibrary& library, bool ingest) {
  pb::ExtractorServiceGetCapabilitiesResponse response;
  response.set_version(kVersion);
  response.set_engine_version(kEngineVersion);
  for (const auto& loaded : ByName(library.rule_sets())) *response.add_rule_sets() = loaded->ref;
  response.set_default_rule_set(library.rule_sets().front()->ref.name());
  response.set_document_limit_bytes(kDocumentLimitBytes);
  response.set_ingest(ingest);
  return response;
}

}  // namespace caspian::extractor
