#ifndef CASPIAN_EXTRACTOR_MATCH_LIFTED_COPIES_H_
#define CASPIAN_EXTRACTOR_MATCH_LIFTED_COPIES_H_

#include <deque>
#include <vector>

#include "extractor/match/lifted_text.h"

namespace caspian::extractor {

// The copies of the sentences of one document, without elision: the last one of each, which stages that see the same
// annotations share, and the raw one that it is made of; of some sentences, one beside the other, at once. Their memory
// is used again for the next document. What it points to outlives it; not thread-safe.
class LiftedCopies {
 public:
  explicit LiftedCopies(const Alphabet& alphabet) : alphabet_(alphabet) {}

  // Forgets the document before. `analysis` is cut into sentences and stays where it is. A sentence takes the place of
  // the one that is `most` before it.
  void Begin(const Analysis& analysis, size_t most);

  // The copy of the sentence for what sees `sees` (see VisibleTo), made anew where the last one shows anything else:
  // valid until then.
  const LiftedText& For(uint32_t sentence, const LabelSet& sees);
  // The copy in which nothing is lifted.
  const LiftedText& Raw(uint32_t sentence);
  // Memory for the copy number `i` of a sentence and stage in which something is left out.
  LiftedText& Spare(size_t i);

  // Forgets the document and gives its memory back.
  void Release();

  // To be called where annotations have changed their labels or features.
  void Forget();

 private:
  struct Copy {
    uint32_t sentence = 0;
    LiftedText raw;
    LiftedText lifted;
    bool has_raw = false;
    bool known = false;  // `lifted` shows `visible` as they are
    AnnotationIndexes visible;
  };

  Copy& At(uint32_t sentence);

  const Alphabet& alphabet_;
  const Analysis* analysis_ = nullptr;
  size_t used_ = 0;           // of the copies
  std::vector<Copy> copies_;  // by the rest of the sentence by `used_`
  std::deque<LiftedText> spare_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_LIFTED_COPIES_H_
