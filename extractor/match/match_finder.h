#ifndef CASPIAN_EXTRACTOR_MATCH_MATCH_FINDER_H_
#define CASPIAN_EXTRACTOR_MATCH_MATCH_FINDER_H_

#include <cstddef>

#include "extractor/match/lifted_text.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// Finds the matches of one pattern in a copy, whose edges are those that they begin at. Pieces that may begin one are
// tried; where that has read some times as much as the rest of the copy in vain, the rest is read for whether it has
// any: so that to find none takes time in proportion to the copy. What it points to outlives it.
class MatchFinder {
 public:
  MatchFinder(const CompiledPattern& pattern, const StartEdges& edges, const LiftedText& text)
      : pattern_(&pattern), edges_(&edges), text_(&text) {}

  // The first match at or behind `start` that may be accepted; where the edges of the copy are not known, any match.
  bool Find(size_t start, GroupSpan* whole);

 private:
  static constexpr size_t kNotKnown = static_cast<size_t>(-1);
  static constexpr size_t kMostReads = 4;  // of the rest of a copy; a sentence is mostly done before

  const CompiledPattern* pattern_;
  const StartEdges* edges_;
  const LiftedText* text_;
  size_t end_ = kNotKnown;   // of the pieces that a match can begin with
  size_t read_in_vain_ = 0;  // pieces, since the rest was last read for any match
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_MATCH_FINDER_H_
