// Days that come back every year by a rule.
#ifndef CASPIAN_EXTRACTOR_NORMALIZE_HOLIDAY_H_
#define CASPIAN_EXTRACTOR_NORMALIZE_HOLIDAY_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/optional.h"

namespace caspian::extractor {

// The day that `rule` names in `year`, 1 to 9999; absent where the year has none, or `rule` is no rule. Rules:
//
//   12-25                    a day of a month
//   11-4#4                   the fourth Thursday of November: month, weekday (1 = Monday), number; -1 is the last one
//   11-4#4+1                 the day behind it
//   05-25<1  11-01>2         the last Monday before 25 May, the first Tuesday behind 1 November
//   04-27!7-1                a day of a month; where it is a Sunday, the day before. Several: 10-16!6-1!7+1
//   easter-2                 days from Easter Sunday (Gregorian calendar)
//   orthodox-2               days from Easter Sunday of the Orthodox churches (Julian calendar), as a Gregorian day
//   2018-06-15 2019-06-04 …  a list of days, one of them of the year: for calendars that are not computed here
//
// Linear in the rule.
absl::optional<absl::CivilDay> HolidayIn(int year, absl::string_view rule);

// Other days that a holiday's name stands for, counted from the day of its rule: -1 to -1 is the day before, since it
// begins at sunset, 0 to 7 all eight days of it.
struct HolidaySpan {
  int first = 0, last = 0;
};
// Reads "-1", "0..7", several of them with blanks between. What is no span is left out.
std::vector<HolidaySpan> ReadHolidaySpans(absl::string_view spans);

// Easter Sunday by the Gregorian and by the Julian calendar, both as Gregorian days. Source of the method: the
// computus of Meeus, Jones and Butcher.
absl::CivilDay GregorianEaster(int year);
absl::CivilDay OrthodoxEaster(int year);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NORMALIZE_HOLIDAY_H_
