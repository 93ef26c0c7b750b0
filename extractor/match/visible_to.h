// What a stage sees of what earlier stages found.
#ifndef CASPIAN_EXTRACTOR_MATCH_VISIBLE_TO_H_
#define CASPIAN_EXTRACTOR_MATCH_VISIBLE_TO_H_

#include <cstdint>

#include "extractor/match/annotation.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// The annotations of sentence `sentence` that stand in lifted text for what sees `sees`, ascending; null or empty: all.
AnnotationIndexes VisibleTo(const Analysis& analysis, uint32_t sentence, const LabelSet* sees);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_VISIBLE_TO_H_
