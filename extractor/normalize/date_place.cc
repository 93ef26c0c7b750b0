// Placing date expressions on the calendar. Each kind of expression has its function; all share the choice of the
// anchor: the dateline where it is known as far as the expression needs, else the published date, else none.
#include <cstdlib>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "extractor/normalize/date_expression.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

using absl::CivilDay;
using absl::CivilMonth;

struct Anchor {
  pb::DateAnchor source = pb::DATE_ANCHOR_NONE;
  int year = 0, month = 0, day = 0;  // 0: unknown

  bool Known() const { return source != pb::DATE_ANCHOR_NONE; }
  CivilDay Day() const { return CivilDay(year, month, day); }
};

bool KnownTo(const absl::optional<pb::PublishedDate>& date, pb::DatePart part) {
  if (!date || date->year() == 0) return false;
  if (part == pb::DATE_PART_YEAR) return true;
  return date->month() != 0 && (part == pb::DATE_PART_MONTH || date->day() != 0);
}

Anchor AnchorOf(pb::DateAnchor source, const pb::PublishedDate& date) {
  return {source, static_cast<int>(date.year()), static_cast<int>(date.month()), static_cast<int>(date.day())};
}

// The anchor that is known down to `part`.
Anchor AnchorTo(pb::DatePart part, const DateContext& context) {
  if (KnownTo(context.dateline, part)) return AnchorOf(pb::DATE_ANCHOR_DATELINE, *context.dateline);
  if (KnownTo(context.published, part)) return AnchorOf(pb::DATE_ANCHOR_PUBLISHED, *context.published);
  return Anchor();
}

// The anchor that knows most, at least the year.
Anchor BestAnchor(const DateContext& context) {
  for (pb::DatePart part : {pb::DATE_PART_DAY, pb::DATE_PART_MONTH, pb::DATE_PART_YEAR}) {
    const Anchor anchor = AnchorTo(part, context);
    if (anchor.Known()) return anchor;
  }
  return Anchor();
}

PlacedDate Open(std::string timex3) {
  return {{std::move(timex3), absl::nullopt, absl::nullopt}, pb::DATE_ANCHOR_NONE, {}};
}

PlacedDate Anchored(Period period, const Anchor& anchor, int inferred_parts) {
  PlacedDate placed{std::move(period), anchor.source, {}};
  for (int part = pb::DATE_PART_YEAR; part <= inferred_parts; ++part)
    placed.inferred.push_back(static_cast<pb::DatePart>(part));
  return placed;
}

absl::Status NoSuchYear() { return absl::InvalidArgumentError("the year is not between 1 and 9999"); }

// The year that puts month and day nearest to the anchor; the earlier of two that are as near.
int NearestYear(int month, int day, const Anchor& anchor) {
  if (anchor.month == 0) return anchor.year;
  int best = anchor.year - 1;
  auto distance = [&](int year) {
    if (anchor.day == 0) return std::abs((year - anchor.year) * 12 + month - anchor.month) * 31;
    return static_cast<int>(std::abs(CivilDay(year, month, day) - anchor.Day()));
  };
  for (int year = anchor.year; year <= anchor.year + 1; ++year) {
    if (distance(year) < distance(best)) best = year;
  }
  return best;
}

absl::StatusOr<PlacedDate> PlaceDay(const DateExpression& date, const DateContext& context) {
  const int month = *date.month, day = *date.day;
  if (!IsDay(2000, month, day))
    return absl::InvalidArgumentError(absl::StrFormat("month %d has no day %d", month, day));
  if (date.year) {
    if (!IsDay(*date.year, month, day))
      return absl::InvalidArgumentError(absl::StrFormat("%d has no %d-%02d", *date.year, month, day));
    return PlacedDate{DayPeriod(CivilDay(*date.year, month, day)), pb::DATE_ANCHOR_UNSPECIFIED, {}};
  }
  const Anchor anchor = BestAnchor(context);
  if (!anchor.Known()) return Open(absl::StrFormat("XXXX-%02d-%02d", month, day));
  const int year = NearestYear(month, day, anchor);
  if (!IsDay(year, month, day))
    return absl::InvalidArgumentError(absl::StrFormat("%d has no %d-%02d", year, month, day));
  return Anchored(DayPeriod(CivilDay(year, month, day)), anchor, pb::DATE_PART_YEAR);
}

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
  if (date.year) return PlacedDate{recurring.period(*date.year, date), pb::DATE_ANCHOR_UNSPECIFIED, {}};
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
  return Anchored(recurring.period(year, date), anchor, pb::DATE_PART_YEAR);
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
    day = absl::PrevWeekday(today + 1, absl::Weekday::monday) + 7 * offset + (*date.weekday - 1);
  } else if (offset > 0) {
    day = absl::NextWeekday(today, weekday);
  } else if (date.offset && offset == 0) {
    day = absl::NextWeekday(today - 1, weekday);
  } else {
    day = absl::PrevWeekday(offset < 0 ? today : today + 1, weekday);
  }
  if (!IsYear(day.year())) return NoSuchYear();
  return Anchored(DayPeriod(day), anchor, pb::DATE_PART_DAY);
}

