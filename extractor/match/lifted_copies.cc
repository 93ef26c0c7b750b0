#include "extractor/match/lifted_copies.h"

namespace caspian::extractor {

const LiftedText& LiftedCopies::Raw(uint32_t sentence) {
  std::optional<LiftedText>& raw = copies_[sentence].raw;
  if (!raw.has_value()) raw.emplace(analysis_, sentence, alphabet_, std::vector<int>(), nullptr);
  return *raw;
}

const LiftedText& LiftedCopies::For(uint32_t sentence, const LabelSet& sees) {
  Copy& copy = copies_[sentence];
  std::vector<int> seen;
  if (!sees.empty()) seen = VisibleTo(analysis_, sentence, &sees);
  const std::vector<int>& visible = sees.empty() ? analysis_.visible[sentence] : seen;
  if (visible.empty()) return Raw(sentence);
  if (copy.known && visible == copy.visible) return *copy.lifted;
  const LiftedText& raw = Raw(sentence);
  if (!copy.lifted.has_value()) copy.lifted.emplace(raw);
  copy.lifted->Lift(raw, analysis_, alphabet_, visible);
  copy.visible = visible;
  copy.known = true;
  return *copy.lifted;
}

void LiftedCopies::Forget() {
  for (Copy& copy : copies_) copy.known = false;
}

}  // namespace caspian::extractor
