#ifndef CASPIAN_CLIENT_CLI_REMOTE_INGEST_CALL_H_
#define CASPIAN_CLIENT_CLI_REMOTE_INGEST_CALL_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "caspian/v1/acknowledgement.pb.h"
#include "caspian/v1/document.pb.h"
#include "caspian/v1/extractor_service.pb.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace caspian::cli {

// Gives the next document; false where there is none. What can't be read it reports itself.
using DocumentSource = std::function<bool(v1::Document*)>;

// What became of the documents that were sent.
struct IngestReport {
  uint32_t stored = 0;
  uint32_t duplicate = 0;
  uint32_t superseded = 0;
  uint32_t failed = 0;
  uint32_t unanswered = 0;  // sent, and the call ended before the server said what became of them

  uint32_t durable() const { return stored + duplicate + superseded; }
};

// Counts what became of one document.
void CountAcknowledgement(const v1::Acknowledgement& acknowledgement, IngestReport* report);

// Sends what `next` gives in one Ingest call and waits for all acknowledgements. `on_error` gets each document's
// failure, on another thread, one at a time. The call's own failure is returned; `address` is for its message. `report`
// is filled either way.
absl::Status IngestDocuments(const std::shared_ptr<grpc::Channel>& channel, const std::string& address,
                             const v1::IngestConfig& config, const DocumentSource& next,
                             const std::function<void(const v1::DocumentError&)>& on_error, IngestReport* report);

// "3 stored, 1 a duplicate, 2 failed"
std::string DescribeReport(const IngestReport& report);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_REMOTE_INGEST_CALL_H_
