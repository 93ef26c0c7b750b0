// Finds the phrases of a list rule in a sentence.
#ifndef CASPIAN_EXTRACTOR_MATCH_PHRASE_SEARCH_H_
#define CASPIAN_EXTRACTOR_MATCH_PHRASE_SEARCH_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "extractor/match/match_observer.h"
#include "extractor/match/sentence_texts.h"

namespace caspian::extractor {

// A token of the document that is a trigger of lists (extractor/program/trigger_index.h).
struct ListStart {
  uint32_t number;  // of the trigger
  uint32_t token;
};
using ListStarts = absl::Span<const ListStart>;

// The longest phrase at each token, ascending, without overlap, where the guards hold; of a nested rule only inside of
// a name that it does not fill. `starts` are the tokens of the sentence that may start a phrase,
// ascending; null: any may. `observer` may be null.
SearchCounts SearchPhrases(const CompiledListRule& rule, const ListStarts* starts, SentenceTexts* texts,
                           MatchObserver* observer, std::vector<Annotation>* out);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_PHRASE_SEARCH_H_
