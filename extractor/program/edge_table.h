// Which tokens and annotations the patterns of a program can begin or end with (extractor/rules/pattern_edges.h): so
// that a pattern is tried only where something of that stands. Equal edges have one number; what a token or annotation
// can stand at is a row of bits, one an edge.
#ifndef CASPIAN_EXTRACTOR_PROGRAM_EDGE_TABLE_H_
#define CASPIAN_EXTRACTOR_PROGRAM_EDGE_TABLE_H_

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "extractor/program/folded_words.h"
#include "extractor/program/vocabulary.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/pattern_edges.h"

namespace caspian::extractor {

// The edge of patterns that can begin or end with anything.
inline constexpr uint32_t kAnyEdge = 0;

// The edge, of searches, of what stands somewhere in each match: behind what is held at a lower place, or in the same
// piece.
struct HeldEdge {
  uint32_t edge = kAnyEdge;
  uint32_t place = 0;
};

// The edges of what a match can begin with, of what can stand right behind that, a blank aside, of what stands anywhere
// in each match (extractor/rules/pattern_needs.h), so that none begins behind the last of that, of the rarest of that
// which stands near where a match begins, and of what a guard demands right before it. The first, and what is held, are
// edges of searches; the others are of places.
struct StartEdges {
  uint32_t first = kAnyEdge;
  uint32_t second = kAnyEdge;
  std::array<HeldEdge, 4> held = {};  // the last place first; kAnyEdge: no more
  uint32_t near = kAnyEdge;
  uint32_t near_blanks = 0;  // how many stand before it at most
  uint32_t before = kAnyEdge;
};

// `row` has the bit of `edge`.
inline bool IsAtEdge(const uint64_t* row, uint32_t edge) { return (row[edge / 64] >> (edge % 64) & 1) != 0; }

// Filled, then sealed; then immutable and thread-safe.
class EdgeTable {
 public:
  static constexpr size_t kWordsAtOnce = 4;

  explicit EdgeTable(const Alphabet& alphabet);

  uint32_t Add(const PatternEdge& edge, PatternSide side);
  // The edge of what fulfils the need.
  uint32_t Add(const PatternNeed& need);
  // That edge, where it has been added.
  std::optional<uint32_t> Find(const PatternNeed& need) const;
  // `vocabulary` has all words that it will have.
  void Seal(const Vocabulary& vocabulary);

  // Words of 64 bits that a row has: a multiple of kWordsAtOnce, so that processors join some at once.
  size_t row_size() const { return (edges_ + 64 * kWordsAtOnce - 1) / (64 * kWordsAtOnce) * kWordsAtOnce; }
  // The row of a sentence's border: edges that need nothing there.
  const std::vector<uint64_t>& border() const { return border_; }
  const Alphabet& alphabet() const { return alphabet_; }

  // What the bits of a token in its plain form depend on, beside its first and last byte; `lowered` as the vocabulary
  // says.
  const std::vector<uint32_t>* EdgesOfWord(absl::string_view token, WordId lowered) const;
  // Fills `row`; `edges` may be null.
  void RowOfToken(const std::vector<uint32_t>* edges, char first, char last, uint64_t* row) const;
  // Likewise of an annotation; `value_of` gives the value of a feature, empty where it is absent.
  void RowOfAnnotation(int label, absl::FunctionRef<absl::string_view(absl::string_view)> value_of,
                       uint64_t* row) const;

 private:
  using Edges = std::vector<uint32_t>;
  struct LabelEdges {
    Edges any;
    std::map<std::string, absl::flat_hash_map<std::string, Edges>> by_feature;
  };
  // By byte: the edges that a token with it at that side can stand at; and, sealed, the rows of them.
  struct Side {
    std::array<Edges, 256> edges;
    std::vector<uint64_t> rows;
  };

  void AddBytes(const ByteSet& bytes, uint32_t number, Side* side);

  const Alphabet& alphabet_;
  std::map<std::string, uint32_t> numbers_;  // by the edge, written out
  uint32_t edges_ = 0;
  FoldedWords<Edges> words_;
  std::vector<LabelEdges> labels_;
  Side begin_, end_;
  Edges at_border_;
  std::vector<uint64_t> border_;
};

// The edges of a program. Sentences are asked for those that searches begin with or hold, before pieces are; the others
// are asked for at one piece, now and then: they are kept apart, so that rows of what is asked most are short.
struct EdgeTables {
  explicit EdgeTables(const Alphabet& alphabet) : searches(alphabet), places(alphabet) {}

  EdgeTable searches;
  EdgeTable places;

  void Seal(const Vocabulary& vocabulary) {
    searches.Seal(vocabulary);
    places.Seal(vocabulary);
  }
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_EDGE_TABLE_H_
