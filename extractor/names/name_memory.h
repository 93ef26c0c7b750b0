#ifndef CASPIAN_EXTRACTOR_NAMES_NAME_MEMORY_H_
#define CASPIAN_EXTRACTOR_NAMES_NAME_MEMORY_H_

#include "extractor/match/lifted_copies.h"
#include "extractor/match/whole_matcher.h"
#include "extractor/names/evidence_edges.h"

namespace caspian::extractor {

// What stages of names and senses use again: from stage to stage, and from document to document. Null: nothing is kept.
struct NameMemory {
  LiftedCopies* copies = nullptr;   // of the analysis
  WholeMatcher* matcher = nullptr;  // of the program
  EvidenceEdges* edges = nullptr;   // of the analysis' keys
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_NAME_MEMORY_H_
