// Places by coordinates, and codes of resolutions and dockets.
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "extractor/normalize/identifiers.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

absl::Status Refuse(absl::string_view what) { return absl::InvalidArgumentError(absl::StrCat("there is no ", what)); }

// The part in sixtieths; zero where it is absent, absent where it is none of 0 to 59.
absl::optional<Decimal> ReadSixtieths(const Parts& parts, const std::string& name) {
  const ValuePart* part = parts.Find(name);
  const absl::optional<Decimal> number = part == nullptr ? Decimal() : Decimal::Parse(part->text);
  return number && !number->IsNegative() && *number < Decimal(60) ? number : absl::nullopt;
}

// Degrees, exact: 30 minutes are 0.5, 20 minutes no decimal.
absl::StatusOr<Fraction> ReadDegrees(const Parts& parts, const std::string& name, int limit) {
  const ValuePart* part = parts.Find(name);
  const absl::optional<Decimal> degrees = part == nullptr ? absl::nullopt : Decimal::Parse(part->text);
  const absl::optional<Decimal> minutes = ReadSixtieths(parts, name + "_minutes");
  const absl::optional<Decimal> seconds = ReadSixtieths(parts, name + "_seconds");
  if (!degrees || !minutes || !seconds) return Refuse(absl::StrCat(name, " of that form"));
  const Decimal all = degrees->Times(Decimal(3600)).Plus(minutes->Times(Decimal(60))).Plus(*seconds);
  const Decimal most = Decimal(limit).Times(Decimal(3600));
  if (most < all || all < most.Negated()) return Refuse(absl::StrCat(name, " beyond ", limit, " degrees"));
  const absl::optional<Fraction> value =
      Fraction::Of(parts.Has(name + "_negative") ? all.Negated() : all, Decimal(3600));
  if (!value) return Refuse(absl::StrCat(name, " of so many digits"));
  return *value;
}

}  // namespace

absl::Status NormalizeCoordinates(const Parts& parts, pb::Value* value) {
  const absl::StatusOr<Fraction> latitude = ReadDegrees(parts, "latitude", 90);
  const absl::StatusOr<Fraction> longitude = ReadDegrees(parts, "longitude", 180);
  if (!latitude.ok()) return latitude.status();
  if (!longitude.ok()) return longitude.status();
  value->set_canonical(absl::StrCat(latitude->ToString(), ",", longitude->ToString()));
  return absl::OkStatus();
}

absl::Status NormalizeCode(const Parts& parts, pb::Value* value) {
  const ValuePart* number = parts.Find("number");
  if (number == nullptr) return absl::InvalidArgumentError("no number");
  const absl::string_view body = parts.FeatureOrText("body", "body");
  const ValuePart* year = parts.Find("year");
  value->set_canonical(absl::StrCat(body, body.empty() ? "" : " ", number->text, year == nullptr ? "" : " (",
                                    year == nullptr ? "" : year->text, year == nullptr ? "" : ")"));
  return absl::OkStatus();
}

}  // namespace caspian::extractor
