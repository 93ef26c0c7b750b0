// The normalizer of dates and times.
#ifndef CASPIAN_EXTRACTOR_NORMALIZE_DATE_H_
#define CASPIAN_EXTRACTOR_NORMALIZE_DATE_H_

#include "absl/status/status.h"
#include "caspian/v1/value.pb.h"
#include "extractor/normalize/parts.h"

namespace caspian::extractor {

// Fills `value`, which holds nothing yet, with what the parts that README.md names mean; its modifier is the caller's.
// INVALID_ARGUMENT, saying why, for what does not exist.
absl::Status NormalizeDate(const Parts& parts, const DateContext& context, v1::Value* value);

// Likewise what comes back ("every Monday at 9", "weekly"): the parts `every` (feature `quantifier`), `frequency`,
// and those of what comes back. INVALID_ARGUMENT as above.
absl::Status NormalizeSet(const Parts& parts, v1::Value* value);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NORMALIZE_DATE_H_
