#ifndef CASPIAN_EXTRACTOR_MATCH_GUARDS_H_
#define CASPIAN_EXTRACTOR_MATCH_GUARDS_H_

#include <cstddef>
#include <vector>

#include "extractor/match/lifted_text.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// Index of the first guard that fails for a match [begin, end) of the copy; -1 where all hold. What a guard matches
// begins right behind the match, or ends right before it, and begins and ends between tokens.
int FailingGuard(const std::vector<CompiledGuard>& guards, const LiftedText& text, size_t begin, size_t end);

// True where all guards hold.
bool GuardsHold(const std::vector<CompiledGuard>& guards, const LiftedText& text, size_t begin, size_t end);
// True where those hold that look at what stands before the piece with which a match begins. `*pieces_read` gets more
// by those that were read for it.
bool GuardsBeforeHold(const std::vector<CompiledGuard>& guards, const LiftedText& text, size_t piece,
                      size_t* pieces_read);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_GUARDS_H_
