// Verb groups: auxiliaries and the verb that they lead to, told by the tables of a pack.
#ifndef CASPIAN_EXTRACTOR_MATCH_VERB_GROUPS_H_
#define CASPIAN_EXTRACTOR_MATCH_VERB_GROUPS_H_

#include <vector>

#include "extractor/match/match_observer.h"
#include "extractor/match/sentence_texts.h"

namespace caspian::extractor {

// From each word on, ascending, without overlap: auxiliaries, each taking the form of what follows, with at most
// kMostAdverbs adverbs behind each, to the last verb that they lead to (one that is an auxiliary, too, "asked to buy",
// goes on); the longest auxiliary phrase first, a shorter one never tried. Of several rows of a phrase those count that
// what stands before and behind allows. A verb without auxiliary where its form may stand alone. Linear.
// `observer` may be null.
SearchCounts FindVerbGroups(const CompiledVerbGroup& rule, SentenceTexts* texts, MatchObserver* observer,
                            std::vector<Annotation>* out);

inline constexpr size_t kMostAdverbs = 3;
inline constexpr size_t kMostAuxiliaries = 6;

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_VERB_GROUPS_H_
