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

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "common/base/error.h"
#include "common/rpc/memory_budget.h"
#include "common/rpc/stream_registry.h"

namespace caspian::rpc {

// What one stream may have in flight; it reads on below both, so that it can go above `bytes` by one message.
struct FlowLimits {
  size_t places = 64;
  size_t bytes = size_t{32} << 20;
};

// What StreamFlow needs of a connection. Each start is answered once, from any thread, possibly from within the call.
template <class Response>
class StreamTransport {
 public:
  virtual ~StreamTransport() = default;
  virtual void StartRead() = 0;                           // → OnRead or OnReadEnd
  virtual void StartWrite(const Response& response) = 0;  // → OnWritten; the response lives until then
  virtual void Finish(const absl::Status& status) = 0;    // the last call
};

// What a service does with a stream's messages.
template <class Request>
class StreamHandler {
 public:
  virtual ~StreamHandler() = default;
  // One message at a time, on a thread of the transport: hand over and return.
  virtual void OnMessage(Request message) = 0;
  // The client sends no more. Not called after an end.
  virtual void OnHalfClose() = 0;
  // The stream is cancelled or finished: answers go nowhere. Called once; the last call.
  virtual void OnOver() = 0;
};

// Thread-safe.
template <class Request, class Response>
class StreamFlow final : public Drainable, public std::enable_shared_from_this<StreamFlow<Request, Response>> {
 public:
  using Handler = StreamHandler<Request>;
  using Transport = StreamTransport<Response>;
  using Place = uint64_t;

  explicit StreamFlow(FlowLimits limits, std::shared_ptr<MemoryBudget> budget = nullptr)
      : limits_(limits), budget_(std::move(budget)) {}
  ~StreamFlow() override {
    if (budget_) budget_->Remove(bytes_ + freed_);
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
    const Place place = next_++;
    if (place >= end_) return place;
    slots_.emplace_back();
    Hold(&slots_.back(), bytes);
    return place;
  }

  // The place holds `bytes` more.
  void Charge(Place place, size_t bytes) {
    absl::MutexLock lock(&mutex_);
    if (Slot* slot = Find(place)) Hold(slot, bytes);
  }

  // Answers a place, once, with any number of responses.
  void Answer(Place place, std::vector<Response> responses) {
    {
      absl::MutexLock lock(&mutex_);
      if (Slot* slot = Find(place)) {
        slot->responses.assign(std::make_move_iterator(responses.begin()), std::make_move_iterator(responses.end()));
        slot->answered = true;
      }
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
      EndAt(place, status);
    }
    Drive();
  }
  void End(const absl::Status& status) {
    {
      absl::MutexLock lock(&mutex_);
      EndAt(next_, status);
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
  struct Slot {
    std::deque<Response> responses;
    bool answered = false;
    size_t bytes = 0;
  };
  enum class Step { kNone, kRead, kWrite, kFinish };
  static constexpr Place kNoEnd = ~Place{0};

  bool ended() const {
    absl::MutexLock lock(&mutex_);
    return end_ != kNoEnd || cancelled_ || finishing_;
  }

  Slot* Find(Place place) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (place < first_ || place >= first_ + slots_.size() || place >= end_) return nullptr;
    return &slots_[place - first_];
  }

  void Hold(Slot* slot, size_t bytes) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    slot->bytes += bytes;
    bytes_ += bytes;
    if (budget_) budget_->Add(bytes);
  }

  void Free(const Slot& slot) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    bytes_ -= slot.bytes;
    freed_ += slot.bytes;
  }

  void EndAt(Place place, const absl::Status& status) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (place >= end_ || place < first_ || cancelled_ || finishing_) return;
    end_ = place;
    end_status_ = status;
    while (first_ + slots_.size() > end_) DropLast();
  }

  void DropLast() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    Free(slots_.back());
    slots_.pop_back();
  }

  void CancelLocked() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    cancelled_ = true;
    while (!slots_.empty()) DropLast();
    end_ = first_;
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
        std::swap(freed, freed_);
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
    if (cancelled_) {
      if (writing_) return Step::kNone;
      end_status_ = absl::CancelledError("cancelled by the client");
      finishing_ = true;
      return Step::kFinish;
    }
    if (!writing_ && AdvanceWrites()) return finishing_ ? Step::kFinish : Step::kWrite;
    if (MayRead()) {
      reading_ = true;
      return Step::kRead;
    }
    return Step::kNone;
  }

  // True where there is something to write (then it is in `writing_`) or the end is reached (then `finishing_` is set).
  bool AdvanceWrites() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    while (!slots_.empty() && slots_.front().answered && slots_.front().responses.empty()) {
      Free(slots_.front());
      slots_.pop_front();
      ++first_;
    }
    if (first_ == end_) return finishing_ = true;
    if (slots_.empty() || !slots_.front().answered) return false;
    writing_ = std::make_unique<Response>(std::move(slots_.front().responses.front()));
    slots_.front().responses.pop_front();
    return true;
  }

  bool MayRead() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (reading_ || half_closed_ || end_ != kNoEnd) return false;
    if (slots_.size() >= limits_.places || bytes_ >= limits_.bytes) return false;
    // Who holds nothing may always read one: a full budget slows streams and starves none.
    if (!budget_ || slots_.empty()) return true;
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
      status = end_status_;
    }
    transport_->Finish(status);
  }

  const FlowLimits limits_;
  const std::shared_ptr<MemoryBudget> budget_;
  Transport* transport_ = nullptr;
  std::shared_ptr<Handler> handler_;

  mutable absl::Mutex mutex_;
  std::deque<Slot> slots_ ABSL_GUARDED_BY(mutex_);  // places first_ to first_ + size
  Place first_ ABSL_GUARDED_BY(mutex_) = 0;
  Place next_ ABSL_GUARDED_BY(mutex_) = 0;
  Place end_ ABSL_GUARDED_BY(mutex_) = kNoEnd;
  absl::Status end_status_ ABSL_GUARDED_BY(mutex_);
  size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  size_t freed_ ABSL_GUARDED_BY(mutex_) = 0;  // not yet given back to the budget
  std::unique_ptr<Response> writing_;         // set under the lock; stable while a write is under way
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
