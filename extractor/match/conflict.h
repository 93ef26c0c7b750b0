// Settles what one stage made in one sentence, by a total order that no order of input affects: highest priority, then
// longest, then leftmost, then smallest rule id.
#ifndef CASPIAN_EXTRACTOR_MATCH_CONFLICT_H_
#define CASPIAN_EXTRACTOR_MATCH_CONFLICT_H_

#include <vector>

#include "extractor/match/annotation.h"
#include "extractor/rules/pattern.h"

namespace caspian::extractor {

// The winners, by begin. Names, values and auxiliary annotations contend for the same bytes; an event, statement or
// citation with those of its label and type only; offices, parties, senses, author's voices and nested mentions with
// those of their own rule.
std::vector<Annotation> SettleConflicts(std::vector<Annotation> made, const Alphabet& alphabet);

// Appends winners to the analysis and makes those that later stages see visible, in place of what they cover.
void AcceptAnnotations(std::vector<Annotation> winners, const Alphabet& alphabet, Analysis* analysis);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_CONFLICT_H_
