// Takes a pattern apart, so that it can be told how far it got.
#ifndef CASPIAN_EXTRACTOR_RULES_PATTERN_PARTS_H_
#define CASPIAN_EXTRACTOR_RULES_PATTERN_PARTS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace caspian::extractor {

// The alternatives of `pattern` at its top level, each as the parts that follow each other there: references, groups
// and classes with their quantifiers, words; a blank goes with what stands behind it. In place of a group that is all
// of it, or that holds several parts and must stand there once, its own parts stand, and its brackets and name are left
// out. But for these, parts joined again are their alternative; each begin of an alternative is a pattern. `pattern` is
// one that CheckPattern has nothing against.
std::vector<std::vector<std::string>> PatternParts(absl::string_view pattern);

// `part` with the features of its references left out ("<VG lemma=sign>" is "<VG>"); the same where there are none.
std::string WithoutFeatures(absl::string_view part);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_PATTERN_PARTS_H_
