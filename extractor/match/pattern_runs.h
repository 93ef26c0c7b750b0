// Runs automata of patterns over the pieces of a copy, piece by piece, and remembers where each piece led: texts say
// the same words again and again, so that most pieces are one look-up. What RE2 would find, by the subset construction
// carried out as far as texts ask for it. Where all open ways took each character of a piece as they would have taken
// any other of its class, the piece led where all of its shape lead (piece_shape.h), and one look-up is for them all.
#ifndef CASPIAN_EXTRACTOR_MATCH_PATTERN_RUNS_H_
#define CASPIAN_EXTRACTOR_MATCH_PATTERN_RUNS_H_

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/rules/pattern_automaton.h"

namespace caspian::extractor {

// A token or annotation, and the blank that is read after it, if any: those of one number have the same bytes. An odd
// number has the blank; shapes have numbers beyond (piece_shape.h).
using PieceNumber = uint32_t;
// The blank alone; numbers of pieces are greater.
inline constexpr PieceNumber kBlankPiece = 1;

// Memory is bounded. Patterns outlive it, each with a number of its own. Not thread-safe.
class PatternRuns {
 public:
  // Which ways of a pattern are open; kOver: none.
  using State = uint32_t;
  static constexpr State kOver = 0;
  // The run is given up: there are more ways than can be remembered, or a piece is so long that RE2 is faster.
  static constexpr State kGivenUp = 1;
  static constexpr int32_t kNoMatch = -1;

  // What has been read led to `next`. Forwards, `match` is how many bytes of what was just read belong to the match
  // that is preferred, which replaces an earlier one; backwards, 0 where there is any match up to a token's border.
  struct Move {
    State next = kOver;
    int32_t match = kNoMatch;
  };

  // Where a match begins that a run looks for: where the run does; or there or with any piece behind, so that the run
  // tells whether there is one, but not which.
  enum class Anchor : uint8_t { kBegin, kNone };

  PatternRuns();

  // Before anything is read, at the text's border or not. States of earlier runs are no longer valid.
  Move Begin(const PatternAutomaton& pattern, Anchor anchor, bool at_border);
  // `bytes` are those of the token or annotation, as they stand.
  Move Read(State state, PieceNumber piece, absl::string_view bytes);
  // True where the end of the text, or its begin backwards, makes a match; `at_begin` where nothing was read.
  bool EndsAtBorder(State state, bool at_begin);

  // Numbers of pieces mean other bytes from now on.
  void Forget();

 private:
  using Nodes = std::vector<uint32_t>;

  // The ways of an automaton that are open at once, the preferred first.
  struct OpenWays {
    const PatternAutomaton* pattern = nullptr;
    Anchor anchor = Anchor::kBegin;
    Nodes nodes;
  };
  // The characters each of which leads from a state back to it, and whether each ends a match: text that is made of
  // them, be it ever so long, is read without what is remembered of pieces.
  struct Loop {
    std::bitset<256> bytes;  // those of ASCII
    bool matches = false;

    bool Takes(PieceNumber piece, absl::string_view text) const;
  };

  using StateKey = std::tuple<const PatternAutomaton*, Anchor, absl::Span<const uint32_t>>;

  struct KnownMove {
    State state = kOver;
    PieceNumber piece = 0;
    Move move;
  };

  // Those that share a place by their hash, the newest first.
  struct alignas(64) Place {
    std::array<KnownMove, 4> moves;
  };

  static constexpr size_t kPlaces = size_t{1} << 14;
  static constexpr size_t kMostKept = size_t{1} << 19;  // states and their ways
  static constexpr size_t kLongestPiece = 64;           // in bytes; of words, longer ones are hardly read again

  static constexpr uint32_t kNoLoop = 0;

  // What is known of a state that is read next.
  struct Facts {
    uint32_t loop = kNoLoop;  // index of its loop, maybe of no characters; kNoLoop: it is not known
    uint32_t shapes = 0;      // kinds of shapes (piece_shape.h) for which some move is remembered
  };

  // The move that is remembered; null where none is.
  const Move* Find(State state, PieceNumber piece) const;
  void Remember(State state, PieceNumber piece, const Move& move);
  Move WorkOut(State state, PieceNumber piece, absl::string_view bytes);
  // Works out the loop of the state, which a piece led back to; of those alone that read forwards from one begin.
  void FindLoop(State state);
  // Opens what the character leads to from what is open; true where a match ends behind it.
  bool OpenBehind(const PatternAutomaton& pattern, char32_t character);
  // Adds what is open from `node` on to `open_`; true where a match ends there. Forwards, what is preferred less is
  // left out then.
  bool Open(const PatternAutomaton& pattern, uint32_t node, bool at_begin, bool at_end);
  void Close();
  State StateOf(const PatternAutomaton& pattern, Anchor anchor);

  std::vector<Place> places_;
  std::vector<OpenWays> states_;
  std::vector<Facts> facts_;  // by state
  std::vector<Loop> loops_;
  absl::flat_hash_map<StateKey, State> known_states_;
  // By anchor and border, then number of the pattern: one more than the state there, twice, and one where a match ends
  // there; 0: it is not known. So that those that are asked most lie side by side.
  std::array<std::vector<uint32_t>, 4> begins_;
  size_t kept_ = 0;

  // While a move is worked out.
  Nodes open_;
  Nodes before_;
  Nodes waiting_;
  std::vector<uint32_t> seen_;  // by node: the last step that opened it
  uint32_t step_ = 0;
  bool by_shape_ = true;  // no character that was read is told apart from others of its class
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_PATTERN_RUNS_H_
