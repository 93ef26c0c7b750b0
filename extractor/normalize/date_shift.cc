// Distances from a date: "three weeks ago", "two days before Christmas", "in 5 minutes", "a week later".
#include "absl/status/status.h"
#include "extractor/normalize/distance.h"
#include "extractor/normalize/place.h"
#include "extractor/normalize/placed_time.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

using absl::CivilDay;
using absl::CivilSecond;

// A moment so many seconds from the base's.
absl::StatusOr<PlacedTime> MoveMoment(PlacedTime base, int seconds, const Distance& distance) {
  const absl::StatusOr<CivilDay> day = MoveDay(*base.date.period.first, distance);
  if (!day.ok()) return day.status();
  const CivilSecond moved = CivilSecond(*day) + seconds + distance.seconds;
  if (!IsYear(moved.year())) return NoSuchYear();
  base.date.period = DayPeriod(CivilDay(moved));
  base.date.others.clear();
  TimeOfDay time = base.time.value_or(TimeOfDay());
  time.second = moved.hour() * 3600 + moved.minute() * 60 + moved.second();
  time.seconds_stated |= distance.to_second;
  time.part.clear();
  base.time = time;
  return base;
}

PlacedTime AnchorAsBase(const Anchor& anchor) {
  PlacedTime base{Anchored(DayPeriod(anchor.Day()), anchor, pb::DATE_PART_DAY), absl::nullopt};
  if (!anchor.minute) return base;
  base.date.inferred.push_back(pb::DATE_PART_TIME);
  base.time = TimeOfDay();
  base.time->second = *anchor.minute * 60;
  return base;
}

// From the document's moment, or the last one of the text.
absl::StatusOr<PlacedTime> MoveFromAnchor(const Anchor& anchor, const Distance& distance) {
  if (distance.of_day && !anchor.minute) return PlacedTime{Open("XXXX-XX-XXTXX:XX"), absl::nullopt};
  PlacedTime base = AnchorAsBase(anchor);
  if (distance.of_day) return MoveMoment(base, *anchor.minute * 60, distance);
  const absl::StatusOr<CivilDay> day = MoveDay(anchor.Day(), distance);
  if (!day.ok()) return day.status();
  return PlacedTime{Anchored(DayPeriod(*day), anchor, pb::DATE_PART_DAY), absl::nullopt};
}

// A distance in one unit is as rough as its unit: "fifty years ago" is a year. The day that it comes to is a reading.
absl::StatusOr<PlacedTime> MoveByUnit(const Distance& distance, bool from_text, const Anchor& anchor,
                                      const DateContext& context) {
  DateExpression date;
  date.unit = distance.unit;
  date.offset = distance.count;
  date.from_text = from_text;
  absl::StatusOr<PlacedDate> placed = PlaceDate(date, context);
  if (!placed.ok()) return placed.status();
  if (anchor.Known() && anchor.day != 0) {
    const absl::StatusOr<CivilDay> day = MoveDay(anchor.Day(), distance);
    if (day.ok() && placed->period.timex3 != FormatDay(*day)) placed->others = {DayPeriod(*day)};
  }
  return PlacedTime{*std::move(placed), absl::nullopt};
}

bool IsRough(const Distance& distance, bool from_text) {
  if (distance.unit.empty() || distance.pieces != 1 || distance.working) return false;
  return !from_text || (distance.unit != "day" && distance.unit != "week");
}

// From a year in years, from a month in months or years, else from the base's first day.
absl::StatusOr<PlacedTime> MoveFromBase(PlacedTime base, const Distance& distance) {
  if (!base.date.period.first) return PlacedTime{Open("XXXX-XX-XX"), absl::nullopt};
  if (distance.of_day) return MoveMoment(base, base.time ? base.time->second.value_or(0) : 0, distance);
  const absl::StatusOr<CivilDay> day = MoveDay(*base.date.period.first, distance);
  if (!day.ok()) return day.status();
  const size_t known = base.date.period.timex3.size();
  const bool of_months = distance.days == 0;
  const int year = static_cast<int>(day->year());
  base.date.others.clear();
  base.date.period = of_months && known == 4 && distance.months % 12 == 0 ? YearPeriod(year)
                     : of_months && known == 7                            ? MonthPeriod(year, day->month())
                                                                          : DayPeriod(*day);
  return base;
}

