// The normalizers of amounts: money, percent, quantity, number, duration. Each takes the parts that README.md names,
// fills a value that holds nothing yet, and fails with INVALID_ARGUMENT, saying why, where they mean nothing; the
// caller keeps such an expression as text.
#ifndef CASPIAN_EXTRACTOR_NORMALIZE_AMOUNTS_H_
#define CASPIAN_EXTRACTOR_NORMALIZE_AMOUNTS_H_

#include "absl/status/status.h"
#include "caspian/v1/value.pb.h"
#include "extractor/normalize/parts.h"

namespace caspian::extractor {

absl::Status NormalizeMoney(const Parts& parts, v1::Value* value);
absl::Status NormalizePercent(const Parts& parts, v1::Value* value);
absl::Status NormalizeQuantity(const Parts& parts, v1::Value* value);
absl::Status NormalizeNumber(const Parts& parts, v1::Value* value);
// `context` places a length that the words place on the calendar ("the past two months").
absl::Status NormalizeDuration(const Parts& parts, const DateContext& context, v1::Value* value);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NORMALIZE_AMOUNTS_H_
