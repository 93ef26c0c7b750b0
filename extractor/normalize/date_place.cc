// Placing date expressions on the calendar. Each kind of expression has its function; all share the choice of the
// anchor: the dateline where it is known as far as the expression needs, else the published date, else none.
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "extractor/normalize/holiday.h"
#include "extractor/normalize/place.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

PlacedDate Open(std::string timex3) {
  return {{std::move(timex3), absl::nullopt, absl::nullopt}, pb::DATE_ANCHOR_NONE, {}, {}};
}

PlacedDate Anchored(Period period, const Anchor& anchor, pb::DatePart inferred_parts) {
  PlacedDate placed{std::move(period), anchor.source, {}, {}};
  for (int part = pb::DATE_PART_YEAR; part <= inferred_parts; ++part)
    placed.inferred.push_back(static_cast<pb::DatePart>(part));
  return placed;
}

PlacedDate Stated(Period period) { return {std::move(period), pb::DATE_ANCHOR_UNSPECIFIED, {}, {}}; }

absl::Status NoSuchYear() { return absl::InvalidArgumentError("the year is not between 1 and 9999"); }

namespace {

using absl::CivilDay;
using absl::CivilMonth;

// What comes back every year and begins in a known month: the last one, the current one included; with an offset, so
// many before or after it, not counting the current one; with offset 0, the anchor's year's.
struct Recurring {
  int first_month;
  int months;  // its length
  std::string open;
  Period (*period)(int year, const DateExpression& date);
};

absl::StatusOr<PlacedDate> PlaceRecurring(const Recurring& recurring, const DateExpression& date,
                                          const DateContext& context) {
  if (date.year) return Stated(recurring.period(*date.year, date));
  const Anchor anchor = BestAnchor(context);
  if (!anchor.Known()) return Open(recurring.open);
  int year = anchor.year;
  if (anchor.month != 0) {
    if (recurring.first_month > anchor.month) --year;
    const bool running = (year - anchor.year) * 12 + recurring.first_month + recurring.months > anchor.month;
    const int offset = date.offset.value_or(0);
    if (date.offset && offset == 0 && !running) year = anchor.year;
    if (offset < 0) year += offset + (running ? 0 : 1);
    if (offset > 0) year += offset;
  } else {
    year += date.offset.value_or(0);
  }
  if (!IsYear(year)) return NoSuchYear();
  PlacedDate placed = Anchored(recurring.period(year, date), anchor, pb::DATE_PART_YEAR);
  if (!date.offset && anchor.month != 0 && IsYear(year + 1)) placed.others = {recurring.period(year + 1, date)};
  return placed;
}

absl::StatusOr<PlacedDate> PlaceMonth(const DateExpression& date, const DateContext& context) {
  return PlaceRecurring({*date.month, 1, absl::StrFormat("XXXX-%02d", *date.month),
                         [](int year, const DateExpression& d) { return MonthPeriod(year, *d.month); }},
                        date, context);
}

absl::StatusOr<PlacedDate> PlaceQuarter(const DateExpression& date, const DateContext& context) {
  return PlaceRecurring({*date.quarter * 3 - 2, 3, absl::StrCat("XXXX-Q", *date.quarter),
                         [](int year, const DateExpression& d) { return QuarterPeriod(year, *d.quarter); }},
                        date, context);
}

absl::StatusOr<PlacedDate> PlaceHalf(const DateExpression& date, const DateContext& context) {
  return PlaceRecurring({*date.half * 6 - 5, 6, absl::StrCat("XXXX-H", *date.half),
                         [](int year, const DateExpression& d) { return HalfPeriod(year, *d.half); }},
                        date, context);
}

absl::StatusOr<PlacedDate> PlaceSeason(const DateExpression& date, const DateContext& context) {
  return PlaceRecurring({SeasonMonth(date.season), 3, absl::StrCat("XXXX-", date.season),
                         [](int year, const DateExpression& d) { return SeasonPeriod(year, d.season); }},
                        date, context);
}

absl::StatusOr<PlacedDate> PlaceWeekOfYear(const DateExpression& date, const DateContext& context) {
  const Anchor anchor = date.year ? Anchor() : BestAnchor(context);
  if (!date.year && !anchor.Known()) return Open(absl::StrFormat("XXXX-W%02d", *date.week));
  const int year = date.year.value_or(anchor.year);
  const CivilDay day = CivilDay(year, 1, 4) + 7 * (*date.week - 1);  // 4 January is always in the first week
  if (!IsYear((day + 7).year()) || !IsYear((day - 7).year())) return NoSuchYear();
  if (*date.week == 53 && WeekPeriod(day).timex3.substr(0, 4) != absl::StrFormat("%04d", year))
    return absl::InvalidArgumentError(absl::StrCat(year, " has no week 53"));
  return date.year ? Stated(WeekPeriod(day)) : Anchored(WeekPeriod(day), anchor, pb::DATE_PART_YEAR);
}

// The evening before, or all days of it, as further readings.
PlacedDate WithSpans(const DateExpression& date, PlacedDate placed) {
  Periods days = placed.others;
  days.push_back(placed.period);
  for (const HolidaySpan& span : ReadHolidaySpans(date.holiday_days)) {
    for (const Period& day : days) {
      const CivilDay first = *day.first + span.first, last = *day.first + span.last;
      if (IsYear(first.year()) && IsYear(last.year())) placed.others.push_back(DaysPeriod(first, last));
    }
  }
  return placed;
}

// The holiday nearest to the anchor; with an offset, the last one before or the first one behind it, or of its year.
absl::StatusOr<PlacedDate> PlaceHoliday(const DateExpression& date, const DateContext& context) {
  const Anchor anchor = date.year ? Anchor() : BestAnchor(context);
  if (!date.year && !anchor.Known()) return Open("XXXX-XX-XX");
  const bool by_year = date.year || anchor.day == 0 || (date.offset && *date.offset == 0);
  if (by_year) {
    const auto day = HolidayIn(date.year.value_or(anchor.year), date.holiday);
    if (!day) return absl::InvalidArgumentError("the day is not known in that year");
    return WithSpans(date, date.year ? Stated(DayPeriod(*day)) : Anchored(DayPeriod(*day), anchor, pb::DATE_PART_YEAR));
  }
  absl::optional<CivilDay> before, behind;
  for (int year = anchor.year - 1; year <= anchor.year + 1; ++year) {
    const auto day = IsYear(year) ? HolidayIn(year, date.holiday) : absl::nullopt;
    if (day && (date.offset ? *day < anchor.Day() : *day <= anchor.Day())) before = day;
    if (day && *day > anchor.Day() && !behind) behind = day;
  }
  const bool later =
      date.offset ? *date.offset > 0 : behind && (!before || *behind - anchor.Day() < anchor.Day() - *before);
  const absl::optional<CivilDay>&day = later ? behind : before, &other = later ? before : behind;
  if (!day) return absl::InvalidArgumentError("the day is not known in that year");
  PlacedDate placed = Anchored(DayPeriod(*day), anchor, pb::DATE_PART_YEAR);
  if (!date.offset && other) placed.others = {DayPeriod(*other)};
  return WithSpans(date, std::move(placed));
}

CivilDay MondayOf(CivilDay day) { return absl::PrevWeekday(day + 1, absl::Weekday::monday); }

// A weekday on the other side of the anchor, or, of "next Friday" and "last Friday", that of the next or last week.
absl::optional<CivilDay> OtherWeekday(const DateExpression& date, CivilDay day, CivilDay today) {
  if (!date.unit.empty()) return absl::nullopt;
  if (!date.offset) return day == today ? today + 7 : day + 7;
  const CivilDay of_week = MondayOf(today) + 7 * *date.offset + (*date.weekday - 1);
  if (*date.offset == 0 || of_week == day) return absl::nullopt;
  return of_week;
}

// A bare weekday is the last one, today's included; with an offset, the last one before or the first one behind the
// anchor's day; with the unit week, that of the week so many weeks away.
absl::StatusOr<PlacedDate> PlaceWeekday(const DateExpression& date, const DateContext& context) {
  const Anchor anchor = AnchorTo(pb::DATE_PART_DAY, context);
  if (!anchor.Known()) return Open(absl::StrCat("XXXX-WXX-", *date.weekday));
  const absl::Weekday weekday = static_cast<absl::Weekday>(*date.weekday - 1);
  const CivilDay today = anchor.Day();
  const int offset = date.offset.value_or(0);
  CivilDay day;
  if (date.unit == "week") {
    day = MondayOf(today) + 7 * offset + (*date.weekday - 1);
  } else if (offset > 0) {
    day = absl::NextWeekday(today, weekday) + 7 * (offset - 1);
  } else if (date.offset && offset == 0) {
    day = absl::NextWeekday(today - 1, weekday);
  } else {
    day = absl::PrevWeekday(offset < 0 ? today : today + 1, weekday) + 7 * std::min(0, offset + 1);
  }
  if (!IsYear((day - 7).year()) || !IsYear((day + 7).year())) return NoSuchYear();
  PlacedDate placed = Anchored(DayPeriod(day), anchor, pb::DATE_PART_DAY);
  if (const auto other = OtherWeekday(date, day, today)) placed.others = {DayPeriod(*other)};
  return placed;
}

// Months from one that has the day (and the weekday) to the next, at most: 31 in two, a weekday on the 31st in 14.
constexpr int kMonthsToLook = 40;

// "the 18th" is the last one, today included, "Tuesday the 13th" the nearest one.
absl::StatusOr<PlacedDate> PlaceDayAlone(const DateExpression& date, const DateContext& context) {
  const Anchor anchor = AnchorTo(pb::DATE_PART_DAY, context);
  if (!anchor.Known()) return Open(absl::StrFormat("XXXX-XX-%02d", *date.day));
  const CivilDay today = anchor.Day();
  const auto find = [&](CivilMonth month, int step) -> absl::optional<CivilDay> {
    for (int i = 0; i < kMonthsToLook; ++i, month += step) {
      const CivilDay day(month.year(), month.month(), *date.day);
      const bool fits = CivilMonth(day) == month && (step < 0 ? day <= today : day > today);
      if (fits && (!date.weekday || static_cast<int>(absl::GetWeekday(day)) + 1 == *date.weekday)) return day;
    }
    return absl::nullopt;
  };
  const auto before = find(CivilMonth(today), -1), behind = find(CivilMonth(today), 1);
  if (!before || !behind || !IsYear(before->year()) || !IsYear(behind->year())) return NoSuchYear();
  const bool later = date.offset ? *date.offset > 0 : date.weekday && *behind - today < today - *before;
  PlacedDate placed = Anchored(DayPeriod(later ? *behind : *before), anchor, pb::DATE_PART_MONTH);
  if (!date.offset) placed.others = {DayPeriod(later ? *before : *behind)};
  return placed;
}

// "20th of next month", "March of last year": the unit's period gives month and year.
absl::StatusOr<PlacedDate> PlaceWithinUnit(DateExpression date, const DateContext& context) {
  DateExpression outer;
  std::swap(outer.unit, date.unit);
  std::swap(outer.offset, date.offset);
  std::swap(outer.from_text, date.from_text);
  const absl::StatusOr<PlacedDate> place = PlaceRelative(outer, context);
  if (!place.ok() || !place->period.first) return place;
  date.year = static_cast<int>(place->period.first->year());
  if (date.day && !date.month && outer.unit == "month") date.month = place->period.first->month();
  absl::StatusOr<PlacedDate> placed = PlaceDate(date, context);
  if (placed.ok()) placed->anchor = place->anchor, placed->inferred = place->inferred;
  return placed;
}

bool IsWithinUnit(const DateExpression& date) {
  if (date.unit == "month") return date.day.has_value();
  return date.unit == "year" &&
         (date.month || date.quarter || date.half || date.week || !date.season.empty() || !date.holiday.empty());
}

// "FY1988", "FY1988-Q3": no one knows but those who close their books when it begins. The calendar's year is the other
// reading.
PlacedDate PlaceFiscal(const DateExpression& date) {
  const std::string part = date.quarter ? absl::StrCat("-Q", *date.quarter)
                           : date.half  ? absl::StrCat("-H", *date.half)
                                        : "";
  const std::string year = date.year ? absl::StrFormat("%04d", *date.year) : "XXXX";
  PlacedDate placed = Stated({absl::StrCat(date.fiscal, year, part), absl::nullopt, absl::nullopt});
  if (!date.year) return placed;
  placed.others = {date.quarter ? QuarterPeriod(*date.year, *date.quarter)
                   : date.half  ? HalfPeriod(*date.year, *date.half)
                                : YearPeriod(*date.year)};
  return placed;
}

absl::StatusOr<PlacedDate> PlaceYear(const DateExpression& date) {
  if (!date.before_christ) return Stated(YearPeriod(*date.year));
  return Stated({absl::StrFormat("BC%04d", *date.year), absl::nullopt, absl::nullopt});
}

absl::StatusOr<PlacedDate> PlaceKind(const DateExpression& date, const DateContext& context) {
  if (!date.fiscal.empty()) return PlaceFiscal(date);
  if (date.century) return Stated(CenturyPeriod(*date.century));
  if (date.decade) return Stated(DecadePeriod(*date.decade));
  if (IsWithinUnit(date)) return PlaceWithinUnit(date, context);
  if (!date.holiday.empty()) return PlaceHoliday(date, context);
  if (date.month && date.day) return PlaceDayOfMonth(date, context);
  if (date.month) return PlaceMonth(date, context);
  if (date.quarter) return PlaceQuarter(date, context);
  if (date.half) return PlaceHalf(date, context);
  if (date.week) return PlaceWeekOfYear(date, context);
  if (!date.season.empty()) return PlaceSeason(date, context);
  if (date.unit == "day") return PlaceRelative(date, context);
  if (date.day) return PlaceDayAlone(date, context);
  if (date.year) return PlaceYear(date);
  if (date.weekday) return PlaceWeekday(date, context);
  if (!date.unit.empty()) return PlaceRelative(date, context);
  return absl::InvalidArgumentError("no part of a date");
}

// The weekend that holds the day or is nearest to it: of a Monday or Tuesday the one before.
Period NearestWeekend(CivilDay day) {
  const absl::Weekday weekday = absl::GetWeekday(day);
  const bool before = weekday == absl::Weekday::monday || weekday == absl::Weekday::tuesday;
  return WeekendPeriod(before ? day - 7 : day);
}

}  // namespace

absl::StatusOr<PlacedDate> PlaceDate(const DateExpression& date, const DateContext& context) {
  absl::StatusOr<PlacedDate> placed = PlaceKind(date, context);
  if (!placed.ok() || !(date.week_of || date.weekend_of) || !placed->period.first) return placed;
  if (!IsYear((*placed->period.first - 7).year()) || !IsYear((*placed->period.first + 7).year())) return NoSuchYear();
  const auto around = date.weekend_of ? NearestWeekend : WeekPeriod;
  placed->period = around(*placed->period.first);
  for (Period& other : placed->others) other = around(*other.first);
  return placed;
}

}  // namespace caspian::extractor
