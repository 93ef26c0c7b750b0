#include "extractor/match/guards.h"

#include <algorithm>

#include "absl/strings/string_view.h"

namespace caspian::extractor {
namespace {

bool IsBorder(const LiftedText& text, size_t offset) {
  return offset == text.copy().size() || text.PieceBeginningAt(offset) >= 0;
}

bool MatchesBefore(const CompiledGuard& guard, const LiftedText& text, size_t begin) {
  const absl::string_view before = absl::string_view(text.copy()).substr(0, begin);
  GroupSpan found;
  for (size_t start = 0; start <= before.size();) {
    if (!guard.regex->SearchSpan(before, start, &found)) return false;
    if (IsBorder(text, found.begin)) return true;
    const int piece = text.PieceAround(found.begin);
    start = text.pieces()[static_cast<size_t>(piece)].copy_end;
  }
  return false;
}

bool MatchesBehind(const CompiledGuard& guard, const LiftedText& text, size_t end) {
  GroupSpan found;
  return guard.regex->MatchSpanAt(text.copy(), end, &found) && IsBorder(text, found.end);
}

// The surroundings of one span, looked at as far as guards ask.
class Surroundings {
 public:
  Surroundings(const LiftedText& text, size_t begin, size_t end) : text_(text), begin_(begin), end_(end) {}

  // False where what stands beside the span tells that the guard does not hold.
  bool MayHold(const CompiledGuard& guard) { return !Demands(guard.kind) || IsAtEdge(guard); }

  bool Holds(const CompiledGuard& guard) { return Matches(guard) == Demands(guard.kind); }

 private:
  bool IsAtEdge(const CompiledGuard& guard) {
    if (!text_.has_edges()) return true;
    const uint64_t*& row = IsBefore(guard.kind) ? row_before_ : row_behind_;
    if (row == nullptr) row = IsBefore(guard.kind) ? text_.EdgesBefore(begin_) : text_.EdgesBehind(end_);
    return extractor::IsAtEdge(row, guard.edge);
  }

  bool Matches(const CompiledGuard& guard) {
    if (!IsAtEdge(guard)) return false;
    return IsBefore(guard.kind) ? MatchesBefore(guard, text_, begin_) : MatchesBehind(guard, text_, end_);
  }

  const LiftedText& text_;
  const size_t begin_;
  const size_t end_;
  const uint64_t* row_before_ = nullptr;  // null: not looked up
  const uint64_t* row_behind_ = nullptr;
};

}  // namespace

int FailingGuard(const std::vector<CompiledGuard>& guards, const LiftedText& text, size_t begin, size_t end) {
  Surroundings around(text, begin, end);
  for (size_t i = 0; i < guards.size(); ++i) {
    if (!around.Holds(guards[i])) return static_cast<int>(i);
  }
  return -1;
}

bool GuardsHold(const std::vector<CompiledGuard>& guards, const LiftedText& text, size_t begin, size_t end) {
  Surroundings around(text, begin, end);
  return std::all_of(guards.begin(), guards.end(), [&](const CompiledGuard& guard) { return around.MayHold(guard); }) &&
         std::all_of(guards.begin(), guards.end(), [&](const CompiledGuard& guard) { return around.Holds(guard); });
}

}  // namespace caspian::extractor
