#ifndef CASPIAN_EXTRACTOR_SERVICE_RULE_QUERIES_H_
#define CASPIAN_EXTRACTOR_SERVICE_RULE_QUERIES_H_

#include "absl/status/statusor.h"
#include "caspian/v1/extractor_service.pb.h"
#include "caspian/v1/rules_service.pb.h"
#include "extractor/engine/library.h"

namespace caspian::extractor {

// What RulesService and GetCapabilities answer. Pure.
v1::ListRuleSetsResponse ListRuleSets(const RuleSetLibrary& library);
absl::StatusOr<v1::GetRuleSetResponse> GetRuleSet(const RuleSetLibrary& library, const v1::GetRuleSetRequest& request);
absl::StatusOr<v1::ValidateRuleSetResponse> ValidateRuleSet(const v1::ValidateRuleSetRequest& request);
absl::StatusOr<v1::DiffRuleSetsResponse> DiffRuleSets(const RuleSetLibrary& library,
                                                      const v1::DiffRuleSetsRequest& request);
absl::StatusOr<v1::ExplainResponse> Explain(const RuleSetLibrary& library, const v1::ExplainRequest& request);
v1::ExtractorServiceGetCapabilitiesResponse Capabilities(const RuleSetLibrary& library, bool ingest);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_SERVICE_RULE_QUERIES_H_
