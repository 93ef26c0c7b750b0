#ifndef CASPIAN_COMMON_RPC_ADDRESS_H_
#define CASPIAN_COMMON_RPC_ADDRESS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace caspian::rpc {

// Where a server listens: a host and port, or a Unix socket.
struct Address {
  std::string host;       // without brackets; empty for a Unix socket
  int port = 0;           // 0: any free one
  std::string unix_path;  // empty for a host

  // "127.0.0.1:7401", "[::1]:7401", "unix:/run/caspian.sock".
  std::string ToString() const;
  // True where only this machine can reach it: 127.0.0.0/8, ::1, localhost, a Unix socket.
  bool is_loopback() const;
};

// Reads what ToString writes. INVALID_ARGUMENT says what is wrong and shows the form.
absl::StatusOr<Address> ParseAddress(absl::string_view text);

// OK where a server can listen there now. UNAVAILABLE where the port is taken, PERMISSION_DENIED, INVALID_ARGUMENT
// where the host is not this machine's; each says what to do. Says nothing of Unix sockets.
absl::Status CheckBindable(const Address& address);

}  // namespace caspian::rpc

#endif  // CASPIAN_COMMON_RPC_ADDRESS_H_
