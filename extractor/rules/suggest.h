// "did you mean": the known word that is nearest to a mistyped one.
#ifndef CASPIAN_EXTRACTOR_RULES_SUGGEST_H_
#define CASPIAN_EXTRACTOR_RULES_SUGGEST_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace caspian::extractor {

// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b` (optimal string alignment), over
// bytes.
size_t EditDistance(absl::string_view a, absl::string_view b);

// The word of `known` nearest to `word`, case ignored; empty where none is within a third of its length (at least one
// edit). The first of equals wins, so the answer does not depend on anything but the order of `known`.
std::string NearestWord(absl::string_view word, const std::vector<std::string>& known);

// "did you mean X?", or else "known are A, B, C" (at most 24), or else empty.
std::string SuggestionFor(absl::string_view word, const std::vector<std::string>& known);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_SUGGEST_H_
