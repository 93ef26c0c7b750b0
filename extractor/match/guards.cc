#include "extractor/match/guards.h"

#include <algorithm>

#include "extractor/match/pattern_match.h"

namespace caspian::extractor {
namespace {

// The surroundings of one span, looked at as far as guards ask.
class Surroundings {
 public:
  Surroundings(const LiftedText& text, size_t begin, size_t end) : text_(text), begin_(begin), end_(end) {}

  // False where what stands beside the span tells that the guard does not hold.
  bool MayHold(const CompiledGuard& guard) { return !Demands(guard.kind) || IsAtEdge(guard); }

  bool Holds(const CompiledGuard& guard) { return Matches(guard) == Demands(guard.kind); }

 private:
  bool IsAtEdge(const CompiledGuard& guard) {
    if (!text_.has_keys()) return true;
    const uint64_t*& row = IsBefore(guard.kind) ? row_before_ : row_behind_;
    if (row == nullptr) row = IsBefore(guard.kind) ? text_.EdgesBefore(begin_) : text_.EdgesBehind(end_);
    return extractor::IsAtEdge(row, guard.edge);
  }

  bool Matches(const CompiledGuard& guard) {
    if (!IsAtEdge(guard)) return false;
    return IsBefore(guard.kind) ? MatchesUpTo(guard.pattern, text_, begin_) : MatchesFrom(guard.pattern, text_, end_);
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
