// What stands in a sentence, by the rules that can't do without it: so that a sentence is searched only for rules that
// it can hold. A trigger is one thing that a rule needs (extractor/rules/pattern_needs.h), or that starts a phrase of
// its list; each has a number, one range for all stages. A search is one pattern of a rule, or a rule of another sort;
// searches are numbered by stage, sort, rule and pattern. A search has begun in a sentence where its rarest need
// stands.
#ifndef CASPIAN_EXTRACTOR_PROGRAM_TRIGGER_INDEX_H_
#define CASPIAN_EXTRACTOR_PROGRAM_TRIGGER_INDEX_H_

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/program/folded_words.h"
#include "extractor/program/program.h"
#include "extractor/program/sentence_marks.h"
#include "extractor/rules/pattern_needs.h"

namespace caspian::extractor {

using TriggerNumbers = std::vector<uint32_t>;

// What one thing marks in a sentence, and until that is known the triggers that it fulfils, ascending.
struct TriggerSet {
  TriggerNumbers numbers;
  MarkSet marks = 0;

  // One that was just added is not added again.
  void Add(uint32_t number);
};

// Triggers of a word, ascending: those whose needs it fulfils, and those of lists of which some phrase begins with it,
// in whichever case.
class WordTriggers {
 public:
  absl::Span<const uint32_t> needs() const { return absl::MakeConstSpan(numbers_).first(needs_); }
  absl::Span<const uint32_t> lists() const { return absl::MakeConstSpan(numbers_).subspan(needs_); }
  // Of the needs.
  MarkSet marks() const { return marks_; }

  // Numbers ascend; one that was just added is not added again.
  void AddNeed(uint32_t number);
  void AddList(uint32_t number);
  void set_marks(MarkSet marks) { marks_ = marks; }

 private:
  absl::InlinedVector<uint32_t, 4> numbers_;  // of needs, then of lists: together, since a list has a million words
  uint32_t needs_ = 0;                        // how many are of needs
  MarkSet marks_ = 0;
};

// Small and flat, since most are looked at in vain.
struct RuleSearch {
  // A match needs its pattern's rarest and what its guards need; a list's first word comes before these.
  static constexpr size_t kMostNeeds = 4, kMostEdges = 5;
  static constexpr uint32_t kAnywhere = 0xFFFFFFFF;

  uint32_t rule = 0;            // index of the rules of its sort in the stage
  uint32_t form = 0;            // index of the rule's forms
  uint32_t rarest = kAnywhere;  // the trigger that it needs and that is rarest: it has begun where that stands
  uint32_t demand_count = 0;
  // Bits of a sentence that are set where there is a match: of edges, of other needs.
  std::array<uint32_t, kMostEdges + kMostNeeds> demands = {};

  void Demand(uint32_t bit) { demands[demand_count++] = bit; }
};

// Searches [first, last).
struct SearchRange {
  uint32_t first = 0;
  uint32_t last = 0;
};

// The searches of a stage by the sort of rules.
struct StageTriggers {
  SearchRange all, matches, lists, verb_groups, repairs;
  MarkSet marks = 0;                  // all bits of begun searches that are of the stage
  std::vector<uint32_t> list_starts;  // of list rules: the trigger of what starts a phrase
};

// Triggers of annotations of one label: of any, and of those whose feature has a value.
struct LabelTriggers {
  TriggerSet any;
  std::map<std::string, absl::flat_hash_map<std::string, TriggerSet>> by_feature;
};

// Immutable, thread-safe.
class TriggerIndex {
 public:
  explicit TriggerIndex(const Program& program);

  // Triggers of a token in its plain form, and `lowered` as the vocabulary says; null: none.
  const WordTriggers* OfToken(absl::string_view token, WordId lowered) const { return tokens_.Find(token, lowered); }
  // By label index of the alphabet.
  const LabelTriggers& OfLabel(int label) const { return labels_[static_cast<size_t>(label)]; }

  // Marks of what stands in a sentence: of all triggers of a set; of one; of a digit 0-9; and those that every sentence
  // has, since there are searches that need nothing. Marks stay where they are.
  SentenceMarks MarksOf(MarkSet set) const { return marks_.Of(set); }
  SentenceMarks MarksOfTrigger(uint32_t trigger) const { return marks_.Of(of_triggers_[trigger]); }
  SentenceMarks MarksOfDigit() const { return marks_.Of(digit_.marks); }
  SentenceMarks MarksOfAll() const { return marks_.Of(of_triggers_.back()); }
  const SentenceLayout& layout() const { return layout_; }

  const StageTriggers& stage(size_t index) const { return stages_[index]; }
  const std::vector<RuleSearch>& searches() const { return searches_; }
  // The list whose phrases the tokens of the trigger may start; of a trigger of lists.
  const PhraseIndex& ListOf(uint32_t trigger) const { return *lists_[trigger]; }

 private:
  StageTriggers OfStage(const CompiledStage& stage, const Alphabet& alphabet);
  void AddMatches(const CompiledStage& stage, const Alphabet& alphabet);
  void AddLists(const CompiledStage& stage, const Alphabet& alphabet, std::vector<uint32_t>* starts);
  void AddSearch(size_t rule, size_t form, const TriggerNumbers& needs, const StartEdges& edges = {});
  // Once all triggers and searches are known.
  void AddMarks();
  // The bits that each trigger sets; behind the last, those that every sentence has.
  std::vector<std::vector<uint32_t>> BitsOfTriggers() const;
  // Those of the searches.
  std::vector<uint32_t> BitsOfSearches(const SearchRange& range) const;
  // Of a match whose pattern needs `own`, its guards `around`.
  TriggerNumbers NumbersOf(const std::vector<PatternNeed>& own, std::vector<PatternNeed> around,
                           const Alphabet& alphabet);
  uint32_t NumberOf(const PatternNeed& need, const Alphabet& alphabet);
  uint32_t NumberOf(const PhraseIndex& phrases);

  size_t trigger_count() const { return numbers_.size() + list_count_; }

  const Vocabulary& vocabulary_;
  SentenceLayout layout_;
  std::map<std::string, uint32_t> numbers_;    // by the need, written out
  std::map<uint32_t, uint32_t> need_numbers_;  // of triggers that searches demand
  uint32_t list_count_ = 0;
  FoldedWords<WordTriggers> tokens_;
  std::set<std::string> needed_words_;
  TriggerSet digit_;
  std::vector<LabelTriggers> labels_;
  std::vector<StageTriggers> stages_;
  std::vector<RuleSearch> searches_;
  std::vector<const PhraseIndex*> lists_;  // by trigger; null: of none
  MarkSets marks_;
  std::vector<MarkSet> of_triggers_;  // by trigger; the last is of every sentence
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_TRIGGER_INDEX_H_
