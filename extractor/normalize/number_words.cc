// Numbers as English news write them, from digits and the values of number words. Words are summed up as they are
// spoken: units and tens add up, "hundred" multiplies what stands before it, a scale of a thousand or more closes a
// group.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "extractor/normalize/parts.h"

namespace caspian::extractor {
namespace {

constexpr int kMaxWords = 8;

struct VulgarFraction {
  absl::string_view utf8;
  uint32_t numerator, denominator;
};
constexpr VulgarFraction kVulgarFractions[] = {
    {"\u00BD", 1, 2}, {"\u00BC", 1, 4}, {"\u00BE", 3, 4}, {"\u2153", 1, 3}, {"\u2154", 2, 3}};

// "1/2" as a decimal.
absl::optional<Decimal> ReadFraction(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '/');
  uint32_t numerator = 0, denominator = 0;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &numerator) || !absl::SimpleAtoi(parts[1], &denominator))
    return absl::nullopt;
  return Decimal::Ratio(numerator, denominator);
}

// The fraction that `text` begins with.
absl::optional<Decimal> ReadVulgarFraction(absl::string_view text) {
  for (const VulgarFraction& fraction : kVulgarFractions) {
    if (absl::StartsWith(text, fraction.utf8)) return Decimal::Ratio(fraction.numerator, fraction.denominator);
  }
  return absl::nullopt;
}

// Where the first word of digits ends: "1,300", "5", "1/2", "4.7".
size_t DigitsEnd(absl::string_view text) {
  size_t end = 0;
  while (end < text.size() &&
         (absl::ascii_isdigit(text[end]) || text[end] == ',' || text[end] == '.' || text[end] == '/'))
    ++end;
  while (end > 0 && !absl::ascii_isdigit(text[end - 1])) --end;
  return end;
}

// Adds the fraction behind a whole number ("5 1/2", "5½"), whatever blank or dash parts them. False where other digits
// follow: then the number has more than one reading.
bool AddFraction(absl::string_view rest, Decimal* number) {
  const size_t digit = std::min(rest.find_first_of("0123456789"), rest.size());
  const absl::string_view figures = rest.substr(digit, DigitsEnd(rest.substr(digit)));
  absl::optional<Decimal> fraction;
  if (figures.empty()) {
    const size_t begin = std::min(rest.find_first_not_of(" -\r\n\t"), rest.size());
    fraction = ReadVulgarFraction(rest.substr(begin));
    if (!fraction) return true;
  } else if (figures.find('/') != absl::string_view::npos) {
    fraction = ReadFraction(figures);
  }
  if (fraction) *number = number->Plus(*fraction);
  return fraction.has_value();
}

// "5", "1/2", "5 1/2", "5-1/2", "5½" at the beginning of `text`; false where it begins with digits that are no number.
bool ReadDigits(absl::string_view text, std::vector<Decimal>* words) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const size_t end = DigitsEnd(text);
  if (end == 0) {
    const absl::optional<Decimal> fraction = ReadVulgarFraction(text);
    if (fraction) words->push_back(*fraction);
    return true;
  }
  const absl::string_view digits = text.substr(0, end);
  const bool is_fraction = digits.find('/') != absl::string_view::npos;
  absl::optional<Decimal> number = is_fraction ? ReadFraction(digits) : Decimal::Parse(digits);
  if (!number) return false;
  if (!is_fraction && !AddFraction(text.substr(end), &*number)) return false;
  words->push_back(negative ? number->Negated() : *number);
  return true;
}

// A factor of what stands before it: hundred, thousand, million.
bool IsScale(const Decimal& word) { return !(word < Decimal(100)); }
bool ClosesGroup(const Decimal& word) { return !(word < Decimal(1000)); }

// A number's words by their values, in order.
struct Words {
  std::vector<Decimal> values;
  // The first is written in digits, so that it is no scale, however large ("1,200 million").
  bool digits_first = false;
};

void AppendNumber(absl::string_view text, std::vector<Decimal>* values) {
  if (text.empty()) return;
  if (const absl::optional<Decimal> value = Decimal::Parse(text)) values->push_back(*value);
}

// Empty where there is none.
Words ReadWords(const ValuePart& part) {
  Words words;
  if (!ReadDigits(part.text, &words.values)) return {};
  words.digits_first = !words.values.empty();
  if (!words.digits_first) AppendNumber(FeatureOf(part, "number"), &words.values);
  if (!words.digits_first && !words.values.empty()) return words;
  for (int i = 1; i <= kMaxWords; ++i) AppendNumber(FeatureOf(part, absl::StrCat("n", i)), &words.values);
  return words;
}

Decimal Compose(const Words& words) {
  if (words.values.size() == 1) return words.values[0];
  Decimal total, group;
  bool open = false;
  for (size_t i = 0; i < words.values.size(); ++i) {
    const Decimal& word = words.values[i];
    if (!open && i > 0 && ClosesGroup(word)) {  // "two thousand million"
      total = total.Times(word);
      continue;
    }
    group = !open ? word : IsScale(word) ? group.Times(word) : group.Plus(word);
    open = true;
    if (ClosesGroup(word) && !(i == 0 && words.digits_first)) {
      total = total.Plus(group);
      group = Decimal();
      open = false;
    }
  }
  return total.Plus(group);
}

// The factor that the last words are ("1.5 billion"), and what is left without them.
struct Scaled {
  Decimal rest;
  Decimal scale;
};
Scaled SplitScale(Words words) {
  Scaled split{Decimal(), Decimal(1)};
  while (words.values.size() > 1 && ClosesGroup(words.values.back())) {
    split.scale = split.scale.Times(words.values.back());
    words.values.pop_back();
  }
  split.rest = Compose(words);
  return split;
}

absl::Status NoNumber(const ValuePart& part) {
  return absl::InvalidArgumentError(absl::StrCat("\"", part.text, "\" is no number that has one reading"));
}

}  // namespace

absl::optional<Decimal> ReadNumber(const ValuePart& part) {
  const Words words = ReadWords(part);
  if (words.values.empty()) return absl::nullopt;
  return Compose(words);
}

absl::StatusOr<Amount> ReadAmount(const Parts& parts) {
  const ValuePart* low = parts.Find("amount");
  if (low == nullptr) return absl::InvalidArgumentError("no amount");
  const Words low_words = ReadWords(*low);
  if (low_words.values.empty()) return NoNumber(*low);
  Amount amount{Compose(low_words), absl::nullopt};
  if (const ValuePart* high = parts.Find("amount_high")) {
    const Words high_words = ReadWords(*high);
    if (high_words.values.empty()) return NoNumber(*high);
    const Scaled split = SplitScale(high_words);
    if (SplitScale(low_words).scale == Decimal(1) && !(split.rest < amount.low))
      amount.low = amount.low.Times(split.scale);
    amount.high = Compose(high_words);
  }
  if (const ValuePart* scale = parts.Find("scale")) {
    const absl::optional<Decimal> factor = ReadNumber(*scale);
    if (!factor) return absl::InvalidArgumentError(absl::StrCat("\"", scale->text, "\" is no scale"));
    amount.low = amount.low.Times(*factor);
    if (amount.high) amount.high = amount.high->Times(*factor);
  }
  if (parts.Has("negative")) amount.low = amount.low.Negated();
  if (amount.high && *amount.high < amount.low) return absl::InvalidArgumentError("the range ends below its beginning");
  return amount;
}

}  // namespace caspian::extractor
