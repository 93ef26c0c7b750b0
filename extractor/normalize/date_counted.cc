// Days that are counted from a day: the third Tuesday after Christmas, the Monday closest to 5 October.
#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "extractor/normalize/holiday.h"
#include "extractor/normalize/place.h"
#include "extractor/normalize/placed_time.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

using absl::CivilDay;

constexpr int kMostCounted = 1000;
// Holidays are looked for in so many years before and behind the base.
constexpr int kYearsAround = 4;

absl::optional<int> ReadCount(const Parts& parts, absl::string_view name) {
  const ValuePart* part = parts.Find(name);
  const absl::optional<Decimal> number = part == nullptr ? absl::nullopt : ReadNumber(*part);
  const absl::optional<int> count = number ? number->ToInt(kMostCounted) : absl::nullopt;
  return count && *count >= 1 ? count : absl::nullopt;
}

// The part `base`, else the anchor's day.
absl::StatusOr<PlacedDate> PlaceBase(const Parts& parts, const DateContext& context) {
  if (parts.Has("base")) {
    absl::StatusOr<PlacedTime> base = PlaceExpression(parts.Inside("base"), context);
    if (!base.ok()) return base.status();
    return std::move(base->date);
  }
  const Anchor anchor = AnchorTo(pb::DATE_PART_DAY, context);
  return anchor.Known() ? Anchored(DayPeriod(anchor.Day()), anchor, pb::DATE_PART_DAY) : Open("XXXX-XX-XX");
}

// The days of a holiday around `base`.
std::vector<CivilDay> HolidaysAround(absl::string_view rule, CivilDay base) {
  std::vector<CivilDay> days;
  for (auto year = base.year() - kYearsAround; year <= base.year() + kYearsAround; ++year) {
    const auto day = IsYear(year) ? HolidayIn(static_cast<int>(year), rule) : absl::nullopt;
    if (day) days.push_back(*day);
  }
  return days;
}

// A weekday's days around `base`, enough for the `rank`th closest.
std::vector<CivilDay> WeekdaysAround(int weekday, CivilDay base, int rank) {
  std::vector<CivilDay> days;
  const CivilDay first = absl::NextWeekday(base - 1, static_cast<absl::Weekday>(weekday - 1));
  for (int week = -rank; week <= rank; ++week) days.push_back(first + 7 * week);
  return days;
}

// Of two that are as close, the earlier.
absl::optional<CivilDay> Closest(std::vector<CivilDay> days, CivilDay base, int rank) {
  std::stable_sort(days.begin(), days.end(),
                   [base](CivilDay a, CivilDay b) { return std::abs(a - base) < std::abs(b - base); });
  if (rank > static_cast<int>(days.size()) || !IsYear(days[rank - 1].year())) return absl::nullopt;
  return days[rank - 1];
}

absl::optional<CivilDay> Counted(const DateExpression& date, bool back, CivilDay base, int count) {
  const auto weekday = static_cast<absl::Weekday>(*date.weekday - 1);
  const CivilDay day =
      back ? absl::PrevWeekday(base, weekday) - 7 * (count - 1) : absl::NextWeekday(base, weekday) + 7 * (count - 1);
  if (!IsYear(day.year())) return absl::nullopt;
  return day;
}

}  // namespace

bool IsCounted(const Parts& parts) {
  if (parts.Has("closest")) return true;
  return parts.Has("nth") && parts.Has("weekday") &&
         (parts.Has("back") || parts.Has("onward") || parts.Has("ago") || parts.Has("ahead"));
}

absl::StatusOr<PlacedTime> PlaceCounted(const Parts& parts, const DateContext& context) {
  const bool closest = parts.Has("closest");
  const absl::StatusOr<DateExpression> date = ReadDateExpression(parts);
  if (!date.ok()) return date.status();
  const absl::optional<int> count = ReadCount(parts, closest ? "closest" : "nth");
  if (!count || (!date->weekday && date->holiday.empty()))
    return absl::InvalidArgumentError("no number of what is counted");
  absl::StatusOr<PlacedDate> placed = PlaceBase(parts, context);
  if (!placed.ok()) return placed.status();
  const absl::optional<CivilDay> base = placed->period.first;
  if (!base || !placed->period.last) return PlacedTime{Open("XXXX-XX-XX"), absl::nullopt};
  const bool back = parts.Has("back") || parts.Has("ago");
  const auto find = [&](const Period& from) -> absl::optional<CivilDay> {
    if (!closest) return Counted(*date, back, back ? *from.first : *from.last, *count);
    return Closest(date->weekday ? WeekdaysAround(*date->weekday, *from.first, *count)
                                 : HolidaysAround(date->holiday, *from.first),
                   *from.first, *count);
  };
  const absl::optional<CivilDay> day = find(placed->period);
  if (!day) return absl::InvalidArgumentError("there is no such day");
  Periods others;
  for (const Period& other : placed->others) {
    if (const auto found = other.first && other.last ? find(other) : absl::nullopt) others.push_back(DayPeriod(*found));
  }
  placed->period = DayPeriod(*day);
  placed->others = std::move(others);
  return PlacedTime{*std::move(placed), absl::nullopt};
}

}  // namespace caspian::extractor
