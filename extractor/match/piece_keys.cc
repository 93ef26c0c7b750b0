#include "extractor/match/piece_keys.h"

#include <algorithm>

#include "common/base/large_pages.h"
#include "extractor/match/annotation.h"

namespace caspian::extractor {

bool PieceKeys::Begin(size_t tokens) {
  of_annotations_.clear();
  of_tokens_.clear();
  ReserveLong(tokens, &of_tokens_);
  of_tokens_.resize(tokens);
  const size_t known = std::max(searches_.known_tokens(), places_.known_tokens()) + forms_.size();
  if (known <= kMostKept && next_number_ <= kLastNumber) return false;
  runs_->Forget();
  next_number_ = kFirstNumber;
  searches_.Forget();
  places_.Forget();
  forms_.clear();
  known_forms_.clear();
  return true;
}

void PieceKeys::Release() {
  std::vector<PieceKey>().swap(of_tokens_);
  std::vector<uint32_t>().swap(of_annotations_);
}

void PieceKeys::AddAnnotations(const Analysis& analysis, size_t first) {
  of_annotations_.resize(first);
  for (size_t i = first; i < analysis.annotations.size(); ++i) {
    const int label = analysis.annotations[i].label;
    const FeatureLookup value_of(analysis, static_cast<int>(i));
    form_.clear();
    searches_.table().alphabet().AppendAnnotation(label, value_of, &form_);
    const auto [known, is_new] = known_forms_.try_emplace(form_, static_cast<uint32_t>(forms_.size()));
    of_annotations_.push_back(known->second);
    if (!is_new) continue;
    forms_.push_back(
        {form_, {searches_.OfAnnotation(label, value_of), places_.OfAnnotation(label, value_of), NewNumber()}});
  }
}

}  // namespace caspian::extractor
