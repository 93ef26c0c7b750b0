// What every match of a pattern must hold, found in the pattern alone: what a text lacks, its rules need not be
// searched for. Rather nothing than too much: a need is told only where no match can do without it.
#ifndef CASPIAN_EXTRACTOR_RULES_PATTERN_NEEDS_H_
#define CASPIAN_EXTRACTOR_RULES_PATTERN_NEEDS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace caspian::extractor {

// An annotation of `label` whose `feature` has one of `values`; without a feature any of that label.
struct NeededLabel {
  std::string label;
  std::string feature;
  std::vector<std::string> values;
};

// One of these stands in each match: a word as a whole token, whatever its case, or an annotation.
struct PatternNeed {
  std::vector<std::string> words;  // a-z; where case is ignored, RE2 takes U+017F for s and U+212A for k
  std::vector<NeededLabel> labels;

  size_t size() const { return words.size() + labels.size(); }
};

// All needs of a match of `pattern` that begins and ends at tokens, the rarest first as far as that can be guessed;
// none where nothing is sure. `pattern` is one that CheckPattern finds nothing wrong with.
std::vector<PatternNeed> NeedsOf(absl::string_view pattern);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_PATTERN_NEEDS_H_
