#include "extractor/normalize/date.h"

#include <algorithm>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "extractor/normalize/placed_time.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

void SetOrigin(const PlacedDate& placed, pb::DateValue* date) {
  date->set_anchor(placed.anchor);
  for (pb::DatePart part : placed.inferred) date->add_inferred(part);
}

void SetAlternatives(const TimexValues& readings, pb::DateValue* date) {
  if (readings.size() < 2) return;
  for (const std::string& reading : readings) date->add_alternatives(reading);
}

// What "early", "mid" or "late" leaves of a period: of a week the days to Wednesday or from Friday on, of a month each
// ten days, of a year the months to March or from September on. Empty for all else.
std::string EdgeOf(const Period& period, pb::ValueModifier modifier) {
  if (!period.first || !period.last) return "";
  const bool early = modifier == pb::VALUE_MODIFIER_EARLY, late = modifier == pb::VALUE_MODIFIER_LATE;
  const absl::CivilDay first = *period.first, last = *period.last;
  const bool year = period.timex3.size() == 4 && first.year() == last.year();
  const auto days = [](absl::CivilDay from, absl::CivilDay to) {
    return absl::StrCat(FormatDay(from), "/", FormatDay(to));
  };
  if (early && year) return days(first, absl::CivilDay(first.year(), 3, 31));
  if (late && year) return days(absl::CivilDay(first.year(), 9, 1), last);
  if (early && last - first == 6) return days(first, first + 2);
  if (late && last - first == 6) return days(last - 2, last);
  if (first.day() != 1 || last != absl::CivilDay(absl::CivilMonth(first) + 1) - 1) return "";
  if (early) return days(first, first + 9);
  if (late) return days(first + 20, last);
  return modifier == pb::VALUE_MODIFIER_MID ? days(first + 10, first + 19) : "";
}

// The whole period stays the value; its part is a further reading.
void AddEdges(pb::ValueModifier modifier, const PlacedTime& placed, pb::DateValue* date) {
  const bool part =
      modifier == pb::VALUE_MODIFIER_EARLY || modifier == pb::VALUE_MODIFIER_MID || modifier == pb::VALUE_MODIFIER_LATE;
  if (placed.time || !part) return;
  TimexValues readings = placed.Readings();
  Periods periods = placed.date.others;
  periods.push_back(placed.date.period);
  for (const Period& period : periods) {
    std::string edge = EdgeOf(period, modifier);
    if (!edge.empty()) readings.push_back(std::move(edge));
  }
  std::sort(readings.begin(), readings.end());
  date->clear_alternatives();
  SetAlternatives(readings, date);
}

void SetValue(const PlacedTime& placed, pb::Value* value) {
  const Period& period = placed.date.period;
  pb::DateValue* date = value->mutable_date();
  date->set_timex3(placed.Timex());
  if (period.first) date->set_first_day(FormatDay(*period.first));
  if (period.last) date->set_last_day(FormatDay(*period.last));
  SetOrigin(placed.date, date);
  if (placed.IsOpen()) SetAlternatives(placed.Readings(), date);
  value->set_canonical(date->timex3());
}

// What either end inferred.
DateParts Inferred(const PlacedRange& range) {
  DateParts inferred = range.first.date.inferred;
  const DateParts& more = range.last.date.inferred;
  inferred.insert(inferred.end(), more.begin(), more.end());
  std::sort(inferred.begin(), inferred.end());
  inferred.erase(std::unique(inferred.begin(), inferred.end()), inferred.end());
  return inferred;
}

// The range and its other readings, each also twelve hours later where its half of the day is open.
TimexValues ReadingsOf(const PlacedRange& range) {
  std::vector<PlacedRange> ranges = range.others;
  ranges.push_back(range);
  TimexValues readings;
  const auto add = [&](const PlacedRange& one) {
    readings.push_back(absl::StrCat(one.first.Timex(), "/", one.last.Timex()));
  };
  for (PlacedRange one : ranges) {
    add(one);
    if (!range.half_open) continue;
    one.first.time = TwelveHoursLater(*range.first.time);
    one.last.time = TwelveHoursLater(*range.last.time);
    add(one);
  }
  std::sort(readings.begin(), readings.end());
  return readings;
}

// "2006-06-28/2006-06-29"; an end that is not known on the calendar is open.
void SetValue(const PlacedRange& range, pb::Value* value) {
  const Period &first = range.first.date.period, &last = range.last.date.period;
  pb::DateValue* date = value->mutable_date();
  date->set_timex3(range.first.Timex());
  if (first.first) date->set_first_day(FormatDay(*first.first));
  if (last.last) date->set_last_day(FormatDay(*last.last));
  PlacedDate origin = range.first.date;
  if (origin.anchor == pb::DATE_ANCHOR_UNSPECIFIED) origin.anchor = range.last.date.anchor;
  origin.inferred = Inferred(range);
  SetOrigin(origin, date);
  SetAlternatives(ReadingsOf(range), date);
  value->set_canonical(absl::StrCat(date->timex3(), "/", range.last.Timex()));
}

bool OpensBehind(pb::ValueModifier modifier) {
  return modifier == pb::VALUE_MODIFIER_SINCE || modifier == pb::VALUE_MODIFIER_AFTER;
}
bool OpensBefore(pb::ValueModifier modifier) {
  return modifier == pb::VALUE_MODIFIER_UNTIL || modifier == pb::VALUE_MODIFIER_BEFORE ||
         modifier == pb::VALUE_MODIFIER_NO_LATER_THAN;
}

// "since 2006" is "2006/", "through 2010" is "/2010".
void OpenEnd(pb::ValueModifier modifier, pb::Value* value) {
  if (absl::StrContains(value->canonical(), '/')) return;
  if (OpensBehind(modifier)) {
    value->set_canonical(absl::StrCat(value->canonical(), "/"));
    value->mutable_date()->clear_last_day();
  } else if (OpensBefore(modifier)) {
    value->set_canonical(absl::StrCat("/", value->canonical()));
    value->mutable_date()->clear_first_day();
  }
}

absl::Status SetReference(absl::string_view reference, pb::Value* value) {
  value->set_canonical(std::string(reference));
  value->mutable_date()->set_timex3(std::string(reference));
  return absl::OkStatus();
}

absl::Status SetRange(const Parts& parts, const DateContext& context, pb::Value* value) {
  const absl::StatusOr<PlacedRange> range = PlaceRange(parts, context);
  if (range.ok()) SetValue(*range, value);
  return range.status();
}

absl::Status SetDate(const Parts& parts, const DateContext& context, pb::Value* value) {
  const absl::StatusOr<PlacedTime> placed = PlaceExpression(parts, context);
  if (!placed.ok()) return placed.status();
  SetValue(*placed, value);
  AddEdges(ReadQualifier(parts).modifier, *placed, value->mutable_date());
  return absl::OkStatus();
}

}  // namespace

absl::Status NormalizeDate(const Parts& parts, const DateContext& context, pb::Value* value) {
  const absl::string_view reference = parts.FeatureOrText("reference", "reference");
  if (parts.Has("every")) return NormalizeSet(parts, value);
  const absl::Status status = !reference.empty() ? SetReference(reference, value)
                              : IsRange(parts)   ? SetRange(parts, context, value)
                                                 : SetDate(parts, context, value);
  if (status.ok()) OpenEnd(ReadQualifier(parts).modifier, value);
  return status;
}

}  // namespace caspian::extractor
