// What stands where in a copy, and where in it what patterns begin with.
#include <algorithm>

#include "absl/strings/ascii.h"
#include "extractor/match/lifted_text.h"

namespace caspian::extractor {
namespace {

// Further than that it is not worth while to look for what a match needs near its begin.
constexpr size_t kMostPiecesNear = 32;

// True where two tokens with these bytes at their common end may be of one run of letters or digits.
bool MayRunOn(char before, char behind) {
  const auto a = static_cast<unsigned char>(before), b = static_cast<unsigned char>(behind);
  const auto is_letter = [](unsigned char c) { return c >= 0x80 || absl::ascii_isalpha(c); };
  return (is_letter(a) && is_letter(b)) || (absl::ascii_isdigit(a) && absl::ascii_isdigit(b));
}

// How many of `size` items, of which the first ones are `before` and the others are not, those are. Without a branch:
// none could be foretold.
template <typename Before>
size_t CountBefore(size_t size, const Before& before) {
  size_t first = 0;
  for (size_t rest = size; rest > 1; rest -= rest / 2) {
    const size_t half = rest / 2;
    first += half * static_cast<size_t>(before(first + half - 1));
  }
  return size == 0 ? 0 : first + static_cast<size_t>(before(first));
}

}  // namespace

// Mostly it is `most`, or little before.
size_t LiftedText::PieceFrom(uint32_t begin, size_t most) const {
  size_t end = std::min(most, pieces_.size()), step = 1;
  while (step <= end && pieces_[end - step].begin >= begin) {
    end -= step;
    step *= 2;
  }
  const size_t first = end - std::min(end, step);
  return first + CountBefore(end - first, [&](size_t i) { return pieces_[first + i].begin < begin; });
}

size_t LiftedText::PieceBehind(size_t offset) const {
  if (offset == 0) return 0;
  return CountBefore(pieces_.size(), [&](size_t i) { return pieces_[i].copy_begin < offset; });
}

size_t LiftedText::PieceAround(size_t offset) const {
  return CountBefore(pieces_.size(), [&](size_t i) { return pieces_[i].copy_end <= offset; });
}

bool LiftedText::MayStandBehind(size_t i, uint32_t edge) const {
  if (IsAtEdge(EdgesAt(i + 1), edge)) return true;
  if (i + 1 == pieces_.size()) return false;
  const LiftedPiece &piece = pieces_[i], &next = pieces_[i + 1];
  return piece.copy_end == next.copy_begin && MayRunOn(copy_[piece.copy_end - 1], copy_[next.copy_begin]);
}

size_t LiftedText::NextStart(const StartEdges& edges, size_t i, size_t last) const {
  const uint64_t* const rows = piece_keys_->searches().Row(0);
  for (; i < last; ++i) {
    if (!IsAtEdge(rows + keys_[i].search_row, edges.first)) continue;
    if (edges.before != kAnyEdge && !IsAtEdge(EdgesBefore(i), edges.before)) continue;
    if (edges.second != kAnyEdge && !MayStandBehind(i, edges.second)) continue;
    if (edges.near == kAnyEdge || MayBeNear(i, edges.near, edges.near_blanks)) return i;
  }
  return last;
}

bool LiftedText::MayBeNear(size_t i, uint32_t edge, uint32_t most_blanks) const {
  const uint64_t* const rows = piece_keys_->places().Row(0);
  const size_t end = std::min(i + kMostPiecesNear, pieces_.size());
  for (uint32_t blanks = 0; i < end; ++i) {
    if (IsAtEdge(rows + keys_[i].place_row, edge)) return true;
    blanks += keys_[i].number & kBlankPiece;
    if (blanks > most_blanks) return false;
  }
  return end < pieces_.size();
}

size_t LiftedText::EndOfStarts(const StartEdges& edges) const {
  const uint64_t* const rows = piece_keys_->searches().Row(0);
  size_t end = pieces_.size(), end_of_place = end;
  for (size_t i = 0; i < edges.held.size() && edges.held[i].edge != kAnyEdge; ++i) {
    if (i > 0 && edges.held[i].place < edges.held[i - 1].place) end_of_place = end;
    size_t behind = end_of_place;
    while (behind > 0 && !IsAtEdge(rows + keys_[behind - 1].search_row, edges.held[i].edge)) --behind;
    end = std::min(end, behind);
  }
  return end;
}

ByteRange LiftedText::RangeOf(size_t begin, size_t end) const {
  const size_t first = PieceAround(begin), last = PieceAround(end - 1);
  return {IsBorder(begin) && !MayBeginAt(begin) ? pieces_[first - 1].end : pieces_[first].begin,
          pieces_[last].copy_begin == end ? pieces_[last].begin : pieces_[last].end};
}

bool LiftedText::IsBorder(size_t offset) const {
  const size_t around = PieceAround(offset);
  return around == pieces_.size() || offset <= pieces_[around].copy_begin;
}

bool LiftedText::MayBeginAt(size_t offset) const {
  const size_t around = PieceAround(offset);
  return around < pieces_.size() && pieces_[around].copy_begin == offset;
}

bool LiftedText::MayEndAt(size_t offset) const {
  const size_t behind = PieceBehind(offset);
  return behind > 0 && pieces_[behind - 1].copy_end == offset;
}

size_t LiftedText::NextBegin(size_t offset) const {
  const size_t behind = PieceBehind(offset + 1);
  return behind == pieces_.size() ? copy_.size() : pieces_[behind].copy_begin;
}

}  // namespace caspian::extractor
