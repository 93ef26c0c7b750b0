#include "extractor/match/lifted_copies.h"

#include <algorithm>

namespace caspian::extractor {

void LiftedCopies::Begin(const Analysis& analysis) {
  analysis_ = &analysis;
  const size_t sentences = analysis.segmentation.sentences.size();
  copies_.resize(std::max(copies_.size(), sentences));
  for (size_t s = 0; s < sentences; ++s) copies_[s].has_raw = copies_[s].known = false;
}

const LiftedText& LiftedCopies::Raw(uint32_t sentence) {
  Copy& copy = copies_[sentence];
  if (!copy.has_raw) copy.raw.Read(*analysis_, sentence, alphabet_, {}, nullptr);
  copy.has_raw = true;
  return copy.raw;
}

const LiftedText& LiftedCopies::For(uint32_t sentence, const LabelSet& sees) {
  Copy& copy = copies_[sentence];
  AnnotationIndexes seen;
  if (!sees.empty()) seen = VisibleTo(*analysis_, sentence, &sees);
  const AnnotationIndexes& visible = sees.empty() ? analysis_->visible[sentence] : seen;
  if (visible.empty()) return Raw(sentence);
  if (copy.known && visible == copy.visible) return copy.lifted;
  copy.lifted.Lift(Raw(sentence), *analysis_, alphabet_, visible);
  copy.visible = visible;
  copy.known = true;
  return copy.lifted;
}

void LiftedCopies::Forget() {
  for (Copy& copy : copies_) copy.known = false;
}

}  // namespace caspian::extractor
