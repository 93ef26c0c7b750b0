#include "common/base/decimal.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace caspian {
namespace {

bool AllDigits(absl::string_view text) { return std::all_of(text.begin(), text.end(), absl::ascii_isdigit); }

// The digits of "1,234,567" or "1,00,000"; absent where commas do not stand as groups.
absl::optional<std::string> Ungroup(absl::string_view text) {
  const size_t first_comma = text.find(',');
  if (first_comma == absl::string_view::npos)
    return AllDigits(text) ? absl::make_optional(std::string(text)) : absl::nullopt;
  if (first_comma == 0 || first_comma > 3) return absl::nullopt;
  std::string digits;
  size_t group = first_comma;
  bool pairs = false;
  for (absl::string_view rest = text;;) {
    const absl::string_view part = rest.substr(0, group);
    if (!AllDigits(part)) return absl::nullopt;
    absl::StrAppend(&digits, part);
    rest.remove_prefix(group);
    if (rest.empty()) return digits;
    if (rest.front() != ',') return absl::nullopt;
    rest.remove_prefix(1);
    const size_t next = std::min(rest.find(','), rest.size());
    const bool last = next == rest.size();
    if (last ? next != 3 : (next != 3 && next != 2) || (pairs && next == 3)) return absl::nullopt;
    if (!last && next == 2) pairs = true;
    group = next;
  }
}

std::string WithoutLeadingZeros(std::string digits) {
  size_t first = 0;
  while (first + 1 < digits.size() && digits[first] == '0') ++first;
  if (first > 0) digits.erase(0, first);
  return digits.empty() ? "0" : digits;
}

// -1, 0, 1 for digit strings without leading zeros.
int CompareDigits(absl::string_view a, absl::string_view b) {
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  const int order = a.compare(b);
  return order < 0 ? -1 : order > 0;
}

std::string AddDigits(const std::string& a, const std::string& b) {
  std::string sum(std::max(a.size(), b.size()) + 1, '0');
  int carry = 0;
  for (size_t i = 0; i < sum.size(); ++i) {
    int digit = carry;
    if (i < a.size()) digit += a[a.size() - 1 - i] - '0';
    if (i < b.size()) digit += b[b.size() - 1 - i] - '0';
    sum[sum.size() - 1 - i] = static_cast<char>('0' + digit % 10);
    carry = digit / 10;
  }
  return sum;
}

// `a` - `b`, where `a` is not less than `b`.
std::string SubtractDigits(const std::string& a, const std::string& b) {
  std::string difference = a;
  int borrow = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    int digit = (a[a.size() - 1 - i] - '0') - borrow - (i < b.size() ? b[b.size() - 1 - i] - '0' : 0);
    borrow = digit < 0;
    difference[a.size() - 1 - i] = static_cast<char>('0' + digit + (borrow ? 10 : 0));
  }
  return difference;
}

std::string MultiplyDigits(const std::string& a, const std::string& b) {
  std::string product(a.size() + b.size(), '0');
  for (size_t i = a.size(); i-- > 0;) {
    int carry = 0;
    for (size_t j = b.size(); j-- > 0;) {
      const int digit = (a[i] - '0') * (b[j] - '0') + (product[i + j + 1] - '0') + carry;
      product[i + j + 1] = static_cast<char>('0' + digit % 10);
      carry = digit / 10;
    }
    product[i] = static_cast<char>(product[i] + carry);
  }
  return product;
}

// Most amounts have so few digits that one machine word holds them.
constexpr size_t kFewDigits = 18;

bool AreFew(size_t a, size_t b) { return std::max(a, b) <= kFewDigits; }

uint64_t ValueOf(const std::string& few_digits) {
  uint64_t value = 0;
  for (const char digit : few_digits) value = value * 10 + static_cast<uint64_t>(digit - '0');
  return value;
}

std::string FewDigits(uint64_t value) {
  char buffer[20];
  char* const end = buffer + sizeof(buffer);
  char* begin = end;
  do *--begin = static_cast<char>('0' + value % 10);
  while ((value /= 10) > 0);
  return std::string(begin, end);
}

uint64_t Magnitude(int64_t value) {
  return value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
}

}  // namespace

