// Amounts and their ranges, powers and scales.
#include <cstdlib>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "extractor/normalize/number_digits.h"
#include "extractor/normalize/number_words.h"
#include "extractor/normalize/parts.h"

namespace caspian::extractor {
namespace {

constexpr int kExponentLimit = 400;

absl::Status NoNumber(const ValuePart& part) {
  constexpr size_t kShown = 60;
  const bool long_text = part.text.size() > kShown;
  return absl::InvalidArgumentError(
      absl::StrCat("\"", part.text.substr(0, kShown), long_text ? "…" : "", "\" is no number that has one reading",
                   long_text ? absl::StrCat(" and at most ", kDigitLimit, " digits") : ""));
}

// `number` over `denominator`, which may be null.
absl::optional<Fraction> ReadQuotient(const ValuePart& number, const ValuePart* denominator) {
  const absl::optional<Fraction> value = Compose(ReadWords(number));
  if (!value || denominator == nullptr) return value;
  const absl::optional<Decimal> above = value->AsDecimal(), below = ReadNumber(*denominator);
  return above && below ? Fraction::Of(*above, *below) : absl::nullopt;
}

// The words of the upper end of a range name the scale of both where the lower end has none.
absl::Status ReadRange(const ValuePart& low, const ValuePart& high, ExactAmount* amount) {
  const NumberWords low_words = ReadWords(low), high_words = ReadWords(high);
  const absl::optional<Fraction> end = Compose(high_words);
  if (!end) return NoNumber(high);
  const ScaledNumber split = SplitScale(high_words);
  if (split.rest && SplitScale(low_words).scale.IsOne() && !(*split.rest < amount->low)) {
    const absl::optional<Fraction> scaled = amount->low.Times(split.scale);
    if (!scaled) return NoNumber(low);
    amount->low = *scaled;
  }
  amount->high = *end;
  return absl::OkStatus();
}

absl::Status Scale(const ValuePart& scale, ExactAmount* amount) {
  const absl::optional<Decimal> factor = ReadNumber(scale);
  const absl::optional<Fraction> low = factor ? amount->low.Times(*factor) : absl::nullopt;
  const absl::optional<Fraction> high = factor && amount->high ? amount->high->Times(*factor) : absl::nullopt;
  if (!low || high.has_value() != amount->high.has_value())
    return absl::InvalidArgumentError(absl::StrCat("\"", scale.text, "\" is no scale"));
  *amount = {*low, high};
  return absl::OkStatus();
}

Decimal PowerOf(const Decimal& base, int exponent) {
  Decimal power(1);
  for (int i = 0; i < exponent; ++i) power = power.Times(base);
  return power;
}

// "1.3x10^6": `exponent` is that of ten; "1.1^23": `power` is that of the amount.
absl::Status RaisePower(const Parts& parts, ExactAmount* amount) {
  for (absl::string_view name : {"exponent", "power"}) {
    const ValuePart* part = parts.Find(name);
    if (part == nullptr) continue;
    const absl::optional<Decimal> number = Decimal::Parse(absl::StripPrefix(part->text, "+"));
    const absl::optional<int> exponent = number ? number->ToInt(kExponentLimit) : absl::nullopt;
    const absl::optional<Decimal> base = amount->low.AsDecimal();
    if (!exponent || *exponent < -kExponentLimit || !base)
      return absl::InvalidArgumentError(
          absl::StrCat("\"", part->text, "\" is no exponent between -", kExponentLimit, " and ", kExponentLimit));
    if (name == "exponent") {
      amount->low = base->Shifted(*exponent);
      continue;
    }
    if (base->DigitCount() * static_cast<size_t>(std::abs(*exponent)) > kDigitLimit)
      return absl::InvalidArgumentError(absl::StrCat("the power has more than ", kDigitLimit, " digits"));
    const Decimal power = PowerOf(*base, std::abs(*exponent));
    const absl::optional<Fraction> value = *exponent < 0 ? Fraction::Of(Decimal(1), power) : Fraction(power);
    if (!value) return absl::InvalidArgumentError("the power is no decimal");
    amount->low = *value;
  }
  return absl::OkStatus();
}

const ValuePart* FindEither(const Parts& parts, absl::string_view capture, absl::string_view setting) {
  const ValuePart* part = parts.Find(capture);
  return part == nullptr ? parts.Find(setting) : part;
}

}  // namespace

absl::StatusOr<ExactAmount> ReadExactAmount(const Parts& parts) {
  const ValuePart* low = FindEither(parts, "amount", "words");
  if (low == nullptr) return absl::InvalidArgumentError("no amount");
  const absl::optional<Fraction> number = ReadQuotient(*low, parts.Find("denominator"));
  if (!number) return NoNumber(*low);
  ExactAmount amount{*number, absl::nullopt};
  absl::Status status = RaisePower(parts, &amount);
  if (const ValuePart* high = FindEither(parts, "amount_high", "words_high"); status.ok() && high != nullptr)
    status = ReadRange(*low, *high, &amount);
  if (const ValuePart* scale = parts.Find("scale"); status.ok() && scale != nullptr) status = Scale(*scale, &amount);
  if (!status.ok()) return status;
  if (parts.Has("negative")) amount.low = amount.low.Negated();
  if (parts.Has("negative_high") && amount.high) amount.high = amount.high->Negated();
  if (amount.high && *amount.high < amount.low) return absl::InvalidArgumentError("the range ends below its beginning");
  return amount;
}

absl::StatusOr<Amount> ReadAmount(const Parts& parts) {
  const absl::StatusOr<ExactAmount> exact = ReadExactAmount(parts);
  if (!exact.ok()) return exact.status();
  const absl::optional<Decimal> low = exact->low.AsDecimal();
  const absl::optional<Decimal> high = exact->high ? exact->high->AsDecimal() : absl::nullopt;
  if (!low || high.has_value() != exact->high.has_value())
    return absl::InvalidArgumentError("the amount does not end as a decimal");
  return Amount{*low, high};
}

}  // namespace caspian::extractor
