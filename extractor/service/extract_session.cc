#include "extractor/service/extract_session.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/document.h"
#include "common/base/error.h"
#include "common/base/limits.h"
#include "extractor/service/label_filter.h"
#include "extractor/service/parts.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

std::vector<pb::ExtractResponse> ToResponses(const pb::SequencedDocument& document, pb::Extraction extraction) {
  std::vector<pb::Extraction> parts = SplitExtraction(std::move(extraction), kExtractionPartBytes);
  std::vector<pb::ExtractResponse> responses(parts.size());
  for (size_t i = 0; i < parts.size(); ++i) {
    pb::ExtractionPart* part = responses[i].mutable_part();
    part->set_sequence(document.sequence());
    part->set_document_id(document.document().id());
    part->mutable_extraction()->Swap(&parts[i]);
    part->set_last(i + 1 == parts.size());
  }
  return responses;
}

}  // namespace

ExtractSession::ExtractSession(std::shared_ptr<const RuleSetLibrary> library, rpc::WorkerPool* pool,
                               std::shared_ptr<Flow> flow)
    : library_(std::move(library)), pool_(pool), flow_(std::move(flow)) {}

void ExtractSession::OnMessage(pb::ExtractRequest request) {
  switch (request.message_case()) {
    case pb::ExtractRequest::kConfig:
      if (absl::Status status = Configure(request.config()); !status.ok()) flow_->End(status);
      return;
    case pb::ExtractRequest::kDocument:
      if (!configured_)
        return flow_->End(
            MakeError(pb::ERROR_REASON_STREAM_CONFIG_MISSING, "send ExtractConfig first, then documents"));
      return Accept(std::move(*request.mutable_document()));
    default:
      return flow_->End(
          MakeError(pb::ERROR_REASON_REQUEST_INVALID, "an ExtractRequest is empty: set config or document"));
  }
}

void ExtractSession::OnHalfClose() {
  flow_->End(configured_ ? absl::OkStatus()
                         : MakeError(pb::ERROR_REASON_STREAM_CONFIG_MISSING,
                                     "the stream ended without ExtractConfig: send it first"));
}

absl::Status ExtractSession::Configure(const pb::ExtractConfig& config) {
  if (configured_)
    return MakeError(pb::ERROR_REASON_STREAM_OUT_OF_ORDER, "ExtractConfig came twice: send it first and once");
  for (const int unit : config.offset_units()) {
    if (!pb::OffsetUnit_IsValid(unit))
      return MakeError(pb::ERROR_REASON_REQUEST_INVALID, absl::StrCat("offset_units holds the unknown unit ", unit));
    units_.code_points |= unit == pb::OFFSET_UNIT_CODE_POINTS;
    units_.utf16 |= unit == pb::OFFSET_UNIT_UTF16;
  }
  if (const auto rules = library_->Find(config.rule_set(), config.rule_set_digest()); !rules.ok())
    return rules.status();
  labels_ = {config.labels().begin(), config.labels().end()};
  config_ = config;
  configured_ = true;
  return absl::OkStatus();
}

void ExtractSession::Accept(pb::SequencedDocument document) {
  const Flow::Place place = flow_->Reserve(document.ByteSizeLong());
  auto rules = library_->Find(config_.rule_set(), config_.rule_set_digest());
  if (!rules.ok()) return flow_->End(place, rules.status());
  const auto shared = std::make_shared<pb::SequencedDocument>(std::move(document));
  pool_->Schedule(
      [self = shared_from_this(), place, rules = *std::move(rules), shared] { self->Work(place, *rules, *shared); });
}

void ExtractSession::Work(Flow::Place place, const LoadedRuleSet& rules, const pb::SequencedDocument& document) const {
  if (flow_->over()) return;
  absl::StatusOr<pb::Extraction> extraction = rules.engine->Extract(document.document());
  if (!extraction.ok()) {
    pb::ExtractResponse response;
    *response.mutable_error() = MakeDocumentError(document.sequence(), document.document().id(), extraction.status());
    return flow_->Answer(place, std::move(response));
  }
  if (!labels_.empty()) KeepLabels(labels_, &*extraction);
  FillOffsets(ContentOf(document.document()), units_, &*extraction);
  flow_->Charge(place, extraction->ByteSizeLong());
  flow_->Answer(place, ToResponses(document, *std::move(extraction)));
}

}  // namespace caspian::extractor
