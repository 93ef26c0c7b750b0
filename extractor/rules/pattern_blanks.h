// How many blanks what a pattern matches can hold: of words that follow each other one stands between two.
#ifndef CASPIAN_EXTRACTOR_RULES_PATTERN_BLANKS_H_
#define CASPIAN_EXTRACTOR_RULES_PATTERN_BLANKS_H_

#include <cstddef>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/rules/pattern_tree.h"

namespace caspian::extractor {

// As many as there may be.
inline constexpr size_t kAnyBlanks = static_cast<size_t>(-1);

// How many blanks each match of `pattern` holds at least.
size_t LeastBlanks(absl::string_view pattern);

// How many what `items` of `pattern` match holds at most, or more than that; kAnyBlanks where there is no end of them.
size_t MostBlanks(absl::string_view pattern, absl::Span<const PatternItem> items);

// The sum, kAnyBlanks where one of them is.
size_t SumOfBlanks(size_t a, size_t b);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_PATTERN_BLANKS_H_
