#ifndef CASPIAN_EXTRACTOR_MATCH_LIFTED_COPIES_H_
#define CASPIAN_EXTRACTOR_MATCH_LIFTED_COPIES_H_

#include <vector>

#include "extractor/match/lifted_text.h"

namespace caspian::extractor {

// The copies of the sentences of one document, without elision: the last one of each, which stages that see the same
// annotations share, and the raw one that it is made of. Their memory is used again for the next document. What it
// points to outlives it; not thread-safe.
class LiftedCopies {
 public:
  explicit LiftedCopies(const Alphabet& alphabet) : alphabet_(alphabet) {}

  // Forgets the document before. `analysis` is cut into sentences and stays where it is.
  void Begin(const Analysis& analysis);

  // The copy of the sentence for what sees `sees` (see VisibleTo), made anew where the last one shows anything else:
  // valid until then.
  const LiftedText& For(uint32_t sentence, const LabelSet& sees);
  // The copy in which nothing is lifted.
  const LiftedText& Raw(uint32_t sentence);

  // Forgets the document and gives its memory back.
  void Release() { std::vector<Copy>().swap(copies_); }

  // To be called where annotations have changed their labels or features.
  void Forget();

 private:
  struct Copy {
    LiftedText raw;
    LiftedText lifted;
    bool has_raw = false;
    bool known = false;  // `lifted` shows `visible` as they are
    AnnotationIndexes visible;
  };

  const Alphabet& alphabet_;
  const Analysis* analysis_ = nullptr;
  std::vector<Copy> copies_;  // by sentence, and more that are not used now
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_LIFTED_COPIES_H_
