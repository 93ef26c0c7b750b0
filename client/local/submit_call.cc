#include "client/local/submit_call.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <algorithm>
#include <thread>
#include <utility>

#include "caspian/v1/aggregator_service.grpc.pb.h"
#include "client/cli/remote/call_error.h"
#include "extractor/service/parts.h"

namespace caspian::local {

namespace pb = ::caspian::v1;

namespace {

using Stream = grpc::ClientReaderWriter<pb::SubmitRequest, pb::SubmitResponse>;

bool WriteOne(Stream* stream, uint32_t sequence, pb::GetDocumentResponse* made) {
  for (const pb::SubmitRequest& request : extractor::SubmitRequestsOf(sequence, std::move(*made->mutable_document()),
                                                                      std::move(*made->mutable_extraction()))) {
    if (!stream->Write(request)) return false;
  }
  return true;
}

// How many were sent.
uint32_t WriteAll(Stream* stream, const std::string& collection, const ExtractionSource& next) {
  pb::SubmitRequest request;
  request.mutable_config()->set_collection(collection);
  bool open = stream->Write(request);
  uint32_t sent = 0;
  pb::GetDocumentResponse made;
  while (open && next(&made)) open = WriteOne(stream, ++sent, &made);
  stream->WritesDone();
  return sent;
}

void ReadAll(Stream* stream, const std::function<void(const pb::DocumentError&)>& on_error, cli::IngestReport* report) {
  pb::SubmitResponse response;
  while (stream->Read(&response)) {
    if (response.has_acknowledgement()) cli::CountAcknowledgement(response.acknowledgement(), report);
    if (!response.has_error()) continue;
    ++report->failed;
    on_error(response.error());
  }
}

}  // namespace

absl::Status SubmitExtractions(const std::shared_ptr<grpc::Channel>& channel, const std::string& address,
                               const std::string& collection, const ExtractionSource& next,
                               const std::function<void(const pb::DocumentError&)>& on_error,
                               cli::IngestReport* report) {
  *report = {};
  const auto stub = pb::AggregatorService::NewStub(channel);
  grpc::ClientContext context;
  const auto stream = stub->Submit(&context);
  std::thread reader([&] { ReadAll(stream.get(), on_error, report); });
  const uint32_t sent = WriteAll(stream.get(), collection, next);
  reader.join();
  const grpc::Status status = stream->Finish();
  report->unanswered = sent - std::min(sent, report->durable() + report->failed);
  return cli::ExplainCall(status, address);
}

}  // namespace caspian::local
