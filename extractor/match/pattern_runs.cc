#include "extractor/match/pattern_runs.h"

#include <algorithm>
#include <limits>

#include "absl/container/inlined_vector.h"
#include "common/base/utf8.h"
#include "extractor/program/hash_slots.h"

namespace caspian::extractor {
namespace {

// A character, and how many bytes have been read with it.
struct ReadCharacter {
  char32_t value;
  size_t read;
};
using ReadCharacters = absl::InlinedVector<ReadCharacter, 16>;

ReadCharacters CharactersOf(PieceNumber piece, absl::string_view bytes, ReadingOrder order) {
  ReadCharacters characters;
  for (size_t i = 0; i < bytes.size(); i += characters.back().read) {
    const CodePoint point = DecodeUtf8(bytes, i);
    characters.push_back({point.value, point.bytes});
  }
  if (order == ReadingOrder::kBackwards) std::reverse(characters.begin(), characters.end());
  if ((piece & kBlankPiece) != 0) characters.push_back({' ', 1});
  size_t read = 0;
  for (ReadCharacter& character : characters) read = character.read += read;
  return characters;
}

}  // namespace

PatternRuns::PatternRuns() { Forget(); }

void PatternRuns::Forget() {
  places_.assign(kPlaces, Place());
  known_states_.clear();
  states_.assign({{nullptr, {}}, {nullptr, {}}});
  begins_.clear();
  kept_ = 0;
}

PatternRuns::Move PatternRuns::Begin(const PatternAutomaton& pattern, bool at_border) {
  if (kept_ > kMostKept) Forget();
  const size_t place = 2 * pattern.number + (at_border ? 1 : 0);
  if (place >= begins_.size()) begins_.resize(place + 1);
  if (begins_[place].has_value()) return *begins_[place];
  Close();
  const bool matches = Open(pattern, pattern.start, at_border, false);
  return begins_[place].emplace(Move{StateOf(pattern), matches ? 0 : kNoMatch});
}

PatternRuns::Move PatternRuns::Read(State state, PieceNumber piece, absl::string_view bytes) {
  auto& moves = places_[HomeOf(HashOf(uint64_t{state} << 32 | piece), kPlaces)].moves;
  for (const KnownMove& known : moves) {
    if (known.state == state && known.piece == piece) return known.move;
  }
  std::move_backward(moves.begin(), moves.end() - 1, moves.end());
  moves[0] = {state, piece, WorkOut(state, piece, bytes)};
  return moves[0].move;
}

PatternRuns::Move PatternRuns::WorkOut(State state, PieceNumber piece, absl::string_view bytes) {
  if (kept_ > 2 * kMostKept || bytes.size() > kLongestPiece) return {kGivenUp, kNoMatch};
  const PatternAutomaton& pattern = *states_[state].pattern;
  const bool forwards = pattern.order == ReadingOrder::kForwards;
  open_ = states_[state].nodes;
  Move move;
  for (const ReadCharacter& character : CharactersOf(piece, bytes, pattern.order)) {
    before_.swap(open_);
    Close();
    bool matches = false;
    for (size_t i = 0; i < before_.size() && !(forwards && matches); ++i) {
      const AutomatonNode& node = pattern.nodes[before_[i]];
      if (pattern.Takes(node, character.value) && Open(pattern, node.next, false, false)) matches = true;
    }
    if (matches && forwards) move.match = static_cast<int32_t>(character.read);
    if (matches && !forwards && character.read >= bytes.size()) move.match = 0;
    if (open_.empty()) break;
  }
  move.next = StateOf(pattern);
  return move;
}

bool PatternRuns::EndsAtBorder(State state, bool at_begin) {
  const PatternAutomaton& pattern = *states_[state].pattern;
  Close();
  for (uint32_t n : states_[state].nodes) {
    const AutomatonNode& node = pattern.nodes[n];
    if (node.kind == NodeKind::kTextEnd && Open(pattern, node.next, at_begin, true)) return true;
  }
  return false;
}

void PatternRuns::Close() {
  open_.clear();
  if (step_ == std::numeric_limits<uint32_t>::max()) {
    std::fill(seen_.begin(), seen_.end(), 0);
    step_ = 0;
  }
  ++step_;
}

bool PatternRuns::Open(const PatternAutomaton& pattern, uint32_t node, bool at_begin, bool at_end) {
  if (seen_.size() < pattern.nodes.size()) seen_.resize(pattern.nodes.size());
  bool matches = false;
  waiting_.assign(1, node);
  while (!waiting_.empty()) {
    const uint32_t next = waiting_.back();
    waiting_.pop_back();
    if (seen_[next] == step_) continue;
    seen_[next] = step_;
    const AutomatonNode& way = pattern.nodes[next];
    switch (way.kind) {
      case NodeKind::kMatch:
        if (pattern.order == ReadingOrder::kForwards) return true;
        matches = true;
        break;
      case NodeKind::kFork:
        waiting_.push_back(way.value);
        waiting_.push_back(way.next);
        break;
      case NodeKind::kGroup:
        waiting_.push_back(way.next);
        break;
      case NodeKind::kTextBegin:
        if (at_begin) waiting_.push_back(way.next);
        break;
      case NodeKind::kTextEnd:
        at_end ? waiting_.push_back(way.next) : open_.push_back(next);
        break;
      default:
        open_.push_back(next);
    }
  }
  return matches;
}

PatternRuns::State PatternRuns::StateOf(const PatternAutomaton& pattern) {
  if (open_.empty()) return kOver;
  const auto known = known_states_.find(StateKey(&pattern, open_));
  if (known != known_states_.end()) return known->second;
  const auto state = static_cast<State>(states_.size());
  states_.push_back({&pattern, open_});
  known_states_.emplace(StateKey(&pattern, states_.back().nodes), state);
  kept_ += 8 + open_.size();
  return state;
}

}  // namespace caspian::extractor
