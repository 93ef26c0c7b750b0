#ifndef CASPIAN_EXTRACTOR_NAMES_NAME_STAGE_H_
#define CASPIAN_EXTRACTOR_NAMES_NAME_STAGE_H_

#include <string>
#include <vector>

#include "extractor/match/annotation.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// Which evidence rules held for a candidate, for rule tests and explanations.
struct NameTrace {
  uint32_t begin;
  uint32_t end;
  std::vector<std::string> rule_ids;
};

// Finds and decides the names of the whole document: annotations of its sentences, by sentence and begin. `trace` may
// be null.
std::vector<Annotation> DecideStage(const Program& program, const CompiledNames& names, const Analysis& analysis,
                                    std::vector<NameTrace>* trace);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_NAME_STAGE_H_
