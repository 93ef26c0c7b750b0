// Searches the patterns of a match rule in one copy of a sentence, and makes annotations of what is accepted.
#ifndef CASPIAN_EXTRACTOR_MATCH_PATTERN_SEARCH_H_
#define CASPIAN_EXTRACTOR_MATCH_PATTERN_SEARCH_H_

#include <cstdint>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "extractor/match/match_observer.h"
#include "extractor/match/sentence_texts.h"

namespace caspian::extractor {

// Forms of a rule by their index, ascending.
using FormIndexes = absl::InlinedVector<uint32_t, 4>;

// At each token-aligned start, ascending, the forms of the rule by name: the first whose leftmost-first match begins
// and ends at tokens, and for which the guards hold, is accepted; accepted matches do not overlap. Appends annotations,
// with captures and settings, but without what is attached. Linear in the copy for a given rule. Of the forms those of
// index `forms` alone, which are all that may match; null: all. `observer` may be null.
SearchCounts SearchPatterns(const CompiledMatchRule& rule, const FormIndexes* forms, SentenceTexts* texts,
                            MatchObserver* observer, std::vector<Annotation>* out);

// A group of a match in the document: its bytes, and the annotation that alone fills it.
struct GroupFill {
  bool matched = false;
  ByteRange range;
  int annotation = kNoAnnotation;
};
GroupFill FillOfGroup(const LiftedText& text, const GroupSpan& group);

// The value of `$capture` or `$capture.feature` of an annotation with its captures.
absl::string_view ResolveCapture(const Analysis& analysis, const Annotation& made, const TemplateReference& reference);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_PATTERN_SEARCH_H_
