// Words nearby that make a match more or less sure.
#ifndef CASPIAN_EXTRACTOR_MATCH_CONTEXT_WORDS_H_
#define CASPIAN_EXTRACTOR_MATCH_CONTEXT_WORDS_H_

#include "extractor/match/sentence_texts.h"

namespace caspian::extractor {

// Changes the confidence of `made` by each of the rule's context words whose nearest occurrence in the sentence is
// within reach, once each, and records it; the confidence stays within 1 and 1000.
void WeighContext(const CompiledRule& rule, const SentenceTexts& texts, Annotation* made);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_CONTEXT_WORDS_H_
