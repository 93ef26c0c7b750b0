// Where names can't stand any more.
#ifndef CASPIAN_EXTRACTOR_NAMES_TAKEN_RANGES_H_
#define CASPIAN_EXTRACTOR_NAMES_TAKEN_RANGES_H_

#include <cstddef>
#include <cstdint>

#include "extractor/match/annotation.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// The values and names of earlier stages in a sentence, asked about in the order of the text. Refers to its arguments;
// not thread-safe.
class TakenRanges {
 public:
  TakenRanges(const Program& program, const Analysis& analysis, uint32_t sentence);

  // The first that ends behind `offset`, in bytes of the document; one behind everything where there is none. Offsets
  // ascend.
  const ByteRange& Behind(uint32_t offset) {
    while (range_.end <= offset) Next();
    return range_;
  }
  // True where one of them has a byte of [begin, end).
  bool Touch(uint32_t begin, uint32_t end) { return Behind(begin).begin < end; }

 private:
  void Next();

  const Alphabet& alphabet_;
  const Analysis& analysis_;
  const AnnotationIndexes& visible_;
  size_t next_ = 0;  // of `visible_`
  ByteRange range_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_TAKEN_RANGES_H_
