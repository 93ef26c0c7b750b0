// The characters that one item of a pattern matches: a class, an escape, `.`, a character in either case.
#ifndef CASPIAN_EXTRACTOR_RULES_CHARACTER_SET_H_
#define CASPIAN_EXTRACTOR_RULES_CHARACTER_SET_H_

#include <bitset>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "extractor/rules/next_characters.h"
#include "extractor/rules/regex.h"

namespace caspian::extractor {

// The classes of ASCII that sets of patterns mostly have whole or not at all.
enum class AsciiClass : uint8_t { kOther, kLower, kUpper, kDigit };

AsciiClass AsciiClassOf(char32_t c);

// Immutable, thread-safe.
class CharacterSet {
 public:
  // Of `item` of a pattern that RE2 takes; it matches one character at a time.
  CharacterSet(absl::string_view item, bool ignore_case);

  bool Has(char32_t c) const { return c < ascii_.size() ? ascii_[c] : HasBeyondAscii(c); }
  // True where it has some characters of the class and lacks others.
  bool TellsApart(AsciiClass those) const { return tells_apart_[static_cast<size_t>(those)]; }
  // Of each character beyond ASCII that it has the bit of its rest (NextCharacters), and perhaps of others.
  uint64_t RestsBeyondAscii() const;

 private:
  // Both included.
  struct Range {
    char32_t first;
    char32_t last;
  };

  bool HasBeyondAscii(char32_t c) const;

  std::bitset<0x80> ascii_;
  std::bitset<4> tells_apart_;          // by class
  bool private_use_ = false;            // where `ranges_` is empty: those alike, which no pattern names (CheckPattern)
  std::vector<Range> ranges_;           // all others, where the item lists them by number
  std::shared_ptr<const Regex> regex_;  // else; null: none
};

// One set for equal items. Not thread-safe.
class CharacterSets {
 public:
  std::shared_ptr<const CharacterSet> Of(absl::string_view item, bool ignore_case);

 private:
  std::map<std::pair<std::string, bool>, std::shared_ptr<const CharacterSet>> known_;
};

// The code point that `\xHH` or `\x{H…}` writes; 0 where `item` is neither.
char32_t NumberedCharacter(absl::string_view item);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_CHARACTER_SET_H_
