#include "extractor/match/guards.h"

#include "absl/strings/string_view.h"

namespace caspian::extractor {
namespace {

bool IsBorder(const LiftedText& text, size_t offset) {
  return offset == text.copy().size() || text.PieceBeginningAt(offset) >= 0;
}

bool MatchesBefore(const Regex& regex, const LiftedText& text, size_t begin) {
  const absl::string_view before = absl::string_view(text.copy()).substr(0, begin);
  thread_local std::vector<GroupSpan> groups;
  for (size_t start = 0; start <= before.size();) {
    if (!regex.Search(before, start, &groups)) return false;
    if (IsBorder(text, groups[0].begin)) return true;
    const int piece = text.PieceAround(groups[0].begin);
    start = text.pieces()[static_cast<size_t>(piece)].copy_end;
  }
  return false;
}

bool MatchesBehind(const Regex& regex, const LiftedText& text, size_t end) {
  thread_local std::vector<GroupSpan> groups;
  return regex.MatchAt(text.copy(), end, &groups) && IsBorder(text, groups[0].end);
}

bool Holds(const CompiledGuard& guard, const LiftedText& text, size_t begin, size_t end) {
  switch (guard.kind) {
    case v1::GUARD_KIND_PRECEDED_BY:
      return MatchesBefore(*guard.regex, text, begin);
    case v1::GUARD_KIND_NOT_PRECEDED_BY:
      return !MatchesBefore(*guard.regex, text, begin);
    case v1::GUARD_KIND_FOLLOWED_BY:
      return MatchesBehind(*guard.regex, text, end);
    default:
      return !MatchesBehind(*guard.regex, text, end);
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
