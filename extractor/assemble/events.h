#ifndef CASPIAN_EXTRACTOR_ASSEMBLE_EVENTS_H_
#define CASPIAN_EXTRACTOR_ASSEMBLE_EVENTS_H_

#include <vector>

#include "extractor/assemble/assembly.h"
#include "extractor/assemble/citations.h"

namespace caspian::extractor {

// Fills the extraction's events and statements. Mentions and citations stand already. An event in the content of
// statements has their holders, outermost first, and then those that its own rule captures. An event without a time of
// its own gets, where it happened or goes on, not-after from the day of the citation that credits it, else of
// publication.
void AssembleEvents(const SentenceCredits& credits, Assembly* assembly);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ASSEMBLE_EVENTS_H_
