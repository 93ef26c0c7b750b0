#include "extractor/match/lifted_copies.h"

#include <algorithm>

#include "extractor/match/visible_to.h"

namespace caspian::extractor {

void LiftedCopies::Begin(const Analysis& analysis, size_t most) {
  analysis_ = &analysis;
  used_ = std::min(most, analysis.segmentation.sentences.size());
  copies_.resize(std::max(copies_.size(), used_));
  for (size_t i = 0; i < used_; ++i) copies_[i].has_raw = copies_[i].known = false;
}

LiftedCopies::Copy& LiftedCopies::At(uint32_t sentence) {
  Copy& copy = copies_[sentence % used_];
  if (copy.sentence != sentence) copy.has_raw = copy.known = false;
  copy.sentence = sentence;
  return copy;
}

const LiftedText& LiftedCopies::Raw(uint32_t sentence) {
  Copy& copy = At(sentence);
  if (!copy.has_raw) copy.raw.Read(*analysis_, sentence, alphabet_, {}, nullptr);
  copy.has_raw = true;
  return copy.raw;
}

const LiftedText& LiftedCopies::For(uint32_t sentence, const LabelSet& sees) {
  Copy& copy = At(sentence);
  const AnnotationIndexes seen = sees.empty() ? AnnotationIndexes() : VisibleTo(*analysis_, sentence, &sees);
  const AnnotationIndexes& visible = sees.empty() ? analysis_->visible[sentence] : seen;
  if (visible.empty()) return Raw(sentence);
  if (copy.known && visible == copy.visible) return copy.lifted;
  copy.lifted.Lift(Raw(sentence), *analysis_, visible);
  copy.visible = visible;
  copy.known = true;
  return copy.lifted;
}

LiftedText& LiftedCopies::Spare(size_t i) {
  while (spare_.size() <= i) spare_.emplace_back();
  return spare_[i];
}

void LiftedCopies::Release() {
  std::vector<Copy>().swap(copies_);
  std::deque<LiftedText>().swap(spare_);
}

void LiftedCopies::Forget() {
  for (Copy& copy : copies_) copy.known = false;
}

}  // namespace caspian::extractor
