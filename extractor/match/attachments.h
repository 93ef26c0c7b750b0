// Roles that are found around a match: an anchored search among the annotations of its sentence, nearest first.
#ifndef CASPIAN_EXTRACTOR_MATCH_ATTACHMENTS_H_
#define CASPIAN_EXTRACTOR_MATCH_ATTACHMENTS_H_

#include "extractor/match/sentence_texts.h"

namespace caspian::extractor {

// Fills the roles that `rule` attaches and `made` lacks, with annotations that none of its captures holds. Distance
// counts words and annotations between match and filler. Of two as near, one on each side, neither is taken: both
// become alternatives. Linear in the sentence.
void Attach(const CompiledMatchRule& rule, SentenceTexts* texts, Annotation* made);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_ATTACHMENTS_H_
