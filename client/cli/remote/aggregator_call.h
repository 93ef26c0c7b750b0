// One call of an aggregator, for the files beside this one.
#ifndef CASPIAN_CLIENT_CLI_REMOTE_AGGREGATOR_CALL_H_
#define CASPIAN_CLIENT_CLI_REMOTE_AGGREGATOR_CALL_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "caspian/v1/aggregator_service.grpc.pb.h"
#include "client/cli/remote/call_error.h"

namespace caspian::cli {

using AggregatorStub = v1::AggregatorService::Stub;

// The answer of `method`; `address` is for messages.
template <class Request, class Response>
absl::StatusOr<Response> CallAggregator(const std::shared_ptr<grpc::Channel>& channel, const std::string& address,
                                        grpc::Status (AggregatorStub::*method)(grpc::ClientContext*, const Request&,
                                                                               Response*),
                                        const Request& request) {
  const auto stub = v1::AggregatorService::NewStub(channel);
  grpc::ClientContext context;
  Response response;
  const absl::Status status = ExplainCall((stub.get()->*method)(&context, request, &response), address);
  if (!status.ok()) return status;
  return response;
}

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_REMOTE_AGGREGATOR_CALL_H_
