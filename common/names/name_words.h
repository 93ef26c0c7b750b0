// The words of a romanized name.
#ifndef CASPIAN_COMMON_NAMES_NAME_WORDS_H_
#define CASPIAN_COMMON_NAMES_NAME_WORDS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace caspian {

// Cuts romanized letters at all that is neither letter nor digit; apostrophes are left out, "&" is a word. Where
// `join_letters`, single letters that dots join are one word ("S.A.", "p.l.c."), and so are those that begin the name
// ("C G Quill"). The answer has one space between words. Linear.
std::string CutWords(absl::string_view letters, bool join_letters);

// The views of what single spaces separate.
std::vector<absl::string_view> SplitWords(absl::string_view words);

}  // namespace caspian

#endif  // CASPIAN_COMMON_NAMES_NAME_WORDS_H_
