// The third Monday of a month, the last week of a year, the first ten days of a month.
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "extractor/normalize/place.h"
#include "extractor/normalize/placed_time.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

using absl::CivilDay;
using absl::CivilMonth;

// Which one: 0 is the first, -1 the last; and of what.
struct Nth {
  int index = 0;
  int count = 1;
  std::string unit;
  absl::optional<int> weekday;

  // The step of the first one that is meant, from the beginning or from the end.
  int First() const { return index >= 0 ? index : index - (count - 1); }
};

absl::optional<int> ReadInt(const Parts& parts, absl::string_view name) {
  const ValuePart* part = parts.Find(name);
  const absl::optional<Decimal> number = part == nullptr ? absl::nullopt : ReadNumber(*part);
  return number ? number->ToInt(9999) : absl::nullopt;
}

absl::StatusOr<Nth> ReadNth(const Parts& parts) {
  Nth nth;
  const absl::optional<int> number = ReadInt(parts, "nth");
  if (!number || *number == 0) return absl::InvalidArgumentError("no number of what is counted");
  nth.index = *number > 0 ? *number - 1 : *number;
  nth.count = ReadInt(parts, "amount").value_or(1);
  nth.weekday = ReadInt(parts, "weekday");
  const absl::string_view unit = parts.FeatureOrText("nth_unit", "unit");
  nth.unit = nth.weekday ? "weekday" : std::string(unit.empty() ? parts.Feature("unit", "unit") : unit);
  if (nth.count < 1 || (nth.weekday && (*nth.weekday < 1 || *nth.weekday > 7)))
    return absl::InvalidArgumentError("no number of what is counted");
  return nth;
}

CivilDay MondayOf(CivilDay day) { return absl::PrevWeekday(day + 1, absl::Weekday::monday); }

// The first and last day that stand for one of `unit` in the period: the day itself, the Thursday of a week, the
// Saturday of a weekend.
absl::optional<CivilDay> DayOfUnit(const Nth& nth, const Period& within) {
  const int step = nth.unit == "day" ? 1 : 7;
  const absl::Weekday weekday = nth.weekday             ? static_cast<absl::Weekday>(*nth.weekday - 1)
                                : nth.unit == "weekend" ? absl::Weekday::saturday
                                                        : absl::Weekday::thursday;
  const CivilDay first = step == 1 ? *within.first : absl::NextWeekday(*within.first - 1, weekday);
  const CivilDay last = step == 1 ? *within.last : absl::PrevWeekday(*within.last + 1, weekday);
  const int from = nth.First();
  const CivilDay day = from >= 0 ? first + from * step : last + (from + 1) * step;
  const CivilDay end = day + (nth.count - 1) * step;
  if (day < *within.first || end > *within.last) return absl::nullopt;
  return day;
}

absl::optional<Period> PeriodOfDays(const Nth& nth, const Period& within) {
  const absl::optional<CivilDay> day = DayOfUnit(nth, within);
  if (!day || !IsYear((*day - 7).year()) || !IsYear((*day + 7 * nth.count).year())) return absl::nullopt;
  if (nth.unit == "weekend") return WeekendPeriod(*day);
  if (nth.unit != "week") return DaysPeriod(*day, nth.unit == "day" ? *day + (nth.count - 1) : *day);
  if (nth.count == 1) return WeekPeriod(*day);
  return DaysPeriod(MondayOf(*day), MondayOf(*day) + (7 * nth.count - 1));
}

// The nth whole week of the period: "the first week of October" may be the first one that begins in it.
absl::optional<Period> WholeWeekOf(const Nth& nth, const Period& within) {
  if (nth.unit != "week" || nth.count != 1) return absl::nullopt;
  const CivilDay first = absl::NextWeekday(*within.first - 1, absl::Weekday::monday);
  const CivilDay last = absl::PrevWeekday(*within.last - 5, absl::Weekday::monday);
  const int from = nth.First();
  const CivilDay monday = from >= 0 ? first + 7 * from : last + 7 * (from + 1);
  if (monday < first || monday > last || !IsYear((monday - 7).year()) || !IsYear((monday + 7).year()))
    return absl::nullopt;
  return WeekPeriod(monday);
}

absl::optional<Period> PeriodOfMonths(const Nth& nth, const Period& within) {
  const int months = nth.unit == "month" ? 1 : nth.unit == "quarter" ? 3 : nth.unit == "year" ? 12 : 0;
  if (months == 0) return absl::nullopt;
  const CivilMonth begin(*within.first), end(*within.last + 1);
  const int from = nth.First();
  const CivilMonth first = from >= 0 ? begin + from * months : end + (from + 1) * months - months;
  const CivilMonth behind = first + months * nth.count;
  if (first < begin || behind > end || !IsYear(first.year()) || !IsYear(behind.year())) return absl::nullopt;
  const int year = static_cast<int>(first.year());
  if (nth.count > 1) return DaysPeriod(CivilDay(first), CivilDay(behind) - 1);
  return months == 1   ? MonthPeriod(year, first.month())
         : months == 3 ? QuarterPeriod(year, (first.month() + 2) / 3)
                       : YearPeriod(year);
}

absl::optional<Period> PeriodOf(const Nth& nth, const Period& within) {
  const bool of_days = nth.unit == "weekday" || nth.unit == "day" || nth.unit == "week" || nth.unit == "weekend";
  return of_days ? PeriodOfDays(nth, within) : PeriodOfMonths(nth, within);
}

}  // namespace

absl::StatusOr<PlacedTime> PlaceNth(const Parts& parts, const DateContext& context) {
  const absl::StatusOr<Nth> nth = ReadNth(parts);
  if (!nth.ok()) return nth.status();
  absl::StatusOr<PlacedTime> placed = PlaceExpression(parts.Inside("within"), context);
  if (!placed.ok()) return placed.status();
  PlacedDate& date = placed->date;
  if (!date.period.first || !date.period.last) return PlacedTime{Open("XXXX-XX-XX"), absl::nullopt};
  const absl::optional<Period> period = PeriodOf(*nth, date.period);
  if (!period) return absl::InvalidArgumentError(absl::StrCat(date.period.timex3, " has no such ", nth->unit));
  Periods others;
  for (const Period& other : date.others) {
    if (const auto found = PeriodOf(*nth, other)) others.push_back(*found);
  }
  if (const auto whole = WholeWeekOf(*nth, date.period)) others.push_back(*whole);
  date.period = *period;
  date.others = std::move(others);
  absl::StatusOr<absl::optional<TimeOfDay>> time = ReadTimeOfDay(parts);
  if (!time.ok()) return time.status();
  placed->time = *std::move(time);
  return placed;
}

}  // namespace caspian::extractor
