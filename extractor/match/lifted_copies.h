#ifndef CASPIAN_EXTRACTOR_MATCH_LIFTED_COPIES_H_
#define CASPIAN_EXTRACTOR_MATCH_LIFTED_COPIES_H_

#include <memory>
#include <vector>

#include "extractor/match/lifted_text.h"

namespace caspian::extractor {

// The last copy of each sentence of one document, without elision: stages that see the same annotations read the same
// copy. Not thread-safe.
class LiftedCopies {
 public:
  explicit LiftedCopies(size_t sentences) : copies_(sentences) {}

  // The copy of the sentence for what sees `sees` (see VisibleTo), made anew where the last one shows anything else.
  std::shared_ptr<const LiftedText> For(const Analysis& analysis, uint32_t sentence, const Alphabet& alphabet,
                                        const LabelSet& sees);

  // To be called where annotations have changed their labels or features.
  void Forget();

 private:
  struct Copy {
    std::vector<int> visible;
    std::shared_ptr<const LiftedText> text;  // null: none
  };

  std::vector<Copy> copies_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_LIFTED_COPIES_H_
