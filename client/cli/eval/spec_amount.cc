// Shapes of an amount's "value", and what they are read as:
//
//   81, 4E-06, -9%                                    a number
//   (none, or "null")                                 no number: a unit alone
//   [6,8)  (,6]  (6,)  [6,6]                          a range; whether it holds its ends is not told by values
//   NumeralValue 81, NumeralValue (-81)               a number
//   OrdinalData 19                                    a number
//   simple Dollar 6e4, simple Ounce 9 (Just "rice")   a number with its unit
//   between Gram (6,8) Nothing                        a range with its unit
//   under EUR 6, above Inch 8                         a range with one open end
#include "client/cli/eval/spec_amount.h"

#include <cctype>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace caspian::cli {
namespace {

constexpr size_t kRoundedDigits = 15;
constexpr int kTolerance = -9;  // power of ten
constexpr int kMaxExponent = 100;
constexpr int kQuotientPlaces = 20;

using Parts = std::vector<absl::string_view>;

// Reads both ends of "10,15"; false where one is neither a number nor empty.
bool ReadEnds(absl::string_view text, SpecAmount* amount) {
  const Parts ends = absl::StrSplit(text, ',');
  if (ends.size() != 2) return false;
  amount->range = true;
  amount->low = ParseSpecNumber(ends[0]);
  amount->high = ParseSpecNumber(ends[1]);
  const auto good = [](absl::string_view end, const absl::optional<SpecNumber>& number) {
    return number || absl::StripAsciiWhitespace(end).empty();
  };
  return good(ends[0], amount->low) && good(ends[1], amount->high);
}

// "under EUR 6", "between Gram (6,8) …".
absl::optional<SpecAmount> ParseWithUnit(absl::string_view text) {
  const Parts words = absl::StrSplit(text, absl::MaxSplits(' ', 2));
  if (words.size() != 3) return absl::nullopt;
  SpecAmount amount;
  amount.unit = std::string(words[1]);
  const bool bracket = absl::StartsWith(words[2], "(");
  const absl::string_view number = words[2].substr(bracket, words[2].find(bracket ? ')' : ' ') - bracket);
  if (words[0] == "between") return ReadEnds(number, &amount) ? absl::make_optional(amount) : absl::nullopt;
  (words[0] == "under" ? amount.high : amount.low) = ParseSpecNumber(number);
  amount.range = words[0] != "simple";
  return amount.low || amount.high ? absl::make_optional(amount) : absl::nullopt;
}

absl::optional<SpecAmount> ParseNumberAlone(absl::string_view text) {
  SpecAmount amount;
  amount.low = ParseSpecNumber(text);
  return amount.low ? absl::make_optional(amount) : absl::nullopt;
}

// The first twenty digits of "2⁄3", more than a spec's binary fraction has; a decimal as it is.
absl::optional<Decimal> DecimalOf(absl::string_view number) {
  const Parts parts = absl::StrSplit(number, "\u2044");
  int64_t above = 0, below = 0;
  if (parts.size() != 2) return Decimal::Parse(number);
  if (!absl::SimpleAtoi(parts[0], &above) || !absl::SimpleAtoi(parts[1], &below) || below <= 0) return absl::nullopt;
  Decimal quotient(above / below);
  int64_t rest = above % below;
  for (int place = 1; place <= kQuotientPlaces; ++place) {
    const Decimal digit(static_cast<int64_t>(static_cast<__int128>(rest) * 10 / below));
    quotient = quotient.Plus(digit.Shifted(-place));
    rest = static_cast<int64_t>(static_cast<__int128>(rest) * 10 % below);
  }
  return quotient;
}

FoundAmount Ends(absl::string_view low, absl::string_view high, v1::ValueModifier modifier) {
  FoundAmount found = {DecimalOf(low), DecimalOf(high.empty() ? low : high)};
  if (!high.empty()) return found;
  if (modifier == v1::VALUE_MODIFIER_AT_LEAST) found.high.reset();
  if (modifier == v1::VALUE_MODIFIER_AT_MOST) found.low.reset();
  return found;
}

}  // namespace

