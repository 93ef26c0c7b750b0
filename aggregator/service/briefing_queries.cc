#include "aggregator/service/briefing_queries.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/error.h"
#include "common/base/limits.h"
#include "common/names/romanize.h"
#include "common/rpc/status.h"

namespace caspian::aggregator {

namespace pb = ::caspian::v1;

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

absl::Status StreamBriefing(Aggregator* aggregator, const pb::StreamBriefingRequest& request,
                            rpc::ResponseSource<pb::StreamBriefingResponse>* source) {
  absl::StatusOr<std::unique_ptr<BriefingReader>> opened = aggregator->ReadBriefing(request);
  if (!opened.ok()) return opened.status();
  *source = [reader = std::shared_ptr<BriefingReader>(*std::move(opened))](pb::StreamBriefingResponse* response) {
    return reader->Next(response);
  };
  return absl::OkStatus();
}

pb::AggregatorServiceGetCapabilitiesResponse Capabilities(const Aggregator& aggregator) {
  pb::AggregatorServiceGetCapabilitiesResponse response;
  response.set_version(kVersion);
  response.set_view_version(kViewVersion);
  response.set_store(aggregator.StoreKind());
  response.set_document_limit_bytes(kDocumentLimitBytes);
  response.set_transliteration_version(RomanizationVersion());
  return response;
}

}  // namespace caspian::aggregator
