// What matches that name nobody stand for ("he", "the ministry"): the one name that their paragraph leaves.
#ifndef CASPIAN_EXTRACTOR_MATCH_ANTECEDENTS_H_
#define CASPIAN_EXTRACTOR_MATCH_ANTECEDENTS_H_

#include <cstddef>
#include <vector>

#include "extractor/match/match_observer.h"
#include "extractor/match/sentence_texts.h"

namespace caspian::extractor {

// Sentences that are looked at, the match's own included.
inline constexpr uint32_t kAntecedentSentences = 8;

// For what `rule` has just made of a sentence, from index `first` of `made` on, in the order of the text: where the
// names before a match, in its paragraph and at most kAntecedentSentences back, come to one, and no rival stands there
// for anybody else, the last of them fills its capture `head`; the other matches are taken out and told to `observer`,
// which may be null. Names are one where they have one id, or where the words of one end the other ("Lee", "Ann Lee").
// A rival that an annotation holds which stands for one of the names leaves nothing open. Does nothing for rules that
// refer to nothing. Linear in the text.
void ReferToAntecedents(const CompiledMatchRule& rule, const SentenceTexts& texts, size_t first,
                        MatchObserver* observer, std::vector<Annotation>* made);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_ANTECEDENTS_H_
