#include "extractor/normalize/amounts.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

// "5" or "5/7".
std::string Format(const Amount& amount) {
  return amount.high ? absl::StrCat(amount.low.ToString(), "/", amount.high->ToString()) : amount.low.ToString();
}

template <typename Message>
void SetAmounts(const Amount& amount, Message* message) {
  message->set_amount(amount.low.ToString());
  if (amount.high) message->set_amount_high(amount.high->ToString());
}

void Shift(int exponent, Amount* amount) {
  amount->low = amount->low.Shifted(exponent);
  if (amount->high) amount->high = amount->high->Shifted(exponent);
}

// Cents and the like: the feature `minor` says how many decimal places of the currency they are; below zero for units
// of a million ("MUSD").
void ShiftMinorUnits(absl::string_view minor, Amount* amount) {
  int places = 0;
  if (absl::SimpleAtoi(minor, &places) && places > -13 && places < 10) Shift(-places, amount);
}

// "3 dollars 50 cents": hundredths on top, or as many as their own unit's places.
absl::Status AddMinorAmount(const Parts& parts, Amount* amount) {
  const ValuePart* minor = parts.Find("minor_amount");
  if (minor == nullptr) return absl::OkStatus();
  const absl::optional<Decimal> number = ReadNumber(*minor);
  int places = 2;
  const bool known =
      parts.Feature("minor_unit", "minor").empty() || absl::SimpleAtoi(parts.Feature("minor_unit", "minor"), &places);
  if (!number || !known || number->IsNegative()) return absl::InvalidArgumentError("the smaller coin has no number");
  amount->low = amount->low.Plus(number->Shifted(-places));
  return absl::OkStatus();
}

void SetObject(const Parts& parts, pb::MoneyValue* money) {
  if (const ValuePart* object = parts.Find("object")) {
    money->mutable_object()->set_begin(object->begin);
    money->mutable_object()->set_end(object->end);
  }
  money->set_object_ambiguous(parts.Has("object_ambiguous"));
}

}  // namespace

absl::Status NormalizeMoney(const Parts& parts, pb::Value* value) {
  absl::StatusOr<Amount> amount = ReadAmount(parts);
  if (!amount.ok()) return amount.status();
  ShiftMinorUnits(parts.Feature("currency", "minor"), &*amount);
  if (absl::Status status = AddMinorAmount(parts, &*amount); !status.ok()) return status;
  const absl::string_view codes = parts.FeatureOrText("currency", "code");
  const absl::string_view per_feature = parts.Feature("per", "per");
  const absl::string_view per = per_feature.empty() ? parts.FeatureOrText("per", "ucum") : per_feature;

  pb::MoneyValue* money = value->mutable_money();
  SetAmounts(*amount, money);
  if (codes.find('|') == absl::string_view::npos) money->set_currency(std::string(codes));
  money->set_per_unit(std::string(per));
  SetObject(parts, money);
  value->set_canonical(absl::StrCat(codes, codes.empty() ? "" : " ", Format(*amount), per.empty() ? "" : "/", per));
  return absl::OkStatus();
}

absl::Status NormalizePercent(const Parts& parts, pb::Value* value) {
  const absl::StatusOr<Amount> amount = ReadAmount(parts);
  if (!amount.ok()) return amount.status();
  const bool points = parts.Has("points");

  SetAmounts(*amount, value->mutable_percent());
  value->mutable_percent()->set_points(points);
  value->set_canonical(absl::StrCat(Format(*amount), points ? " pp" : " %"));
  return absl::OkStatus();
}

}  // namespace caspian::extractor
