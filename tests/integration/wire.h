// Calls below the generated stubs, for what they can't send or don't know.
#ifndef CASPIAN_TESTS_INTEGRATION_WIRE_H_
#define CASPIAN_TESTS_INTEGRATION_WIRE_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <memory>
#include <string>
#include <vector>

namespace caspian::testing {

// What a call with raw messages gave.
struct WireResult {
  std::vector<std::string> responses;
  grpc::Status status;
};

// Sends `requests` as they are to `method` ("/package.Service/Method"), half-closes and reads to the end.
WireResult CallRaw(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                   const std::vector<std::string>& requests,
                   grpc_compression_algorithm compression = GRPC_COMPRESS_NONE);

// What the standard health service says of `service`: "SERVING", "NOT_SERVING", or the code of its error ("NOT_FOUND").
std::string AskHealth(const std::shared_ptr<grpc::Channel>& channel, const std::string& service);

// The body of http://ADDRESS/PATH.
std::string HttpGet(const std::string& address, const std::string& path);

// A deadline that only a call that hangs reaches.
void SetDeadline(grpc::ClientContext* context);

}  // namespace caspian::testing

#endif  // CASPIAN_TESTS_INTEGRATION_WIRE_H_
