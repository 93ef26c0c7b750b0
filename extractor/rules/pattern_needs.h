// What every match of a pattern must hold, found in the pattern alone: what a text lacks, its rules need not be
// searched for. Rather nothing than too much: a need is told only where no match can do without it.
#ifndef CASPIAN_EXTRACTOR_RULES_PATTERN_NEEDS_H_
#define CASPIAN_EXTRACTOR_RULES_PATTERN_NEEDS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "caspian/v1/rule_set.pb.h"
#include "extractor/rules/pattern_blanks.h"

namespace caspian::extractor {

// An annotation of `label` whose `feature` has one of `values`; without a feature any of that label.
struct NeededLabel {
  std::string label;
  std::string feature;
  std::vector<std::string> values;

  bool operator==(const NeededLabel&) const = default;
};

// One of these stands in each match: a word or mark as a whole token, a token with a digit, or an annotation.
struct PatternNeed {
  // Words in a-z, whatever their case (where it is ignored, RE2 takes U+017F for s and U+212A for k); marks as they
  // stand in the copies that rules search.
  std::vector<std::string> words;
  std::vector<NeededLabel> labels = {};
  bool digit = false;  // one of 0-9
  // Among the needs of a pattern, equal places being in no order: what fulfils one of a lower place stands before what
  // fulfils this one in each match, or is the same token.
  size_t place = 1;
  // Likewise: so many blanks of each match, or fewer, stand before the first that fulfils it; kAnyBlanks: not known.
  size_t most_blanks = 0;
};

// All needs of a match of `pattern` that begins and ends at tokens, the rarest first as far as that can be guessed;
// none where nothing is sure. `pattern` is one that CheckPattern finds nothing wrong with.
std::vector<PatternNeed> NeedsOf(absl::string_view pattern);

// What must stand beside each match of the rule: the needs of the guards that ask for something.
std::vector<PatternNeed> NeedsAround(const v1::Rule& rule);

// The rarest first; equals stay in their order.
void SortByRarity(std::vector<PatternNeed>* needs);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_PATTERN_NEEDS_H_
