#include "extractor/program/trigger_index.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "extractor/document/characters.h"
#include "extractor/rules/rule_parts.h"

namespace caspian::extractor {
namespace {

// More needs of one pattern rarely exclude what the rarest let through.
constexpr size_t kMostNeeds = 4;

std::string Written(const PatternNeed& need) {
  std::string text = absl::StrCat(absl::StrJoin(need.words, "\n"), need.digit ? "\t0" : "");
  for (const NeededLabel& label : need.labels)
    absl::StrAppend(&text, "\t", label.label, "\n", label.feature, "\n", absl::StrJoin(label.values, "\n"));
  return text;
}

void AddOnce(uint32_t number, TriggerNumbers* numbers) {
  if (numbers->empty() || numbers->back() != number) numbers->push_back(number);
}

// In lower case, which makes an s of ASCII of what else RE2 takes for one where case is ignored; the Kelvin sign is a k
// in lower case.
std::string Folded(absl::string_view token) { return absl::StrReplaceAll(Lowered(token), {{"\xC5\xBF", "s"}}); }

// What must stand before or behind each match of the rule.
std::vector<PatternNeed> NeedsOfGuards(const v1::Rule& rule) {
  std::vector<PatternNeed> needs;
  for (const v1::Guard& guard : GuardsOf(rule)) {
    if (guard.kind() != v1::GUARD_KIND_PRECEDED_BY && guard.kind() != v1::GUARD_KIND_FOLLOWED_BY) continue;
    for (PatternNeed& need : NeedsOf(guard.pattern())) needs.push_back(std::move(need));
  }
  return needs;
}

}  // namespace

TriggerIndex::TriggerIndex(const Program& program) : labels_(static_cast<size_t>(program.alphabet.label_count())) {
  for (const CompiledStage& stage : program.stages) stages_.push_back(OfStage(stage, program.alphabet));
  is_list_start_.resize(trigger_count());
  for (const StageTriggers& stage : stages_) {
    for (uint32_t number : stage.list_starts) is_list_start_[number] = true;
  }
}

StageTriggers TriggerIndex::OfStage(const CompiledStage& stage, const Alphabet& alphabet) {
  StageTriggers triggers;
  for (const CompiledMatchRule& rule : stage.matches) {
    triggers.matches.emplace_back();
    for (const RulePattern& pattern : SearchedPatterns(*rule.rule))
      triggers.matches.back().push_back(NumbersOf(pattern.text, NeedsOfGuards(*rule.rule), alphabet));
  }
  for (const CompiledListRule& rule : stage.lists) {
    TriggerNumbers numbers = NumbersOf("", NeedsOfGuards(*rule.rule), alphabet);
    triggers.list_starts.push_back(NumberOf(*rule.index));
    numbers.push_back(triggers.list_starts.back());
    triggers.lists.push_back({std::move(numbers)});
  }
  for (const CompiledVerbGroup& rule : stage.verb_groups) {
    const std::string& verb = alphabet.label(rule.verb_label).name();
    triggers.verb_groups.push_back({{NumberOf(PatternNeed{{}, {{verb, "", {}}}}, alphabet)}});
  }
  for (const CompiledRepair& rule : stage.repairs)
    triggers.repairs.push_back({NumbersOf(rule.rule->repair().pattern(), NeedsOfGuards(*rule.rule), alphabet)});
  return triggers;
}

TriggerNumbers TriggerIndex::NumbersOf(absl::string_view pattern, std::vector<PatternNeed> around,
                                       const Alphabet& alphabet) {
  std::vector<PatternNeed> needs = NeedsOf(pattern);
  std::move(around.begin(), around.end(), std::back_inserter(needs));
  SortByRarity(&needs);
  needs.resize(std::min(needs.size(), kMostNeeds));
  TriggerNumbers numbers;
  for (const PatternNeed& need : needs) numbers.push_back(NumberOf(need, alphabet));
  return numbers;
}

uint32_t TriggerIndex::NumberOf(const PatternNeed& need, const Alphabet& alphabet) {
  const auto [known, is_new] = numbers_.emplace(Written(need), static_cast<uint32_t>(trigger_count()));
  const uint32_t number = known->second;
  if (!is_new) return number;
  for (const std::string& word : need.words) AddOnce(number, &tokens_[word]);
  if (need.digit) AddOnce(number, &digit_);
  for (const NeededLabel& label : need.labels) {
    LabelTriggers& of = labels_[static_cast<size_t>(alphabet.LabelIndex(label.label))];
    if (label.feature.empty()) AddOnce(number, &of.any);
    for (const std::string& value : label.values) AddOnce(number, &of.by_feature[label.feature][value]);
  }
  return number;
}

uint32_t TriggerIndex::NumberOf(const PhraseIndex& phrases) {
  const auto number = static_cast<uint32_t>(trigger_count());
  ++list_count_;
  for (absl::string_view token : phrases.FirstTokens()) AddOnce(number, &tokens_[Folded(token)]);
  return number;
}

const TriggerNumbers* TriggerIndex::OfToken(absl::string_view token) const {
  const auto found = tokens_.find(Folded(token));
  return found == tokens_.end() ? nullptr : &found->second;
}

}  // namespace caspian::extractor
