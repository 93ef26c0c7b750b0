// Exact decimal numbers of any length: what amounts are computed with, so that no amount is ever rounded.
#ifndef CASPIAN_COMMON_BASE_DECIMAL_H_
#define CASPIAN_COMMON_BASE_DECIMAL_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace caspian {

// A number with a sign, digits and a count of decimal places; always in lowest form (no trailing zeros behind the
// point, no negative zero). A value type; all functions are linear in the digits, Times in the product of both lengths.
class Decimal {
 public:
  // Zero.
  Decimal() = default;
  // A whole number.
  explicit Decimal(int64_t value);

  // Reads "500", "1,234,567.89", "1,00,000" (groups of two above the last three), ".5", each with an optional '-'
  // before it. Absent for all else: "1.234,56" and "1,5" mean different numbers in different countries and are not
  // guessed.
  static absl::optional<Decimal> Parse(absl::string_view text);

  Decimal Plus(const Decimal& other) const;
  Decimal Times(const Decimal& other) const;
  // Times 10 to the power of `exponent`, which may be negative.
  Decimal Shifted(int exponent) const;
  Decimal Negated() const;

  bool IsZero() const { return digits_.size() == 1 && digits_[0] == '0'; }
  bool IsOne() const { return digits_.size() == 1 && digits_[0] == '1' && places_ == 0 && !negative_; }
  bool IsNegative() const { return negative_; }
  bool IsWhole() const { return places_ == 0; }
  // Digits behind the point.
  size_t Places() const { return places_; }
  // Digits in all, but leading and trailing zeros behind the point.
  size_t DigitCount() const { return digits_.size(); }

  // Digits without grouping, exponent or trailing zeros: "-0.5", "6000000". Parse reads it back to an equal number.
  std::string ToString() const;

  // The number where it is whole and between -`limit` and `limit`; absent otherwise.
  absl::optional<int> ToInt(int limit) const;

  friend bool operator==(const Decimal& a, const Decimal& b) {
    return a.negative_ == b.negative_ && a.places_ == b.places_ && a.digits_ == b.digits_;
  }
  friend bool operator<(const Decimal& a, const Decimal& b);

 private:
  Decimal(bool negative, std::string digits, size_t places);

  bool negative_ = false;
  std::string digits_ = "0";  // without leading zeros
  size_t places_ = 0;         // of digits_, how many stand behind the point
};

}  // namespace caspian

#endif  // CASPIAN_COMMON_BASE_DECIMAL_H_
