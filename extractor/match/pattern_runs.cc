#include "extractor/match/pattern_runs.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "common/base/utf8.h"
#include "extractor/match/open_ways.h"
#include "extractor/match/piece_shape.h"
#include "extractor/program/hash_slots.h"

namespace caspian::extractor {
namespace {

// The characters of a piece in the order of reading, the blank last.
class PieceReader {
 public:
  PieceReader(PieceNumber piece, absl::string_view bytes, ReadingOrder order)
      : bytes_(bytes), forwards_(order == ReadingOrder::kForwards), blank_((piece & kBlankPiece) != 0) {}

  bool IsMore() const { return read_ < bytes_.size() + (blank_ ? 1 : 0); }
  // How many bytes have been read.
  size_t read() const { return read_; }

  char32_t Read() {
    if (read_ == bytes_.size()) {
      ++read_;
      return ' ';
    }
    const CodePoint point = DecodeUtf8(bytes_, forwards_ ? read_ : LastBegin());
    read_ += point.bytes;
    return point.value;
  }

 private:
  // Of the last character that has not been read.
  size_t LastBegin() const {
    size_t begin = bytes_.size() - read_ - 1;
    while (!IsUtf8Boundary(bytes_, begin)) --begin;
    return begin;
  }

  absl::string_view bytes_;
  bool forwards_;
  bool blank_;
  size_t read_ = 0;
};

// The bytes of a piece, the blank included.
int32_t SizeOf(PieceNumber piece, absl::string_view bytes) {
  return static_cast<int32_t>(bytes.size()) + ((piece & kBlankPiece) != 0 ? 1 : 0);
}

}  // namespace

bool PatternRuns::Loop::Takes(PieceNumber piece, absl::string_view text) const {
  for (char c : text) {
    if (!bytes[static_cast<unsigned char>(c)]) return false;
  }
  return (piece & kBlankPiece) == 0 || bytes[' '];
}

PatternRuns::PatternRuns() { Forget(); }

void PatternRuns::Forget() {
  places_.assign(kPlaces, Place());
  known_states_.clear();
  states_.assign(2, {});
  facts_.assign(2, {});
  loops_.assign(1, {});
  for (std::vector<uint32_t>& begins : begins_) begins.clear();
  kept_ = 0;
}

PatternRuns::Move PatternRuns::Begin(const PatternAutomaton& pattern, Anchor anchor, bool at_border) {
  if (kept_ > kMostKept) Forget();
  std::vector<uint32_t>& begins = begins_[(anchor == Anchor::kNone ? 2 : 0) + (at_border ? 1 : 0)];
  if (pattern.number >= begins.size()) begins.resize(pattern.number + 1);
  uint32_t& begin = begins[pattern.number];
  if (begin == 0) {
    Close();
    const bool matches = Open(pattern, pattern.start, at_border, false);
    begin = 2 * (StateOf(pattern, anchor) + 1) + (matches ? 1 : 0);
  }
  return {begin / 2 - 1, begin % 2 != 0 ? 0 : kNoMatch};
}

PatternRuns::Move PatternRuns::Read(State state, PieceNumber piece, absl::string_view bytes) {
  const Facts facts = facts_[state];
  if (facts.loop != kNoLoop && loops_[facts.loop].Takes(piece, bytes))
    return {state, loops_[facts.loop].matches ? SizeOf(piece, bytes) : kNoMatch};
  if (const Move* move = Find(state, piece)) return *move;
  if (kept_ > 2 * kMostKept || bytes.size() > kLongestPiece) return {kGivenUp, kNoMatch};
  const PieceShape shape = ShapeOf(bytes, (piece & kBlankPiece) != 0);
  if ((facts.shapes & shape.kind) != 0) {
    if (const Move* move = Find(state, shape.number)) return *move;
  }
  const Move move = WorkOut(state, piece, bytes);
  const bool by_shape = by_shape_ && shape.kind != 0;
  if (move.next == state) FindLoop(state);
  if (by_shape) facts_[state].shapes |= shape.kind;
  Remember(state, by_shape ? shape.number : piece, move);
  return move;
}

const PatternRuns::Move* PatternRuns::Find(State state, PieceNumber piece) const {
  for (const KnownMove& known : places_[HomeOf(HashOf(uint64_t{state} << 32 | piece), kPlaces)].moves) {
    if (known.state == state && known.piece == piece) return &known.move;
  }
  return nullptr;
}

void PatternRuns::Remember(State state, PieceNumber piece, const Move& move) {
  auto& moves = places_[HomeOf(HashOf(uint64_t{state} << 32 | piece), kPlaces)].moves;
  std::move_backward(moves.begin(), moves.end() - 1, moves.end());
  moves[0] = {state, piece, move};
}

PatternRuns::Move PatternRuns::WorkOut(State state, PieceNumber piece, absl::string_view bytes) {
  const PatternAutomaton& pattern = *states_[state].pattern;
  const Anchor anchor = states_[state].anchor;
  const bool forwards = pattern.order == ReadingOrder::kForwards;
  open_ = states_[state].nodes;
  by_shape_ = true;
  Move move;
  for (PieceReader reader(piece, bytes, pattern.order); reader.IsMore() && !open_.empty();) {
    const bool matches = OpenBehind(pattern, reader.Read());
    if (matches && forwards) move.match = static_cast<int32_t>(reader.read());
    if (matches && !forwards && reader.read() >= bytes.size()) move.match = 0;
  }
  if (anchor == Anchor::kNone) Open(pattern, pattern.start, false, false);
  move.next = StateOf(pattern, anchor);
  return move;
}

void PatternRuns::FindLoop(State state) {
  const PatternAutomaton& pattern = *states_[state].pattern;
  const bool may_loop = pattern.order == ReadingOrder::kForwards && states_[state].anchor == Anchor::kBegin;
  if (!may_loop || facts_[state].loop != kNoLoop) return;
  Loop loop;
  for (char32_t c = 0; c < 0x80; ++c) {
    open_ = states_[state].nodes;
    const bool matches = OpenBehind(pattern, c);
    if (open_ != states_[state].nodes || (loop.bytes.any() && matches != loop.matches)) continue;
    loop.bytes.set(c);
    loop.matches = matches;
  }
  facts_[state].loop = static_cast<uint32_t>(loops_.size());
  loops_.push_back(loop);
}

bool PatternRuns::OpenBehind(const PatternAutomaton& pattern, char32_t character) {
  before_.swap(open_);
  Close();
  const AsciiClass those = AsciiClassOf(character);
  bool matches = false;
  for (uint32_t n : before_) {
    const AutomatonNode& node = pattern.nodes[n];
    by_shape_ = by_shape_ && (those == AsciiClass::kOther || !pattern.TellsApart(node, those));
    if (!pattern.Takes(node, character) || !Open(pattern, node.next, false, false)) continue;
    matches = true;
    if (pattern.order == ReadingOrder::kForwards) break;
  }
  return matches;
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
  const auto is_new = [&](uint32_t n) { return std::exchange(seen_[n], step_) != step_; };
  FollowOpenWays(pattern, node, at_begin, at_end, &waiting_, is_new, [&](uint32_t reached) {
    const bool is_match = pattern.nodes[reached].kind == NodeKind::kMatch;
    matches = matches || is_match;
    if (!is_match) open_.push_back(reached);
    return !is_match || pattern.order == ReadingOrder::kBackwards;
  });
  return matches;
}

PatternRuns::State PatternRuns::StateOf(const PatternAutomaton& pattern, Anchor anchor) {
  if (open_.empty()) return kOver;
  const auto known = known_states_.find(StateKey(&pattern, anchor, open_));
  if (known != known_states_.end()) return known->second;
  const auto state = static_cast<State>(states_.size());
  states_.push_back({&pattern, anchor, open_});
  facts_.emplace_back();
  known_states_.emplace(StateKey(&pattern, anchor, states_.back().nodes), state);
  kept_ += 8 + open_.size();
  return state;
}

}  // namespace caspian::extractor
