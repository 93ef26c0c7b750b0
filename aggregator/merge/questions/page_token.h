// Cursors of paged calls: where a page ended, bound to the request that it answers. Readable by this program only.
#ifndef CASPIAN_AGGREGATOR_MERGE_QUESTIONS_PAGE_TOKEN_H_
#define CASPIAN_AGGREGATOR_MERGE_QUESTIONS_PAGE_TOKEN_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace caspian::aggregator {

// A token that says: after `position`, of the request that `request` names (any bytes).
std::string MakePageToken(absl::string_view request, absl::string_view position);

// The position in `token`; empty for an empty token. INVALID_ARGUMENT (PAGE_TOKEN_INVALID) where MakePageToken did not
// make it for `request`.
absl::StatusOr<std::string> ReadPageToken(absl::string_view request, const std::string& token);

// INVALID_ARGUMENT (PAGE_TOKEN_INVALID).
absl::Status PageTokenInvalid();

// `size` with 0 as `normal`. INVALID_ARGUMENT (REQUEST_INVALID) where it is negative or above `most`.
absl::StatusOr<size_t> CheckPageSize(absl::string_view field, int64_t size, size_t normal, size_t most);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_QUESTIONS_PAGE_TOKEN_H_
