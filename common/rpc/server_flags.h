#ifndef CASPIAN_COMMON_RPC_SERVER_FLAGS_H_
#define CASPIAN_COMMON_RPC_SERVER_FLAGS_H_

#include "absl/status/status.h"
#include "common/rpc/server.h"

namespace CLI {
class App;
}  // namespace CLI

namespace caspian::rpc {

// Adds the flags that all servers share to `app`, except --address: --tls-cert, --tls-key, --tls-client-ca,
// --allow-public-without-tls, --auth-policy, --metrics-address, --drain-seconds. `options` is filled when the app
// parses and outlives it.
void AddServerFlags(CLI::App* app, ServerOptions* options);

// Adds flags for a channel to another server, named --PREFIX-ca, --PREFIX-cert, --PREFIX-key.
void AddClientTlsFlags(CLI::App* app, const std::string& prefix, ClientTlsOptions* options);

// The exit code that tells what `status` means for a server that can't start: 4 where its address is taken, 3 otherwise
// (a store that can't be opened included).
int StartExitCode(const absl::Status& status);

}  // namespace caspian::rpc

#endif  // CASPIAN_COMMON_RPC_SERVER_FLAGS_H_