// "Thanksgiving three months ago", "March in a year": of the year that the distance comes to; "Monday in two weeks": of
// its week.
absl::StatusOr<PlacedTime> PlaceOccasion(const Parts& parts, const PlacedTime& moved, const DateContext& context) {
  absl::StatusOr<DateExpression> occasion = ReadDateExpression(parts.Inside("occasion"));
  if (!occasion.ok()) return occasion.status();
  if (!moved.date.period.first) return PlacedTime{Open("XXXX-XX-XX"), absl::nullopt};
  const bool weekday = occasion->weekday && !occasion->month && !occasion->day;
  absl::StatusOr<PlacedDate> placed = moved.date;
  if (weekday) {
    const CivilDay monday = absl::PrevWeekday(*moved.date.period.first + 1, absl::Weekday::monday);
    const CivilDay day = monday + (*occasion->weekday - 1);
    if (!IsYear(day.year())) return NoSuchYear();
    placed->period = DayPeriod(day);
    placed->others.clear();
    return PlacedTime{*std::move(placed), absl::nullopt};
  }
  occasion->year = static_cast<int>(moved.date.period.first->year());
  placed = PlaceDate(*occasion, context);
  if (!placed.ok()) return placed.status();
  placed->anchor = moved.date.anchor;
  placed->inferred = {pb::DATE_PART_YEAR};
  return PlacedTime{*std::move(placed), absl::nullopt};
}

// "the same month a year ago" is so far from its base, as a date behind a distance is.
bool IsRelative(const Parts& occasion) {
  return (occasion.Has("direction") || occasion.Has("from_text")) && !occasion.Has("month") &&
         !occasion.Has("holiday") && !occasion.Has("season") && !occasion.Has("weekday");
}

absl::StatusOr<PlacedTime> Move(const Parts& parts, const DateContext& context) {
  absl::StatusOr<Distance> distance = ReadDistance(parts);
  if (!distance.ok()) return distance.status();
  if (parts.Has("ago") || parts.Has("back")) distance->Negate();
  const bool relative = parts.Has("occasion") && IsRelative(parts.Inside("occasion"));
  if (parts.Has("base") || relative) {
    const absl::StatusOr<PlacedTime> base = PlaceExpression(parts.Inside(relative ? "occasion" : "base"), context);
    return base.ok() ? MoveFromBase(*base, *distance) : base.status();
  }
  const bool from_text = parts.Has("back") || parts.Has("onward");
  const Anchor anchor = from_text ? AnchorInText(context) : AnchorTo(pb::DATE_PART_DAY, context);
  const absl::StatusOr<absl::optional<TimeOfDay>> time = ReadTimeOfDay(parts);
  if (!time.ok()) return time.status();
  if (!*time && IsRough(*distance, from_text)) return MoveByUnit(*distance, from_text, anchor, context);
  if (!anchor.Known()) return PlacedTime{Open("XXXX-XX-XX"), absl::nullopt};
  absl::StatusOr<PlacedTime> placed = MoveFromAnchor(anchor, *distance);
  if (placed.ok() && *time) placed->time = *time;
  return placed;
}

}  // namespace

bool IsShift(const Parts& parts) {
  return parts.Has("unit") && (parts.Has("ago") || parts.Has("ahead") || parts.Has("back") || parts.Has("onward"));
}

absl::StatusOr<PlacedTime> PlaceShift(const Parts& parts, const DateContext& context) {
  absl::StatusOr<PlacedTime> moved = Move(parts, context);
  const bool occasion = parts.Has("occasion") && !IsRelative(parts.Inside("occasion"));
  return moved.ok() && occasion ? PlaceOccasion(parts, *moved, context) : moved;
}

}  // namespace caspian::extractor
