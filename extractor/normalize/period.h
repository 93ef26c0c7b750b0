// Stretches of the calendar with their TIMEX3 values.
#ifndef CASPIAN_EXTRACTOR_NORMALIZE_PERIOD_H_
#define CASPIAN_EXTRACTOR_NORMALIZE_PERIOD_H_

#include <string>

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/optional.h"

namespace caspian::extractor {

// A stretch of days. `first` and `last` are absent where the value leaves them open; `last` is never before `first`.
struct Period {
  std::string timex3;
  absl::optional<absl::CivilDay> first;
  absl::optional<absl::CivilDay> last;
};

using Periods = absl::InlinedVector<Period, 1>;

// Years of periods are 1 to 9999, months 1 to 12, quarters 1 to 4, halves 1 and 2; callers check.
bool IsYear(int64_t year);
// True where the day exists ("2015-02-29" does not).
bool IsDay(int year, int month, int day);

Period DayPeriod(absl::CivilDay day);                          // 2006-06-23
Period DaysPeriod(absl::CivilDay first, absl::CivilDay last);  // 2006-06-28/2006-06-30; of one day as above
Period WeekPeriod(absl::CivilDay day);        // 2006-W26: the week, Monday to Sunday, that holds the day
Period WeekendPeriod(absl::CivilDay day);     // 2006-W26-WE: Saturday and Sunday of that week
Period MonthPeriod(int year, int month);      // 2006-06
Period QuarterPeriod(int year, int quarter);  // 2006-Q2
Period HalfPeriod(int year, int half);        // 2006-H1
Period YearPeriod(int year);                  // 2006
Period DecadePeriod(int year);                // 199X: the ten years that hold the year
Period CenturyPeriod(int century);            // 19XX for the 20th, 1 to 99
// A season by its TIMEX3 code: SP, SU, FA from March, June, September; WI from December of that year into the next.
Period SeasonPeriod(int year, absl::string_view code);
// True for the codes that SeasonPeriod takes.
bool IsSeason(absl::string_view code);
// The month a season begins with.
int SeasonMonth(absl::string_view code);

// "2006-06-23", with four digits for the year.
std::string FormatDay(absl::CivilDay day);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NORMALIZE_PERIOD_H_
