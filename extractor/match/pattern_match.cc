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

bool IsOpen(PatternRuns::State state) { return state != PatternRuns::kOver && state != PatternRuns::kTooMany; }

// The end of the match at `begin`, where the solid piece `solid` begins or the blank before it.
MatchEnd EndOfMatch(const PatternAutomaton& pattern, const LiftedText& text, size_t begin, size_t solid) {
  PatternRuns& runs = text.runs();
  PatternRuns::Move move = runs.Begin(pattern, begin == 0);
  size_t end = move.match == PatternRuns::kNoMatch ? kNone : begin;
  const size_t last = text.solid().size();
  if (IsOpen(move.next) && solid < last && text.solid_piece(solid).copy_begin > begin) {
    move = runs.Read(move.next, kBlankPiece, "");
    if (move.match != PatternRuns::kNoMatch) end = begin + static_cast<size_t>(move.match);
  }
  for (; IsOpen(move.next) && solid < last; ++solid) {
    const LiftedPiece& piece = text.solid_piece(solid);
    move = runs.Read(move.next, text.NumberWithBlankBehind(solid), BytesOf(text, piece));
    if (move.match != PatternRuns::kNoMatch) end = piece.copy_begin + static_cast<size_t>(move.match);
  }
  if (move.next == PatternRuns::kTooMany) return std::nullopt;
  if (move.next != PatternRuns::kOver && runs.EndsAtBorder(move.next, false)) end = text.copy().size();
  return end;
}

// Whether any match ends at `end`; nullopt where the run was given up.
std::optional<bool> HasMatchUpTo(const PatternAutomaton& pattern, const LiftedText& text, size_t end) {
  PatternRuns& runs = text.runs();
  const size_t behind = text.SolidBehind(end);
  PatternRuns::Move move = runs.Begin(pattern, true);
  bool found = move.match != PatternRuns::kNoMatch;
  if (!found && IsOpen(move.next) && behind > 0 && text.solid_piece(behind - 1).copy_end < end) {
    move = runs.Read(move.next, kBlankPiece, "");
    found = move.match != PatternRuns::kNoMatch;
  }
  for (size_t i = behind; !found && IsOpen(move.next) && i > 0; --i) {
    move = runs.Read(move.next, text.NumberWithBlankBefore(i - 1), BytesOf(text, text.solid_piece(i - 1)));
    found = move.match != PatternRuns::kNoMatch;
  }
  if (move.next == PatternRuns::kTooMany) return std::nullopt;
  return found || (move.next != PatternRuns::kOver && runs.EndsAtBorder(move.next, behind == 0));
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
