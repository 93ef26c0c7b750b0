#include "extractor/normalize/date.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "extractor/normalize/date_expression.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

pb::Value ToValue(const PlacedDate& placed) {
  pb::Value value;
  pb::DateValue* date = value.mutable_date();
  date->set_timex3(placed.period.timex3);
  if (placed.period.first) date->set_first_day(FormatDay(*placed.period.first));
  if (placed.period.last) date->set_last_day(FormatDay(*placed.period.last));
  date->set_anchor(placed.anchor);
  for (pb::DatePart part : placed.inferred) date->add_inferred(part);
  value.set_canonical(placed.period.timex3);
  return value;
}

// Day and month exchanged.
absl::Status AddAlternatives(const DateExpression& date, const DateContext& context, pb::DateValue* value) {
  if (!date.numeric_order_open) return absl::OkStatus();
  DateExpression exchanged = date;
  std::swap(exchanged.day, exchanged.month);
  const absl::StatusOr<PlacedDate> other = PlaceDate(exchanged, context);
  if (!other.ok()) return other.status();
  std::string first = value->timex3(), second = other->period.timex3;
  if (second < first) std::swap(first, second);
  value->add_alternatives(first);
  value->add_alternatives(second);
  return absl::OkStatus();
}

// "2006-06-28/2006-06-29"; an end that is not known on the calendar is open.
absl::StatusOr<pb::Value> JoinRange(const PlacedDate& first, const PlacedDate& last) {
  const bool known = first.period.first && last.period.last;
  if (known && *last.period.last < *first.period.first)
    return absl::InvalidArgumentError("the range ends before it begins");
  pb::Value value = ToValue(first);
  pb::DateValue* date = value.mutable_date();
  date->clear_last_day();
  if (last.period.last) date->set_last_day(FormatDay(*last.period.last));
  if (date->anchor() == pb::DATE_ANCHOR_UNSPECIFIED) date->set_anchor(last.anchor);
  std::vector<pb::DatePart> inferred = first.inferred;
  inferred.insert(inferred.end(), last.inferred.begin(), last.inferred.end());
  std::sort(inferred.begin(), inferred.end());
  inferred.erase(std::unique(inferred.begin(), inferred.end()), inferred.end());
  date->clear_inferred();
  for (pb::DatePart part : inferred) date->add_inferred(part);
  value.set_canonical(absl::StrCat(first.period.timex3, "/", last.period.timex3));
  return value;
}

int YearOf(const PlacedDate& placed) { return placed.period.first ? static_cast<int>(placed.period.first->year()) : 0; }

// Months and days of the end stand before those of the beginning: another year.
bool EndsInEarlierPartOfYear(const DateExpression& first, const DateExpression& last) {
  const auto key = [](const DateExpression& date) {
    return std::make_pair(date.month.value_or(date.quarter.value_or(0) * 3), date.day.value_or(0));
  };
  const bool comparable =
      first.month.has_value() == last.month.has_value() && first.day.has_value() == last.day.has_value();
  return comparable && key(last).first < key(first).first;
}

// An end without year takes that of the beginning, or the next where it would come before it; and the other way round.
absl::StatusOr<pb::Value> PlaceRange(DateExpression first, DateExpression last, const DateContext& context) {
  if (first.day && !first.month) first.month = last.month;  // "28-29 June"
  const bool turns = EndsInEarlierPartOfYear(first, last);
  const bool dated = first.month || first.quarter;
  if (dated && last.year && !first.year) first.year = *last.year - (turns ? 1 : 0);
  const bool year_stated = first.year.has_value();
  const absl::StatusOr<PlacedDate> begin = PlaceDate(first, context);
  if (!begin.ok()) return begin.status();
  const bool inherits = !last.year && YearOf(*begin) != 0 && (last.month || last.quarter);
  if (inherits) last.year = YearOf(*begin) + (turns ? 1 : 0);
  absl::StatusOr<PlacedDate> end = PlaceDate(last, context);
  if (!end.ok()) return end.status();
  if (inherits && !year_stated) end->anchor = begin->anchor, end->inferred = begin->inferred;
  return JoinRange(*begin, *end);
}

// A weekday range runs forward from its first day.
absl::StatusOr<pb::Value> PlaceWeekdayRange(const DateExpression& first, const DateExpression& last,
                                            const DateContext& context) {
  const absl::StatusOr<PlacedDate> begin = PlaceDate(first, context);
  if (!begin.ok()) return begin.status();
  PlacedDate end = *begin;
  const int days = (*last.weekday - *first.weekday + 7) % 7;
  if (begin->period.first) {
    end.period = DayPeriod(*begin->period.first + days);
  } else {
    end.period.timex3 = absl::StrCat("XXXX-WXX-", *last.weekday);
  }
  return JoinRange(*begin, end);
}

// "since 2006" is "2006/", "through 2010" is "/2010".
void OpenEnd(pb::ValueModifier modifier, pb::Value* value) {
  if (value->canonical().find('/') != std::string::npos) return;
  if (modifier == pb::VALUE_MODIFIER_SINCE) {
    value->set_canonical(absl::StrCat(value->canonical(), "/"));
    value->mutable_date()->clear_last_day();
  } else if (modifier == pb::VALUE_MODIFIER_UNTIL) {
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

// A time of day without a day is that of the anchor's day.
DateExpression Today() {
  DateExpression today;
  today.unit = "day";
  today.offset = 0;
  return today;
}

void AppendTime(const std::string& time, pb::Value* value) {
  value->set_canonical(absl::StrCat(value->canonical(), time));
  value->mutable_date()->set_timex3(value->canonical());
}

}  // namespace

absl::StatusOr<pb::Value> NormalizeDate(const Parts& parts, const DateContext& context) {
  const absl::string_view reference = parts.FeatureOrText("reference", "reference");
  if (!reference.empty()) return Reference(reference);
  absl::StatusOr<DateExpression> first = ReadDateExpression(parts);
  if (!first.ok()) return first.status();
  const absl::StatusOr<absl::optional<DateExpression>> last = ReadLastExpression(parts, *first);
  if (!last.ok()) return last.status();
  const absl::StatusOr<absl::optional<std::string>> time = ReadTimeOfDay(parts);
  if (!time.ok()) return time.status();
  if (first->Empty() && *time) first = Today();

  absl::StatusOr<pb::Value> value = pb::Value();
  if (*last) {
    value = first->weekday && !first->month && (*last)->weekday ? PlaceWeekdayRange(*first, **last, context)
                                                                : PlaceRange(*first, **last, context);
  } else {
    const absl::StatusOr<PlacedDate> placed = PlaceDate(*first, context);
    value = placed.ok() ? absl::StatusOr<pb::Value>(ToValue(*placed)) : placed.status();
  }
  if (!value.ok()) return value;
  if (absl::Status status = AddAlternatives(*first, context, value->mutable_date()); !status.ok()) return status;
  if (*time && !*last) AppendTime(**time, &*value);
  OpenEnd(ReadQualifier(parts).modifier, &*value);
  return value;
}

}  // namespace caspian::extractor
