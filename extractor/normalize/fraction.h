// Exact numbers that need not end as decimals: thirds and sevenths beside tenths.
#ifndef CASPIAN_EXTRACTOR_NORMALIZE_FRACTION_H_
#define CASPIAN_EXTRACTOR_NORMALIZE_FRACTION_H_

#include <string>
#include <utility>

#include "absl/types/optional.h"
#include "common/base/decimal.h"

namespace caspian::extractor {

// A decimal, or where that would not end, a whole numerator over a whole denominator above 1 in lowest terms. A value
// type; never rounded.
class Fraction {
 public:
  // A decimal. Implicit: each decimal is a fraction.
  Fraction(Decimal value) : numerator_(std::move(value)), denominator_(1) {}  // NOLINT(google-explicit-constructor)

  // `numerator` / `denominator`. Absent where the denominator is zero, and where they do not end and either has more
  // than 18 digits.
  static absl::optional<Fraction> Of(const Decimal& numerator, const Decimal& denominator);

  // The whole of it as a decimal; absent where that would not end (1/3).
  absl::optional<Decimal> AsDecimal() const;

  // Of a decimal, itself and 1.
  const Decimal& numerator() const { return numerator_; }
  const Decimal& denominator() const { return denominator_; }

  Fraction Negated() const { return Fraction(numerator_.Negated(), denominator_); }
  // Absent as Of is.
  absl::optional<Fraction> Times(const Decimal& factor) const;

  // "0.75"; "1⁄3" with U+2044, the fraction slash, since a plain one parts the ends of ranges.
  std::string ToString() const;

  friend bool operator<(const Fraction& a, const Fraction& b) {
    if (a.denominator_ == b.denominator_) return a.numerator_ < b.numerator_;
    return a.numerator_.Times(b.denominator_) < b.numerator_.Times(a.denominator_);
  }
  friend bool operator==(const Fraction& a, const Fraction& b) {
    return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
  }

 private:
  Fraction(Decimal numerator, Decimal denominator)
      : numerator_(std::move(numerator)), denominator_(std::move(denominator)) {}

  Decimal numerator_;
  Decimal denominator_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NORMALIZE_FRACTION_H_