Decimal::Decimal(int64_t value) : negative_(value < 0), digits_(FewDigits(Magnitude(value))) {}

Decimal::Decimal(bool negative, std::string digits, size_t places)
    : negative_(negative), digits_(std::move(digits)), places_(places) {
  while (places_ > 0 && digits_.size() > 1 && digits_.back() == '0') {
    digits_.pop_back();
    --places_;
  }
  digits_ = WithoutLeadingZeros(std::move(digits_));
  if (IsZero()) places_ = 0, negative_ = false;
}

absl::optional<Decimal> Decimal::Parse(absl::string_view text) {
  const bool negative = absl::ConsumePrefix(&text, "-");
  const size_t point = std::min(text.find('.'), text.size());
  const absl::string_view fraction = point < text.size() ? text.substr(point + 1) : absl::string_view();
  if (point < text.size() && (fraction.empty() || !AllDigits(fraction))) return absl::nullopt;
  if (point == 0 && fraction.empty()) return absl::nullopt;
  const absl::optional<std::string> whole = Ungroup(text.substr(0, point));
  if (!whole) return absl::nullopt;
  return Decimal(negative, absl::StrCat(*whole, fraction), fraction.size());
}

Decimal Decimal::Plus(const Decimal& other) const {
  if (IsZero()) return other;
  if (other.IsZero()) return *this;
  if (negative_ == other.negative_ && places_ == other.places_ && AreFew(digits_.size() + 1, other.digits_.size() + 1))
    return Decimal(negative_, FewDigits(ValueOf(digits_) + ValueOf(other.digits_)), places_);
  const size_t places = std::max(places_, other.places_);
  const std::string a = digits_ + std::string(places - places_, '0');
  const std::string b = other.digits_ + std::string(places - other.places_, '0');
  if (negative_ == other.negative_) return Decimal(negative_, AddDigits(a, b), places);
  const std::string left = WithoutLeadingZeros(a), right = WithoutLeadingZeros(b);
  if (CompareDigits(left, right) >= 0) return Decimal(negative_, SubtractDigits(left, right), places);
  return Decimal(other.negative_, SubtractDigits(right, left), places);
}

Decimal Decimal::Times(const Decimal& other) const {
  if (other.IsOne()) return *this;
  if (IsOne()) return other;
  if (AreFew(digits_.size() + other.digits_.size(), 0))
    return Decimal(negative_ != other.negative_, FewDigits(ValueOf(digits_) * ValueOf(other.digits_)),
                   places_ + other.places_);
  return Decimal(negative_ != other.negative_, MultiplyDigits(digits_, other.digits_), places_ + other.places_);
}

Decimal Decimal::Shifted(int exponent) const {
  if (exponent <= 0) return Decimal(negative_, digits_, places_ + static_cast<size_t>(-exponent));
  const size_t from_places = std::min(places_, static_cast<size_t>(exponent));
  return Decimal(negative_, digits_ + std::string(static_cast<size_t>(exponent) - from_places, '0'),
                 places_ - from_places);
}

Decimal Decimal::Negated() const { return Decimal(!negative_, digits_, places_); }

std::string Decimal::ToString() const {
  std::string padded = digits_;
  if (padded.size() <= places_) padded.insert(0, places_ + 1 - padded.size(), '0');
  const absl::string_view text = padded;
  const absl::string_view whole = text.substr(0, text.size() - places_), fraction = text.substr(whole.size());
  return absl::StrCat(negative_ ? "-" : "", whole, places_ > 0 ? "." : "", fraction);
}

absl::optional<int> Decimal::ToInt(int limit) const {
  if (!IsWhole() || digits_.size() > 9) return absl::nullopt;
  int value = 0;
  for (char digit : digits_) value = value * 10 + (digit - '0');
  if (value > limit) return absl::nullopt;
  return negative_ ? -value : value;
}

bool operator<(const Decimal& a, const Decimal& b) {
  if (a.negative_ != b.negative_) return a.negative_;
  if (a.places_ == b.places_) {
    const int order = CompareDigits(a.digits_, b.digits_);
    return a.negative_ ? order > 0 : order < 0;
  }
  const Decimal difference = a.Plus(b.Negated());
  return difference.IsNegative();
}

}  // namespace caspian
