#include "client/cli/remote/document_calls.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include "caspian/v1/aggregator_service.grpc.pb.h"
#include "client/cli/remote/call_error.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

constexpr int kPageSize = 1000;

}  // namespace

absl::Status ForEachStoredDocument(const std::shared_ptr<grpc::Channel>& channel, const std::string& address,
                                   const std::string& collection,
                                   const std::function<absl::Status(const pb::DocumentSummary&)>& use) {
  const auto stub = pb::AggregatorService::NewStub(channel);
  pb::ListDocumentsRequest request;
  request.set_collection(collection);
  request.set_page_size(kPageSize);
  do {
    grpc::ClientContext context;
    pb::ListDocumentsResponse page;
    const absl::Status status = ExplainCall(stub->ListDocuments(&context, request, &page), address);
    if (!status.ok()) return status;
    for (const pb::DocumentSummary& document : page.documents()) {
      if (absl::Status used = use(document); !used.ok()) return used;
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

absl::StatusOr<pb::GetDocumentResponse> FetchDocument(const std::shared_ptr<grpc::Channel>& channel,
                                                      const std::string& address, const std::string& collection,
                                                      const std::string& id) {
  const auto stub = pb::AggregatorService::NewStub(channel);
  grpc::ClientContext context;
  pb::GetDocumentRequest request;
  request.set_collection(collection);
  request.set_document_id(id);
  request.set_include_extraction(true);
  pb::GetDocumentResponse response;
  const absl::Status status = ExplainCall(stub->GetDocument(&context, request, &response), address);
  if (!status.ok()) return status;
  return response;
}

}  // namespace caspian::cli
