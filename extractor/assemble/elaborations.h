// Events told in several sentences: a later one that repeats the agent, is of a type that its rule says it elaborates,
// and has no time of its own, adds to the first.
#ifndef CASPIAN_EXTRACTOR_ASSEMBLE_ELABORATIONS_H_
#define CASPIAN_EXTRACTOR_ASSEMBLE_ELABORATIONS_H_

#include <map>
#include <vector>

#include "extractor/assemble/assembly.h"

namespace caspian::extractor {

// Who elaborates whom in one document: a pure function of its annotations. The first is the nearest earlier event of
// the paragraph, in an earlier sentence, with the same entity as agent, the same polarity and actuality, and one of the
// types; what elaborates an elaboration adds to the first of all. Nothing elaborates where both name who or what fills
// a role and name nobody in common. Refers to the assembly.
class Elaborations {
 public:
  explicit Elaborations(const Assembly& assembly);

  // True where annotation `index` adds to another event and is none of its own.
  bool IsOne(int index) const { return first_.count(index) > 0; }
  // What adds to event `index`, in the order of the text.
  std::vector<const Annotation*> Of(int index) const;

 private:
  int FirstFor(absl::Span<const int> events, size_t i) const;
  bool Fits(const Annotation& first, const Annotation& later) const;

  const Assembly& assembly_;
  std::map<int, int> first_;  // by elaboration
  std::map<int, std::vector<const Annotation*>> of_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ASSEMBLE_ELABORATIONS_H_
