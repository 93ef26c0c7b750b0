// Calls with one request: the domain's work is done on a worker, gRPC's threads only move messages.
#ifndef CASPIAN_COMMON_RPC_UNARY_CALL_H_
#define CASPIAN_COMMON_RPC_UNARY_CALL_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <functional>
#include <memory>
#include <utility>

#include "absl/status/status.h"
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

// Responses one by one: fills in the next, returns false where there is none.
template <class Response>
using ResponseSource = std::function<bool(Response*)>;

// A server stream: prepares a source on the pool, then writes what it gives. Owns itself until OnDone.
template <class Response>
class SequenceCall final : public grpc::ServerWriteReactor<Response> {
 public:
  // `prepare` runs on the pool; an error ends the call.
  void Start(WorkerPool* pool, std::function<absl::Status(ResponseSource<Response>*)> prepare) {
    pool->Schedule([this, prepare = std::move(prepare)] {
      const absl::Status status = prepare(&source_);
      if (!status.ok()) return this->Finish(ToGrpcStatus(status));
      WriteNext();
    });
  }

 private:
  void OnWriteDone(bool ok) override { ok ? WriteNext() : this->Finish(grpc::Status::CANCELLED); }
  void OnDone() override { delete this; }

  void WriteNext() {
    response_.Clear();
    source_(&response_) ? this->StartWrite(&response_) : this->Finish(grpc::Status::OK);
  }

  ResponseSource<Response> source_;
  Response response_;
};

}  // namespace caspian::rpc

#endif  // CASPIAN_COMMON_RPC_UNARY_CALL_H_
