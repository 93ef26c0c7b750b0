#ifndef CASPIAN_EXTRACTOR_MATCH_GUARDS_H_
#define CASPIAN_EXTRACTOR_MATCH_GUARDS_H_

#include <cstddef>
#include <vector>

#include "extractor/match/lifted_text.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// True where all guards hold for a match [begin, end) of the copy. What a guard matches begins right behind the match,
// or ends right before it, and begins and ends between tokens.
bool GuardsHold(const std::vector<CompiledGuard>& guards, const LiftedText& text, size_t begin, size_t end);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_GUARDS_H_
