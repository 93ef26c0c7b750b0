#include "common/base/error.h"

#include <string>

#include "absl/strings/cord.h"
#include "absl/strings/strip.h"
#include "common/base/utf8.h"
#include "google/rpc/error_details.pb.h"

namespace caspian {
namespace {

constexpr char kDomain[] = "caspian.v1";
constexpr char kErrorInfoUrl[] = "type.googleapis.com/google.rpc.ErrorInfo";

absl::StatusCode CodeOf(v1::ErrorReason reason) {
  switch (reason) {
    case v1::ERROR_REASON_BUDGET_EXCEEDED:
    case v1::ERROR_REASON_STORE_FULL:
    case v1::ERROR_REASON_VIEW_TOO_LARGE:
      return absl::StatusCode::kResourceExhausted;
    case v1::ERROR_REASON_RULE_SET_NOT_FOUND:
    case v1::ERROR_REASON_RULE_NOT_FOUND:
    case v1::ERROR_REASON_COLLECTION_NOT_FOUND:
    case v1::ERROR_REASON_DOCUMENT_NOT_FOUND:
    case v1::ERROR_REASON_RECORD_NOT_FOUND:
      return absl::StatusCode::kNotFound;
    case v1::ERROR_REASON_RULE_SET_DIGEST_MISMATCH:
    case v1::ERROR_REASON_STORE_INCOMPATIBLE:
      return absl::StatusCode::kFailedPrecondition;
    case v1::ERROR_REASON_STORE_FAILED:
    case v1::ERROR_REASON_SERVER_DRAINING:
    case v1::ERROR_REASON_AGGREGATOR_UNAVAILABLE:
      return absl::StatusCode::kUnavailable;
    case v1::ERROR_REASON_INTERNAL:
    case v1::ERROR_REASON_UNSPECIFIED:
      return absl::StatusCode::kInternal;
    default:
      return absl::StatusCode::kInvalidArgument;
  }
}

google::rpc::ErrorInfo InfoOf(const absl::Status& status) {
  google::rpc::ErrorInfo info;
  if (auto payload = status.GetPayload(kErrorInfoUrl)) {
    info.ParseFromString(std::string(*payload));
  } else {
    info.set_domain(kDomain);
    info.set_reason(ReasonName(v1::ERROR_REASON_INTERNAL));
  }
  return info;
}

}  // namespace

absl::Status MakeError(v1::ErrorReason reason, absl::string_view message, ErrorMetadata metadata) {
  google::rpc::ErrorInfo info;
  info.set_domain(kDomain);
  info.set_reason(ReasonName(reason));
  for (const auto& [key, value] : metadata) (*info.mutable_metadata())[std::string(key)] = std::string(value);
  absl::Status status(CodeOf(reason), message);
  status.SetPayload(kErrorInfoUrl, absl::Cord(info.SerializeAsString()));
  return status;
}

v1::ErrorReason ReasonOf(const absl::Status& status) {
  if (!status.GetPayload(kErrorInfoUrl)) return v1::ERROR_REASON_UNSPECIFIED;
  v1::ErrorReason reason = v1::ERROR_REASON_UNSPECIFIED;
  v1::ErrorReason_Parse("ERROR_REASON_" + InfoOf(status).reason(), &reason);
  return reason;
}

std::string ErrorMetadataOf(const absl::Status& status, absl::string_view key) {
  const google::rpc::ErrorInfo info = InfoOf(status);
  const auto found = info.metadata().find(std::string(key));
  return found == info.metadata().end() ? "" : found->second;
}

std::string ReasonName(v1::ErrorReason reason) {
  return std::string(absl::StripPrefix(v1::ErrorReason_Name(reason), "ERROR_REASON_"));
}

google::rpc::Status ToRpcStatus(const absl::Status& status) {
  google::rpc::Status wire;
  wire.set_code(static_cast<int>(status.code()));
  wire.set_message(std::string(status.message()));
  if (!status.ok()) wire.add_details()->PackFrom(InfoOf(status));
  return wire;
}

absl::Status FromRpcStatus(const google::rpc::Status& wire) {
  absl::Status status(static_cast<absl::StatusCode>(wire.code()), wire.message());
  for (const auto& detail : wire.details()) {
    google::rpc::ErrorInfo info;
    if (detail.UnpackTo(&info)) status.SetPayload(kErrorInfoUrl, absl::Cord(info.SerializeAsString()));
  }
  return status;
}

v1::DocumentError MakeDocumentError(uint32_t sequence, absl::string_view document_id, const absl::Status& status) {
  v1::DocumentError error;
  error.set_sequence(sequence);
  if (!FindInvalidUtf8(document_id)) error.set_document_id(std::string(document_id));
  *error.mutable_status() = ToRpcStatus(status);
  return error;
}

}  // namespace caspian
