#include "aggregator/merge/questions/page_token.h"

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/error.h"
#include "common/base/sha256.h"

namespace caspian::aggregator {
namespace {

constexpr size_t kStampBytes = 16;

// Binds the position to the request.
std::string StampOf(absl::string_view request, absl::string_view position) {
  return Sha256Hex(absl::StrCat(Sha256Hex(request), position)).substr(0, kStampBytes);
}

}  // namespace

std::string MakePageToken(absl::string_view request, absl::string_view position) {
  return absl::WebSafeBase64Escape(absl::StrCat(StampOf(request, position), position));
}

absl::StatusOr<std::string> ReadPageToken(absl::string_view request, const std::string& token) {
  if (token.empty()) return std::string();
  std::string bytes;
  if (absl::WebSafeBase64Unescape(token, &bytes) && bytes.size() > kStampBytes) {
    const std::string position = bytes.substr(kStampBytes);
    if (absl::StartsWith(bytes, StampOf(request, position))) return position;
  }
  return PageTokenInvalid();
}

absl::Status PageTokenInvalid() {
  return MakeError(
      v1::ERROR_REASON_PAGE_TOKEN_INVALID,
      "page_token is not one of this request: send next_page_token as it came, with the same other fields, or none");
}

absl::StatusOr<size_t> CheckPageSize(absl::string_view field, int64_t size, size_t normal, size_t most) {
  if (size == 0) return normal;
  if (size > 0 && static_cast<size_t>(size) <= most) return static_cast<size_t>(size);
  return MakeError(v1::ERROR_REASON_REQUEST_INVALID, absl::StrCat(field, " ", size, " is not 0 to ", most));
}

}  // namespace caspian::aggregator
