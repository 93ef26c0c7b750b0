#include "client/cli/remote/ingest_call.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "caspian/v1/extractor_service.grpc.pb.h"
#include "client/cli/remote/call_error.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

using Stream = grpc::ClientReaderWriter<pb::IngestRequest, pb::IngestResponse>;

void ReadAll(Stream* stream, const std::function<void(const pb::DocumentError&)>& on_error, IngestReport* report) {
  pb::IngestResponse response;
  while (stream->Read(&response)) {
    if (response.has_acknowledgement()) CountAcknowledgement(response.acknowledgement(), report);
    if (!response.has_error()) continue;
    ++report->failed;
    on_error(response.error());
  }
}

// How many were sent.
uint32_t WriteAll(Stream* stream, const pb::IngestConfig& config, const DocumentSource& next) {
  pb::IngestRequest request;
  *request.mutable_config() = config;
  bool open = stream->Write(request);
  uint32_t sent = 0;
  pb::Document document;
  while (open && next(&document)) {
    pb::SequencedDocument* sequenced = request.mutable_document();
    sequenced->set_sequence(++sent);
    *sequenced->mutable_document() = std::move(document);
    open = stream->Write(request);
    document.Clear();
  }
  stream->WritesDone();
  return sent;
}

}  // namespace

void CountAcknowledgement(const pb::Acknowledgement& acknowledgement, IngestReport* report) {
  switch (acknowledgement.outcome()) {
    case pb::STORE_OUTCOME_DUPLICATE:
      ++report->duplicate;
      return;
    case pb::STORE_OUTCOME_SUPERSEDED:
      ++report->superseded;
      return;
    default:
      ++report->stored;
  }
}

absl::Status IngestDocuments(const std::shared_ptr<grpc::Channel>& channel, const std::string& address,
                             const pb::IngestConfig& config, const DocumentSource& next,
                             const std::function<void(const pb::DocumentError&)>& on_error, IngestReport* report) {
  *report = {};
  const auto stub = pb::ExtractorService::NewStub(channel);
  grpc::ClientContext context;
  const auto stream = stub->Ingest(&context);
  std::thread reader([&] { ReadAll(stream.get(), on_error, report); });
  const uint32_t sent = WriteAll(stream.get(), config, next);
  reader.join();
  const grpc::Status status = stream->Finish();
  report->unanswered = sent - std::min(sent, report->durable() + report->failed);
  return ExplainCall(status, address);
}

std::string DescribeReport(const IngestReport& report) {
  std::vector<std::string> parts = {absl::StrCat(report.stored, " stored")};
  if (report.duplicate > 0) parts.push_back(absl::StrCat(report.duplicate, " there before"));
  if (report.superseded > 0) parts.push_back(absl::StrCat(report.superseded, " superseded"));
  if (report.failed > 0) parts.push_back(absl::StrCat(report.failed, " failed"));
  if (report.unanswered > 0) parts.push_back(absl::StrCat(report.unanswered, " without an answer"));
  return absl::StrJoin(parts, ", ");
}

}  // namespace caspian::cli
