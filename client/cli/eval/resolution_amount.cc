// Numbers, percentages, money and measures against the amounts that spec_amount.cc reads.
//
//   family    number                             unit
//   amount    equal; without one, equal to the   none
//             canonical string ("current+1")
//   money     equal, cents as hundredths         isoCurrency, else any code that the unit's name may mean
//   measure   equal, after conversion            the same dimension (spec_units.h)
//
// Of a unit without number ("dollars"), a mention without number and with that unit is right.
#include <algorithm>
#include <vector>

#include "absl/strings/str_split.h"
#include "client/cli/eval/resolution.h"
#include "client/cli/eval/spec_amount.h"
#include "client/cli/eval/spec_units.h"

namespace caspian::cli {
namespace {

// A currency that is open has all its codes in the canonical string: "INR|PKR 500".
std::vector<std::string> CodesOf(const v1::Value& value) {
  if (!value.money().currency().empty()) return {value.money().currency()};
  const std::vector<std::string> words = absl::StrSplit(value.canonical(), ' ');
  return words.size() < 2 ? std::vector<std::string>() : absl::StrSplit(words[0], '|');
}

bool CodesMeet(absl::string_view expected, const std::vector<std::string>& found) {
  if (expected.empty()) return true;
  const std::vector<std::string> codes = absl::StrSplit(expected, '|');
  return std::any_of(found.begin(), found.end(), [&codes](const std::string& code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
  });
}

}  // namespace

bool AmountResolves(const Meaning& meaning, const FoundValue& found) {
  const absl::optional<SpecAmount> expected = ParseSpecAmount(meaning);
  if (!expected) return MemberOf(meaning, "value") == found.value.canonical();
  return SameAmount(*expected, AmountOf(found.value), {Decimal(1), Decimal(1)});
}

bool MoneyResolves(const Meaning& meaning, const FoundValue& found) {
  const absl::optional<SpecAmount> expected = ParseSpecAmount(meaning);
  if (!expected) return false;
  const absl::string_view iso = MemberOf(meaning, "isoCurrency");
  const SpecCurrency currency = CurrencyOf(iso.empty() ? absl::string_view(expected->unit) : iso);
  return CodesMeet(currency.codes, CodesOf(found.value)) &&
         SameAmount(*expected, AmountOf(found.value), {Decimal(1).Shifted(currency.places), Decimal(1)});
}

bool MeasureResolves(const Meaning& meaning, const FoundValue& found) {
  const absl::optional<SpecAmount> expected = ParseSpecAmount(meaning);
  if (!expected) return false;
  const absl::optional<UnitFactors> factors = FactorsOf(found.value.quantity().unit(), expected->unit);
  return factors && SameAmount(*expected, AmountOf(found.value), *factors);
}

}  // namespace caspian::cli
