// Ranges: two dates, two times of a day, or a mixture. What one end leaves out is taken from the other, or from what
// stands beside both ("tomorrow from 3 to 5").
#include <algorithm>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "extractor/normalize/place.h"
#include "extractor/normalize/placed_time.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

// An end of a range before it is placed.
struct RangeEnd {
  DateExpression date;
  absl::optional<TimeOfDay> time;
  absl::optional<PlacedTime> placed;  // of a shift, or the third Monday of May: these leave nothing out

  bool Dated() const { return placed || !date.Empty(); }
};

absl::StatusOr<RangeEnd> ReadEnd(const Parts& parts, const DateContext& context) {
  RangeEnd end;
  if (IsShift(parts) || parts.Has("nth") || parts.Has("closest")) {
    absl::StatusOr<PlacedTime> placed = PlaceExpression(parts, context);
    if (!placed.ok()) return placed.status();
    end.placed = *std::move(placed);
    return end;
  }
  absl::StatusOr<DateExpression> date = ReadDateExpression(parts);
  if (!date.ok()) return date.status();
  absl::StatusOr<absl::optional<TimeOfDay>> time = ReadTimeOfDay(parts);
  if (!time.ok()) return time.status();
  end.date = *std::move(date);
  end.time = *std::move(time);
  if (parts.FeatureOrText("reference", "reference") != "PRESENT_REF") return end;
  end.date.unit = "day";
  end.date.offset = 0;
  const Anchor now = AnchorTo(pb::DATE_PART_DAY, context);
  if (now.minute) end.time = TimeOfDay(), end.time->second = *now.minute * 60;
  return end;
}

bool IsWeekday(const RangeEnd& end) {
  return end.date.weekday && !end.date.month && !end.date.day && !end.placed && end.date.unit.empty();
}

// Months and days of the end stand before those of the beginning: another year.
bool EndsInEarlierPartOfYear(const DateExpression& first, const DateExpression& last) {
  const auto key = [](const DateExpression& date) {
    return std::make_pair(date.month.value_or(date.quarter.value_or(0) * 3), date.day.value_or(0));
  };
  return first.month.has_value() == last.month.has_value() && key(last).first < key(first).first;
}

// "May 27th to the 3rd" ends in June.
void TakeMonth(DateExpression* first, DateExpression* last, bool may_turn) {
  if (first->day && !first->month && !last->unit.empty()) first->unit = last->unit, first->offset = last->offset;
  if (first->day && !first->month) first->month = last->month;  // "28-29 June"
  if (!last->day || last->month || !first->month) return;
  last->month = first->month;
  if (!may_turn || !first->day || *last->day >= *first->day) return;
  last->month = *first->month % 12 + 1;
  if (first->year && !last->year && *last->month == 1) last->year = *first->year + 1;
}

int YearOf(const PlacedTime& placed) {
  return placed.date.period.first ? static_cast<int>(placed.date.period.first->year()) : 0;
}

absl::StatusOr<PlacedTime> PlaceEnd(const RangeEnd& end, const DateContext& context) {
  if (end.placed) return *end.placed;
  absl::StatusOr<PlacedDate> placed = PlaceDate(end.date, context);
  if (!placed.ok()) return placed.status();
  return PlacedTime{*std::move(placed), end.time};
}

// An end without year takes that of the beginning, or the next where it would come before it; and the other way round.
absl::StatusOr<PlacedRange> PlaceEnds(RangeEnd first, RangeEnd last, const DateContext& context) {
  const bool turns = EndsInEarlierPartOfYear(first.date, last.date);
  const bool dated = (first.date.month || first.date.quarter) && first.date.unit.empty() && !first.date.offset;
  if (dated && last.date.year && !first.date.year) first.date.year = *last.date.year - (turns ? 1 : 0);
  const bool year_stated = first.date.year.has_value();
  const absl::StatusOr<PlacedTime> begin = PlaceEnd(first, context);
  if (!begin.ok()) return begin.status();
  const bool inherits = !last.date.year && YearOf(*begin) != 0 && (last.date.month || last.date.quarter) &&
                        last.date.unit.empty() && !last.date.offset;
  if (inherits) last.date.year = YearOf(*begin) + (turns ? 1 : 0);
  absl::StatusOr<PlacedTime> end = PlaceEnd(last, context);
  if (!end.ok()) return end.status();
  if (inherits && !year_stated) end->date.anchor = begin->date.anchor, end->date.inferred = begin->date.inferred;
  return PlacedRange{*begin, *end, false, {}};
}

