#ifndef CASPIAN_EXTRACTOR_SERVICE_INGEST_SESSION_H_
#define CASPIAN_EXTRACTOR_SERVICE_INGEST_SESSION_H_

#include <map>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "caspian/v1/aggregator_service.grpc.pb.h"
#include "caspian/v1/extractor_service.pb.h"
#include "common/rpc/client_stream.h"
#include "common/rpc/stream_flow.h"
#include "common/rpc/worker_pool.h"
#include "extractor/engine/library.h"

namespace caspian::extractor {

// The aggregator that an extractor sends to.
struct AggregatorTarget {
  std::shared_ptr<v1::AggregatorService::Stub> stub;  // null: there is none
  std::string address;                                // for messages
};

// One Ingest call, with one Submit call to the aggregator behind it. A document's place is open until the aggregator
// has answered it, so that a slow aggregator slows the client down.
class IngestSession final : public rpc::StreamHandler<v1::IngestRequest>,
                            public std::enable_shared_from_this<IngestSession> {
 public:
  using Flow = rpc::StreamFlow<v1::IngestRequest, v1::IngestResponse>;

  // `pool` outlives the session.
  IngestSession(std::shared_ptr<const RuleSetLibrary> library, AggregatorTarget aggregator, rpc::WorkerPool* pool,
                std::shared_ptr<Flow> flow);

  void OnMessage(v1::IngestRequest request) override;
  void OnHalfClose() override;
  void OnOver() override;

 private:
  using Submit = rpc::ClientStream<v1::SubmitRequest, v1::SubmitResponse>;

  // A document that the aggregator has not answered.
  struct Pending {
    Flow::Place place;
    uint32_t sequence;
  };

  absl::Status Configure(const v1::IngestConfig& config);
  void OpenSubmit(const std::string& collection);
  void Accept(v1::SequencedDocument document);
  void Work(Flow::Place place, const LoadedRuleSet& rules, v1::SequencedDocument* document);
  void Forward(Flow::Place place, v1::SequencedDocument* document, v1::Extraction extraction);
  void OnSubmitResponse(v1::SubmitResponse response);
  void OnSubmitFinished(const absl::Status& status);
  absl::Status Explain(const absl::Status& status) const;

  const std::shared_ptr<const RuleSetLibrary> library_;
  const AggregatorTarget aggregator_;
  rpc::WorkerPool* const pool_;
  const std::shared_ptr<Flow> flow_;
  // Set by the first message, before any work begins.
  bool configured_ = false;
  v1::IngestConfig config_;
  std::shared_ptr<Submit> submit_;

  absl::Mutex mutex_;
  uint32_t next_number_ ABSL_GUARDED_BY(mutex_) = 0;
  std::map<uint32_t, Pending> pending_ ABSL_GUARDED_BY(mutex_);  // by our own number: clients may use one twice
  absl::Status failure_ ABSL_GUARDED_BY(mutex_);                 // of the aggregator; OK while there is none
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_SERVICE_INGEST_SESSION_H_
