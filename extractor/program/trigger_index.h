// What stands in a sentence, by the rules that can't do without it: so that a sentence is searched only for rules that
// it can hold. A trigger is one thing that a rule needs (extractor/rules/pattern_needs.h), or that starts a phrase of
// its list; each has a number, one range for all stages. A search is one pattern of a rule, or a rule of another sort;
// searches are numbered by stage, sort, rule and pattern.
#ifndef CASPIAN_EXTRACTOR_PROGRAM_TRIGGER_INDEX_H_
#define CASPIAN_EXTRACTOR_PROGRAM_TRIGGER_INDEX_H_

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/program/folded_words.h"
#include "extractor/program/program.h"
#include "extractor/rules/pattern_needs.h"

namespace caspian::extractor {

using TriggerNumbers = std::vector<uint32_t>;

// Triggers of a word, ascending: those whose needs it fulfils, and those of lists of which some phrase begins with it,
// in whichever case.
class WordTriggers {
 public:
  absl::Span<const uint32_t> needs() const { return absl::MakeConstSpan(numbers_).first(needs_); }
  absl::Span<const uint32_t> lists() const { return absl::MakeConstSpan(numbers_).subspan(needs_); }

  // Numbers ascend; one that was just added is not added again.
  void AddNeed(uint32_t number);
  void AddList(uint32_t number);

 private:
  absl::InlinedVector<uint32_t, 4> numbers_;  // of needs, then of lists: together, since a list has a million words
  uint32_t needs_ = 0;                        // how many are of needs
};

// Small and flat, since most are looked at in vain.
struct RuleSearch {
  // A match needs its pattern's rarest and what its guards need; a list's first word comes before these.
  static constexpr size_t kMostNeeds = 4, kMostEdges = 5;

  uint32_t rule = 0;  // index of the rules of its sort in the stage
  uint32_t form = 0;  // index of the rule's forms
  uint8_t need_count = 0;
  uint8_t edge_count = 0;
  std::array<uint32_t, kMostNeeds + 1> needs = {};  // the rarest first; none: it may be anywhere
  std::array<uint32_t, kMostEdges> edges = {};      // something stands at each where there is a match (edge_table.h)

  void AddNeed(uint32_t trigger) { needs[need_count++] = trigger; }
  void AddEdge(uint32_t edge) { edges[edge_count++] = edge; }
};

// That a search has begun where its rarest need stands.
struct SearchBegin {
  uint32_t search;
  uint32_t stage;  // of the program, by index
};

// Searches [first, last).
struct SearchRange {
  uint32_t first = 0;
  uint32_t last = 0;
};

// The searches of a stage by the sort of rules.
struct StageTriggers {
  SearchRange all, matches, lists, verb_groups, repairs;
  std::vector<uint32_t> list_starts;  // of list rules: the trigger of what starts a phrase
};

// Triggers of annotations of one label: of any, and of those whose feature has a value.
struct LabelTriggers {
  TriggerNumbers any;
  std::map<std::string, absl::flat_hash_map<std::string, TriggerNumbers>> by_feature;
};

// Immutable, thread-safe.
class TriggerIndex {
 public:
  explicit TriggerIndex(const Program& program);

  // Triggers of a token in its plain form, and `lowered` as the vocabulary says; null: none.
  const WordTriggers* OfToken(absl::string_view token, WordId lowered) const { return tokens_.Find(token, lowered); }
  // Triggers of a token that has a digit 0-9.
  const TriggerNumbers& OfDigit() const { return digit_; }
  // By label index of the alphabet.
  const LabelTriggers& OfLabel(int label) const { return labels_[static_cast<size_t>(label)]; }

  const StageTriggers& stage(size_t index) const { return stages_[index]; }
  const std::vector<RuleSearch>& searches() const { return searches_; }
  // The searches whose rarest need is the trigger; and those that need nothing.
  absl::Span<const SearchBegin> SearchesBy(uint32_t trigger) const {
    return {by_rarest_.data() + rarest_ends_[trigger], rarest_ends_[trigger + 1] - rarest_ends_[trigger]};
  }
  const std::vector<SearchBegin>& searches_anywhere() const { return anywhere_; }
  // The list whose phrases the tokens of the trigger may start; of a trigger of lists.
  const PhraseIndex& ListOf(uint32_t trigger) const { return *lists_[trigger]; }
  size_t trigger_count() const { return numbers_.size() + list_count_; }

 private:
  StageTriggers OfStage(const CompiledStage& stage, const Alphabet& alphabet);
  void AddMatches(const CompiledStage& stage, const Alphabet& alphabet);
  void AddLists(const CompiledStage& stage, const Alphabet& alphabet, std::vector<uint32_t>* starts);
  void AddSearch(size_t rule, size_t form, const TriggerNumbers& needs, const StartEdges& edges = {});
  void NumberSearches();
  // Of a match whose pattern needs `own`, its guards `around`.
  TriggerNumbers NumbersOf(const std::vector<PatternNeed>& own, std::vector<PatternNeed> around,
                           const Alphabet& alphabet);
  uint32_t NumberOf(const PatternNeed& need, const Alphabet& alphabet);
  uint32_t NumberOf(const PhraseIndex& phrases);

  const Vocabulary& vocabulary_;
  std::map<std::string, uint32_t> numbers_;  // by the need, written out
  uint32_t list_count_ = 0;
  FoldedWords<WordTriggers> tokens_;
  TriggerNumbers digit_;
  std::vector<LabelTriggers> labels_;
  std::vector<StageTriggers> stages_;
  std::vector<RuleSearch> searches_;
  std::vector<SearchBegin> by_rarest_;  // by the rarest need
  std::vector<uint32_t> rarest_ends_;   // by trigger: where those before it end
  std::vector<SearchBegin> anywhere_;
  std::vector<const PhraseIndex*> lists_;  // by trigger; null: of none
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_TRIGGER_INDEX_H_
