#include "client/cli/remote/call_error.h"

#include "absl/strings/str_cat.h"
#include "common/base/error.h"
#include "common/rpc/status.h"

namespace caspian::cli {

absl::Status ExplainCall(const grpc::Status& status, const std::string& address) {
  absl::Status told = rpc::FromGrpcStatus(status);
  if (told.ok() || ReasonOf(told) != v1::ERROR_REASON_UNSPECIFIED) return told;
  if (told.code() == absl::StatusCode::kUnavailable) {
    return absl::UnavailableError(absl::StrCat("no server answers at ", address, " (", told.message(),
                                               "): check the address, or start one: caspian serve --address ",
                                               address));
  }
  if (told.code() == absl::StatusCode::kUnimplemented) {
    return absl::InvalidArgumentError(absl::StrCat(
        "the server at ", address, " does not offer this call: is it the other of extractor and aggregator?"));
  }
  return absl::Status(told.code(), absl::StrCat("server ", address, ": ", told.message()));
}

}  // namespace caspian::cli
