#include "common/rpc/address.h"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace caspian::rpc {
namespace {

absl::Status Malformed(absl::string_view text) {
  return absl::InvalidArgumentError(absl::StrCat(
      "address \"", text, "\" is not HOST:PORT: write it like 127.0.0.1:7401, [::1]:7401 or unix:/run/caspian.sock"));
}

absl::Status BindError(const Address& address, int error) {
  const std::string where = address.ToString();
  switch (error) {
    case EADDRINUSE:
      return absl::UnavailableError(absl::StrCat(
          "can't listen on ", where,
          ": the port is taken by another program. Stop it, or choose another port (port 0 takes a free one)"));
    case EACCES:
      return absl::PermissionDeniedError(
          absl::StrCat("can't listen on ", where, ": not permitted. Choose a port from 1024 up"));
    case EADDRNOTAVAIL:
      return absl::InvalidArgumentError(absl::StrCat("can't listen on ", where, ": this machine has no such address"));
    default:
      return absl::UnavailableError(absl::StrCat("can't listen on ", where, ": ", std::strerror(error)));
  }
}

// 0 or an errno.
int TryBind(const addrinfo& info) {
  const int fd = socket(info.ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return errno;
  const int one = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
  int error = bind(fd, info.ai_addr, info.ai_addrlen) == 0 ? 0 : errno;
  if (error == 0 && listen(fd, 1) != 0) error = errno;
  close(fd);
  return error;
}

}  // namespace

std::string Address::ToString() const {
  if (!unix_path.empty()) return absl::StrCat("unix:", unix_path);
  return absl::StrContains(host, ':') ? absl::StrCat("[", host, "]:", port) : absl::StrCat(host, ":", port);
}

bool Address::is_loopback() const {
  return !unix_path.empty() || host == "localhost" || host == "::1" || absl::StartsWith(host, "127.");
}

absl::StatusOr<Address> ParseAddress(absl::string_view text) {
  Address address;
  if (absl::StartsWith(text, "unix:")) {
    address.unix_path = std::string(absl::StripPrefix(text, "unix:"));
    if (address.unix_path.empty()) return Malformed(text);
    return address;
  }
  const size_t colon = text.rfind(':');
  if (colon == absl::string_view::npos || colon == 0) return Malformed(text);
  absl::string_view host = text.substr(0, colon);
  const bool bracketed = absl::ConsumePrefix(&host, "[") && absl::ConsumeSuffix(&host, "]");
  const absl::string_view port = text.substr(colon + 1);
  const bool number =
      !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == absl::string_view::npos;
  if (!number || !absl::SimpleAtoi(port, &address.port) || address.port > 65535) return Malformed(text);
  if (host.empty() || absl::StrContains(host, ':') != bracketed ||
      host.find_first_of("[]/ ") != absl::string_view::npos)
    return Malformed(text);
  address.host = std::string(host);
  return address;
}

absl::Status CheckBindable(const Address& address) {
  if (!address.unix_path.empty()) return absl::OkStatus();
  addrinfo hints = {};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int failure = getaddrinfo(address.host.c_str(), std::to_string(address.port).c_str(), &hints, &found);
  if (failure != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("can't listen on ", address.ToString(), ": ", gai_strerror(failure)));
  }
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owner(found, freeaddrinfo);
  const int error = TryBind(*found);
  return error == 0 ? absl::OkStatus() : BindError(address, error);
}

}  // namespace caspian::rpc
