// Calls with one request: the domain's work is done on a worker, gRPC's threads only move messages.
#ifndef CASPIAN_COMMON_RPC_UNARY_CALL_H_
#define CASPIAN_COMMON_RPC_UNARY_CALL_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <functional>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/status.h"
#include "common/rpc/worker_pool.h"

namespace caspian::rpc {

// Runs `work` on the pool and finishes with its status; work whose call was cancelled meanwhile is skipped. What `work`
// refers to outlives the call: request and response do.
inline grpc::ServerUnaryReactor* RunUnary(WorkerPool* pool, grpc::CallbackServerContext* context,
                                          std::function<absl::Status()> work) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  pool->Schedule([reactor, context, work = std::move(work)] {
    reactor->Finish(context->IsCancelled() ? grpc::Status::CANCELLED : ToGrpcStatus(work()));
  });
  return reactor;
}

// Responses one by one: fills in the next, is false where there is none; an error ends the call.
template <class Response>
using ResponseSource = std::function<absl::StatusOr<bool>(Response*)>;

// A server stream: prepares a source, then writes what it gives, one response at a time: the next is made when the one
// before has left. All work is done on the pool. Owns itself until OnDone.
template <class Response>
class SequenceCall final : public grpc::ServerWriteReactor<Response> {
 public:
  explicit SequenceCall(WorkerPool* pool) : pool_(*pool) {}

  // An error ends the call.
  void Start(std::function<absl::Status(ResponseSource<Response>*)> prepare) {
    pool_.Schedule([this, prepare = std::move(prepare)] {
      const absl::Status status = prepare(&source_);
      if (!status.ok()) return this->Finish(ToGrpcStatus(status));
      WriteNext();
    });
  }

 private:
  void OnWriteDone(bool ok) override {
    if (!ok) return this->Finish(grpc::Status::CANCELLED);
    pool_.Schedule([this] { WriteNext(); });
  }
  void OnDone() override { delete this; }

  void WriteNext() {
    response_.Clear();
    const absl::StatusOr<bool> more = source_(&response_);
    if (more.ok() && *more) return this->StartWrite(&response_);
    this->Finish(ToGrpcStatus(more.status()));
  }

  WorkerPool& pool_;
  ResponseSource<Response> source_;
  Response response_;
};

}  // namespace caspian::rpc

#endif  // CASPIAN_COMMON_RPC_UNARY_CALL_H_
