// Published dates as people write them.
#ifndef CASPIAN_COMMON_BASE_CIVIL_DATE_H_
#define CASPIAN_COMMON_BASE_CIVIL_DATE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "caspian/v1/document.pb.h"

namespace caspian {

// Days of a month of the Gregorian calendar; 0 where `month` is not 1 to 12.
int DaysInMonth(int year, int month);

// Reads "2006", "2006-07", "2006-07-05", "2006-07-05T14:30", with seconds (dropped), and an offset "Z" or "+06:00".
// INVALID_ARGUMENT (DOCUMENT_METADATA_INVALID) says what does not fit.
absl::StatusOr<v1::PublishedDate> ParsePublishedDate(absl::string_view text);

// The form that ParsePublishedDate reads; without seconds.
std::string FormatPublishedDate(const v1::PublishedDate& date);

// OK where the fields are within their ranges and fit each other; INVALID_ARGUMENT (DOCUMENT_METADATA_INVALID)
// otherwise.
absl::Status CheckPublishedDate(const v1::PublishedDate& date);

}  // namespace caspian

#endif  // CASPIAN_COMMON_BASE_CIVIL_DATE_H_
