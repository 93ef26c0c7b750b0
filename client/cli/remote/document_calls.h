// The documents of a collection, as an aggregator keeps them.
#ifndef CASPIAN_CLIENT_CLI_REMOTE_DOCUMENT_CALLS_H_
#define CASPIAN_CLIENT_CLI_REMOTE_DOCUMENT_CALLS_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "caspian/v1/aggregator_service.pb.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace caspian::cli {

// Calls `use` with each live document of the collection, by id, page by page; what comes or goes meanwhile may be seen
// or not. Ends at the first failure, of a call or of `use`. `address` is for messages.
absl::Status ForEachStoredDocument(const std::shared_ptr<grpc::Channel>& channel, const std::string& address,
                                   const std::string& collection,
                                   const std::function<absl::Status(const v1::DocumentSummary&)>& use);

// The document with its text and its live extraction.
absl::StatusOr<v1::GetDocumentResponse> FetchDocument(const std::shared_ptr<grpc::Channel>& channel,
                                                      const std::string& address, const std::string& collection,
                                                      const std::string& id);

// Deletes all revisions up to the one that is there.
absl::StatusOr<v1::DeleteDocumentResponse> DeleteDocument(const std::shared_ptr<grpc::Channel>& channel,
                                                          const std::string& address, const std::string& collection,
                                                          const std::string& id);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_REMOTE_DOCUMENT_CALLS_H_
