// The read, write and back-pressure dance of a bidirectional stream, without gRPC, so that it can be tested (and run
// under ThreadSanitizer) with a transport of its own. ServerStream (server_stream.h) binds it to gRPC.
//
// Idea. Whatever a client sends and wants an answer to gets a *place*: places are answered in any order, by any thread,
// and written in their own order. Places that are open, and the bytes that they hold, are what is in flight; while the
// bound is reached, nothing is read, and HTTP/2's flow control holds the client back.
//
// Invariants.
// - One thread at a time starts operations (Drive): a transport may call back from within StartWrite, on the same
// thread.
//   No lock is held while the transport, the handler or the budget is called.
// - At most one read and one write are under way. Finish is called exactly once, with no write under way, and is the
// last
//   call to the transport: its owner may delete it then.
// - The end is a place, too: what comes before it is written, what comes after it is dropped; the first end in order
// counts.
// - A cancelled stream drops everything and finishes at once.
// Cost: one lock for each message; a deque of places. Tested in tests/common/rpc/stream_flow_test.cc.
#ifndef CASPIAN_COMMON_RPC_STREAM_FLOW_H_
#define CASPIAN_COMMON_RPC_STREAM_FLOW_H_

#include <memory>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "common/base/error.h"
#include "common/rpc/answer_queue.h"
#include "common/rpc/memory_budget.h"
#include "common/rpc/stream_registry.h"
#include "common/rpc/stream_roles.h"

namespace caspian::rpc {

// Thread-safe.
template <class Request, class Response>
class StreamFlow final : public Drainable, public std::enable_shared_from_this<StreamFlow<Request, Response>> {
 public:
  using Handler = StreamHandler<Request>;
  using Transport = StreamTransport<Response>;
  using Place = typename AnswerQueue<Response>::Place;

  explicit StreamFlow(FlowLimits limits, std::shared_ptr<MemoryBudget> budget = nullptr)
      : limits_(limits), budget_(std::move(budget)) {}
  ~StreamFlow() override {
    if (budget_) budget_->Remove(answers_.bytes() + answers_.TakeFreed());
  }

  // Begins to read. The transport outlives its Finish; the handler is kept until OnDone.
  void Start(Transport* transport, std::shared_ptr<Handler> handler) {
    transport_ = transport;
    handler_ = std::move(handler);
    {
      absl::MutexLock lock(&mutex_);
      started_ = true;
    }
    Drive();
  }

  // --- for the handler ---

  // Opens the next place, which holds `bytes` of what is in flight until its answer is written.
  Place Reserve(size_t bytes) {
    absl::MutexLock lock(&mutex_);
    const size_t places = answers_.places();
    const Place place = answers_.Reserve(bytes);
    if (budget_ && answers_.places() > places) budget_->Add(bytes);
    return place;
  }

  // The place holds `bytes` more.
  void Charge(Place place, size_t bytes) {
    absl::MutexLock lock(&mutex_);
    if (answers_.Charge(place, bytes) && budget_) budget_->Add(bytes);
  }

  // Answers a place, once, with any number of responses.
  void Answer(Place place, std::vector<Response> responses) {
    {
      absl::MutexLock lock(&mutex_);
      answers_.Answer(place, std::move(responses));
    }
    Drive();
  }
  void Answer(Place place, Response response) {
    std::vector<Response> one;
    one.push_back(std::move(response));
    Answer(place, std::move(one));
  }

  // Ends the stream at a place, in the place of its answer, or behind all places. Nothing is read from now on.
  void End(Place place, const absl::Status& status) {
    {
      absl::MutexLock lock(&mutex_);
      if (!finishing_) answers_.End(place, status);
    }
    Drive();
  }
  void End(const absl::Status& status) {
    {
      absl::MutexLock lock(&mutex_);
      if (!finishing_) answers_.End(status);
    }
    Drive();
  }

  // True once answers go nowhere: work for this stream can be skipped.
  bool over() const {
    absl::MutexLock lock(&mutex_);
    return cancelled_ || finishing_;
  }

  // Stops reading, answers what is in flight, ends with SERVER_DRAINING.
  void Drain() override {
    End(MakeError(v1::ERROR_REASON_SERVER_DRAINING,
                  "the server is going down: what has no answer was not taken; send it again"));
  }

  // --- for the transport ---

  void OnRead(Request message) {
    if (!ended()) handler_->OnMessage(std::move(message));
    ReadIsDone();
  }

