#ifndef CASPIAN_EXTRACTOR_NAMES_SHORT_FORMS_H_
#define CASPIAN_EXTRACTOR_NAMES_SHORT_FORMS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace caspian::extractor {

// True where `acronym` (two letters or more, all capital, full stops apart) is made of the first letters of the capitalised words
// of `words`, hyphenated parts counted or not, small words left out: "CICA" of "Conference on Interaction and Confidence-Building
// Measures in Asia" (letters may skip capitalised words behind the first, but not go back).
bool IsAcronymOf(absl::string_view acronym, const std::vector<std::string>& words);

// True where `acronym` could be one at all.
bool LooksLikeAcronym(absl::string_view text);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_SHORT_FORMS_H_
