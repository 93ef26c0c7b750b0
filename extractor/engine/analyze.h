#ifndef CASPIAN_EXTRACTOR_ENGINE_ANALYZE_H_
#define CASPIAN_EXTRACTOR_ENGINE_ANALYZE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "caspian/v1/document.pb.h"
#include "extractor/match/annotation.h"
#include "extractor/names/name_stage.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// Runs all stages of `program` over `document`, which has passed CheckDocument and outlives the result. `trace` may be
// null. RESOURCE_EXHAUSTED (BUDGET_EXCEEDED) names the sentence and the rule that made most.
absl::StatusOr<Analysis> Analyze(const Program& program, const v1::Document& document, std::vector<NameTrace>* trace);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ENGINE_ANALYZE_H_
