// Whether patterns match all of a text: what RE2 would say, by running their automata over its characters. Where a
// character led is remembered (the subset construction, carried out as far as texts ask for it), so that texts that
// have never been seen cost one look-up a character, in tables that are small enough for caches.
#ifndef CASPIAN_EXTRACTOR_MATCH_WHOLE_MATCHER_H_
#define CASPIAN_EXTRACTOR_MATCH_WHOLE_MATCHER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/rules/pattern_automaton.h"

namespace caspian::extractor {

// Memory is bounded. Patterns outlive it, all that it is asked about of one program. Not thread-safe.
class WholeMatcher {
 public:
  WholeMatcher() { Forget(); }

  // True where `pattern`, whose automaton reads forwards, matches all of `text`, which is well-formed UTF-8.
  bool Matches(const PatternAutomaton& pattern, absl::string_view text);

 private:
  using State = uint16_t;
  using Nodes = std::vector<uint32_t>;
  using StateKey = std::pair<const PatternAutomaton*, absl::Span<const uint32_t>>;

  static constexpr State kNotKnown = 0;
  static constexpr State kOver = 1;  // no way is open
  static constexpr size_t kAscii = 128;
  // States and their ways; so many that a state's number never runs out. And where characters beyond ASCII lead.
  static constexpr size_t kMostKept = size_t{1} << 18, kKeptByState = 64, kMostOtherMoves = size_t{1} << 14;
  static_assert(kMostKept / kKeptByState < size_t{1} << 16);

  // The ways of a pattern that are open at once.
  struct OpenWays {
    const PatternAutomaton* pattern = nullptr;
    Nodes nodes;
    bool matches = false;  // where the text ends there
  };

  State Begin(const PatternAutomaton& pattern);
  // Where the character leads to.
  State Read(State state, char32_t character);
  State WorkOut(State state, char32_t character);
  // That of what is open; where there is no room for it, what is known of others is forgotten.
  State StateOf(const PatternAutomaton& pattern, bool at_begin);
  // True where an end of the text makes a match of what is open.
  bool MatchesAtEnd(const PatternAutomaton& pattern, bool at_begin);
  // Adds what is open from `node` on to `open_`: nodes that take a character, wait for the end, or are a match.
  void Open(const PatternAutomaton& pattern, uint32_t node, bool at_begin, bool at_end);
  void Close();
  void Forget();

  std::vector<OpenWays> states_;
  std::vector<std::array<State, kAscii>> moves_;  // by state and character
  absl::flat_hash_map<std::pair<State, char32_t>, State> other_moves_;
  absl::flat_hash_map<StateKey, State> known_states_;
  std::vector<State> begins_;  // by number of the pattern
  size_t kept_ = 0;
  size_t times_forgotten_ = 0;

  // While a move is worked out.
  Nodes open_;
  Nodes waiting_;
  std::vector<bool> seen_;  // by node
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_WHOLE_MATCHER_H_
