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

  // How many pieces have been read of those before the span.
  size_t read_before() const { return read_before_; }

  // Says with which piece the span begins.
  void BeginsWith(size_t piece) { first_ = piece; }

 private:
  static constexpr size_t kNotKnown = static_cast<size_t>(-1);

  // Behind the begin of the span, and behind its end.
  size_t First() { return first_ = first_ == kNotKnown ? text_.PieceBehind(begin_) : first_; }
  size_t Last() { return last_ = last_ == kNotKnown ? text_.PieceBehind(end_) : last_; }

  bool IsAtEdge(const CompiledGuard& guard) {
    if (!text_.has_keys()) return true;
    return extractor::IsAtEdge(IsBefore(guard.kind) ? text_.EdgesBefore(First()) : text_.EdgesAt(Last()), guard.edge);
  }

  bool Matches(const CompiledGuard& guard) {
    if (!IsAtEdge(guard)) return false;
    return IsBefore(guard.kind) ? MatchesUpTo(guard.pattern, text_, begin_, First(), &read_before_)
                                : MatchesFrom(guard.pattern, text_, end_, Last());
  }

  const LiftedText& text_;
  const size_t begin_;
  const size_t end_;
  size_t first_ = kNotKnown;
  size_t last_ = kNotKnown;
  size_t read_before_ = 0;
};

// True where those hold that are asked; what costs least is looked at first.
template <typename IsAsked>
bool Hold(const std::vector<CompiledGuard>& guards, Surroundings* around, const IsAsked& is_asked) {
  return std::all_of(guards.begin(), guards.end(),
                     [&](const CompiledGuard& guard) { return !is_asked(guard) || around->MayHold(guard); }) &&
         std::all_of(guards.begin(), guards.end(),
                     [&](const CompiledGuard& guard) { return !is_asked(guard) || around->Holds(guard); });
}

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
  return Hold(guards, &around, [](const CompiledGuard&) { return true; });
}

bool GuardsBeforeHold(const std::vector<CompiledGuard>& guards, const LiftedText& text, size_t piece,
                      size_t* pieces_read) {
  const size_t begin = text.pieces()[piece].copy_begin;
  Surroundings around(text, begin, begin);
  around.BeginsWith(piece);
  const bool hold = Hold(guards, &around, [](const CompiledGuard& guard) { return IsBefore(guard.kind); });
  *pieces_read += around.read_before();
  return hold;
}

}  // namespace caspian::extractor
