#include "extractor/match/guards.h"

#include "absl/strings/string_view.h"

namespace caspian::extractor {
namespace {

bool IsBorder(const LiftedText& text, size_t offset) {
  return offset == text.copy().size() || text.PieceBeginningAt(offset) >= 0;
}

bool MatchesBefore(const CompiledGuard& guard, const LiftedText& text, size_t begin) {
  if (text.has_edges() && !text.IsEdgeBefore(begin, guard.edge)) return false;
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
  if (text.has_edges() && !text.IsEdgeBehind(end, guard.edge)) return false;
  GroupSpan found;
  return guard.regex->MatchSpanAt(text.copy(), end, &found) && IsBorder(text, found.end);
}

bool Holds(const CompiledGuard& guard, const LiftedText& text, size_t begin, size_t end) {
  switch (guard.kind) {
    case v1::GUARD_KIND_PRECEDED_BY:
      return MatchesBefore(guard, text, begin);
    case v1::GUARD_KIND_NOT_PRECEDED_BY:
      return !MatchesBefore(guard, text, begin);
    case v1::GUARD_KIND_FOLLOWED_BY:
      return MatchesBehind(guard, text, end);
    default:
      return !MatchesBehind(guard, text, end);
  }
}

}  // namespace

int FailingGuard(const std::vector<CompiledGuard>& guards, const LiftedText& text, size_t begin, size_t end) {
  for (size_t i = 0; i < guards.size(); ++i) {
    if (!Holds(guards[i], text, begin, end)) return static_cast<int>(i);
  }
  return -1;
}

bool GuardsHold(const std::vector<CompiledGuard>& guards, const LiftedText& text, size_t begin, size_t end) {
  return FailingGuard(guards, text, begin, end) < 0;
}

}  // namespace caspian::extractor
