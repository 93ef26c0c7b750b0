// Which rules a sentence can hold, by what stands in it so far.
#ifndef CASPIAN_EXTRACTOR_MATCH_TRIGGERED_RULES_H_
#define CASPIAN_EXTRACTOR_MATCH_TRIGGERED_RULES_H_

#include <cstdint>
#include <vector>

#include "extractor/match/annotation.h"
#include "extractor/match/known_tokens.h"
#include "extractor/match/phrase_search.h"
#include "extractor/program/trigger_index.h"

namespace caspian::extractor {

// Of one document that has edges, whose annotations are told as they are made, to its edges first. Its memory is used
// again for the next document. What it points to outlives it; not thread-safe.
class TriggeredRules {
 public:
  explicit TriggeredRules(const TriggerIndex& index);

  // Forgets the document before. `analysis` stays where it is; its tokens are those that `tokens` has read.
  void Begin(const Analysis& analysis, const KnownTokens& tokens);

  // Forgets the document and gives its memory back.
  void Release();

  // Looks at the annotations from index `first` on; from 0 on again where some were repaired.
  void AddAnnotations(size_t first);

  // The first search of the range that may have a match in the sentence: tokens and annotations in it, seen or not by
  // the rule's stage, are all that it needs, and something that it can begin with. The range's end where none may.
  uint32_t FirstOf(const SearchRange& range, uint32_t sentence) const;

  // Where the tokens of the sentence begin that are the list trigger `number`, ascending.
  ListStarts StartsOf(uint32_t number, uint32_t sentence) const;

  const TriggerIndex& index() const { return index_; }

 private:
  void ReadSentence(uint32_t sentence, const KnownTokens& tokens);
  void Hit(const TriggerNumbers& numbers, uint32_t sentence);
  void HitToken(uint32_t token, const TriggerNumbers* triggers, uint32_t sentence);
  // Of a search that has begun: its rarest need is there.
  bool HasNeeds(const RuleSearch& search, uint32_t sentence) const;
  void AddEdges(const uint64_t* row, uint32_t sentence);
  // True where two words of the sentence stand side by side, cut from one too long: edges know nothing of them.
  bool HasCutWord(const Sentence& sentence) const;
  uint64_t* HitsOf(uint32_t sentence) { return &hits_[sentence * trigger_words_]; }
  const uint64_t* HitsOf(uint32_t sentence) const { return &hits_[sentence * trigger_words_]; }

  const TriggerIndex& index_;
  const Analysis* analysis_ = nullptr;
  const size_t trigger_words_;       // of 64 bits, that a sentence has in `hits_`
  const size_t search_words_;        // likewise in `begun_`
  size_t edge_words_ = 0;            // likewise in `edges_`
  std::vector<uint64_t> hits_;       // by sentence and trigger
  std::vector<uint64_t> edges_;      // by sentence and edge: something stands there that can stand at it
  std::vector<uint64_t> begun_;      // by sentence and search: its rarest need is there
  std::vector<ListStart> starts_;    // by sentence, by number, then begin
  std::vector<size_t> starts_ends_;  // by sentence: where its starts end
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_TRIGGERED_RULES_H_
