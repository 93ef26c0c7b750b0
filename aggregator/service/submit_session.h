#ifndef CASPIAN_AGGREGATOR_SERVICE_SUBMIT_SESSION_H_
#define CASPIAN_AGGREGATOR_SERVICE_SUBMIT_SESSION_H_

#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "aggregator/merge/aggregator.h"
#include "caspian/v1/aggregator_service.pb.h"
#include "common/rpc/stream_flow.h"
#include "common/rpc/worker_pool.h"

namespace caspian::aggregator {

// Largest extraction of one document that Submit takes, bytes on the wire; above it the document gets
// EXTRACTION_INVALID.
inline constexpr size_t kExtractionLimitBytes = size_t{256} << 20;

// One Submit call: puts documents together from their parts, hands them to the aggregator in their order, one at a
// time, on the pool, and acknowledges what is durable. Where the aggregator's queue is full it waits, and with it the
// client.
class SubmitSession final : public rpc::StreamHandler<v1::SubmitRequest>,
                            public std::enable_shared_from_this<SubmitSession> {
 public:
  using Flow = rpc::StreamFlow<v1::SubmitRequest, v1::SubmitResponse>;

  // `aggregator` and `pool` outlive the session.
  SubmitSession(Aggregator* aggregator, rpc::WorkerPool* pool, std::shared_ptr<Flow> flow,
                size_t extraction_limit_bytes = kExtractionLimitBytes);

  void OnMessage(v1::SubmitRequest request) override;
  void OnHalfClose() override;
  void OnOver() override {}

 private:
  // A document on its way in.
  struct Entry {
    Flow::Place place;
    uint32_t sequence;
    v1::Document document;
    v1::Extraction extraction;
    size_t extraction_bytes = 0;
  };

  absl::Status Configure(const v1::SubmitConfig& config);
  absl::Status Begin(v1::SubmitDocument document);
  absl::Status Append(v1::SubmitPart part);
  void Enqueue(Entry entry);
  void Pump();
  bool SubmitOne(const Entry& entry);
  void Finish(Flow::Place place, uint32_t sequence, const std::string& document_id,
              const absl::StatusOr<v1::StoreOutcome>& outcome);
  void AnswerError(Flow::Place place, uint32_t sequence, const std::string& document_id, const absl::Status& status);

  Aggregator* const aggregator_;
  rpc::WorkerPool* const pool_;
  const std::shared_ptr<Flow> flow_;
  const size_t extraction_limit_bytes_;
  // Of the thread that reads.
  bool configured_ = false;
  std::string collection_;
  std::optional<Entry> open_;  // the document whose parts come

  absl::Mutex mutex_;
  std::deque<Entry> queue_ ABSL_GUARDED_BY(mutex_);
  bool pumping_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_SERVICE_SUBMIT_SESSION_H_
