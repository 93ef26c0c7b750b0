// Finds the phrases of a list rule in a sentence.
#ifndef CASPIAN_EXTRACTOR_MATCH_PHRASE_SEARCH_H_
#define CASPIAN_EXTRACTOR_MATCH_PHRASE_SEARCH_H_

#include <vector>

#include "extractor/match/match_observer.h"
#include "extractor/match/sentence_texts.h"

namespace caspian::extractor {

// The longest phrase at each token, ascending, without overlap, where the guards hold; of a nested rule only inside of
// a name that it does not fill. `starts` are where the document's tokens begin that may start a phrase, ascending;
// null: any may. `observer` may be null.
SearchCounts SearchPhrases(const CompiledListRule& rule, const std::vector<uint32_t>* starts, SentenceTexts* texts,
                           MatchObserver* observer, std::vector<Annotation>* out);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_PHRASE_SEARCH_H_
