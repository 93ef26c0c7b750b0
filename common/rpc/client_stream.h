#ifndef CASPIAN_COMMON_RPC_CLIENT_STREAM_H_
#define CASPIAN_COMMON_RPC_CLIENT_STREAM_H_

#include <grpcpp/client_context.h>
#include <grpcpp/support/client_callback.h>

#include <deque>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "common/rpc/status.h"

namespace caspian::rpc {

// A bidirectional call from the client's side: requests are queued and written in their order, responses come as they
// come. Its queue has no bound of its own: the caller bounds what has no response yet. Thread-safe. Keeps itself alive
// until `on_finished`.
template <class Request, class Response>
class ClientStream final : private grpc::ClientBidiReactor<Request, Response>,
                           public std::enable_shared_from_this<ClientStream<Request, Response>> {
 public:
  struct Callbacks {
    // One response at a time, on gRPC's thread: hand over and return.
    std::function<void(Response)> on_response;
    // Once, after all responses: how the call ended.
    std::function<void(absl::Status)> on_finished;
  };
  using Reactor = grpc::ClientBidiReactor<Request, Response>;

  explicit ClientStream(Callbacks callbacks) : callbacks_(std::move(callbacks)) {}

  // `call` starts the stub's call: `stub->async()->Method(context, reactor)`.
  void Start(const std::function<void(grpc::ClientContext*, Reactor*)>& call) {
    const auto self = self_ = this->shared_from_this();
    call(&context_, this);
    this->AddHold();  // for operations from outside gRPC's callbacks; given back by the step kRelease
    this->StartRead(&response_);
    this->StartCall();
    {
      absl::MutexLock lock(&mutex_);
      started_ = true;
    }
    Drive();
  }

  // Queues requests, next to each other. They are dropped where the call is over.
  void Write(std::vector<Request> requests) {
    {
      absl::MutexLock lock(&mutex_);
      if (dead_ || half_close_) return;
      for (Request& request : requests) queue_.push_back(std::move(request));
    }
    Drive();
  }

  // No more requests: half-closes once all are written.
  void WritesDone() {
    {
      absl::MutexLock lock(&mutex_);
      half_close_ = true;
    }
    Drive();
  }

  void Cancel() {
    context_.TryCancel();
    Die();
  }

 private:
  enum class Step { kNone, kWrite, kHalfClose, kRelease };

  void OnReadDone(bool ok) override {
    if (!ok) return Die();
    callbacks_.on_response(std::move(response_));
    response_.Clear();
    this->StartRead(&response_);
  }
  void OnWriteDone(bool ok) override {
    {
      absl::MutexLock lock(&mutex_);
      writing_ = false;
      written_.Clear();
      if (!ok) dead_ = true;
    }
    Drive();
  }
  void OnDone(const grpc::Status& status) override {
    callbacks_.on_finished(FromGrpcStatus(status));
    callbacks_ = {};                     // they may hold what holds this
    const auto last = std::move(self_);  // may delete this at the end
  }

  void Die() {
    {
      absl::MutexLock lock(&mutex_);
      dead_ = true;
      queue_.clear();
    }
    Drive();
  }

  // One thread at a time starts operations, with no lock held: gRPC may call back from within.
  void Drive() {
    const auto self = this->shared_from_this();
    for (bool first = true;; first = false) {
      Step step;
      {
        absl::MutexLock lock(&mutex_);
        if (!started_ || (first && driving_)) return;
        step = NextStep();
        driving_ = step != Step::kNone;
      }
      if (step == Step::kNone) return;
      if (step == Step::kWrite) this->StartWrite(&written_);
      if (step == Step::kHalfClose) this->StartWritesDone();
      if (step == Step::kRelease) this->RemoveHold();
    }
  }

  Step NextStep() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (released_ || writing_) return Step::kNone;
    if (!dead_ && !half_closed_ && !queue_.empty()) {
      written_ = std::move(queue_.front());
      queue_.pop_front();
      writing_ = true;
      return Step::kWrite;
    }
    if (!dead_ && half_close_ && !half_closed_) {
      half_closed_ = true;
      return Step::kHalfClose;
    }
    if (!dead_ && !half_closed_) return Step::kNone;
    released_ = true;
    return Step::kRelease;
  }

  Callbacks callbacks_;
  grpc::ClientContext context_;
  Response response_;
  std::shared_ptr<ClientStream> self_;

  absl::Mutex mutex_;
  std::deque<Request> queue_ ABSL_GUARDED_BY(mutex_);
  Request written_;  // stable while a write is under way
  bool started_ ABSL_GUARDED_BY(mutex_) = false;
  bool driving_ ABSL_GUARDED_BY(mutex_) = false;
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool half_close_ ABSL_GUARDED_BY(mutex_) = false;
  bool half_closed_ ABSL_GUARDED_BY(mutex_) = false;
  bool dead_ ABSL_GUARDED_BY(mutex_) = false;
  bool released_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace caspian::rpc

#endif  // CASPIAN_COMMON_RPC_CLIENT_STREAM_H_
