#include "aggregator/service/briefing_queries.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/error.h"
#include "common/base/limits.h"
#include "common/rpc/status.h"

namespace caspian::aggregator {

namespace pb = ::caspian::v1;

namespace {

// Aimed-at size of a message that holds documents.
constexpr size_t kDocumentsBytes = size_t{1} << 20;

// Takes a briefing apart: the head with the first documents, more documents where there are many, then record by
// record.
class BriefingSequence {
 public:
  explicit BriefingSequence(pb::Briefing briefing) : rest_(std::move(briefing)) {}

  bool Next(pb::Briefing* part) {
    const bool head = !std::exchange(begun_, true);
    if (head) {
      part->set_collection(rest_.collection());
      if (rest_.has_counts()) part->mutable_counts()->Swap(rest_.mutable_counts());
    }
    if (head || document_ < rest_.documents_size()) {
      MoveDocuments(part);
      return true;
    }
    if (record_ == rest_.records_size()) return false;
    part->add_records()->Swap(rest_.mutable_records(record_++));
    return true;
  }

 private:
  void MoveDocuments(pb::Briefing* part) {
    for (size_t bytes = 0; document_ < rest_.documents_size() && bytes < kDocumentsBytes; ++document_) {
      bytes += rest_.documents(document_).ByteSizeLong();
      part->add_documents()->Swap(rest_.mutable_documents(document_));
    }
  }

  pb::Briefing rest_;
  bool begun_ = false;
  int document_ = 0;
  int record_ = 0;
};

}  // namespace

absl::StatusOr<pb::GetBriefingResponse> GetBriefing(Aggregator* aggregator, const pb::GetBriefingRequest& request,
                                                    size_t limit_bytes) {
  absl::StatusOr<pb::GetBriefingResponse> response = aggregator->GetBriefingPage(request);
  if (!response.ok()) return response.status();
  const size_t bytes = response->ByteSizeLong();
  if (bytes <= limit_bytes) return response;
  return rpc::WithCode(
      absl::StatusCode::kResourceExhausted,
      MakeError(pb::ERROR_REASON_REQUEST_INVALID,
                absl::StrCat("the briefing of ", request.collection(), " has ", bytes, " bytes, one message takes ",
                             limit_bytes, ": call StreamBriefing, ask for smaller pages, or narrow it with a filter")));
}

absl::StatusOr<std::function<bool(pb::StreamBriefingResponse*)>> StreamBriefing(
    Aggregator* aggregator, const pb::StreamBriefingRequest& request) {
  pb::GetBriefingRequest whole;
  whole.set_collection(request.collection());
  if (request.has_filter()) *whole.mutable_filter() = request.filter();
  whole.set_evidence_limit(request.evidence_limit());
  absl::StatusOr<pb::Briefing> briefing = aggregator->GetBriefing(whole);
  if (!briefing.ok()) return briefing.status();
  return [rest = std::make_shared<BriefingSequence>(*std::move(briefing))](pb::StreamBriefingResponse* response) {
    return rest->Next(response->mutable_briefing());
  };
}

pb::AggregatorServiceGetCapabilitiesResponse Capabilities(const Aggregator& aggregator) {
  pb::AggregatorServiceGetCapabilitiesResponse response;
  response.set_version(kVersion);
  response.set_view_version(kViewVersion);
  response.set_store(aggregator.StoreKind());
  response.set_document_limit_bytes(kDocumentLimitBytes);
  return response;
}

}  // namespace caspian::aggregator
