// A gRPC server with the defaults that every Caspian server has: loopback, health, reflection, limits, metrics, drain.
#ifndef CASPIAN_COMMON_RPC_SERVER_H_
#define CASPIAN_COMMON_RPC_SERVER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/rpc/stream_registry.h"
#include "common/rpc/tls.h"

namespace grpc {
class Channel;
class Server;
class Service;
}  // namespace grpc

namespace caspian::rpc {

class Metrics;

struct ServerOptions {
  // Where to listen ("127.0.0.1:7401"; port 0 takes a free one; "unix:PATH"); empty: in-process channels only.
  std::string address;
  ServerTlsOptions tls;
  // Allows an address that other machines reach without TLS.
  bool allow_public_without_tls = false;
  // Authorization policy (auth_policy.h), watched for changes; what no rule allows is denied. Needs mTLS. Empty: no
  // policy.
  std::string auth_policy_file;
  // Where the metrics page is served, loopback ("127.0.0.1:9401"); empty: nowhere.
  std::string metrics_address;
  // Most calls under way on one connection.
  int concurrent_streams = 100;
  // Memory that gRPC's transport may hold, bytes.
  size_t transport_bytes = size_t{256} << 20;
  // How long Stop waits for calls that are under way.
  absl::Duration drain_timeout = absl::Seconds(20);
};

// A service with the name that health checks ask for ("caspian.v1.ExtractorService").
struct NamedService {
  std::string name;
  grpc::Service* service;
};

// A running server. Thread-safe.
class Server {
 public:
  // Serves `services`, which outlive it; `registry` holds their streams. INVALID_ARGUMENT for options that don't fit (a
  // public address without TLS, a broken certificate or policy), PERMISSION_DENIED, UNAVAILABLE for a port that is
  // taken; each says what, where and what to do.
  static absl::StatusOr<std::unique_ptr<Server>> Start(ServerOptions options, const std::vector<NamedService>& services,
                                                       std::shared_ptr<StreamRegistry> registry);
  // Stops where Stop was not called.
  ~Server();

  // The address bound, with the port that was chosen; empty: none.
  const std::string& address() const { return address_; }
  // Where the metrics page is; empty: nowhere.
  const std::string& metrics_address() const { return metrics_address_; }
  // A channel within this process. Begin no call on it once Stop is called (gRPC 1.51's in-process transport crashes
  // then): stop the servers that call this one first.
  std::shared_ptr<grpc::Channel> InProcessChannel();

  // NOT_SERVING for all services; streams answer what they took and end with SERVER_DRAINING; other calls end; what is
  // not over after the drain timeout is cancelled. Returns when all calls are over. Idempotent.
  void Stop();

 private:
  Server(ServerOptions options, std::shared_ptr<StreamRegistry> registry);

  const ServerOptions options_;
  const std::shared_ptr<StreamRegistry> registry_;
  std::unique_ptr<Metrics> metrics_;
  std::string address_;
  std::string metrics_address_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace caspian::rpc

#endif  // CASPIAN_COMMON_RPC_SERVER_H_
