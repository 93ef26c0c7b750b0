// The normalizer of dates and times.
#ifndef CASPIAN_EXTRACTOR_NORMALIZE_DATE_H_
#define CASPIAN_EXTRACTOR_NORMALIZE_DATE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "caspian/v1/value.pb.h"
#include "extractor/normalize/parts.h"

namespace caspian::extractor {

// The value of the parts that README.md names; its modifier is the caller's. INVALID_ARGUMENT, saying why, for what
// does not exist.
absl::StatusOr<v1::Value> NormalizeDate(const Parts& parts, const DateContext& context);

// The TIMEX3 suffix of a time of day: "T14:30", "T14:30:15Z", "T10:00+06:00", "TNI"; absent where the parts state none.
// INVALID_ARGUMENT for times that do not exist (25:00, 13 p.m.).
absl::StatusOr<absl::optional<std::string>> ReadTimeOfDay(const Parts& parts);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NORMALIZE_DATE_H_
