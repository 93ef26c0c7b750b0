// Moments, days and lengths of time, as specs and TIMEX3 values write them.
#ifndef CASPIAN_CLIENT_CLI_EVAL_SPEC_TIME_H_
#define CASPIAN_CLIENT_CLI_EVAL_SPEC_TIME_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/optional.h"

namespace caspian::cli {

// A day ("2018-11-05"; empty where open, "XXXX-WXX-1" as it is) and a time of it ("06:30:00"; empty where none).
struct Moment {
  std::string day;
  std::string time;
};

// Reads "2018-11-05", "2018-11-05T06", "2018-11-05 06:30:00", "T06:30", "06:30:00"; a zone behind it is dropped; the
// end of a day ("24:00") is the beginning of the next. Parts of the day ("TMO") are times as they are ("MO").
Moment ParseMoment(absl::string_view text);

// A moment with a zone ("2006-06-28T16:00+01:00") as clocks of the zone of `reference` ("2006-06-28T04:30:00-02:00")
// show it; a moment as it is where either names none.
std::string InZoneOf(absl::string_view reference, absl::string_view moment);

// The same time, of the same day; a day that one side leaves open is met by `today`.
bool SameMoment(const Moment& a, const Moment& b, absl::string_view today);

// "2018-11-05", as far as it is a day.
absl::optional<absl::CivilDay> ParseDay(absl::string_view text);
// The first day of "2018", "2018-11", "2018-Q3" or "2018-11-05".
absl::optional<absl::CivilDay> FirstDayOf(absl::string_view timex);

// The first and the last day of a TIMEX3 period: a year, month, day, week ("2018-W45"), weekend ("2018-W45-WE"),
// quarter, half or season ("2018-SU": June to August); a time of day behind a day is left out.
struct DaySpan {
  absl::CivilDay first, last;
};
absl::optional<DaySpan> DaysOf(absl::string_view timex);
// Whether `timex` is a season and the days from `first` to `last` (or before it) are that season by the sun: from about
// the 21st of its first month to about the 21st three months later.
bool IsSeasonOfSun(absl::string_view timex, absl::CivilDay first, absl::CivilDay last);

// A TIMEX3 value with its time in full and without seconds that are 0: "2016-11-07T08" is "2016-11-07T08:00".
std::string NormalTimex(absl::string_view timex);

// A length of time, exact as far as months and seconds don't mix.
struct TimeLength {
  double months = 0;
  double seconds = 0;

  // Months of 30 days, years of 365.
  double TotalSeconds() const;
};
// Reads "P1Y3M", "PT1.5H", "P3WE"; absent for all else ("PXD", "P3Y/P5Y").
absl::optional<TimeLength> ParseLength(absl::string_view timex);
bool SameLength(const TimeLength& a, const TimeLength& b);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_SPEC_TIME_H_
