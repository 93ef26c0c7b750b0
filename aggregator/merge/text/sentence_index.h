// Finds the sentence of a place, and what the text credits there.
#ifndef CASPIAN_AGGREGATOR_MERGE_TEXT_SENTENCE_INDEX_H_
#define CASPIAN_AGGREGATOR_MERGE_TEXT_SENTENCE_INDEX_H_

#include <cstdint>
#include <vector>

#include "caspian/v1/extraction.pb.h"

namespace caspian::aggregator {

// What covers a sentence.
struct SentenceCover {
  int citation = -1;  // Index into the extraction's citations; -1: none.
  bool presumed = false;
  v1::Voice voice = v1::VOICE_UNSPECIFIED;  // Of the first event or statement in it.
};

// Near-linear to make; a look-up is logarithmic. The extraction outlives it.
class SentenceIndex {
 public:
  explicit SentenceIndex(const v1::Extraction& extraction);

  // The sentence that holds byte `offset`; -1 where none does.
  int Find(uint32_t offset) const;
  // What covers sentence `index`; nothing for -1. A stated credit goes before a presumed one, an earlier citation
  // before a later.
  SentenceCover CoverOf(int index) const;

 private:
  void CoverBy(const v1::Span& span, int citation, bool presumed);
  void Voice(const v1::Span& span, v1::Voice voice);
  // The first sentence at or after `index` that no citation covers.
  size_t NextFree(size_t index);

  const v1::Extraction& extraction_;
  std::vector<SentenceCover> covers_;
  std::vector<size_t> next_free_;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_TEXT_SENTENCE_INDEX_H_
