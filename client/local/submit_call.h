// Sends documents with extractions made here to an aggregator.
#ifndef CASPIAN_CLIENT_LOCAL_SUBMIT_CALL_H_
#define CASPIAN_CLIENT_LOCAL_SUBMIT_CALL_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "caspian/v1/aggregator_service.pb.h"
#include "caspian/v1/error.pb.h"
#include "client/cli/remote/ingest_call.h"

namespace caspian::local {

// Gives the next document with its extraction; false where there is none.
using ExtractionSource = std::function<bool(v1::GetDocumentResponse*)>;

// Sends what `next` gives in one Submit call and waits for all acknowledgements. `on_error`, `address`, `report` and
// what is returned as of IngestDocuments.
absl::Status SubmitExtractions(const std::shared_ptr<grpc::Channel>& channel, const std::string& address,
                               const std::string& collection, const ExtractionSource& next,
                               const std::function<void(const v1::DocumentError&)>& on_error,
                               cli::IngestReport* report);

}  // namespace caspian::local

#endif  // CASPIAN_CLIENT_LOCAL_SUBMIT_CALL_H_
