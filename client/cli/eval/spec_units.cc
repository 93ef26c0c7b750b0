#include "client/cli/eval/spec_units.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace caspian::cli {
namespace {

// One of it is `factor` of `base`.
struct Unit {
  absl::string_view ucum;
  absl::string_view names;  // of specs and nouns, in small letters, separated by '|'
  absl::string_view base;
  absl::string_view factor;
};

constexpr Unit kUnits[] = {
    {"m", "meter|metre", "m", "1"},
    {"km", "kilometer|kilometre", "m", "1000"},
    {"dm", "decimeter|decimetre", "m", "0.1"},
    {"cm", "centimeter|centimetre", "m", "0.01"},
    {"mm", "millimeter|millimetre", "m", "0.001"},
    {"pm", "picometer|picometre", "m", "0.000000000001"},
    {"[in_i]", "inch|inches", "m", "0.0254"},
    {"[ft_i]", "foot|feet", "m", "0.3048"},
    {"[yd_i]", "yard", "m", "0.9144"},
    {"[mi_i]", "mile", "m", "1609.344"},
    {"g", "gram", "g", "1"},
    {"mg", "milligram", "g", "0.001"},
    {"kg", "kilogram", "g", "1000"},
    {"t", "metric ton|tonne", "g", "1000000"},
    {"[lb_av]", "pound", "g", "453.59237"},
    {"[oz_av]", "ounce", "g", "28.349523125"},
    {"[dr_av]", "dram", "g", "1.7718451953125"},
    {"L", "liter|litre", "L", "1"},
    {"l", "", "L", "1"},
    {"mL", "milliliter|millilitre", "L", "0.001"},
    {"ml", "", "L", "0.001"},
    {"hL", "hectoliter|hectolitre", "L", "100"},
    {"[gal_us]", "gallon", "L", "3.785411784"},
    {"[cup_us]", "cup", "L", "0.2365882365"},
    {"[tsp_us]", "teaspoon", "L", "0.00492892159375"},
    {"[bbl_us]", "barrel", "L", "158.987294928"},
    {"km/h", "kilometer per hour|kilometre per hour", "km/h", "1"},
    {"[mi_i]/h", "mile per hour", "km/h", "1.609344"},
    {"Cel", "c|celsius|degree celsius", "Cel", "1"},
    {"[degF]", "f|fahrenheit|degree fahrenheit", "[degF]", "1"},
    {"deg", "degree", "deg", "1"},
    {"circ", "turn", "circ", "1"},
    {"bit", "", "bit", "1"},
    {"Mbit", "megabit", "bit", "1000000"},
    {"By", "byte", "By", "1"},
    {"kBy", "kilobyte", "By", "1000"},
    {"MBy", "megabyte", "By", "1000000"},
    {"GBy", "gigabyte", "By", "1000000000"},
    {"d", "day", "d", "1"},
    {"wk", "week", "d", "7"},
    {"mo", "month", "mo", "1"},
    {"a", "year", "mo", "12"},
};

constexpr absl::string_view kDollars = "USD|CAD|AUD|NZD|HKD|SGD|TWD|JMD|BBD|LRD|NAD";

struct CurrencyName {
  absl::string_view name;
  SpecCurrency currency;
};
constexpr CurrencyName kCurrencies[] = {
    {"Dollar", {kDollars, 0}},      {"Pound", {"GBP|EGP|LBP|SYP|SDG|IEP|CYP", 0}},
    {"Euro", {"EUR", 0}},           {"Franc", {"CHF|FRF|BEF|LUF|XAF|XOF|XPF", 0}},
    {"Bitcoin", {"BTC|XBT", 0}},    {"Cent", {"USD|EUR|CAD|AUD|NZD|HKD|SGD|ZAR", 2}},
    {"Pence", {"GBP|IEP", 2}},      {"Unnamed", {"", 0}},
    {"Finnish markka", {"FIM", 0}},
};

std::string Noun(absl::string_view text) {
  const std::string lower = absl::AsciiStrToLower(text);
  return std::string(lower.size() > 2 ? absl::StripSuffix(lower, "s") : lower);
}

bool IsNamed(const Unit& unit, absl::string_view name) {
  const std::string lower = absl::AsciiStrToLower(name), noun = Noun(name);
  for (absl::string_view one : absl::StrSplit(unit.names, '|', absl::SkipEmpty())) {
    if (one == lower || one == noun) return true;
  }
  return false;
}

// By its code, else by its name; null where the table does not have it. What a spec calls "F" is a name.
const Unit* Find(absl::string_view text, bool code) {
  for (const Unit& unit : kUnits) {
    if (code && unit.ucum == text) return &unit;
  }
  const auto* found =
      std::find_if(std::begin(kUnits), std::end(kUnits), [text](const Unit& unit) { return IsNamed(unit, text); });
  return found == std::end(kUnits) ? nullptr : found;
}

}  // namespace

absl::optional<UnitFactors> FactorsOf(absl::string_view found, absl::string_view expected) {
  const UnitFactors equal = {Decimal(1), Decimal(1)};
  const Unit *ours = Find(found, true), *theirs = Find(expected, false);
  if (ours == nullptr || theirs == nullptr)
    return Noun(found) == Noun(expected) ? absl::make_optional(equal) : absl::nullopt;
  const bool scale = ours->base == "Cel" || ours->base == "[degF]";
  if (theirs->base == "deg" && scale) return equal;
  if (ours->base != theirs->base) return absl::nullopt;
  return UnitFactors{*Decimal::Parse(ours->factor), *Decimal::Parse(theirs->factor)};
}

SpecCurrency CurrencyOf(absl::string_view name) {
  for (const CurrencyName& one : kCurrencies) {
    if (one.name == name) return one.currency;
  }
  return {name, 0};
}

}  // namespace caspian::cli
