// What the functions that place expressions on the calendar share.
#ifndef CASPIAN_EXTRACTOR_NORMALIZE_PLACE_H_
#define CASPIAN_EXTRACTOR_NORMALIZE_PLACE_H_

#include <string>

#include "absl/status/statusor.h"
#include "extractor/normalize/anchor.h"
#include "extractor/normalize/date_expression.h"

namespace caspian::extractor {

// What needs an anchor and has none: X stands for what is open.
PlacedDate Open(std::string timex3);

// A period that was found from `anchor`, which gave the year (inferred_parts DATE_PART_YEAR), year and month, or the
// day, too.
PlacedDate Anchored(Period period, const Anchor& anchor, v1::DatePart inferred_parts);

// A period that needs no anchor.
PlacedDate Stated(Period period);

absl::Status NoSuchYear();

// Places what has a unit ("last week") by its offset. Failures as of PlaceDate.
absl::StatusOr<PlacedDate> PlaceRelative(const DateExpression& date, const DateContext& context);

// Places a day of a month ("June 23"). Failures as of PlaceDate.
absl::StatusOr<PlacedDate> PlaceDayOfMonth(const DateExpression& date, const DateContext& context);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NORMALIZE_PLACE_H_
