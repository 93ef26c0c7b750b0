// Numbers in digits, as English news and data write them.
#ifndef CASPIAN_EXTRACTOR_NORMALIZE_NUMBER_DIGITS_H_
#define CASPIAN_EXTRACTOR_NORMALIZE_NUMBER_DIGITS_H_

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "extractor/normalize/fraction.h"

namespace caspian::extractor {

// Numbers of more digits are no amounts of anything: they are refused.
inline constexpr size_t kDigitLimit = 1000;

struct DigitNumber {
  // True where the text begins with digits.
  bool present = false;
  // The number; absent where the digits have no one reading, divide by zero or are more than kDigitLimit.
  absl::optional<Fraction> value;
};

// The number that `text` begins with: "1,300", "4.7", ".5", "1/3", "5 1/2", "5-1/2", "5½", "23rd", "1 414 021 100"
// (two groups of three or more behind blanks), each with an optional '-' before it. What stands behind it is ignored
// unless it is another digit.
DigitNumber ReadDigits(absl::string_view text);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NORMALIZE_NUMBER_DIGITS_H_
