// The normalizer of dates and times.
#ifndef CASPIAN_EXTRACTOR_NORMALIZE_DATE_H_
#define CASPIAN_EXTRACTOR_NORMALIZE_DATE_H_

#include "absl/status/statusor.h"
#include "caspian/v1/value.pb.h"
#include "extractor/normalize/parts.h"

namespace caspian::extractor {

// The value of the parts that README.md names; its modifier is the caller's. INVALID_ARGUMENT, saying why, for what
// does not exist.
absl::StatusOr<v1::Value> NormalizeDate(const Parts& parts, const DateContext& context);

// The value of what comes back ("every Monday at 9", "weekly"): the parts `every` (feature `quantifier`), `frequency`,
// and those of what comes back. INVALID_ARGUMENT as above.
absl::StatusOr<v1::Value> NormalizeSet(const Parts& parts);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NORMALIZE_DATE_H_
