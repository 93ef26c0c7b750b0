// Plain numbers and ordinals: "1300000", "1⁄3", "10/15", and of ordinals that are counted from where one stands or from
// the end "current+1", "end-1".
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "extractor/normalize/amounts.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

absl::Status NormalizeRelative(const Parts& parts, absl::string_view origin, pb::Value* value) {
  const ValuePart* part = parts.Find("offset");
  const absl::optional<Decimal> offset = part == nullptr ? Decimal() : ReadNumber(*part);
  if (origin != "current" && origin != "end")
    return absl::InvalidArgumentError(absl::StrCat("\"", origin, "\" is neither current nor end"));
  if (!offset || !offset->IsWhole()) return absl::InvalidArgumentError("the offset is no whole number");
  value->mutable_number()->set_ordinal(true);
  value->mutable_number()->set_amount(offset->ToString());
  value->set_canonical(absl::StrCat(origin, offset->IsNegative() ? "" : "+", offset->ToString()));
  return absl::OkStatus();
}

}  // namespace

absl::Status NormalizeNumber(const Parts& parts, pb::Value* value) {
  const absl::string_view origin = parts.FeatureOrText("origin", "origin");
  if (!origin.empty()) return NormalizeRelative(parts, origin, value);
  const absl::StatusOr<ExactAmount> amount = ReadExactAmount(parts);
  if (!amount.ok()) return amount.status();
  const absl::optional<Decimal> low = amount->low.AsDecimal();
  value->mutable_number()->set_amount(low ? low->ToString() : "");
  value->mutable_number()->set_ordinal(parts.Has("ordinal"));
  value->set_canonical(amount->low.ToString());
  if (!amount->high) return absl::OkStatus();
  const absl::optional<Decimal> high = amount->high->AsDecimal();
  if (!high || !low) return absl::InvalidArgumentError("an end of the range does not end as a decimal");
  value->set_canonical(absl::StrCat(value->canonical(), "/", high->ToString()));
  return absl::OkStatus();
}

}  // namespace caspian::extractor
