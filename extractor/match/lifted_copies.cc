#include "extractor/match/lifted_copies.h"

#include <utility>

namespace caspian::extractor {

std::shared_ptr<const LiftedText> LiftedCopies::For(const Analysis& analysis, uint32_t sentence,
                                                    const Alphabet& alphabet, const LabelSet& sees) {
  Copy& last = copies_[sentence];
  std::vector<int> visible = VisibleTo(analysis, sentence, &sees);
  if (last.text != nullptr && visible == last.visible) return last.text;
  last.text = std::make_shared<const LiftedText>(analysis, sentence, alphabet, visible, nullptr);
  last.visible = std::move(visible);
  return last.text;
}

void LiftedCopies::Forget() {
  for (Copy& copy : copies_) copy.text = nullptr;
}

}  // namespace caspian::extractor
