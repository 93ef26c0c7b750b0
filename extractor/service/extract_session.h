#ifndef CASPIAN_EXTRACTOR_SERVICE_EXTRACT_SESSION_H_
#define CASPIAN_EXTRACTOR_SERVICE_EXTRACT_SESSION_H_

#include <memory>
#include <set>
#include <string>

#include "caspian/v1/extractor_service.pb.h"
#include "common/rpc/stream_flow.h"
#include "common/rpc/worker_pool.h"
#include "extractor/engine/library.h"
#include "extractor/service/offset_units.h"

namespace caspian::extractor {

// One Extract call: documents are extracted on the pool, at once as far as it has threads, and answered in their order.
class ExtractSession final : public rpc::StreamHandler<v1::ExtractRequest>,
                             public std::enable_shared_from_this<ExtractSession> {
 public:
  using Flow = rpc::StreamFlow<v1::ExtractRequest, v1::ExtractResponse>;

  // `pool` outlives the session.
  ExtractSession(std::shared_ptr<const RuleSetLibrary> library, rpc::WorkerPool* pool, std::shared_ptr<Flow> flow);

  void OnMessage(v1::ExtractRequest request) override;
  void OnHalfClose() override;
  void OnOver() override {}

 private:
  absl::Status Configure(const v1::ExtractConfig& config);
  void Accept(v1::SequencedDocument document);
  void Work(Flow::Place place, const LoadedRuleSet& rules, const v1::SequencedDocument& document) const;

  const std::shared_ptr<const RuleSetLibrary> library_;
  rpc::WorkerPool* const pool_;
  const std::shared_ptr<Flow> flow_;
  // Set by the first message, before any work begins.
  bool configured_ = false;
  v1::ExtractConfig config_;
  std::set<std::string> labels_;
  OffsetUnits units_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_SERVICE_EXTRACT_SESSION_H_
