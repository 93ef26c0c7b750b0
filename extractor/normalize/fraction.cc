#include "extractor/normalize/fraction.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace caspian::extractor {
namespace {

constexpr int64_t kLimit = 1'000'000'000'000'000'000;  // 18 digits and the sign

// Both as whole numbers of one size: 2.5 and 0.75 are 250 and 75.
struct Whole {
  Decimal numerator;
  Decimal denominator;
};
Whole MakeWhole(const Decimal& numerator, const Decimal& denominator) {
  const int places = static_cast<int>(std::max(numerator.Places(), denominator.Places()));
  return {numerator.Shifted(places), denominator.Shifted(places)};
}

// Absent where the number has more than 18 digits.
absl::optional<int64_t> AsInteger(const Decimal& whole) {
  int64_t value = 0;
  if (!absl::SimpleAtoi(whole.ToString(), &value) || value >= kLimit || value <= -kLimit) return absl::nullopt;
  return value;
}

// How often `prime` divides `*number`, which is divided by it as often.
int TakeOut(int64_t prime, int64_t* number) {
  int count = 0;
  for (; *number % prime == 0; *number /= prime) ++count;
  return count;
}

}  // namespace

absl::optional<Fraction> Fraction::Of(const Decimal& numerator, const Decimal& denominator) {
  if (denominator.IsOne()) return Fraction(numerator);
  const Whole whole = MakeWhole(numerator, denominator);
  const absl::optional<int64_t> above = AsInteger(whole.numerator), below = AsInteger(whole.denominator);
  if (!above || !below || *below == 0) return absl::nullopt;
  const int64_t common = std::gcd(*above, *below) * (*below < 0 ? -1 : 1);
  int64_t rest = *below / common;
  const int twos = TakeOut(2, &rest), fives = TakeOut(5, &rest);
  if (rest != 1) return Fraction(Decimal(*above / common), Decimal(*below / common));
  Decimal value(*above / common);
  const Decimal half = Decimal(5).Shifted(-1), fifth = Decimal(2).Shifted(-1);
  for (int i = 0; i < twos; ++i) value = value.Times(half);
  for (int i = 0; i < fives; ++i) value = value.Times(fifth);
  return Fraction(value);
}

absl::optional<Decimal> Fraction::AsDecimal() const {
  return denominator_.IsOne() ? absl::make_optional(numerator_) : absl::nullopt;
}

absl::optional<Fraction> Fraction::Times(const Decimal& factor) const {
  if (factor.IsOne()) return *this;
  return Of(numerator_.Times(factor), denominator_);
}

std::string Fraction::ToString() const {
  if (denominator_.IsOne()) return numerator_.ToString();
  return absl::StrCat(numerator_.ToString(), "\u2044", denominator_.ToString());
}

}  // namespace caspian::extractor
