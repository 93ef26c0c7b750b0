// Counts of a server's calls under the names that dashboards for gRPC servers expect, as a Prometheus page.
#ifndef CASPIAN_COMMON_RPC_METRICS_H_
#define CASPIAN_COMMON_RPC_METRICS_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace grpc::experimental {
class ServerInterceptorFactoryInterface;
}  // namespace grpc::experimental

namespace caspian::rpc {

// grpc_server_started_total, grpc_server_msg_received_total, grpc_server_msg_sent_total and
// grpc_server_handling_seconds by grpc_type, grpc_service, grpc_method; grpc_server_handled_total by grpc_code as well.
// A call that is cancelled before its status is sent counts as Canceled. Thread-safe.
class Metrics {
 public:
  Metrics();
  ~Metrics();

  // Counts what the server does. May outlive this object, and be made several times.
  std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> MakeInterceptorFactory() const;

  // Serves the page over HTTP at `address` ("127.0.0.1:9401"; port 0 takes a free one) under /metrics, and gives the
  // address bound. INVALID_ARGUMENT where it is not loopback: put a proxy in front; UNAVAILABLE where the port is
  // taken.
  absl::StatusOr<std::string> Expose(const std::string& address);

  // The page's text.
  std::string Page() const;

  struct State;

 private:
  std::shared_ptr<State> state_;
};

}  // namespace caspian::rpc

#endif  // CASPIAN_COMMON_RPC_METRICS_H_
