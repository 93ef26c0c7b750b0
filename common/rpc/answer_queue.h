// What a stream has in flight, and the order in which its answers are written. StreamFlow (stream_flow.h) guards and
// drives it.
#ifndef CASPIAN_COMMON_RPC_ANSWER_QUEUE_H_
#define CASPIAN_COMMON_RPC_ANSWER_QUEUE_H_

#include <cstdint>
#include <deque>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"

namespace caspian::rpc {

// Places that are answered in any order and read out in their own. The end is a place, too: what comes behind it is
// dropped, and the first end in order counts. Not thread-safe.
template <class Response>
class AnswerQueue {
 public:
  using Place = uint64_t;

  // Opens the next place, which holds `bytes`; nothing is held behind an end.
  Place Reserve(size_t bytes) {
    const Place place = next_++;
    if (place >= end_) return place;
    slots_.emplace_back();
    Hold(&slots_.back(), bytes);
    return place;
  }

  // The place holds `bytes` more. False where it holds nothing any more.
  bool Charge(Place place, size_t bytes) {
    Slot* slot = Find(place);
    if (slot != nullptr) Hold(slot, bytes);
    return slot != nullptr;
  }

  void Answer(Place place, std::vector<Response> responses) {
    Slot* slot = Find(place);
    if (slot == nullptr) return;
    slot->responses.assign(std::make_move_iterator(responses.begin()), std::make_move_iterator(responses.end()));
    slot->answered = true;
  }

  // Ends at a place, which then needs no answer.
  void End(Place place, const absl::Status& status) {
    if (place >= end_ || place < first_) return;
    end_ = place;
    end_status_ = status;
    while (first_ + slots_.size() > end_) DropLast();
  }
  // Ends behind all places.
  void End(const absl::Status& status) { End(next_, status); }

  // Ends here and now.
  void DropAll(const absl::Status& status) {
    while (!slots_.empty()) DropLast();
    end_ = first_;
    end_status_ = status;
  }

  // The next response in order; null where the next place has no answer yet, or at the end.
  std::unique_ptr<Response> Next() {
    while (!slots_.empty() && slots_.front().answered && slots_.front().responses.empty()) DropFirst();
    if (slots_.empty() || !slots_.front().answered) return nullptr;
    auto response = std::make_unique<Response>(std::move(slots_.front().responses.front()));
    slots_.front().responses.pop_front();
    return response;
  }

  bool has_end() const { return end_ != kNoEnd; }
  // True where all before the end is read out.
  bool at_end() const { return first_ == end_; }
  const absl::Status& end_status() const { return end_status_; }
  size_t places() const { return slots_.size(); }
  size_t bytes() const { return bytes_; }
  // Bytes that were let go since the last call.
  size_t TakeFreed() { return std::exchange(freed_, 0); }

 private:
  struct Slot {
    std::deque<Response> responses;
    bool answered = false;
    size_t bytes = 0;
  };
  static constexpr Place kNoEnd = ~Place{0};

  Slot* Find(Place place) {
    if (place < first_ || place >= first_ + slots_.size() || place >= end_) return nullptr;
    return &slots_[place - first_];
  }
  void Hold(Slot* slot, size_t bytes) {
    slot->bytes += bytes;
    bytes_ += bytes;
  }
  void Free(const Slot& slot) {
    bytes_ -= slot.bytes;
    freed_ += slot.bytes;
  }
  void DropFirst() {
    Free(slots_.front());
    slots_.pop_front();
    ++first_;
  }
  void DropLast() {
    Free(slots_.back());
    slots_.pop_back();
  }

  std::deque<Slot> slots_;  // places first_ to first_ + size
  Place first_ = 0;
  Place next_ = 0;
  Place end_ = kNoEnd;
  absl::Status end_status_;
  size_t bytes_ = 0;
  size_t freed_ = 0;
};

}  // namespace caspian::rpc

#endif  // CASPIAN_COMMON_RPC_ANSWER_QUEUE_H_
