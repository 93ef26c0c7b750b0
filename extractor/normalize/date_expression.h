// What the words of a date say, before it is placed on the calendar, and placing it.
#ifndef CASPIAN_EXTRACTOR_NORMALIZE_DATE_EXPRESSION_H_
#define CASPIAN_EXTRACTOR_NORMALIZE_DATE_EXPRESSION_H_

#include <string>

#include "absl/container/inlined_vector.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "caspian/v1/value.pb.h"
#include "extractor/normalize/parts.h"
#include "extractor/normalize/period.h"

namespace caspian::extractor {

// Absent fields are not stated.
struct DateExpression {
  absl::optional<int> year;
  absl::optional<int> month;
  absl::optional<int> day;
  absl::optional<int> weekday;  // 1 = Monday to 7 = Sunday
  absl::optional<int> week;     // of ISO 8601
  absl::optional<int> quarter;
  absl::optional<int> half;
  absl::optional<int> decade;       // its first year
  absl::optional<int> century;      // 20 = the 20th
  std::string season;               // TIMEX3 code
  std::string holiday;              // a rule of holiday.h
  std::string holiday_days;         // spans of holiday.h
  std::string unit;                 // of what is relative: day, week, weekend, month, quarter, year, decade, century
  absl::optional<int> offset;       // in units, or in occurrences of month, weekday, season, quarter ("last May": -1)
  bool from_text = false;           // relative to the last day that the text names ("the same day")
  bool week_of = false;             // the week that holds the day
  bool weekend_of = false;          // the weekend that holds the day or is nearest to it
  std::string fiscal;               // FY, SY: the year is one of accounts, of schools
  bool before_christ = false;       // the year
  bool numeric_order_open = false;  // day and month could be exchanged ("05/06/2006")

  bool Empty() const {
    return !year && !month && !day && !weekday && !week && !quarter && !half && !decade && !century && season.empty() &&
           holiday.empty() && unit.empty();
  }
};

// The expression that the parts state. INVALID_ARGUMENT where a part is no number or out of its range.
absl::StatusOr<DateExpression> ReadDateExpression(const Parts& parts);

// The end of the range that parts `last_…` state; absent where there is none. Failures as above.
absl::StatusOr<absl::optional<DateExpression>> ReadLastExpression(const Parts& parts, const DateExpression& first);

using DateParts = absl::InlinedVector<v1::DatePart, 4>;

// An expression on the calendar.
struct PlacedDate {
  Period period;
  v1::DateAnchor anchor = v1::DATE_ANCHOR_UNSPECIFIED;
  DateParts inferred;  // ascending
  Periods others;      // what else the words may mean, the other side of the anchor
};

// Places the expression, taking what it does not state from the document's dates: a day of a month and a holiday in the
// nearest year, a month, quarter, half or season the last one (the current one included), a weekday the last one (the
// anchor's day included). What stays unknown is written X. INVALID_ARGUMENT for what does not exist (31 June).
absl::StatusOr<PlacedDate> PlaceDate(const DateExpression& expression, const DateContext& context);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NORMALIZE_DATE_EXPRESSION_H_