absl::optional<SpecNumber> ParseSpecNumber(absl::string_view text) {
  const Parts parts = absl::StrSplit(absl::StripAsciiWhitespace(text), absl::ByAnyChar("eE"));
  const absl::optional<Decimal> digits = Decimal::Parse(parts[0]);
  int exponent = 0;
  if (!digits || parts.size() > 2) return absl::nullopt;
  if (parts.size() == 2 && (!absl::SimpleAtoi(parts[1], &exponent) || std::abs(exponent) > kMaxExponent))
    return absl::nullopt;
  const bool fraction = absl::StrContains(parts[0], '.');
  size_t count = 0;
  for (char c : parts[0]) count += std::isdigit(static_cast<unsigned char>(c)) != 0;
  return SpecNumber{digits->Shifted(exponent), fraction && count >= kRoundedDigits};
}

bool SameNumber(const SpecNumber& expected, const Decimal& found) {
  if (!expected.rounded) return expected.value == found;
  const auto magnitude = [](const Decimal& value) { return value.IsNegative() ? value.Negated() : value; };
  return magnitude(found.Plus(expected.value.Negated())) < magnitude(expected.value).Shifted(kTolerance);
}

absl::optional<SpecAmount> ParseSpecAmount(const Meaning& meaning) {
  absl::string_view value = MemberOf(meaning, "value");
  for (absl::string_view kind : {"simple ", "between ", "under ", "above "}) {
    if (absl::StartsWith(value, kind)) return ParseWithUnit(value);
  }
  SpecAmount amount;
  amount.unit = std::string(MemberOf(meaning, "unit"));
  if (value.empty() || value == "null") return amount;
  if (absl::ConsumePrefix(&value, "NumeralValue ") || absl::ConsumePrefix(&value, "OrdinalData "))
    return ParseNumberAlone(absl::StripSuffix(absl::StripPrefix(value, "("), ")"));
  if (value.front() == '[' || value.front() == '(')
    return ReadEnds(value.substr(1, value.size() - 2), &amount) ? absl::make_optional(amount) : absl::nullopt;
  amount.low = ParseSpecNumber(absl::StripSuffix(value, "%"));
  return amount.low ? absl::make_optional(amount) : absl::nullopt;
}

FoundAmount AmountOf(const v1::Value& value) {
  switch (value.kind_case()) {
    case v1::Value::kMoney:
      return Ends(value.money().amount(), value.money().amount_high(), value.modifier());
    case v1::Value::kQuantity:
      return Ends(value.quantity().amount(), value.quantity().amount_high(), value.modifier());
    case v1::Value::kPercent:
      return Ends(value.percent().amount(), value.percent().amount_high(), value.modifier());
    case v1::Value::kNumber: {
      // Ranges and fractions of plain numbers are only told by the canonical string: "10/15", "10/", "/15", "2⁄3".
      const Parts ends = absl::StrSplit(value.canonical(), '/');
      if (ends.size() == 2) return {Decimal::Parse(ends[0]), Decimal::Parse(ends[1])};
      const absl::string_view amount = value.number().amount();
      return Ends(amount.empty() ? absl::string_view(value.canonical()) : amount, "", value.modifier());
    }
    default:
      return {};
  }
}

bool SameAmount(const SpecAmount& expected, const FoundAmount& found, const UnitFactors& factors) {
  const auto same = [&factors](const absl::optional<SpecNumber>& number, const absl::optional<Decimal>& end) {
    if (!number || !end) return !number && !end;
    return SameNumber({number->value.Times(factors.expected), number->rounded}, end->Times(factors.found));
  };
  if (expected.range) return same(expected.low, found.low) && same(expected.high, found.high);
  if (found.low && found.high && !(*found.low == *found.high)) return false;
  return same(expected.low, found.low ? found.low : found.high);
}

}  // namespace caspian::cli
