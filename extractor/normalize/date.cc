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

void SetAlternatives(const std::vector<std::string>& readings, pb::DateValue* date) {
  if (readings.size() < 2) return;
  for (const std::string& reading : readings) date->add_alternatives(reading);
}

pb::Value ToValue(const PlacedTime& placed) {
  const Period& period = placed.date.period;
  pb::Value value;
  pb::DateValue* date = value.mutable_date();
  date->set_timex3(placed.Timex());
  if (period.first) date->set_first_day(FormatDay(*period.first));
  if (period.last) date->set_last_day(FormatDay(*period.last));
  SetOrigin(placed.date, date);
  SetAlternatives(placed.Readings(), date);
  value.set_canonical(placed.Timex());
  return value;
}

// What either end inferred.
std::vector<pb::DatePart> Inferred(const PlacedRange& range) {
  std::vector<pb::DatePart> inferred = range.first.date.inferred;
  const std::vector<pb::DatePart>& more = range.last.date.inferred;
  inferred.insert(inferred.end(), more.begin(), more.end());
  std::sort(inferred.begin(), inferred.end());
  inferred.erase(std::unique(inferred.begin(), inferred.end()), inferred.end());
  return inferred;
}

// The range, and the same twelve hours later.
std::vector<std::string> ReadingsOf(const PlacedRange& range) {
  PlacedRange later = range;
  later.first.time = TwelveHoursLater(*range.first.time);
  later.last.time = TwelveHoursLater(*range.last.time);
  std::vector<std::string> readings;
  for (const PlacedRange& one : {range, later})
    readings.push_back(absl::StrCat(one.first.Timex(), "/", one.last.Timex()));
  std::sort(readings.begin(), readings.end());
  return readings;
}

// "2006-06-28/2006-06-29"; an end that is not known on the calendar is open.
pb::Value ToValue(const PlacedRange& range) {
  const Period &first = range.first.date.period, &last = range.last.date.period;
  pb::Value value;
  pb::DateValue* date = value.mutable_date();
  date->set_timex3(range.first.Timex());
  if (first.first) date->set_first_day(FormatDay(*first.first));
  if (last.last) date->set_last_day(FormatDay(*last.last));
  PlacedDate origin = range.first.date;
  if (origin.anchor == pb::DATE_ANCHOR_UNSPECIFIED) origin.anchor = range.last.date.anchor;
  origin.inferred = Inferred(range);
  SetOrigin(origin, date);
  if (range.half_open) SetAlternatives(ReadingsOf(range), date);
  value.set_canonical(absl::StrCat(range.first.Timex(), "/", range.last.Timex()));
  return value;
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

pb::Value Reference(absl::string_view reference) {
  pb::Value value;
  value.set_canonical(std::string(reference));
  value.mutable_date()->set_timex3(std::string(reference));
  return value;
}

template <typename Placed>
absl::StatusOr<pb::Value> ValueOf(const absl::StatusOr<Placed>& placed) {
  if (!placed.ok()) return placed.status();
  return ToValue(*placed);
}

}  // namespace

absl::StatusOr<pb::Value> NormalizeDate(const Parts& parts, const DateContext& context) {
  const absl::string_view reference = parts.FeatureOrText("reference", "reference");
  if (parts.Has("every")) return NormalizeSet(parts);
  absl::StatusOr<pb::Value> value = !reference.empty() ? Reference(reference)
                                    : IsRange(parts)   ? ValueOf(PlaceRange(parts, context))
                                                       : ValueOf(PlaceExpression(parts, context));
  if (value.ok()) OpenEnd(ReadQualifier(parts).modifier, &*value);
  return value;
}

}  // namespace caspian::extractor
