// Placing a day of a month on the calendar: in which year it is.
#include <cstdlib>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_format.h"
#include "extractor/normalize/place.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

using absl::CivilDay;

// 29 February comes back after eight years at the latest.
constexpr int kYearsToLeapDay = 8;

// The year that has the day and puts it nearest to the anchor. News tells of what was: a day ahead counts as a quarter
// farther away, and of two that are as near it is the earlier.
int NearestYear(int month, int day, const Anchor& anchor) {
  const auto distance = [&](int year) {
    if (anchor.month == 0) return std::abs(year - anchor.year);
    if (anchor.day == 0) return std::abs((year - anchor.year) * 12 + month - anchor.month);
    const int days = static_cast<int>(CivilDay(year, month, day) - anchor.Day());
    return days > 0 ? days * 5 : -days * 4;
  };
  const int reach = month == 2 && day == 29 ? kYearsToLeapDay : 1;
  absl::optional<int> best;
  for (int year = anchor.year - reach; year <= anchor.year + reach; ++year) {
    if (IsDay(year, month, day) && (!best || distance(year) < distance(*best))) best = year;
  }
  return best.value_or(anchor.year);
}

// Where the weekday is not that of the year's day but of a neighbouring year's, it is that year: "Friday, July 18".
int YearOfWeekday(int year, const DateExpression& date) {
  const auto fits = [&](int candidate) {
    if (!IsYear(candidate) || !IsDay(candidate, *date.month, *date.day)) return false;
    const auto weekday = absl::GetWeekday(CivilDay(candidate, *date.month, *date.day));
    return static_cast<int>(weekday) + 1 == *date.weekday;
  };
  if (!date.weekday || fits(year)) return year;
  return fits(year + 1) ? year + 1 : fits(year - 1) ? year - 1 : year;
}

// The day on the other side of the anchor.
absl::optional<Period> OtherYear(CivilDay day, const DateExpression& date, const Anchor& anchor) {
  if (date.offset || date.weekday || anchor.month == 0 || anchor.day == 0) return absl::nullopt;
  const int year = static_cast<int>(day.year()) + (day <= anchor.Day() ? 1 : -1);
  if (!IsYear(year) || !IsDay(year, day.month(), day.day())) return absl::nullopt;
  return DayPeriod(CivilDay(year, day.month(), day.day()));
}

// "this 5/12" is of the anchor's year, "next 5/12" the first one behind the anchor.
int YearByOffset(int month, int day, int offset, const Anchor& anchor) {
  if (offset == 0 || anchor.month == 0 || anchor.day == 0) return anchor.year + offset;
  const CivilDay this_year(anchor.year, month, day), today = anchor.Day();
  if (offset > 0) return anchor.year + offset - (this_year > today ? 1 : 0);
  return anchor.year + offset + (this_year < today ? 1 : 0);
}

}  // namespace

absl::StatusOr<PlacedDate> PlaceDayOfMonth(const DateExpression& date, const DateContext& context) {
  const int month = *date.month, day = *date.day;
  if (!IsDay(2000, month, day))
    return absl::InvalidArgumentError(absl::StrFormat("month %d has no day %d", month, day));
  const Anchor anchor = date.year ? Anchor() : BestAnchor(context);
  if (!date.year && !anchor.Known()) return Open(absl::StrFormat("XXXX-%02d-%02d", month, day));
  const int year = date.year     ? *date.year
                   : date.offset ? YearByOffset(month, day, *date.offset, anchor)
                                 : YearOfWeekday(NearestYear(month, day, anchor), date);
  if (!IsDay(year, month, day))
    return absl::InvalidArgumentError(absl::StrFormat("%d has no %d-%02d", year, month, day));
  const Period period = DayPeriod(CivilDay(year, month, day));
  if (date.year) return Stated(period);
  PlacedDate placed = Anchored(period, anchor, pb::DATE_PART_YEAR);
  if (const auto other = OtherYear(*period.first, date, anchor)) placed.others = {*other};
  return placed;
}

}  // namespace caspian::extractor