absl::StatusOr<PlacedDate> PlaceRelativeDay(const DateExpression& date, const DateContext& context) {
  const Anchor anchor = AnchorTo(pb::DATE_PART_DAY, context);
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

absl::StatusOr<PlacedDate> PlaceRelativeMonth(const DateExpression& date, const DateContext& context) {
  const bool quarters = date.unit == "quarter";
  const Anchor anchor = AnchorTo(pb::DATE_PART_MONTH, context);
  if (!anchor.Known()) return Open(quarters ? "XXXX-QX" : "XXXX-XX");
  const CivilMonth month = CivilMonth(anchor.year, anchor.month) + date.offset.value_or(0) * (quarters ? 3 : 1);
  if (!IsYear(month.year())) return NoSuchYear();
  const int year = static_cast<int>(month.year());
  return Anchored(quarters ? QuarterPeriod(year, (month.month() + 2) / 3) : MonthPeriod(year, month.month()), anchor,
                  pb::DATE_PART_MONTH);
}

absl::StatusOr<PlacedDate> PlaceRelativeYear(const DateExpression& date, const DateContext& context) {
  const int years = date.unit == "decade" ? 10 : date.unit == "century" ? 100 : 1;
  const Anchor anchor = AnchorTo(pb::DATE_PART_YEAR, context);
  if (!anchor.Known()) return Open("XXXX");
  const int64_t year = anchor.year + int64_t{date.offset.value_or(0)} * years;
  if (!IsYear(year)) return NoSuchYear();
  const int y = static_cast<int>(year);
  return Anchored(years == 1    ? YearPeriod(y)
                  : years == 10 ? DecadePeriod(y)
                                : CenturyPeriod(y / 100 + 1),
                  anchor, pb::DATE_PART_YEAR);
}

absl::StatusOr<PlacedDate> PlaceRelative(const DateExpression& date, const DateContext& context) {
  const std::string& unit = date.unit;
  if (unit == "day" || unit == "week" || unit == "weekend") return PlaceRelativeDay(date, context);
  if (unit == "month" || unit == "quarter") return PlaceRelativeMonth(date, context);
  if (unit == "year" || unit == "decade" || unit == "century") return PlaceRelativeYear(date, context);
  return absl::InvalidArgumentError(absl::StrCat("\"", unit, "\" is no unit that dates are counted in"));
}

}  // namespace

absl::StatusOr<PlacedDate> PlaceDate(const DateExpression& date, const DateContext& context) {
  if (date.century) return PlacedDate{CenturyPeriod(*date.century), pb::DATE_ANCHOR_UNSPECIFIED, {}};
  if (date.decade) return PlacedDate{DecadePeriod(*date.decade), pb::DATE_ANCHOR_UNSPECIFIED, {}};
  if (date.month && date.day) return PlaceDay(date, context);
  if (date.month) return PlaceMonth(date, context);
  if (date.quarter) return PlaceQuarter(date, context);
  if (date.half) return PlaceHalf(date, context);
  if (!date.season.empty()) return PlaceSeason(date, context);
  if (date.year) return PlacedDate{YearPeriod(*date.year), pb::DATE_ANCHOR_UNSPECIFIED, {}};
  if (date.weekday) return PlaceWeekday(date, context);
  if (!date.unit.empty()) return PlaceRelative(date, context);
  return absl::InvalidArgumentError("no part of a date");
}

}  // namespace caspian::extractor
