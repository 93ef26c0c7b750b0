// The plain words and marks that a pattern spells out.
#ifndef CASPIAN_EXTRACTOR_RULES_PATTERN_LITERALS_H_
#define CASPIAN_EXTRACTOR_RULES_PATTERN_LITERALS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "extractor/rules/pattern_tree.h"

namespace caspian::extractor {

using Strings = std::vector<std::string>;

// All that `item` of `pattern` may match: strings of letters a-z (for either case), blanks, and marks as they stand in
// copies, each a token of its own there; each once, the empty string where the item may be missing. Absent where it may
// match anything else, more than 64 strings, or itself repeated.
absl::optional<Strings> StringsOf(absl::string_view pattern, const PatternItem& item);

// What stands for a string of `before` and one of `behind`; absent where that is more than 64.
absl::optional<Strings> Joined(const Strings& before, const Strings& behind);

// The words and marks of a string that StringsOf has made.
struct LiteralToken {
  std::string text;
  bool first = false;  // begins the string, and is a word
  bool last = false;   // ends it, and is a word
};
std::vector<LiteralToken> TokensOf(absl::string_view text);

// True for "\d" and classes of digits alone: "[1-9]", "[12]".
bool IsDigitClass(absl::string_view text);

// The characters of a class that lists some letters a-z, marks and blanks ("[$£ ]"), letters in lower case; empty for
// all other classes.
Strings CharactersOfClass(absl::string_view text);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_PATTERN_LITERALS_H_
