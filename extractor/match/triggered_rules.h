// Which rules a sentence can hold, by what stands in it so far.
#ifndef CASPIAN_EXTRACTOR_MATCH_TRIGGERED_RULES_H_
#define CASPIAN_EXTRACTOR_MATCH_TRIGGERED_RULES_H_

#include <vector>

#include "extractor/match/annotation.h"
#include "extractor/program/trigger_index.h"

namespace caspian::extractor {

// Of one document, whose annotations are told as they are made. What it points to outlives it; not thread-safe.
class TriggeredRules {
 public:
  TriggeredRules(const TriggerIndex& index, const Analysis& analysis);

  // Looks at the annotations from index `first` on; from 0 on again where some were repaired.
  void AddAnnotations(size_t first);

  // False where the rule has no match in the sentence: neither its tokens nor any annotation in it, seen or not by the
  // rule's stage, are what the rule needs.
  bool MayMatch(const RuleTriggers& rule, uint32_t sentence) const;

  // Where the tokens of the sentence begin that the list trigger `number` is, ascending.
  std::vector<uint32_t> StartsOf(uint32_t number, uint32_t sentence) const;

  const TriggerIndex& index() const { return index_; }

 private:
  struct ListStart {
    uint32_t number;
    uint32_t begin;
  };

  void Hit(const TriggerNumbers& numbers, uint32_t sentence);
  void HitToken(const Token& token, uint32_t sentence);

  const TriggerIndex& index_;
  const Analysis& analysis_;
  std::vector<std::vector<bool>> hits_;         // by sentence and trigger
  std::vector<std::vector<ListStart>> starts_;  // by sentence, by number, then begin
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_TRIGGERED_RULES_H_
