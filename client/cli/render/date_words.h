// Dates as an analyst reads them: "23 Jun", "28–29 Jun", "by 29 Jun", "May 2005".
#ifndef CASPIAN_CLIENT_CLI_RENDER_DATE_WORDS_H_
#define CASPIAN_CLIENT_CLI_RENDER_DATE_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "caspian/v1/briefing.pb.h"

namespace caspian::cli {

// How a date is written. A year equal to `known_year` (0: none) is left out, where a day or month stays.
struct DateForm {
  int known_year = 0;
  bool long_months = false;  // "June", not "Jun"
};

// A canonical date (TIMEX3, "A/B", "A/", "/B") in words; what has no such form comes back as it is.
std::string DateWords(absl::string_view canonical, DateForm form);

// Civil days from `first` to `last`, both "YYYY-MM-DD": whole months and years are named as such.
std::string DayRangeWords(absl::string_view first, absl::string_view last, DateForm form);

// When an event was, is or will be; "by", "from" or "within" where the sources only bound it; empty where they don't.
std::string EventTimeWords(const v1::EventRecord& event, DateForm form);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_RENDER_DATE_WORDS_H_
