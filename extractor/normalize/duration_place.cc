#include "extractor/normalize/duration_place.h"

#include <algorithm>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "extractor/normalize/distance.h"
#include "extractor/normalize/place.h"
#include "extractor/normalize/placed_time.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

using absl::CivilDay;
using absl::CivilSecond;

// "2006-07-05T14:30", with seconds where they are not 0.
std::string FormatMoment(CivilSecond moment) {
  const std::string seconds = moment.second() == 0 ? "" : absl::StrFormat(":%02d", moment.second());
  return absl::StrFormat("%sT%02d:%02d%s", FormatDay(CivilDay(moment)), moment.hour(), moment.minute(), seconds);
}

void SetMoments(CivilSecond begin, CivilSecond end, pb::DurationValue* duration) {
  duration->set_begin(FormatMoment(begin));
  duration->set_end(FormatMoment(end));
}

// Days from `first` on, before `behind`.
void SetDays(CivilDay first, CivilDay behind, pb::DurationValue* duration) {
  if (behind <= first) return;
  duration->set_begin(FormatDay(first));
  duration->set_end(FormatDay(behind - 1));
}

// So much time from `begin` on, or, backwards, before it.
void PlaceDays(CivilDay begin, const Distance& distance, pb::DurationValue* duration) {
  const absl::StatusOr<CivilDay> end = MoveDay(begin, distance);
  if (!end.ok()) return;
  *end < begin ? SetDays(*end, begin, duration) : SetDays(begin, *end, duration);
}

void PlaceMoments(CivilSecond begin, const Distance& distance, pb::DurationValue* duration) {
  const absl::StatusOr<CivilDay> day = MoveDay(CivilDay(begin), distance);
  if (!day.ok()) return;
  const CivilSecond end = CivilSecond(*day) + (begin - CivilSecond(CivilDay(begin))) + distance.seconds;
  if (!IsYear(end.year())) return;
  end < begin ? SetMoments(end, begin, duration) : SetMoments(begin, end, duration);
}

// Whole quarters of the calendar: "the past two quarters".
void PlaceQuarters(CivilDay today, int count, pb::DurationValue* duration) {
  const absl::CivilMonth month(today);
  const absl::CivilMonth current = month - (month.month() - 1) % 3;
  const absl::CivilMonth first = count < 0 ? current + 3 * count : current + 3;
  const absl::CivilMonth behind = count < 0 ? current : first + 3 * count;
  if (IsYear(first.year()) && IsYear(behind.year())) SetDays(CivilDay(first), CivilDay(behind), duration);
}

// So many working days behind `today`, or, of a negative count, before it.
void PlaceWorkingDays(CivilDay today, int count, pb::DurationValue* duration) {
  const absl::StatusOr<CivilDay> near = MoveWorkingDays(today, count < 0 ? -1 : 1), far = MoveWorkingDays(today, count);
  if (count != 0 && near.ok() && far.ok()) SetDays(std::min(*near, *far), std::max(*near, *far) + 1, duration);
}

void PlaceByAnchor(int offset, Distance distance, const Anchor& anchor, pb::DurationValue* duration) {
  if (offset < 0) distance.Negate();
  if (distance.working) {
    PlaceWorkingDays(anchor.Day() - (offset == 0 ? 1 : 0), distance.count, duration);
  } else if (distance.of_day) {
    if (anchor.minute) PlaceMoments(CivilSecond(anchor.Day()) + *anchor.minute * 60, distance, duration);
  } else if (distance.unit == "quarter") {
    PlaceQuarters(anchor.Day(), distance.count, duration);
  } else {
    PlaceDays(anchor.Day() + (offset > 0 ? 1 : 0), distance, duration);
  }
}

void PlaceFrom(const PlacedTime& begin, const Distance& distance, pb::DurationValue* duration) {
  const auto& day = begin.date.period.first;
  if (!day) return;
  const bool clock = begin.time && begin.time->second;
  if (!clock && !distance.of_day) return PlaceDays(*day, distance, duration);
  PlaceMoments(CivilSecond(*day) + (clock ? *begin.time->second : 0), distance, duration);
}

}  // namespace

void PlaceDuration(const Parts& parts, const DateContext& context, pb::DurationValue* duration) {
  int offset = 0;
  const bool by_anchor = absl::SimpleAtoi(parts.FeatureOrText("direction", "offset"), &offset);
  if (!by_anchor && !parts.Has("begin")) return;
  const absl::StatusOr<Distance> distance = ReadDistance(parts);
  if (!distance.ok()) return;
  if (by_anchor) {
    const Anchor anchor = AnchorTo(pb::DATE_PART_DAY, context);
    if (anchor.Known()) PlaceByAnchor(offset, *distance, anchor, duration);
    return;
  }
  const absl::StatusOr<PlacedTime> begin = PlaceExpression(parts.Inside("begin"), context);
  if (begin.ok()) PlaceFrom(*begin, *distance, duration);
}

}  // namespace caspian::extractor
