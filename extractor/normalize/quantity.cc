// Counts and measures: "500 soldiers", "25 km", "62 [in_i]" for 5 feet 2 inches.
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "extractor/normalize/amounts.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

// A unit with how much one of it is in the first unit of its dimension, where that is known.
struct Unit {
  std::string name;
  absl::optional<Decimal> factor;
};

Unit ReadUnit(const Parts& parts, absl::string_view name) {
  const absl::string_view factor = parts.Feature(name, "factor");
  return {std::string(parts.FeatureOrText(name, "ucum")), factor.empty() ? absl::nullopt : Decimal::Parse(factor)};
}

struct Measure {
  Amount amount;
  std::string unit;
};

// `total`, counted in first units, in the last of `units` if that is exact, else in the first.
absl::StatusOr<Measure> InOneUnit(const Decimal& total, const std::vector<Unit>& units) {
  for (const Unit* unit : {&units.back(), &units.front()}) {
    const absl::optional<Fraction> amount = Fraction::Of(total, *unit->factor);
    const absl::optional<Decimal> decimal = amount ? amount->AsDecimal() : absl::nullopt;
    if (decimal) return Measure{{*decimal, absl::nullopt}, unit->name};
  }
  return absl::InvalidArgumentError("the sum is exact in none of its units");
}

// "5 feet 2 inches": `amount` of `unit`, `amount_2` of `unit_2`, `amount_3` of `unit_3`.
absl::StatusOr<Measure> ReadSum(const Parts& parts) {
  Decimal total;
  std::vector<Unit> units;
  for (absl::string_view suffix : {"", "_2", "_3"}) {
    const ValuePart* amount = parts.Find(absl::StrCat("amount", suffix));
    if (amount == nullptr) break;
    const absl::optional<Decimal> number = ReadNumber(*amount);
    units.push_back(ReadUnit(parts, absl::StrCat("unit", suffix)));
    if (!number || !units.back().factor)
      return absl::InvalidArgumentError(absl::StrCat("\"", amount->text, "\" can't be summed up with the rest"));
    total = total.Plus(number->Times(*units.back().factor));
  }
  return InOneUnit(total, units);
}

absl::StatusOr<Measure> ReadMeasure(const Parts& parts) {
  if (parts.Has("amount_2")) return ReadSum(parts);
  const absl::string_view unit =
      parts.Has("unit") ? parts.FeatureOrText("unit", "ucum") : parts.FeatureOrText("noun", "noun");
  if (unit.empty()) return absl::InvalidArgumentError("no unit and no counted noun");
  const absl::StatusOr<Amount> amount = ReadAmount(parts);
  if (!amount.ok()) return amount.status();
  return Measure{*amount, std::string(unit)};
}

std::string DimensionOf(const Parts& parts) {
  if (!parts.Has("unit")) return "count";
  const absl::string_view feature = parts.Feature("unit", "dimension");
  return std::string(feature.empty() ? parts.FeatureOrText("dimension", "dimension") : feature);
}

// "degrees Celsius" without a number.
void SetUnitAlone(const Parts& parts, pb::Value* value) {
  value->mutable_quantity()->set_unit(std::string(parts.FeatureOrText("unit", "ucum")));
  value->mutable_quantity()->set_dimension(DimensionOf(parts));
  value->set_canonical(value->quantity().unit());
}

}  // namespace

absl::Status NormalizeQuantity(const Parts& parts, pb::Value* value) {
  if (parts.Has("unit") && !parts.Has("amount")) {
    SetUnitAlone(parts, value);
    return absl::OkStatus();
  }
  const absl::StatusOr<Measure> measure = ReadMeasure(parts);
  if (!measure.ok()) return measure.status();
  const Amount& amount = measure->amount;
  pb::QuantityValue* quantity = value->mutable_quantity();
  quantity->set_amount(amount.low.ToString());
  if (amount.high) quantity->set_amount_high(amount.high->ToString());
  quantity->set_unit(measure->unit);
  quantity->set_dimension(DimensionOf(parts));
  value->set_canonical(
      absl::StrCat(quantity->amount(), amount.high ? "/" : "", quantity->amount_high(), " ", measure->unit));
  return absl::OkStatus();
}

}  // namespace caspian::extractor
