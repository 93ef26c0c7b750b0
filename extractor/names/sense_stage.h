#ifndef CASPIAN_EXTRACTOR_NAMES_SENSE_STAGE_H_
#define CASPIAN_EXTRACTOR_NAMES_SENSE_STAGE_H_

#include <vector>

#include "extractor/match/annotation.h"
#include "extractor/names/candidates.h"
#include "extractor/names/name_memory.h"
#include "extractor/names/name_trace.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// A name whose sense is in question.
struct SenseCandidate {
  int annotation = kNoAnnotation;
  NameCandidate name;
};

// Makes `candidates` the names of `sentence` that `stage`, which has senses, looks at, ascending.
void FindSenseCandidates(const CompiledStage& stage, const Analysis& analysis, uint32_t sentence,
                         std::vector<SenseCandidate>* candidates);

// Decides in which sense the names of earlier stages stand: an annotation of the stage's label for each that has a
// sense which states something, by sentence and begin. `stage` has senses; `trace` may be null.
std::vector<Annotation> DecideSenseStage(const Program& program, const CompiledStage& stage, const Analysis& analysis,
                                         const NameMemory& memory, std::vector<NameTrace>* trace);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_SENSE_STAGE_H_
