// What comes back: "every Monday at 9" is XXXX-WXX-1T09:00, "weekly" P1W, "every day at five" T05:00.
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "extractor/normalize/amounts.h"
#include "extractor/normalize/date.h"
#include "extractor/normalize/date_expression.h"
#include "extractor/normalize/time_of_day.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

// The day that comes back, or the length after which it does; empty where there is none beside a time of day.
absl::StatusOr<std::string> Recurrence(const Parts& parts, const DateExpression& date) {
  if (date.month && date.day) return absl::StrFormat("XXXX-%02d-%02d", *date.month, *date.day);
  if (date.month) return absl::StrFormat("XXXX-%02d", *date.month);
  if (date.day) return absl::StrFormat("XXXX-XX-%02d", *date.day);
  if (date.weekday) return absl::StrCat("XXXX-WXX-", *date.weekday);
  if (!date.season.empty()) return absl::StrCat("XXXX-", date.season);
  if (date.unit == "weekend" && !parts.Has("amount")) return std::string("XXXX-WXX-WE");
  if (!parts.Has("unit")) return std::string();
  pb::Value length;
  if (absl::Status status = NormalizeDuration(parts, DateContext(), &length); !status.ok()) return status;
  return length.duration().timex3();
}

}  // namespace

absl::Status NormalizeSet(const Parts& parts, pb::Value* value) {
  const absl::StatusOr<DateExpression> date = ReadDateExpression(parts);
  if (!date.ok()) return date.status();
  const absl::StatusOr<absl::optional<TimeOfDay>> time = ReadTimeOfDay(parts);
  if (!time.ok()) return time.status();
  absl::StatusOr<std::string> recurrence = Recurrence(parts, *date);
  if (!recurrence.ok()) return recurrence.status();
  if (*time && *recurrence == "P1D") recurrence->clear();
  const std::string timex3 = absl::StrCat(*recurrence, *time ? FormatTimeOfDay(**time) : "");
  if (timex3.empty()) return absl::InvalidArgumentError("nothing that comes back");

  value->set_canonical(timex3);
  value->mutable_date()->set_timex3(timex3);
  const absl::string_view quantifier = parts.Feature("every", "quantifier");
  value->mutable_date()->set_quantifier(quantifier.empty() ? "EVERY" : std::string(quantifier));
  const ValuePart* frequency = parts.Find("frequency");
  const absl::optional<Decimal> times = frequency == nullptr ? absl::nullopt : ReadNumber(*frequency);
  if (times) value->mutable_date()->set_frequency(absl::StrCat(times->ToString(), "X"));
  return absl::OkStatus();
}

}  // namespace caspian::extractor