// A weekday range runs forward from its first day.
absl::StatusOr<PlacedRange> PlaceWeekdays(const RangeEnd& first, const RangeEnd& last, const DateContext& context) {
  const absl::StatusOr<PlacedTime> begin = PlaceEnd(first, context);
  if (!begin.ok()) return begin.status();
  PlacedTime end = *begin;
  end.time = last.time;
  end.date.others.clear();
  const int days = (*last.date.weekday - *first.date.weekday + 7) % 7;
  if (begin->date.period.first) {
    end.date.period = DayPeriod(*begin->date.period.first + days);
  } else {
    end.date.period.timex3 = absl::StrCat("XXXX-WXX-", *last.date.weekday);
  }
  return PlacedRange{*begin, end, false, {}};
}

// The end of a range of times is of the next day where it would not be behind its beginning: "10 p.m. to 2 a.m.".
void TurnDay(PlacedRange* range) {
  const PlacedTime& first = range->first;
  PlacedTime& last = range->last;
  if (!first.time || !last.time || !first.time->second || !last.time->second || !last.date.period.first) return;
  if (first.date.period.timex3 != last.date.period.timex3 || *first.time->second < *last.time->second) return;
  const absl::CivilDay next = *last.date.period.first + 1;
  if (IsYear(next.year())) last.date.period = DayPeriod(next);
}

absl::Status CheckOrder(const PlacedRange& range) {
  const Period &first = range.first.date.period, &last = range.last.date.period;
  if (!first.first || !last.last) return absl::OkStatus();
  const bool clocks = range.first.time && range.last.time && range.first.time->second && range.last.time->second;
  const bool turned = *last.last < *first.first ||
                      (clocks && *first.first == *last.last && *range.last.time->second < *range.first.time->second);
  return turned ? absl::InvalidArgumentError("the range ends before it begins") : absl::OkStatus();
}

// The range from the day on the other side of the anchor on: that of another week, or of another year.
absl::optional<PlacedRange> FromOther(const Period& other, RangeEnd first, const RangeEnd& last,
                                      const PlacedRange& range, const DateContext& context) {
  const Period &begin = range.first.date.period, &end = range.last.date.period;
  if (!other.first || !begin.first || !end.first) return absl::nullopt;
  PlacedRange moved = range;
  if (IsWeekday(first) && IsWeekday(last)) {
    moved.first.date.period = other;
    moved.last.date.period = DayPeriod(*end.first + (*other.first - *begin.first));
    return moved;
  }
  if (!first.date.month || first.date.year || first.placed || last.placed) return absl::nullopt;
  first.date.year = static_cast<int>(other.first->year());
  const absl::StatusOr<PlacedRange> placed = PlaceEnds(first, last, context);
  if (!placed.ok()) return absl::nullopt;
  moved.first.date.period = placed->first.date.period;
  moved.last.date.period = placed->last.date.period;
  return moved;
}

void AddOthers(const RangeEnd& first, const RangeEnd& last, const DateContext& context, PlacedRange* range) {
  std::vector<PlacedRange> others;
  for (const Period& other : range->first.date.others) {
    const absl::optional<PlacedRange> moved = FromOther(other, first, last, *range, context);
    if (moved && CheckOrder(*moved).ok()) others.push_back(*moved);
  }
  range->others = std::move(others);
}

