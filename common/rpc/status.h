// The one place where errors become gRPC's and come back.
#ifndef CASPIAN_COMMON_RPC_STATUS_H_
#define CASPIAN_COMMON_RPC_STATUS_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace caspian::rpc {

// The status with code, message and a google.rpc.Status in its details (header grpc-status-details-bin), which holds
// the google.rpc.ErrorInfo: any language's stock decoder reads it.
grpc::Status ToGrpcStatus(const absl::Status& status);

// Back. Details that are absent or broken leave code and message, without a reason.
absl::Status FromGrpcStatus(const grpc::Status& status);

// `status` with another code; message and reason stay.
absl::Status WithCode(absl::StatusCode code, const absl::Status& status);

}  // namespace caspian::rpc

#endif  // CASPIAN_COMMON_RPC_STATUS_H_
