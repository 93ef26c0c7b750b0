#include "extractor/match/triggered_rules.h"

#include <algorithm>

#include "extractor/rules/pattern.h"

namespace caspian::extractor {

TriggeredRules::TriggeredRules(const TriggerIndex& index, const Analysis& analysis)
    : index_(index), analysis_(analysis), hits_(analysis.segmentation.sentences.size()), starts_(hits_.size()) {
  for (uint32_t s = 0; s < hits_.size(); ++s) {
    hits_[s].resize(index.trigger_count());
    const Sentence& sentence = analysis.segmentation.sentences[s];
    for (uint32_t t = sentence.first_token; t < sentence.last_token; ++t) HitToken(analysis.segmentation.tokens[t], s);
    std::stable_sort(starts_[s].begin(), starts_[s].end(),
                     [](const ListStart& a, const ListStart& b) { return a.number < b.number; });
  }
}

void TriggeredRules::HitToken(const Token& token, uint32_t sentence) {
  if (token.kind == TokenKind::kDigits) Hit(index_.OfDigit(), sentence);
  const TriggerNumbers* numbers = index_.OfToken(PlainForm(analysis_.TextOf(token.begin, token.end)));
  if (numbers == nullptr) return;
  Hit(*numbers, sentence);
  for (uint32_t number : *numbers) {
    if (index_.IsListStart(number)) starts_[sentence].push_back({number, token.begin});
  }
}

std::vector<uint32_t> TriggeredRules::StartsOf(uint32_t number, uint32_t sentence) const {
  const std::vector<ListStart>& starts = starts_[sentence];
  auto start = std::lower_bound(starts.begin(), starts.end(), number,
                                [](const ListStart& one, uint32_t n) { return one.number < n; });
  std::vector<uint32_t> begins;
  for (; start != starts.end() && start->number == number; ++start) begins.push_back(start->begin);
  return begins;
}

void TriggeredRules::AddAnnotations(size_t first) {
  for (size_t i = first; i < analysis_.annotations.size(); ++i) {
    const Annotation& annotation = analysis_.annotations[i];
    const LabelTriggers& label = index_.OfLabel(annotation.label);
    Hit(label.any, annotation.sentence);
    for (const auto& [feature, by_value] : label.by_feature) {
      const auto found = by_value.find(FeatureOf(analysis_, static_cast<int>(i), feature));
      if (found != by_value.end()) Hit(found->second, annotation.sentence);
    }
  }
}

void TriggeredRules::Hit(const TriggerNumbers& numbers, uint32_t sentence) {
  for (uint32_t number : numbers) hits_[sentence][number] = true;
}

bool TriggeredRules::MayMatch(const RuleTriggers& rule, uint32_t sentence) const {
  const std::vector<bool>& hits = hits_[sentence];
  return std::any_of(rule.begin(), rule.end(), [&](const TriggerNumbers& needs) {
    return std::all_of(needs.begin(), needs.end(), [&](uint32_t number) { return hits[number]; });
  });
}

}  // namespace caspian::extractor
