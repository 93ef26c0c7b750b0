#include "extractor/match/triggered_rules.h"

#include <algorithm>

namespace caspian::extractor {
namespace {

void Hit(const TriggerNumbers& numbers, std::vector<bool>* hits) {
  for (uint32_t number : numbers) (*hits)[number] = true;
}

}  // namespace

bool TriggeredRules::MayMatch(size_t rule) {
  const std::vector<TriggerNumbers>& forms = index_.rules()[rule];
  const Hits& hits = HitsOf(texts_.stage().matches[rule].elision);
  return std::any_of(forms.begin(), forms.end(), [&](const TriggerNumbers& needs) {
    return std::all_of(needs.begin(), needs.end(), [&](uint32_t number) { return hits[number]; });
  });
}

const TriggeredRules::Hits& TriggeredRules::HitsOf(int elision) {
  Hits& hits = hits_[static_cast<size_t>(elision + 1)];
  if (!hits.empty()) return hits;
  hits.resize(index_.trigger_count() + 1);
  const LiftedText& text = texts_.For(elision);
  for (const LiftedPiece& piece : text.pieces()) {
    if (piece.blank) continue;
    if (piece.annotation != kNoAnnotation) {
      HitAnnotation(piece.annotation, &hits);
    } else {
      const auto token = absl::string_view(text.copy()).substr(piece.copy_begin, piece.copy_end - piece.copy_begin);
      if (const TriggerNumbers* numbers = index_.OfWord(FoldedWord(token))) Hit(*numbers, &hits);
    }
  }
  return hits;
}

void TriggeredRules::HitAnnotation(int annotation, Hits* hits) const {
  const Analysis& analysis = texts_.analysis();
  const TriggerIndex::OfLabel& label = index_.LabelAt(analysis.annotations[static_cast<size_t>(annotation)].label);
  Hit(label.any, hits);
  for (const auto& [feature, by_value] : label.by_feature) {
    const auto found = by_value.find(FeatureOf(analysis, annotation, feature));
    if (found != by_value.end()) Hit(found->second, hits);
  }
}

}  // namespace caspian::extractor
