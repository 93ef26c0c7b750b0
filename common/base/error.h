// Errors that users see: an absl::Status that carries a google.rpc.ErrorInfo as payload, so that services can pass it
// on unchanged and programs can act on its reason.
#ifndef CASPIAN_COMMON_BASE_ERROR_H_
#define CASPIAN_COMMON_BASE_ERROR_H_

#include <initializer_list>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "caspian/v1/error.pb.h"
#include "google/rpc/status.pb.h"

namespace caspian {

using ErrorMetadata = std::initializer_list<std::pair<absl::string_view, absl::string_view>>;

// An error with the code that the reason's comment in error.proto names. `message` says what, where and what to do.
// `metadata` becomes ErrorInfo.metadata ("document_id", "offset").
absl::Status MakeError(v1::ErrorReason reason, absl::string_view message, ErrorMetadata metadata = {});

// The reason that `status` carries; ERROR_REASON_UNSPECIFIED where it carries none.
v1::ErrorReason ReasonOf(const absl::Status& status);

// The value of `key` in the ErrorInfo's metadata; empty where there is none.
std::string ErrorMetadataOf(const absl::Status& status, absl::string_view key);

// The reason's name without the prefix ERROR_REASON_ ("DOCUMENT_EMPTY").
std::string ReasonName(v1::ErrorReason reason);

// The wire form with the ErrorInfo among its details, and back. An error without reason gets ERROR_REASON_INTERNAL.
google::rpc::Status ToRpcStatus(const absl::Status& status);
absl::Status FromRpcStatus(const google::rpc::Status& status);

// A document's failure in a stream.
v1::DocumentError MakeDocumentError(uint32_t sequence, absl::string_view document_id, const absl::Status& status);

}  // namespace caspian

#endif  // CASPIAN_COMMON_BASE_ERROR_H_
