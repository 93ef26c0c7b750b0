#include "extractor/normalize/placed_time.h"

#include <algorithm>

#include "absl/container/inlined_vector.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "extractor/normalize/place.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

// A time of day without a day is that of the anchor's day.
DateExpression Today() {
  DateExpression today;
  today.unit = "day";
  today.offset = 0;
  return today;
}

// Day and month exchanged.
absl::Status AddExchanged(const DateExpression& date, const DateContext& context, PlacedDate* placed) {
  if (!date.numeric_order_open) return absl::OkStatus();
  DateExpression exchanged = date;
  std::swap(exchanged.day, exchanged.month);
  const absl::StatusOr<PlacedDate> other = PlaceDate(exchanged, context);
  if (!other.ok()) return other.status();
  placed->others.push_back(other->period);
  return absl::OkStatus();
}

// A time of day that has passed when it is told may be of the next day.
void AddNextDay(const TimeOfDay& time, const DateContext& context, PlacedDate* placed) {
  const Anchor now = AnchorTo(pb::DATE_PART_DAY, context);
  if (!now.Known() || !now.minute || !time.second || *time.second / 60 >= *now.minute) return;
  if (IsYear((now.Day() + 1).year())) placed->others.push_back(DayPeriod(now.Day() + 1));
}

// What is left of a period: from the anchor's day to its end.
void KeepRest(const DateContext& context, PlacedDate* placed) {
  const Anchor anchor = AnchorTo(pb::DATE_PART_DAY, context);
  Period& period = placed->period;
  if (!anchor.Known() || !period.first || !period.last) return;
  if (*period.first < anchor.Day() && anchor.Day() <= *period.last) period.first = anchor.Day();
  period.timex3 = absl::StrCat(FormatDay(*period.first), "/", FormatDay(*period.last));
}

}  // namespace

std::string PlacedTime::Timex() const { return absl::StrCat(date.period.timex3, time ? FormatTimeOfDay(*time) : ""); }

TimexValues PlacedTime::Readings() const {
  if (!IsOpen()) return {Timex()};
  absl::InlinedVector<absl::string_view, 4> dates = {date.period.timex3};
  for (const Period& other : date.others) dates.push_back(other.timex3);
  absl::InlinedVector<std::string, 2> times = {time ? FormatTimeOfDay(*time) : ""};
  if (time && time->half_open) times.push_back(FormatTimeOfDay(TwelveHoursLater(*time)));
  TimexValues readings;
  readings.reserve(dates.size() * times.size());
  for (absl::string_view day : dates) {
    for (const std::string& clock : times) readings.push_back(absl::StrCat(day, clock));
  }
  std::sort(readings.begin(), readings.end());
  readings.erase(std::unique(readings.begin(), readings.end()), readings.end());
  return readings;
}

absl::StatusOr<PlacedTime> PlaceExpression(const Parts& parts, const DateContext& context) {
  if (IsShift(parts)) return PlaceShift(parts, context);
  if (IsCounted(parts)) return PlaceCounted(parts, context);
  if (parts.Has("nth")) return PlaceNth(parts, context);
  absl::StatusOr<DateExpression> date = ReadDateExpression(parts);
  if (!date.ok()) return date.status();
  absl::StatusOr<absl::optional<TimeOfDay>> time = ReadTimeOfDay(parts);
  if (!time.ok()) return time.status();
  const bool present = parts.FeatureOrText("reference", "reference") == "PRESENT_REF";
  const bool of_today = date->Empty() && *time && !present;
  if (date->Empty() && (*time || present)) date = Today();
  absl::StatusOr<PlacedDate> placed = PlaceDate(*date, context);
  if (!placed.ok()) return placed.status();
  if (const absl::Status status = AddExchanged(*date, context, &*placed); !status.ok()) return status;
  if (of_today) AddNextDay(**time, context, &*placed);
  if (parts.Has("rest")) KeepRest(context, &*placed);
  return PlacedTime{*std::move(placed), *std::move(time)};
}

}  // namespace caspian::extractor
