#ifndef CASPIAN_EXTRACTOR_MATCH_MATCH_FINDER_H_
#define CASPIAN_EXTRACTOR_MATCH_MATCH_FINDER_H_

#include <cstddef>
#include <vector>

#include "extractor/match/lifted_text.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// Finds the matches of one pattern in a copy, whose edges are those that they begin at. Pieces that may begin one are
// tried; where that has read some times as much as the rest of the copy in vain, the rest is read for whether it has
// any: so that to find none takes time in proportion to the copy. What it points to outlives it.
class MatchFinder {
 public:
  // `guards` are those of the match; null: matches before which they don't hold are found as well.
  MatchFinder(const CompiledPattern& pattern, const StartEdges& edges, const LiftedText& text,
              const std::vector<CompiledGuard>* guards = nullptr)
      : pattern_(&pattern), edges_(&edges), text_(&text), guards_(guards) {}

  // The first match at or behind `start` that may be accepted, and some that guards reject; where the edges of the copy
  // are not known, any match. Starts ascend.
  bool Find(size_t start, GroupSpan* whole);
  // Where the next match may begin when the one that was found, `whole`, is not accepted: at the next piece; the copy's
  // size where there is none. From there on guards look at what stands before until they hold: in a run of numbers they
  // reject one after the other. Where that has read some times as much as the copy, they no longer do.
  size_t StartBehind(const GroupSpan& whole);

 private:
  bool IsPiecewise() const { return text_->has_keys() && edges_->first != kAnyEdge; }
  // False where guards are known to reject what begins with the piece.
  bool MayBeginAt(size_t piece);
  // The first piece at or behind `start`; mostly it is the last that was tried, or the next.
  size_t PieceBehind(size_t start) const;

  static constexpr size_t kNotKnown = static_cast<size_t>(-1);
  static constexpr size_t kMostReads = 4;  // of the rest of a copy; a sentence is mostly done before

  const CompiledPattern* pattern_;
  const StartEdges* edges_;
  const LiftedText* text_;
  const std::vector<CompiledGuard>* guards_;
  bool looks_before_ = false;  // guards do, before a match is tried
  size_t read_before_ = 0;     // pieces, by guards that did
  size_t tried_ = 0;           // the last piece
  size_t end_ = kNotKnown;     // of the pieces that a match can begin with
  size_t read_in_vain_ = 0;    // pieces, since the rest was last read for any match
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_MATCH_FINDER_H_
