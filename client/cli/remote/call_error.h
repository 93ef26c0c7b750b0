#ifndef CASPIAN_CLIENT_CLI_REMOTE_CALL_ERROR_H_
#define CASPIAN_CLIENT_CLI_REMOTE_CALL_ERROR_H_

#include <grpcpp/support/status.h>

#include <string>

#include "absl/status/status.h"

namespace caspian::cli {

// How a call ended, for the person who made it: where no server answered, the address and how to start one.
absl::Status ExplainCall(const grpc::Status& status, const std::string& address);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_REMOTE_CALL_ERROR_H_