  // The client sends no more.
  void OnReadEnd() {
    {
      absl::MutexLock lock(&mutex_);
      half_closed_ = true;
    }
    if (!ended()) handler_->OnHalfClose();
    ReadIsDone();
  }

  // What came can't be read: ends the stream behind what was read before.
  void OnUnreadable(const absl::Status& status) {
    End(status);
    ReadIsDone();
  }

  void OnWritten(bool ok) {
    {
      absl::MutexLock lock(&mutex_);
      writing_.reset();
      if (!ok) CancelLocked();
    }
    Drive();
  }

  // May come at any time, more than once.
  void OnCancel() {
    {
      absl::MutexLock lock(&mutex_);
      CancelLocked();
    }
    SayOver();
    Drive();
  }

  // All is over and no other call will come.
  void OnDone() {
    SayOver();
    handler_.reset();
  }

 private:
  enum class Step { kNone, kRead, kWrite, kFinish };

  bool ended() const {
    absl::MutexLock lock(&mutex_);
    return answers_.has_end();
  }

  void CancelLocked() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (std::exchange(cancelled_, true) || finishing_) return;
    answers_.DropAll(absl::CancelledError("cancelled by the client"));
  }

  void ReadIsDone() {
    {
      absl::MutexLock lock(&mutex_);
      reading_ = false;
    }
    Drive();
  }

  void SayOver() {
    {
      absl::MutexLock lock(&mutex_);
      if (std::exchange(over_said_, true)) return;
    }
    handler_->OnOver();
  }

  // Starts all operations that can start. One thread at a time; the others leave their news to it.
  void Drive() {
    const auto self = this->shared_from_this();
    for (bool first = true;; first = false) {
      Step step;
      size_t freed = 0;
      {
        absl::MutexLock lock(&mutex_);
        if (!started_ || (first && driving_)) return;
        driving_ = true;
        step = NextStep();
        freed = answers_.TakeFreed();
        if (step == Step::kNone && freed == 0) {
          driving_ = false;
          return;
        }
      }
      if (budget_ && freed > 0) budget_->Remove(freed);
      if (step != Step::kNone) Perform(step);
    }
  }

  Step NextStep() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (finishing_) return Step::kNone;
    if (!writing_) {
      writing_ = answers_.Next();
      if (writing_) return Step::kWrite;
      finishing_ = answers_.at_end();
      if (finishing_) return Step::kFinish;
    }
    if (!MayRead()) return Step::kNone;
    reading_ = true;
    return Step::kRead;
  }

  bool MayRead() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (reading_ || half_closed_ || answers_.has_end()) return false;
    if (answers_.places() >= limits_.places || answers_.bytes() >= limits_.bytes) return false;
    // Who holds nothing may always read one: a full budget slows streams and starves none.
    if (!budget_ || answers_.places() == 0) return true;
    if (std::exchange(waiting_for_budget_, true)) return false;
    const bool room = budget_->HasRoomOrWait([weak = this->weak_from_this()] {
      if (auto flow = weak.lock()) flow->OnRoom();
    });
    if (room) waiting_for_budget_ = false;
    return room;
  }

  void OnRoom() {
    {
      absl::MutexLock lock(&mutex_);
      waiting_for_budget_ = false;
    }
    Drive();
  }

  void Perform(Step step) {
    if (step == Step::kRead) return transport_->StartRead();
    if (step == Step::kWrite) return transport_->StartWrite(*writing_);
    absl::Status status;
    {
      absl::MutexLock lock(&mutex_);
      status = answers_.end_status();
    }
    transport_->Finish(status);
  }

  const FlowLimits limits_;
  const std::shared_ptr<MemoryBudget> budget_;
  Transport* transport_ = nullptr;
  std::shared_ptr<Handler> handler_;

  mutable absl::Mutex mutex_;
  AnswerQueue<Response> answers_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<Response> writing_;  // set under the lock; stable while a write is under way
  bool started_ ABSL_GUARDED_BY(mutex_) = false;
  bool driving_ ABSL_GUARDED_BY(mutex_) = false;
  bool reading_ ABSL_GUARDED_BY(mutex_) = false;
  bool half_closed_ ABSL_GUARDED_BY(mutex_) = false;
  bool cancelled_ ABSL_GUARDED_BY(mutex_) = false;
  bool finishing_ ABSL_GUARDED_BY(mutex_) = false;
  bool over_said_ ABSL_GUARDED_BY(mutex_) = false;
  bool waiting_for_budget_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace caspian::rpc

#endif  // CASPIAN_COMMON_RPC_STREAM_FLOW_H_
