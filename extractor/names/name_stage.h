#ifndef CASPIAN_EXTRACTOR_NAMES_NAME_STAGE_H_
#define CASPIAN_EXTRACTOR_NAMES_NAME_STAGE_H_

#include <string>
#include <vector>

#include "extractor/match/annotation.h"
#include "extractor/names/name_memory.h"
#include "extractor/names/name_trace.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// Finds and decides the names of the whole document: annotations of its sentences, by sentence and begin. `stage` has
// names; `trace` may be null.
std::vector<Annotation> DecideNameStage(const Program& program, const CompiledStage& stage, const Analysis& analysis,
                                        const NameMemory& memory, std::vector<NameTrace>* trace);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_NAME_STAGE_H_