// The ends by parts of their own, or the expression's own parts and those named `last_…`.
absl::StatusOr<std::pair<RangeEnd, RangeEnd>> ReadEnds(const Parts& parts, const DateContext& context) {
  if (!parts.Has("from")) {
    absl::StatusOr<DateExpression> first = ReadDateExpression(parts);
    if (!first.ok()) return first.status();
    const absl::StatusOr<absl::optional<DateExpression>> last = ReadLastExpression(parts, *first);
    if (!last.ok()) return last.status();
    return std::make_pair(RangeEnd{*std::move(first), {}, {}}, RangeEnd{last->value_or(DateExpression()), {}, {}});
  }
  absl::StatusOr<RangeEnd> first = ReadEnd(parts.Inside("from"), context);
  if (!first.ok()) return first.status();
  absl::StatusOr<RangeEnd> last = ReadEnd(parts.Inside("to"), context);
  if (!last.ok()) return last.status();
  return std::make_pair(*std::move(first), *std::move(last));
}

// What stands beside both ends: a date, a part of the day, a zone.
absl::Status AddCommon(const Parts& parts, RangeEnd* first, RangeEnd* last) {
  const absl::StatusOr<DateExpression> date = ReadDateExpression(parts);
  if (!date.ok()) return date.status();
  const absl::StatusOr<absl::optional<TimeOfDay>> common = ReadTimeOfDay(parts);
  if (!common.ok()) return common.status();
  for (RangeEnd* end : {first, last}) {
    if (!end->Dated()) end->date = *date;
    if (!*common || !end->time || !end->time->second) continue;
    if (end->time->zone.empty()) end->time->zone = (*common)->zone;
    if (end->time->part.empty()) end->time->part = (*common)->part;
    SettleByPart(&*end->time);
  }
  return absl::OkStatus();
}

// A time without a date is of the other end's day; of two, of today.
void ShareDates(RangeEnd* first, RangeEnd* last) {
  if (!first->Dated() && !last->Dated()) {
    first->date.unit = "day";
    first->date.offset = 0;
  }
  if (!first->Dated()) first->date = last->date, first->placed = last->placed;
  if (!last->Dated()) last->date = first->date, last->placed = first->placed;
}

void ShareTimes(RangeEnd* first, RangeEnd* last, bool one_day, PlacedRange* open) {
  if (!first->time || !last->time) return;
  if (first->time->zone.empty()) first->time->zone = last->time->zone;
  if (last->time->zone.empty()) last->time->zone = first->time->zone;
  if (one_day) SettleHalves(&*first->time, &*last->time);
  open->half_open = one_day && first->time->half_open && last->time->half_open;
}

}  // namespace

bool IsRange(const Parts& parts) {
  for (absl::string_view name : {"from", "last_year", "last_month", "last_day", "last_weekday", "last_quarter"}) {
    if (parts.Has(name)) return true;
  }
  return false;
}

absl::StatusOr<PlacedRange> PlaceRange(const Parts& parts, const DateContext& context) {
  auto ends = ReadEnds(parts, context);
  if (!ends.ok()) return ends.status();
  auto& [first, last] = *ends;
  const bool nested = parts.Has("from");
  TakeMonth(&first.date, &last.date, nested);
  if (nested) {
    const absl::Status status = AddCommon(parts, &first, &last);
    if (!status.ok()) return status;
  }
  const bool one_day = !first.Dated() || !last.Dated() || parts.Has("date");
  ShareDates(&first, &last);
  PlacedRange open;
  ShareTimes(&first, &last, one_day, &open);
  const bool weekdays = IsWeekday(first) && IsWeekday(last) && !(one_day && nested);
  absl::StatusOr<PlacedRange> range = weekdays ? PlaceWeekdays(first, last, context) : PlaceEnds(first, last, context);
  if (!range.ok()) return range;
  range->half_open = open.half_open;
  TurnDay(&*range);
  AddOthers(first, last, context, &*range);
  const absl::Status order = CheckOrder(*range);
  return order.ok() ? range : order;
}

}  // namespace caspian::extractor
