// Which match rules of a stage a sentence can hold, by the triggers that stand in it.
#ifndef CASPIAN_EXTRACTOR_MATCH_TRIGGERED_RULES_H_
#define CASPIAN_EXTRACTOR_MATCH_TRIGGERED_RULES_H_

#include <vector>

#include "extractor/match/sentence_texts.h"
#include "extractor/program/trigger_index.h"

namespace caspian::extractor {

// Refers to its arguments; not thread-safe.
class TriggeredRules {
 public:
  TriggeredRules(const TriggerIndex& index, SentenceTexts* texts)
      : index_(index), texts_(*texts), hits_(texts->stage().elisions.size() + 1) {}

  // False where match rule `rule` of the stage, by its index, has no match in the copy that it reads.
  bool MayMatch(size_t rule);

 private:
  using Hits = std::vector<bool>;  // by trigger

  const Hits& HitsOf(int elision);
  void HitAnnotation(int annotation, Hits* hits) const;

  const TriggerIndex& index_;
  SentenceTexts& texts_;
  std::vector<Hits> hits_;  // by elision, empty until asked for
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_TRIGGERED_RULES_H_
