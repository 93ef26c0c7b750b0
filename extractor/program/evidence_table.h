// Which evidence rules of a stage can hold for a candidate, by what costs least to look at: how many words it has, its
// label, where it stands, which lists its words can be in, and which edges of patterns stand there. Rules are bits, so
// that many are ruled out at once; of those that are left the rest is to be looked at.
#ifndef CASPIAN_EXTRACTOR_PROGRAM_EVIDENCE_TABLE_H_
#define CASPIAN_EXTRACTOR_PROGRAM_EVIDENCE_TABLE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/types/span.h"
#include "caspian/v1/rule_set.pb.h"
#include "extractor/program/edge_table.h"
#include "extractor/program/phrase_index.h"
#include "extractor/program/word_table.h"

namespace caspian::extractor {

struct CompiledEvidenceRule;

// Rules of a stage by their index, 64 in each number.
using RuleBits = absl::InlinedVector<uint64_t, 4>;

// Where edges of patterns stand at a candidate: its first and last token, any of its tokens, and what stands before and
// behind it.
enum class EdgePlace { kBegin, kEnd, kInside, kBefore, kBehind };
inline constexpr size_t kEdgePlaces = 5;

// Where phrases stand that a word can be in, in the form in which it is written or with a small first letter: a bit for
// each list of the stage, of which the last is for all that there are beyond.
struct WordPhrases {
  uint64_t begins = 0;
  uint64_t ends = 0;

  auto operator<=>(const WordPhrases&) const = default;
};

// By v1::CandidatePart: bits of the lists that it can be in.
using PartLists = std::array<uint64_t, v1::CandidatePart_ARRAYSIZE>;

// What is looked at of a candidate.
struct CandidateTraits {
  size_t words = 0;
  int label = -1;
  bool sentence_initial = false;
  PartLists lists = {};
};

// Rules by a bit of which each wants one.
class RuleGate {
 public:
  // `rule` is one of 64 * `width`.
  void Add(size_t bit, size_t rule, size_t width);
  // Adds those that want one of `bits`.
  void Open(uint64_t bits, RuleBits* through) const;

 private:
  uint64_t asked_ = 0;
  std::array<uint8_t, 64> places_ = {};  // in `rules_`, of the bits that are asked
  std::vector<RuleBits> rules_;
};

// Immutable; thread-safe.
class EvidenceTable {
 public:
  // Candidates of so many words or more are taken for one another: how many they are is to be looked at again.
  static constexpr size_t kCountedWords = 16;

  // Of no rules.
  EvidenceTable() = default;
  explicit EvidenceTable(const std::vector<CompiledEvidenceRule>& rules);

  // Numbers that bits of the rules have.
  size_t width() const { return width_; }
  // One more than the greatest lookup of the rules.
  size_t lookups() const { return lookups_; }
  // Where the word stands in phrases of the rules' lists.
  WordPhrases PhrasesOf(const TokenWords& token) const;

  // The rules for a document that meets those conditions of the program.
  RuleBits ForDocument(const std::vector<bool>& conditions) const;
  // Takes the rules away that can't hold for the candidate.
  void Narrow(const CandidateTraits& candidate, RuleBits* rules) const;
  // The rules that need no edge at the place, or one of the row (edge_table.h) of what stands there.
  RuleBits ThroughAt(EdgePlace place, const uint64_t* row) const;

 private:
  // Edges that a rule needs by EdgePlace; kAnyEdge: none.
  using RuleEdges = std::array<uint32_t, kEdgePlaces>;

  // Bits of the rules for which `holds` does.
  template <typename Holds>
  static RuleBits Where(const std::vector<CompiledEvidenceRule>& rules, const Holds& holds);
  void AddConditions(const std::vector<CompiledEvidenceRule>& rules);
  void AddLabels(const std::vector<CompiledEvidenceRule>& rules);
  static RuleEdges EdgesOf(const CompiledEvidenceRule& rule);
  void AddLists(const std::vector<CompiledEvidenceRule>& rules);

  size_t width_ = 0;  // numbers of 64 rules
  size_t lookups_ = 0;
  std::vector<std::pair<int, RuleBits>> by_condition_;
  std::vector<RuleBits> by_words_;  // by number of words
  std::vector<RuleBits> by_label_;  // by label + 1; the last is for all labels that no rule names
  RuleBits anywhere_;               // that want no beginning of a sentence
  std::vector<RuleEdges> edges_;    // by rule
  RuleBits unlisted_;               // that want to be in no list
  std::array<RuleGate, v1::CandidatePart_ARRAYSIZE> listed_;
  WordTable<WordPhrases> words_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_EVIDENCE_TABLE_H_
