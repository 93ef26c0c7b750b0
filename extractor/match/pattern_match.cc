#include "extractor/match/pattern_match.h"

#include <optional>

#include "absl/strings/string_view.h"
#include "extractor/match/group_search.h"
#include "extractor/match/pattern_runs.h"

namespace caspian::extractor {
namespace {

// What a run found; nullopt where it was given up.
using MatchEnd = std::optional<size_t>;
constexpr size_t kNone = GroupSpan::npos;

bool IsBorder(const LiftedText& text, size_t offset) {
  return offset == text.copy().size() || text.PieceBeginningAt(offset) >= 0;
}

absl::string_view BytesOf(const LiftedText& text, const LiftedPiece& piece) {
  return absl::string_view(text.copy()).substr(piece.copy_begin, piece.copy_end - piece.copy_begin);
}

// A run of one pattern over pieces of a copy.
class Run {
 public:
  Run(const PatternAutomaton& pattern, const LiftedText& text, bool at_border)
      : runs_(text.runs()), text_(text), move_(runs_.Begin(pattern, at_border)) {}

  bool IsOpen() const { return move_.next != PatternRuns::kOver && move_.next != PatternRuns::kGivenUp; }
  bool IsGivenUp() const { return move_.next == PatternRuns::kGivenUp; }
  bool Matches() const { return move_.match != PatternRuns::kNoMatch; }
  // Where Matches(), the bytes of what was read last that belong to the match.
  size_t matched_bytes() const { return static_cast<size_t>(move_.match); }

  void ReadBlank() { move_ = runs_.Read(move_.next, kBlankPiece, ""); }
  // `number` is that of the solid piece with the blank that is read after it, if any.
  void ReadPiece(size_t solid, PieceNumber number) {
    move_ = runs_.Read(move_.next, number, BytesOf(text_, text_.solid_piece(solid)));
  }
  // All has been read up to the text's border.
  bool EndsAtBorder(bool nothing_was_read) {
    return move_.next != PatternRuns::kOver && runs_.EndsAtBorder(move_.next, nothing_was_read);
  }

 private:
  PatternRuns& runs_;
  const LiftedText& text_;
  PatternRuns::Move move_;
};

// The end of the match at `begin`, where the solid piece `solid` begins or the blank before it.
MatchEnd EndOfMatch(const PatternAutomaton& pattern, const LiftedText& text, size_t begin, size_t solid) {
  Run run(pattern, text, begin == 0);
  size_t end = run.Matches() ? begin : kNone;
  const size_t last = text.solid().size();
  if (run.IsOpen() && solid < last && text.solid_piece(solid).copy_begin > begin) {
    run.ReadBlank();
    if (run.Matches()) end = begin + run.matched_bytes();
  }
  for (; run.IsOpen() && solid < last; ++solid) {
    run.ReadPiece(solid, text.NumberWithBlankBehind(solid));
    if (run.Matches()) end = text.solid_piece(solid).copy_begin + run.matched_bytes();
  }
  if (run.IsGivenUp()) return std::nullopt;
  return run.EndsAtBorder(false) ? text.copy().size() : end;
}

// Whether any match ends at `end`; nullopt where the run was given up.
std::optional<bool> HasMatchUpTo(const PatternAutomaton& pattern, const LiftedText& text, size_t end) {
  Run run(pattern, text, true);
  const size_t behind = text.SolidBehind(end);
  if (!run.Matches() && run.IsOpen() && behind > 0 && text.solid_piece(behind - 1).copy_end < end) run.ReadBlank();
  for (size_t i = behind; !run.Matches() && run.IsOpen() && i > 0; --i)
    run.ReadPiece(i - 1, text.NumberWithBlankBefore(i - 1));
  if (run.IsGivenUp()) return std::nullopt;
  return run.Matches() || run.EndsAtBorder(behind == 0);
}

bool SearchUpTo(const Regex& regex, const LiftedText& text, size_t end) {
  const absl::string_view before = absl::string_view(text.copy()).substr(0, end);
  GroupSpan found;
  for (size_t start = 0; start <= before.size();) {
    if (!regex.SearchSpan(before, start, &found)) return false;
    if (IsBorder(text, found.begin)) return true;
    const int piece = text.PieceAround(found.begin);
    start = text.pieces()[static_cast<size_t>(piece)].copy_end;
  }
  return false;
}

bool HasRuns(const CompiledPattern& pattern, const LiftedText& text) {
  return pattern.automaton != nullptr && text.has_keys();
}

bool MatchAt(const CompiledPattern& pattern, const LiftedText& text, size_t begin, size_t solid, GroupSpan* whole) {
  const MatchEnd end = HasRuns(pattern, text) ? EndOfMatch(*pattern.automaton, text, begin, solid) : std::nullopt;
  if (!end.has_value()) return pattern.regex->MatchSpanAt(text.copy(), begin, whole);
  *whole = {begin, *end};
  return *end != kNone;
}

}  // namespace

bool MatchAtPiece(const CompiledPattern& pattern, const LiftedText& text, size_t solid, GroupSpan* whole) {
  return MatchAt(pattern, text, text.solid_piece(solid).copy_begin, solid, whole);
}

bool MatchesFrom(const CompiledPattern& pattern, const LiftedText& text, size_t begin) {
  GroupSpan found;
  return MatchAt(pattern, text, begin, text.SolidBehind(begin), &found) && IsBorder(text, found.end);
}

bool MatchesUpTo(const CompiledPattern& pattern, const LiftedText& text, size_t end) {
  const auto found = HasRuns(pattern, text) ? HasMatchUpTo(*pattern.automaton, text, end) : std::nullopt;
  return found.has_value() ? *found : SearchUpTo(*pattern.regex, text, end);
}

GroupSpans GroupsOf(const CompiledPattern& pattern, const LiftedText& text, const GroupSpan& whole) {
  GroupSpans groups;
  if (HasRuns(pattern, text) && !pattern.regex->GroupsAreWhole() &&
      text.groups().Find(*pattern.automaton, text.copy(), whole, &groups))
    return groups;
  return pattern.regex->GroupsOf(text.copy(), whole);
}

}  // namespace caspian::extractor
