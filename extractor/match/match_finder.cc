#include "extractor/match/match_finder.h"

#include <algorithm>

#include "extractor/match/pattern_match.h"

namespace caspian::extractor {

// A match that a search finds inside of a token would be rejected.
bool MatchFinder::Find(size_t start, GroupSpan* whole) {
  if (start >= text_->copy().size()) return false;
  if (!text_->has_keys() || edges_->first == kAnyEdge) return pattern_->regex->SearchSpan(text_->copy(), start, whole);
  const size_t last = std::min(end_, text_->pieces().size());
  size_t next = text_->NextStart(*edges_, text_->PieceBehind(start), last);
  if (next == last) return false;
  if (end_ == kNotKnown) end_ = text_->EndOfStarts(*edges_);
  for (; next < end_; next = text_->NextStart(*edges_, next + 1, end_)) {
    if (MatchAtPiece(*pattern_, *text_, next, whole, &read_in_vain_)) return true;
    if (read_in_vain_ < kMostReads * (text_->pieces().size() - next)) continue;
    read_in_vain_ = 0;
    if (!MayMatchFrom(*pattern_, *text_, next + 1)) return false;
  }
  return false;
}

}  // namespace caspian::extractor
