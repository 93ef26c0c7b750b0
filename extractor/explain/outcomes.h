// What happened while a document was analyzed, as explanations: inside of explain.cc and why_not.cc.
#ifndef CASPIAN_EXTRACTOR_EXPLAIN_OUTCOMES_H_
#define CASPIAN_EXTRACTOR_EXPLAIN_OUTCOMES_H_

#include "caspian/v1/explanation.pb.h"
#include "caspian/v1/extraction.pb.h"
#include "extractor/engine/analyze.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// Span and text of [begin, end) of the document.
void SetPlace(const Analysis& analysis, ByteRange range, v1::Explanation* explanation);

// Of an annotation that a rule made and that won: made, repaired or refused as a value. `extraction` is assembled from
// `analysis`.
v1::Explanation OutcomeOf(const Program& program, const Analysis& analysis, const AnalysisTrace& trace,
                          const v1::Extraction& extraction, size_t annotation);
// Of one that lost.
v1::Explanation OutcomeOf(const Program& program, const Analysis& analysis, const Loss& loss);
// Of a match that `rule` did not accept.
v1::Explanation OutcomeOf(const Analysis& analysis, const v1::Rule& rule, const Rejection& rejection);
// Of a candidate of names or senses.
v1::Explanation OutcomeOf(const Analysis& analysis, const NameTrace& candidate);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_EXPLAIN_OUTCOMES_H_
