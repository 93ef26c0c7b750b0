#include "extractor/normalize/number_digits.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace caspian::extractor {
namespace {

constexpr absl::string_view kBlanks = " \r\n\t";

struct VulgarFraction {
  absl::string_view utf8;
  int numerator, denominator;
};
constexpr VulgarFraction kVulgarFractions[] = {{"\u00BD", 1, 2}, {"\u00BC", 1, 4}, {"\u00BE", 3, 4}, {"\u2153", 1, 3},
                                               {"\u2154", 2, 3}, {"\u215B", 1, 8}, {"\u215C", 3, 8}, {"\u215D", 5, 8},
                                               {"\u215E", 7, 8}, {"\u2155", 1, 5}, {"\u2156", 2, 5}, {"\u2157", 3, 5},
                                               {"\u2158", 4, 5}, {"\u2159", 1, 6}, {"\u215A", 5, 6}};

absl::optional<Fraction> ReadVulgarFraction(absl::string_view text) {
  if (text.empty() || static_cast<unsigned char>(text[0]) < 0x80) return absl::nullopt;
  for (const VulgarFraction& fraction : kVulgarFractions) {
    if (absl::StartsWith(text, fraction.utf8))
      return Fraction::Of(Decimal(fraction.numerator), Decimal(fraction.denominator));
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

// Takes the blanks and the three digits that `*rest` begins with, where it does and no fourth follows.
absl::string_view TakeBlankGroup(absl::string_view* rest) {
  const size_t begin = std::min(rest->find_first_not_of(kBlanks), rest->size());
  const absl::string_view digits = rest->substr(begin, DigitsEnd(rest->substr(begin)));
  const bool is_group =
      begin > 0 && digits.size() == 3 && std::all_of(digits.begin(), digits.end(), absl::ascii_isdigit);
  if (!is_group) return absl::string_view();
  rest->remove_prefix(begin + 3);
  return digits;
}

// "1 414 021 100": adds the groups to `*digits`. Of one group alone ("5 600") it can't be told from two numbers.
void TakeBlankGroups(absl::string_view* rest, std::string* digits) {
  if (digits->size() > 3 || !std::all_of(digits->begin(), digits->end(), absl::ascii_isdigit)) return;
  absl::string_view behind = *rest;
  std::string groups;
  for (absl::string_view group = TakeBlankGroup(&behind); !group.empty(); group = TakeBlankGroup(&behind))
    absl::StrAppend(&groups, group);
  if (groups.size() < 6) return;
  *rest = behind;
  digits->append(groups);
}

// "4.7", "1/3".
absl::optional<Fraction> ReadOne(absl::string_view digits) {
  const size_t bar = digits.find('/');
  const absl::optional<Decimal> number = Decimal::Parse(digits.substr(0, bar));
  if (!number || number->DigitCount() > kDigitLimit) return absl::nullopt;
  if (bar == absl::string_view::npos) return Fraction(*number);
  const absl::optional<Decimal> denominator = Decimal::Parse(digits.substr(bar + 1));
  return denominator ? Fraction::Of(*number, *denominator) : absl::nullopt;
}

absl::optional<Fraction> Sum(const absl::optional<Fraction>& whole, const absl::optional<Fraction>& part) {
  if (!whole || !part || !whole->AsDecimal()) return absl::nullopt;
  return Fraction::Of(whole->numerator().Times(part->denominator()).Plus(part->numerator()), part->denominator());
}

// `number` with the fraction behind it ("5 1/2", "5½"), whatever blank or dash parts them; absent where other digits
// follow: then the number has more than one reading.
absl::optional<Fraction> WithFraction(const absl::optional<Fraction>& number, absl::string_view rest) {
  if (rest.empty()) return number;
  const size_t digit = std::min(rest.find_first_of("0123456789"), rest.size());
  const absl::string_view figures = rest.substr(digit, DigitsEnd(rest.substr(digit)));
  if (!figures.empty()) return absl::StrContains(figures, '/') ? Sum(number, ReadOne(figures)) : absl::nullopt;
  const absl::optional<Fraction> fraction =
      ReadVulgarFraction(rest.substr(std::min(rest.find_first_not_of(" -\r\n\t"), rest.size())));
  return fraction ? Sum(number, fraction) : number;
}

DigitNumber ReadUnsigned(absl::string_view text) {
  const size_t end = DigitsEnd(text);
  if (end == 0) {
    const absl::optional<Fraction> fraction = ReadVulgarFraction(text);
    return {fraction.has_value(), fraction};
  }
  std::string digits(text.substr(0, end));
  text.remove_prefix(end);
  TakeBlankGroups(&text, &digits);
  const absl::optional<Fraction> number = ReadOne(digits);
  return {true, absl::StrContains(digits, '/') ? number : WithFraction(number, text)};
}

}  // namespace

DigitNumber ReadDigits(absl::string_view text) {
  const bool negative = absl::ConsumePrefix(&text, "-");
  DigitNumber number = ReadUnsigned(text);
  if (negative && number.value) number.value = number.value->Negated();
  return number;
}

}  // namespace caspian::extractor
