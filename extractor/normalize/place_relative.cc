// Placing what is counted from an anchor in units of the calendar: "last week", "three years ago", "the same day".
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "extractor/normalize/place.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

using absl::CivilDay;
using absl::CivilMonth;

Anchor AnchorOf(const DateExpression& date, pb::DatePart part, const DateContext& context) {
  return date.from_text ? AnchorInText(context) : AnchorTo(part, context);
}

absl::StatusOr<PlacedDate> PlaceDays(const DateExpression& date, const DateContext& context) {
  const Anchor anchor = AnchorOf(date, pb::DATE_PART_DAY, context);
  const bool weeks = date.unit == "week" || date.unit == "weekend";
  if (!anchor.Known()) return Open(date.unit == "weekend" ? "XXXX-WXX-WE" : weeks ? "XXXX-WXX" : "XXXX-XX-XX");
  const CivilDay day = anchor.Day() + date.offset.value_or(0) * (weeks ? 7 : 1);
  // A week can reach into the year before or after; both must exist.
  if (!IsYear((day - 7).year()) || !IsYear((day + 7).year())) return NoSuchYear();
  return Anchored(date.unit == "weekend" ? WeekendPeriod(day)
                  : weeks                ? WeekPeriod(day)
                                         : DayPeriod(day),
                  anchor, pb::DATE_PART_DAY);
}

absl::StatusOr<PlacedDate> PlaceMonths(const DateExpression& date, const DateContext& context) {
  const bool quarters = date.unit == "quarter";
  const Anchor anchor = AnchorOf(date, pb::DATE_PART_MONTH, context);
  if (!anchor.Known()) return Open(quarters ? "XXXX-QX" : "XXXX-XX");
  const CivilMonth month = CivilMonth(anchor.year, anchor.month) + date.offset.value_or(0) * (quarters ? 3 : 1);
  if (!IsYear(month.year())) return NoSuchYear();
  const int year = static_cast<int>(month.year());
  return Anchored(quarters ? QuarterPeriod(year, (month.month() + 2) / 3) : MonthPeriod(year, month.month()), anchor,
                  pb::DATE_PART_MONTH);
}

absl::StatusOr<PlacedDate> PlaceYears(const DateExpression& date, const DateContext& context) {
  const int years = date.unit == "decade" ? 10 : date.unit == "century" ? 100 : 1;
  const Anchor anchor = AnchorOf(date, pb::DATE_PART_YEAR, context);
  if (!anchor.Known()) return Open("XXXX");
  const int64_t year = anchor.year + int64_t{date.offset.value_or(0)} * years;
  if (!IsYear(year)) return NoSuchYear();
  const int y = static_cast<int>(year);
  return Anchored(years == 1    ? YearPeriod(y)
                  : years == 10 ? DecadePeriod(y)
                                : CenturyPeriod(y / 100 + 1),
                  anchor, pb::DATE_PART_YEAR);
}

// The season that holds the anchor's month, or so many behind it.
absl::StatusOr<PlacedDate> PlaceSeasons(const DateExpression& date, const DateContext& context) {
  const Anchor anchor = AnchorOf(date, pb::DATE_PART_MONTH, context);
  if (!anchor.Known()) return Open("XXXX-XX");
  const CivilMonth month = CivilMonth(anchor.year, anchor.month) + 3 * date.offset.value_or(0);
  const CivilMonth first = month - month.month() % 3;
  if (!IsYear(first.year())) return NoSuchYear();
  constexpr absl::string_view kCodes[] = {"SP", "SU", "FA", "WI"};
  const absl::string_view code = kCodes[first.month() / 3 - 1];
  return Anchored(SeasonPeriod(static_cast<int>(first.year()), code), anchor, pb::DATE_PART_MONTH);
}

}  // namespace

absl::StatusOr<PlacedDate> PlaceRelative(const DateExpression& date, const DateContext& context) {
  const std::string& unit = date.unit;
  if (unit == "day" || unit == "week" || unit == "weekend") return PlaceDays(date, context);
  if (unit == "month" || unit == "quarter") return PlaceMonths(date, context);
  if (unit == "year" || unit == "decade" || unit == "century") return PlaceYears(date, context);
  if (unit == "season") return PlaceSeasons(date, context);
  return absl::InvalidArgumentError(absl::StrCat("\"", unit, "\" is no unit that dates are counted in"));
}

}  // namespace caspian::extractor
