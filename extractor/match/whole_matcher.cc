#include "extractor/match/whole_matcher.h"

#include <algorithm>
#include <utility>

#include "common/base/utf8.h"
#include "extractor/match/open_ways.h"

namespace caspian::extractor {

bool WholeMatcher::Matches(const PatternAutomaton& pattern, absl::string_view text) {
  State state = Begin(pattern);
  for (size_t i = 0; i < text.size() && state != kOver;) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < kAscii) {
      const State next = moves_[state][byte];
      state = next != kNotKnown ? next : Read(state, byte);
      ++i;
    } else {
      const CodePoint point = DecodeUtf8(text, i);
      state = Read(state, point.value);
      i += point.bytes;
    }
  }
  return states_[state].matches;
}

WholeMatcher::State WholeMatcher::Begin(const PatternAutomaton& pattern) {
  if (pattern.number < begins_.size() && begins_[pattern.number] != kNotKnown) return begins_[pattern.number];
  Close();
  Open(pattern, pattern.start, true, false);
  const State begin = StateOf(pattern, true);
  begins_.resize(std::max<size_t>(begins_.size(), pattern.number + 1), kNotKnown);
  return begins_[pattern.number] = begin;
}

WholeMatcher::State WholeMatcher::Read(State state, char32_t character) {
  const auto known = character < kAscii ? other_moves_.end() : other_moves_.find({state, character});
  if (known != other_moves_.end()) return known->second;
  const size_t times_forgotten = times_forgotten_;
  const State next = WorkOut(state, character);
  if (times_forgotten_ != times_forgotten) return next;
  if (character < kAscii) return moves_[state][character] = next;
  if (other_moves_.size() >= kMostOtherMoves) other_moves_.clear();
  return other_moves_[{state, character}] = next;
}

WholeMatcher::State WholeMatcher::WorkOut(State state, char32_t character) {
  const PatternAutomaton& pattern = *states_[state].pattern;
  Close();
  const AutomatonNode* last = nullptr;
  bool taken = false;
  for (uint32_t n : states_[state].nodes) {
    const AutomatonNode& node = pattern.nodes[n];
    // Copies of a repeated set stand side by side, and to look for a character in one can be slow.
    if (last == nullptr || node.kind != last->kind || node.value != last->value) taken = pattern.Takes(node, character);
    last = &node;
    if (taken) Open(pattern, node.next, false, false);
  }
  return StateOf(pattern, false);
}

WholeMatcher::State WholeMatcher::StateOf(const PatternAutomaton& pattern, bool at_begin) {
  if (open_.empty()) return kOver;
  std::sort(open_.begin(), open_.end());
  const auto known = at_begin ? known_states_.end() : known_states_.find(StateKey(&pattern, open_));
  if (known != known_states_.end()) return known->second;
  const size_t kept = kKeptByState + open_.size();
  if (kept_ + kept > kMostKept) Forget();
  kept_ += kept;
  const auto state = static_cast<State>(states_.size());
  Nodes nodes = open_;
  const bool matches = MatchesAtEnd(pattern, at_begin);
  states_.push_back({&pattern, std::move(nodes), matches});
  moves_.push_back({});
  if (!at_begin) known_states_.emplace(StateKey(&pattern, states_.back().nodes), state);
  return state;
}

bool WholeMatcher::MatchesAtEnd(const PatternAutomaton& pattern, bool at_begin) {
  const auto is_match = [&](uint32_t n) { return pattern.nodes[n].kind == NodeKind::kMatch; };
  if (std::any_of(open_.begin(), open_.end(), is_match)) return true;
  const Nodes before = open_;
  Close();
  for (uint32_t n : before) {
    if (pattern.nodes[n].kind == NodeKind::kTextEnd) Open(pattern, pattern.nodes[n].next, at_begin, true);
  }
  return std::any_of(open_.begin(), open_.end(), is_match);
}

void WholeMatcher::Open(const PatternAutomaton& pattern, uint32_t node, bool at_begin, bool at_end) {
  if (seen_.size() < pattern.nodes.size()) seen_.resize(pattern.nodes.size());
  const auto is_new = [&](uint32_t n) {
    const bool seen = seen_[n];
    seen_[n] = true;
    return !seen;
  };
  FollowOpenWays(pattern, node, at_begin, at_end, &waiting_, is_new, [&](uint32_t reached) {
    open_.push_back(reached);
    return true;
  });
}

void WholeMatcher::Close() {
  open_.clear();
  std::fill(seen_.begin(), seen_.end(), false);
}

void WholeMatcher::Forget() {
  states_.assign(2, {});
  moves_.assign(2, {});
  other_moves_.clear();
  known_states_.clear();
  begins_.clear();
  kept_ = 0;
  ++times_forgotten_;
}

}  // namespace caspian::extractor
