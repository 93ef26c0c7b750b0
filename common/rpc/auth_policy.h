// Who may call what: gRPC's own authorization policy (gRFC A43), a JSON file
//   {"name": "desk", "allow_rules": [{"name": "readers", "source": {"principals": ["spiffe://desk/*"]},
//     "request": {"paths": ["/caspian.v1.AggregatorService/Get*"]}}], "deny_rules": […]}
// What a deny rule matches is denied, then what an allow rule matches is allowed, all else is denied. Values match
// exactly, by prefix ("a*"), by suffix ("*a"), or if present ("*"). Debian's gRPC leaves out the part of gRPC that
// reads such files.
#ifndef CASPIAN_COMMON_RPC_AUTH_POLICY_H_
#define CASPIAN_COMMON_RPC_AUTH_POLICY_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace caspian::rpc {

// What is known of a call before it begins.
struct CallFacts {
  std::string path;                     // "/caspian.v1.AggregatorService/GetBriefing"
  bool authenticated = false;           // the peer showed a certificate that was verified
  std::vector<std::string> principals;  // URI and DNS names of the peer's certificate, and its subject
  std::vector<std::pair<std::string, std::string>> headers;
};

// Immutable.
class AuthPolicy {
 public:
  // INVALID_ARGUMENT names the field that is missing, unknown or of another type.
  static absl::StatusOr<AuthPolicy> Parse(const std::string& json);

  bool Allows(const CallFacts& call) const;

 private:
  struct Header {
    std::string key;
    std::vector<std::string> values;
  };
  struct Rule {
    std::vector<std::string> principals;  // empty: any peer
    std::vector<std::string> paths;       // empty: any
    std::vector<Header> headers;          // all of them

    bool Matches(const CallFacts& call) const;
  };
  friend class PolicyReader;

  std::vector<Rule> deny_;
  std::vector<Rule> allow_;
};

// A policy file that is read again when it changes. A new file that is broken is logged and the policy before stays.
// Thread-safe.
class WatchedAuthPolicy {
 public:
  // Looks at the file at most once in `interval`.
  static absl::StatusOr<std::shared_ptr<WatchedAuthPolicy>> Open(const std::string& path, absl::Duration interval);

  bool Allows(const CallFacts& call);

 private:
  WatchedAuthPolicy(std::string path, absl::Duration interval) : path_(std::move(path)), interval_(interval) {}
  absl::Status Load() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void LoadIfChanged();

  const std::string path_;
  const absl::Duration interval_;
  absl::Mutex mutex_;
  std::shared_ptr<const AuthPolicy> policy_ ABSL_GUARDED_BY(mutex_);
  std::string stamp_ ABSL_GUARDED_BY(mutex_);  // what tells this file from the next
  absl::Time looked_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace caspian::rpc

#endif  // CASPIAN_COMMON_RPC_AUTH_POLICY_H_
