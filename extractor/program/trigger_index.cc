#include "extractor/program/trigger_index.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extractor/rules/rule_parts.h"

namespace caspian::extractor {
namespace {

// More needs of one form rarely exclude what the rarest let through.
constexpr size_t kMostNeeds = 4;

std::string Written(const PatternNeed& need) {
  std::string text = absl::StrJoin(need.words, "\n");
  for (const NeededLabel& label : need.labels)
    absl::StrAppend(&text, "\t", label.label, "\n", label.feature, "\n", absl::StrJoin(label.values, "\n"));
  return text;
}

void AddOnce(uint32_t number, TriggerNumbers* numbers) {
  if (numbers->empty() || numbers->back() != number) numbers->push_back(number);
}

}  // namespace

TriggerIndex::TriggerIndex(const CompiledStage& stage, const Alphabet& alphabet)
    : labels_(static_cast<size_t>(alphabet.label_count())) {
  for (const CompiledMatchRule& rule : stage.matches) {
    rules_.emplace_back();
    std::map<std::string, TriggerNumbers> by_form;
    for (const RulePattern& pattern : SearchedPatterns(*rule.rule)) {
      std::vector<PatternNeed> needs = NeedsOf(pattern.text);
      needs.resize(std::min(needs.size(), kMostNeeds));
      TriggerNumbers& numbers = by_form[pattern.form];
      for (const PatternNeed& need : needs) numbers.push_back(NumberOf(need, alphabet));
    }
    for (const CompiledForm& form : rule.forms) rules_.back().push_back(by_form[form.name]);
  }
}

uint32_t TriggerIndex::NumberOf(const PatternNeed& need, const Alphabet& alphabet) {
  const auto [known, is_new] = numbers_.emplace(Written(need), static_cast<uint32_t>(numbers_.size()));
  const uint32_t number = known->second;
  if (!is_new) return number;
  for (const std::string& word : need.words) AddOnce(number, &words_[word]);
  for (const NeededLabel& label : need.labels) {
    OfLabel& of = labels_[static_cast<size_t>(alphabet.LabelIndex(label.label))];
    if (label.feature.empty()) AddOnce(number, &of.any);
    for (const std::string& value : label.values) AddOnce(number, &of.by_feature[label.feature][value]);
  }
  return number;
}

const TriggerNumbers* TriggerIndex::OfWord(absl::string_view word) const {
  const auto found = words_.find(word);
  return found == words_.end() ? nullptr : &found->second;
}

}  // namespace caspian::extractor
