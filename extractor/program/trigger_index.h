// What the rules of a stage need in a sentence, by what stands in it: so that a sentence is searched only for rules
// that it can hold. A trigger is one such need (extractor/rules/pattern_needs.h); each has a number.
#ifndef CASPIAN_EXTRACTOR_PROGRAM_TRIGGER_INDEX_H_
#define CASPIAN_EXTRACTOR_PROGRAM_TRIGGER_INDEX_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "extractor/program/program.h"
#include "extractor/rules/pattern_needs.h"

namespace caspian::extractor {

using TriggerNumbers = std::vector<uint32_t>;

// Immutable, thread-safe.
class TriggerIndex {
 public:
  // Of the match rules of `stage`.
  TriggerIndex(const CompiledStage& stage, const Alphabet& alphabet);

  // Triggers of a word (FoldedWord); null: none.
  const TriggerNumbers* OfWord(absl::string_view word) const;

  // Triggers of annotations of one label: of any, and of those whose feature has a value.
  struct OfLabel {
    TriggerNumbers any;
    std::map<std::string, absl::flat_hash_map<std::string, TriggerNumbers>> by_feature;
  };
  // By label index of the alphabet.
  const OfLabel& LabelAt(int label) const { return labels_[static_cast<size_t>(label)]; }

  // By match rule of the stage and its forms: the triggers that a match needs, all of them; none: it may match
  // anywhere.
  const std::vector<std::vector<TriggerNumbers>>& rules() const { return rules_; }
  size_t trigger_count() const { return numbers_.size(); }

 private:
  uint32_t NumberOf(const PatternNeed& need, const Alphabet& alphabet);

  std::map<std::string, uint32_t> numbers_;  // by the need, written out
  absl::flat_hash_map<std::string, TriggerNumbers> words_;
  std::vector<OfLabel> labels_;
  std::vector<std::vector<TriggerNumbers>> rules_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_TRIGGER_INDEX_H_
