#ifndef CASPIAN_EXTRACTOR_MATCH_LIFTED_COPIES_H_
#define CASPIAN_EXTRACTOR_MATCH_LIFTED_COPIES_H_

#include <optional>
#include <vector>

#include "extractor/match/lifted_text.h"

namespace caspian::extractor {

// The copies of the sentences of one document, without elision: the last one of each, which stages that see the same
// annotations share, and the raw one that it is made of. What it points to outlives it; not thread-safe.
class LiftedCopies {
 public:
  LiftedCopies(const Analysis& analysis, const Alphabet& alphabet)
      : analysis_(analysis), alphabet_(alphabet), copies_(analysis.segmentation.sentences.size()) {}

  // The copy of the sentence for what sees `sees` (see VisibleTo), made anew where the last one shows anything else:
  // valid until then.
  const LiftedText& For(uint32_t sentence, const LabelSet& sees);
  // The copy in which nothing is lifted.
  const LiftedText& Raw(uint32_t sentence);

  // To be called where annotations have changed their labels or features.
  void Forget();

 private:
  struct Copy {
    std::optional<LiftedText> raw;
    std::optional<LiftedText> lifted;
    bool known = false;  // `lifted` shows `visible` as they are
    std::vector<int> visible;
  };

  const Analysis& analysis_;
  const Alphabet& alphabet_;
  std::vector<Copy> copies_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_LIFTED_COPIES_H_
