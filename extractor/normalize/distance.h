// Lengths of time as distances on the calendar.
#ifndef CASPIAN_EXTRACTOR_NORMALIZE_DISTANCE_H_
#define CASPIAN_EXTRACTOR_NORMALIZE_DISTANCE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "extractor/normalize/parts.h"

namespace caspian::extractor {

// So many months, then days, then seconds; backwards where they are below zero.
struct Distance {
  int months = 0;
  int days = 0;
  int seconds = 0;
  int pieces = 0;
  std::string unit;      // of the last piece: "day" … "century"; empty for units below a day
  int count = 0;         // of that unit
  bool of_day = false;   // counted in hours, minutes or seconds
  bool working = false;  // the days are those from Monday to Friday
  bool to_second = false;

  void Negate();
};

// The working day that so many of them, Monday to Friday, lie behind the day, or, below 0, before it. INVALID_ARGUMENT
// for more than ten years of them and for years that do not exist.
absl::StatusOr<absl::CivilDay> MoveWorkingDays(absl::CivilDay day, int count);

// The parts `amount` and `unit`, `amount_2` and `unit_2`, … `amount_4` and `unit_4`: so much of units with the features
// `timex`, `factor` and `unit`; `working`: of working days. INVALID_ARGUMENT where an amount is none, below zero, open,
// or no whole number of the next smaller unit (half an hour is one).
absl::StatusOr<Distance> ReadDistance(const Parts& parts);

// The day so many months and days, or working days, away; of a month that lacks it, the last. INVALID_ARGUMENT for
// years that do not exist.
absl::StatusOr<absl::CivilDay> MoveDay(absl::CivilDay day, const Distance& distance);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NORMALIZE_DISTANCE_H_
