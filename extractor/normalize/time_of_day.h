// Times of day: what the words state, and their TIMEX3 form.
#ifndef CASPIAN_EXTRACTOR_NORMALIZE_TIME_OF_DAY_H_
#define CASPIAN_EXTRACTOR_NORMALIZE_TIME_OF_DAY_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "extractor/normalize/parts.h"

namespace caspian::extractor {

inline constexpr int kSecondsOfDay = 24 * 60 * 60;

// A time of day, or a part of the day.
struct TimeOfDay {
  absl::optional<int> second;   // of the day, 0 to kSecondsOfDay (the day's end); absent: the part of the day alone
  bool seconds_stated = false;  // "10:15:30"
  bool half_open = false;       // morning or afternoon is not stated: "at seven"
  bool afternoon = false;       // stated: "7 p.m."
  std::string part;             // TIMEX3 code (MO, AF, EV, NI, DT), empty where none is stated
  std::string zone;             // "Z", "+06:00"; empty: none is stated
};

// The time of day that the parts state; absent where they state none. INVALID_ARGUMENT for times that do not exist
// (25:00, 13 p.m., an unknown zone).
absl::StatusOr<absl::optional<TimeOfDay>> ReadTimeOfDay(const Parts& parts);

// The TIMEX3 suffix: "T14:30", "T14:30:15Z", "T10:00+06:00", "TNI".
std::string FormatTimeOfDay(const TimeOfDay& time);

// The same time twelve hours later; of one whose half of the day is open.
TimeOfDay TwelveHoursLater(const TimeOfDay& time);

// The part of the day says which half an open time is of: "seven in the evening", "tonight at one".
void SettleByPart(TimeOfDay* time);

// Settles what is open of two times that begin and end a range of one day: the end's half of the day is the
// beginning's, too, unless it would begin behind its end ("5 to 6pm", "9:30-4:30pm"); a beginning whose half is stated
// puts an open end behind it.
void SettleHalves(TimeOfDay* begin, TimeOfDay* end);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NORMALIZE_TIME_OF_DAY_H_
