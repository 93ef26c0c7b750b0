// Expressions that are made of others: a date with a time, so long before or after a date, the third Monday of a month,
// a range of two. The parts `base`, `within`, `from` and `to` hold parts of their own; those of `date`, `time` and
// `length` are the expression's (parts.h). README.md says what each part means.
#ifndef CASPIAN_EXTRACTOR_NORMALIZE_PLACED_TIME_H_
#define CASPIAN_EXTRACTOR_NORMALIZE_PLACED_TIME_H_

#include <string>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "extractor/normalize/date_expression.h"
#include "extractor/normalize/time_of_day.h"

namespace caspian::extractor {

// What words may mean, ascending.
using TimexValues = absl::InlinedVector<std::string, 4>;

// A date with a time of it, on the calendar.
struct PlacedTime {
  PlacedDate date;
  absl::optional<TimeOfDay> time;

  // TIMEX3: "2006-06-28T14:30".
  std::string Timex() const;
  // True where the words allow other values.
  bool IsOpen() const { return !date.others.empty() || (time && time->half_open); }
  // The TIMEX3 values that the words allow, this one included, ascending.
  TimexValues Readings() const;
};

// The one date or time that the parts state. INVALID_ARGUMENT, saying why, for what does not exist.
absl::StatusOr<PlacedTime> PlaceExpression(const Parts& parts, const DateContext& context);

// Both ends, of which the last is not before the first.
struct PlacedRange {
  PlacedTime first;
  PlacedTime last;
  bool half_open = false;           // both may be twelve hours later
  std::vector<PlacedRange> others;  // what the words allow besides: on the other side of the anchor
};

// True where the parts state a range: `from` and `to`, or `last_…`.
bool IsRange(const Parts& parts);

// The range that the parts state; what one end leaves out is taken from the other. Failures as above, and where it ends
// before it begins.
absl::StatusOr<PlacedRange> PlaceRange(const Parts& parts, const DateContext& context);

// Whether the parts are a distance from a date: an `amount` of a `unit` with `ago`, `ahead`, `back` or `onward`.
bool IsShift(const Parts& parts);
absl::StatusOr<PlacedTime> PlaceShift(const Parts& parts, const DateContext& context);

// Whether the parts are a day counted from another: `nth` of a `weekday` with `ahead`, `ago`, `onward` or `back`, or
// the `closest` (1), second closest (2) …; and placing it, from the part `base` or the anchor.
bool IsCounted(const Parts& parts);
absl::StatusOr<PlacedTime> PlaceCounted(const Parts& parts, const DateContext& context);

// Places the `nth` day, week, month … of the period `within`, or an `amount` of them. The first week of a period is the
// first one with its Thursday in it.
absl::StatusOr<PlacedTime> PlaceNth(const Parts& parts, const DateContext& context);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NORMALIZE_PLACED_TIME_H_
