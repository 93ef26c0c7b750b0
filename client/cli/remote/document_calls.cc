#include "client/cli/remote/document_calls.h"

#include "client/cli/remote/aggregator_call.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

constexpr int kPageSize = 1000;

}  // namespace

absl::Status ForEachStoredDocument(const std::shared_ptr<grpc::Channel>& channel, const std::string& address,
                                   const std::string& collection,
                                   const std::function<absl::Status(const pb::DocumentSummary&)>& use) {
  pb::ListDocumentsRequest request;
  request.set_collection(collection);
  request.set_page_size(kPageSize);
  do {
    const auto page = CallAggregator(channel, address, &AggregatorStub::ListDocuments, request);
    if (!page.ok()) return page.status();
    for (const pb::DocumentSummary& document : page->documents()) {
      if (absl::Status used = use(document); !used.ok()) return used;
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

absl::StatusOr<pb::GetDocumentResponse> FetchDocument(const std::shared_ptr<grpc::Channel>& channel,
                                                      const std::string& address, const std::string& collection,
                                                      const std::string& id) {
  pb::GetDocumentRequest request;
  request.set_collection(collection);
  request.set_document_id(id);
  request.set_include_extraction(true);
  return CallAggregator(channel, address, &AggregatorStub::GetDocument, request);
}

absl::StatusOr<pb::DeleteDocumentResponse> DeleteDocument(const std::shared_ptr<grpc::Channel>& channel,
                                                          const std::string& address, const std::string& collection,
                                                          const std::string& id) {
  pb::DeleteDocumentRequest request;
  request.set_collection(collection);
  request.set_document_id(id);
  return CallAggregator(channel, address, &AggregatorStub::DeleteDocument, request);
}

}  // namespace caspian::cli
