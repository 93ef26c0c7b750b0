#ifndef CASPIAN_COMMON_RPC_CALL_GUARD_H_
#define CASPIAN_COMMON_RPC_CALL_GUARD_H_

#include <grpcpp/security/auth_metadata_processor.h>

#include <memory>
#include <utility>

#include "common/rpc/auth_policy.h"

namespace caspian::rpc {

// Applies a policy to each call of a TLS server before its service sees it: PERMISSION_DENIED for what is not allowed.
class CallGuard final : public grpc::AuthMetadataProcessor {
 public:
  explicit CallGuard(std::shared_ptr<WatchedAuthPolicy> policy) : policy_(std::move(policy)) {}

  bool IsBlocking() const override { return false; }
  grpc::Status Process(const InputMetadata& metadata, grpc::AuthContext* context, OutputMetadata* consumed,
                       OutputMetadata* response) override;

 private:
  const std::shared_ptr<WatchedAuthPolicy> policy_;
};

}  // namespace caspian::rpc

#endif  // CASPIAN_COMMON_RPC_CALL_GUARD_H_
