// The normalizers of amounts: money, percent, quantity, number, duration. Each takes the parts that README.md names and
// fails with INVALID_ARGUMENT, saying why, where they mean nothing; the caller keeps such an expression as text.
#ifndef CASPIAN_EXTRACTOR_NORMALIZE_AMOUNTS_H_
#define CASPIAN_EXTRACTOR_NORMALIZE_AMOUNTS_H_

#include "absl/status/statusor.h"
#include "caspian/v1/value.pb.h"
#include "extractor/normalize/parts.h"

namespace caspian::extractor {

absl::StatusOr<v1::Value> NormalizeMoney(const Parts& parts);
absl::StatusOr<v1::Value> NormalizePercent(const Parts& parts);
absl::StatusOr<v1::Value> NormalizeQuantity(const Parts& parts);
absl::StatusOr<v1::Value> NormalizeNumber(const Parts& parts);
// `context` places a length that the words place on the calendar ("the past two months").
absl::StatusOr<v1::Value> NormalizeDuration(const Parts& parts, const DateContext& context);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NORMALIZE_AMOUNTS_H_
