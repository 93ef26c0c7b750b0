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

// A run of one pattern over pieces of a copy.
class Run {
 public:
  Run(const PatternAutomaton& pattern, PatternRuns::Anchor anchor, const LiftedText& text, bool at_border)
      : runs_(text.runs()), text_(text), move_(runs_.Begin(pattern, anchor, at_border)) {}

  bool IsOpen() const { return move_.next != PatternRuns::kOver && move_.next != PatternRuns::kGivenUp; }
  bool IsGivenUp() const { return move_.next == PatternRuns::kGivenUp; }
  bool Matches() const { return move_.match != PatternRuns::kNoMatch; }
  // Where Matches(), the bytes of what was read last that belong to the match.
  size_t matched_bytes() const { return static_cast<size_t>(move_.match); }

  void ReadBlank() { move_ = runs_.Read(move_.next, kBlankPiece, ""); }
  // `number` is that of the piece with the blank that is read after it, if any.
  void ReadPiece(size_t piece, PieceNumber number) {
    move_ = runs_.Read(move_.next, number, text_.TextOf(text_.pieces()[piece]));
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

// The end of the match at `begin`, where the piece `*piece` begins or the blank before it; `*piece` gets the one that
// was not read.
MatchEnd EndOfMatch(const PatternAutomaton& pattern, const LiftedText& text, size_t begin, size_t* piece) {
  Run run(pattern, PatternRuns::Anchor::kBegin, text, begin == 0);
  size_t end = run.Matches() ? begin : kNone;
  const std::vector<LiftedPiece>& pieces = text.pieces();
  if (run.IsOpen() && *piece < pieces.size() && pieces[*piece].copy_begin > begin) {
    run.ReadBlank();
    if (run.Matches()) end = begin + run.matched_bytes();
  }
  for (; run.IsOpen() && *piece < pieces.size(); ++*piece) {
    run.ReadPiece(*piece, text.NumberWithBlankBehind(*piece));
    if (run.Matches()) end = pieces[*piece].copy_begin + run.matched_bytes();
  }
  if (run.IsGivenUp()) return std::nullopt;
  return run.EndsAtBorder(false) ? text.copy().size() : end;
}

// Whether any match begins with the piece or one behind it; nullopt where the run was given up.
std::optional<bool> HasMatchFrom(const PatternAutomaton& pattern, const LiftedText& text, size_t piece) {
  Run run(pattern, PatternRuns::Anchor::kNone, text, piece == 0);
  for (; !run.Matches() && run.IsOpen() && piece < text.pieces().size(); ++piece)
    run.ReadPiece(piece, text.NumberWithBlankBehind(piece));
  if (run.IsGivenUp()) return std::nullopt;
  return run.Matches() || run.EndsAtBorder(false);
}

// Whether any match ends at `end`, where the piece `*piece` begins; nullopt where the run was given up. `*piece` gets
// the last that was read.
std::optional<bool> HasMatchUpTo(const PatternAutomaton& pattern, const LiftedText& text, size_t end, size_t* piece) {
  Run run(pattern, PatternRuns::Anchor::kBegin, text, true);
  const bool nothing_before = *piece == 0;
  if (!run.Matches() && run.IsOpen() && *piece > 0 && text.pieces()[*piece - 1].copy_end < end) run.ReadBlank();
  for (; !run.Matches() && run.IsOpen() && *piece > 0; --*piece)
    run.ReadPiece(*piece - 1, text.NumberWithBlankBefore(*piece - 1));
  if (run.IsGivenUp()) return std::nullopt;
  return run.Matches() || run.EndsAtBorder(nothing_before);
}

bool SearchUpTo(const Regex& regex, const LiftedText& text, size_t end) {
  const absl::string_view before = absl::string_view(text.copy()).substr(0, end);
  GroupSpan found;
  for (size_t start = 0; start <= before.size();) {
    if (!regex.SearchSpan(before, start, &found)) return false;
    if (text.IsBorder(found.begin)) return true;
    start = text.pieces()[text.PieceAround(found.begin)].copy_end;
  }
  return false;
}

bool HasRuns(const CompiledPattern& pattern, const LiftedText& text) {
  return pattern.automaton != nullptr && text.has_keys();
}

bool MatchAt(const CompiledPattern& pattern, const LiftedText& text, size_t begin, size_t* piece, GroupSpan* whole) {
  const MatchEnd end = HasRuns(pattern, text) ? EndOfMatch(*pattern.automaton, text, begin, piece) : std::nullopt;
  if (!end.has_value()) {
    *piece = text.pieces().size();  // RE2 may have read all
    return pattern.regex->MatchSpanAt(text.copy(), begin, whole);
  }
  *whole = {begin, *end};
  return *end != kNone;
}

}  // namespace

bool MatchAtPiece(const CompiledPattern& pattern, const LiftedText& text, size_t piece, GroupSpan* whole,
                  size_t* pieces_read) {
  size_t behind = piece;
  const bool found = MatchAt(pattern, text, text.pieces()[piece].copy_begin, &behind, whole);
  if (pieces_read != nullptr) *pieces_read += behind - piece;
  return found;
}

bool MayMatchFrom(const CompiledPattern& pattern, const LiftedText& text, size_t piece) {
  if (piece == text.pieces().size()) return false;
  const auto found = HasRuns(pattern, text) ? HasMatchFrom(*pattern.automaton, text, piece) : std::nullopt;
  GroupSpan whole;
  return found.has_value() ? *found : pattern.regex->SearchSpan(text.copy(), text.pieces()[piece].copy_begin, &whole);
}

bool MatchesFrom(const CompiledPattern& pattern, const LiftedText& text, size_t begin, size_t behind) {
  GroupSpan found;
  return MatchAt(pattern, text, begin, &behind, &found) && text.IsBorder(found.end);
}

bool MatchesUpTo(const CompiledPattern& pattern, const LiftedText& text, size_t end, size_t behind,
                 size_t* pieces_read) {
  size_t first = behind;
  const auto found = HasRuns(pattern, text) ? HasMatchUpTo(*pattern.automaton, text, end, &first) : std::nullopt;
  if (!found.has_value()) first = 0;  // RE2 may have read all
  if (pieces_read != nullptr) *pieces_read += behind - first;
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
