// Transport security of both sides. Certificates and keys are PEM files that are watched: a new file is used for new
// connections within a minute, without a restart.
#ifndef CASPIAN_COMMON_RPC_TLS_H_
#define CASPIAN_COMMON_RPC_TLS_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace grpc {
class Channel;
class ChannelCredentials;
class ServerCredentials;
}  // namespace grpc

namespace caspian::rpc {

struct ServerTlsOptions {
  std::string cert_file;       // the server's chain; empty: no TLS
  std::string key_file;        // its private key
  std::string client_ca_file;  // where given, clients must show a certificate of these authorities (mTLS)

  bool enabled() const { return !cert_file.empty(); }
};

struct ClientTlsOptions {
  std::string ca_file;    // authorities of the server; empty: no TLS
  std::string cert_file;  // the client's own chain, for mTLS
  std::string key_file;   // its private key

  bool enabled() const { return !ca_file.empty(); }
};

// INVALID_ARGUMENT names the file that is missing, unreadable or not what it should be, and a key that does not belong
// to its certificate.
absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> MakeServerCredentials(const ServerTlsOptions& options);
absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> MakeChannelCredentials(const ClientTlsOptions& options);

// A channel to a server; connects when first used. Receives messages up to kMessageLimitBytes. INVALID_ARGUMENT as
// above, and for what is no address.
absl::StatusOr<std::shared_ptr<grpc::Channel>> MakeChannel(const std::string& address,
                                                           const ClientTlsOptions& options = {});

}  // namespace caspian::rpc

#endif  // CASPIAN_COMMON_RPC_TLS_H_
