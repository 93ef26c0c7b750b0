// Any script to plain Latin letters.
#ifndef CASPIAN_COMMON_NAMES_ROMANIZE_H_
#define CASPIAN_COMMON_NAMES_ROMANIZE_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"

namespace caspian {

// Longer names are cut to so many code points for comparison.
inline constexpr size_t kMostNameCodePoints = 512;

// A name in lower-case Latin letters.
struct RomanName {
  std::string letters;          // digits, separators and what has no romanization stay as they are
  bool without_vowels = false;  // a script that writes none: Arabic, Hebrew
  std::string signs;            // Han, Kana and Hangul as they are, but traditional Han as simplified
  bool cut_off = false;         // longer than kMostNameCodePoints
};

// Letters that are told by `letters` (lower case, code point → Latin) become that, others what ICU's "Any-Latin;
// Latin-ASCII; Lower" makes of them. A legal form that is joined in capitals ("RhonaAG") is cut off. `text` of any
// bytes; what is no UTF-8 separates. Linear. Thread-safe.
RomanName Romanize(absl::string_view text, const std::map<char32_t, std::string>& letters);

// The version of ICU that romanizes: another one may give other letters.
std::string RomanizationVersion();

}  // namespace caspian

#endif  // CASPIAN_COMMON_NAMES_ROMANIZE_H_
