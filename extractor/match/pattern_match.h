// Where patterns match in a copy: what RE2 says of it, read piece by piece where keys are known.
#ifndef CASPIAN_EXTRACTOR_MATCH_PATTERN_MATCH_H_
#define CASPIAN_EXTRACTOR_MATCH_PATTERN_MATCH_H_

#include <cstddef>

#include "extractor/match/lifted_text.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// The leftmost-first match of `pattern` that begins with the copy's piece `piece`; it may end inside of a piece.
// `*pieces_read` gets more by those that were read for it; it may be null.
bool MatchAtPiece(const CompiledPattern& pattern, const LiftedText& text, size_t piece, GroupSpan* whole,
                  size_t* pieces_read = nullptr);

// False where no match begins with the piece `piece` or one behind it. Reads the rest of the copy once.
bool MayMatchFrom(const CompiledPattern& pattern, const LiftedText& text, size_t piece);

// True where the leftmost-first match that begins at `begin` ends where a piece begins or the copy ends. At `begin` a
// piece ends; `behind` is the first behind it.
bool MatchesFrom(const CompiledPattern& pattern, const LiftedText& text, size_t begin, size_t behind);

// True where the part of the copy before `end` has a match that begins where a piece does and ends with that part.
// `pattern` ends in `\z`, its automaton reads backwards; at `end` the piece `behind` begins.
// `*pieces_read` gets more by those that were read for it; it may be null.
bool MatchesUpTo(const CompiledPattern& pattern, const LiftedText& text, size_t end, size_t behind,
                 size_t* pieces_read = nullptr);

// The groups of a match that one of these, or a search, has found.
GroupSpans GroupsOf(const CompiledPattern& pattern, const LiftedText& text, const GroupSpan& whole);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_PATTERN_MATCH_H_
