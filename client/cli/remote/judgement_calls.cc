#include "client/cli/remote/judgement_calls.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include "caspian/v1/aggregator_service.grpc.pb.h"
#include "client/cli/remote/call_error.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

using Stub = pb::AggregatorService::Stub;

template <class Request, class Response>
absl::StatusOr<Response> Call(const std::shared_ptr<grpc::Channel>& channel, const std::string& address,
                              grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                              const Request& request) {
  const auto stub = pb::AggregatorService::NewStub(channel);
  grpc::ClientContext context;
  Response response;
  const absl::Status status = ExplainCall((stub.get()->*method)(&context, request, &response), address);
  if (!status.ok()) return status;
  return response;
}

}  // namespace

absl::StatusOr<pb::JudgeResponse> JudgementCalls::Judge(const pb::JudgeRequest& request) const {
  return Call(channel_, address_, &Stub::Judge, request);
}

absl::StatusOr<pb::UndoJudgementResponse> JudgementCalls::Undo(const pb::UndoJudgementRequest& request) const {
  return Call(channel_, address_, &Stub::UndoJudgement, request);
}

absl::StatusOr<pb::ExplainMergeResponse> JudgementCalls::ExplainMerge(const pb::ExplainMergeRequest& request) const {
  return Call(channel_, address_, &Stub::ExplainMerge, request);
}

absl::StatusOr<pb::GetDocumentResponse> JudgementCalls::GetDocument(const pb::GetDocumentRequest& request) const {
  return Call(channel_, address_, &Stub::GetDocument, request);
}

absl::Status JudgementCalls::ForEachJudgement(const std::string& collection,
                                              const std::function<void(const pb::JudgementEntry&)>& use) const {
  pb::ListJudgementsRequest request;
  request.set_collection(collection);
  do {
    const auto page = Call(channel_, address_, &Stub::ListJudgements, request);
    if (!page.ok()) return page.status();
    for (const pb::JudgementEntry& entry : page->judgements()) use(entry);
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

absl::Status JudgementCalls::ForEachPossibleMatch(const std::string& collection,
                                                  const std::function<bool(const pb::PossibleMatch&)>& use) const {
  pb::ListPossibleMatchesRequest request;
  request.set_collection(collection);
  do {
    const auto page = Call(channel_, address_, &Stub::ListPossibleMatches, request);
    if (!page.ok()) return page.status();
    for (const pb::PossibleMatch& match : page->matches()) {
      if (!use(match)) return absl::OkStatus();
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

}  // namespace caspian::cli
