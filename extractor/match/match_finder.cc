#include "extractor/match/match_finder.h"

#include <algorithm>

#include "extractor/match/guards.h"
#include "extractor/match/pattern_match.h"

namespace caspian::extractor {

// A match that a search finds inside of a token would be rejected.
bool MatchFinder::Find(size_t start, GroupSpan* whole) {
  if (start >= text_->copy().size()) return false;
  if (!IsPiecewise()) return pattern_->regex->SearchSpan(text_->copy(), start, whole);
  const size_t last = std::min(end_, text_->pieces().size());
  size_t next = text_->NextStart(*edges_, PieceBehind(start), last);
  if (next == last) return false;
  if (end_ == kNotKnown) end_ = text_->EndOfStarts(*edges_);
  for (; next < end_; next = text_->NextStart(*edges_, next + 1, end_)) {
    tried_ = next;
    if (!MayBeginAt(next)) continue;
    if (MatchAtPiece(*pattern_, *text_, next, whole, &read_in_vain_)) return true;
    if (read_in_vain_ < kMostReads * (text_->pieces().size() - next)) continue;
    read_in_vain_ = 0;
    if (!MayMatchFrom(*pattern_, *text_, next + 1)) return false;
  }
  return false;
}

bool MatchFinder::MayBeginAt(size_t piece) {
  if (!looks_before_) return true;
  looks_before_ = !GuardsBeforeHold(*guards_, *text_, piece, &read_before_);
  if (!looks_before_) return true;
  if (read_before_ >= kMostReads * text_->pieces().size()) {
    guards_ = nullptr;
    looks_before_ = false;
  }
  return false;
}

size_t MatchFinder::PieceBehind(size_t start) const {
  const std::vector<LiftedPiece>& pieces = text_->pieces();
  for (size_t i = tried_; i < std::min(tried_ + 2, pieces.size()); ++i) {
    if (pieces[i].copy_begin >= start && (i == 0 || pieces[i - 1].copy_begin < start)) return i;
  }
  return text_->PieceBehind(start);
}

// Piece by piece, a match begins with the piece that was tried last.
size_t MatchFinder::StartBehind(const GroupSpan& whole) {
  looks_before_ = guards_ != nullptr;
  if (!IsPiecewise()) return text_->NextBegin(whole.begin);
  return tried_ + 1 < text_->pieces().size() ? text_->pieces()[tried_ + 1].copy_begin : text_->copy().size();
}

}  // namespace caspian::extractor
