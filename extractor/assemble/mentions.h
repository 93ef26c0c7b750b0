#ifndef CASPIAN_EXTRACTOR_ASSEMBLE_MENTIONS_H_
#define CASPIAN_EXTRACTOR_ASSEMBLE_MENTIONS_H_

#include "absl/container/inlined_vector.h"
#include "extractor/assemble/assembly.h"
#include "extractor/normalize/normalize.h"

namespace caspian::extractor {

// Fills `mention_of` and the extraction's mentions from names and values; values are normalized, anchored to the
// document's dateline (a date whose rule sets anchor: dateline) and published date. Entities stand already.
void AssembleMentions(Assembly* assembly);

// The parts that a value annotation hands to its normalizer: captures, then settings; parts of parts are in the
// analysis' memory.
absl::InlinedVector<ValuePart, 16> PartsOf(const Analysis& analysis, const Annotation& annotation);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ASSEMBLE_MENTIONS_H_
