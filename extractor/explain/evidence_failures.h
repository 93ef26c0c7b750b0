// Why an evidence rule does not hold of candidates: inside of why_not.cc.
#ifndef CASPIAN_EXTRACTOR_EXPLAIN_EVIDENCE_FAILURES_H_
#define CASPIAN_EXTRACTOR_EXPLAIN_EVIDENCE_FAILURES_H_

#include <cstdint>
#include <vector>

#include "caspian/v1/explanation.pb.h"
#include "extractor/match/annotation.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// The candidates in `sentences` of which most of the rule's conditions hold, in the order in which they are looked at,
// each with the one that fails: at most `limit`, in the order of the text. `stage` is the rule's and has names or
// senses; `analysis` is that of the stages before it. Empty where there is no candidate, or where the rule holds of
// one.
std::vector<v1::Explanation> NearestFailures(const Program& program, const CompiledStage& stage,
                                             const CompiledEvidenceRule& rule, const Analysis& analysis,
                                             const std::vector<uint32_t>& sentences, size_t limit);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_EXPLAIN_EVIDENCE_FAILURES_H_
