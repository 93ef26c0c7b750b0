// Classes of characters, after the Unicode version of the ICU that is linked; no locale takes part.
#ifndef CASPIAN_EXTRACTOR_DOCUMENT_CHARACTERS_H_
#define CASPIAN_EXTRACTOR_DOCUMENT_CHARACTERS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace caspian::extractor {

// Letters and the marks that combine with them.
bool IsLetter(char32_t c);
bool IsDigit(char32_t c);
bool IsSpace(char32_t c);
bool IsUpper(char32_t c);
bool IsLower(char32_t c);
// Characters that are a word each (CJK).
bool IsIdeograph(char32_t c);

// `text` in lower case, character by character (simple case mapping).
std::string Lowered(absl::string_view text);
void AppendLowered(absl::string_view text, std::string* out);

// `text` with its first character in lower case.
std::string Uncapitalised(absl::string_view text);
// `text` with each run of white space, a line's end included, made one blank, and none at its ends.
std::string Collapsed(absl::string_view text);
// True for printed ASCII that is its own Collapsed.
bool IsPlainlyCollapsed(absl::string_view text);

// True where the first character is upper case.
bool StartsUpper(absl::string_view text);
// True where the first character is lower case.
bool StartsLower(absl::string_view text);
// True where `text` has at least two letters and none of them is lower case.
bool IsAllUpper(absl::string_view text);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_DOCUMENT_CHARACTERS_H_
