// The extractor's gRPC services, ready to be attached to any server: one of their own, one that also aggregates, one
// that only lives within a process.
#ifndef CASPIAN_EXTRACTOR_SERVICE_EXTRACTOR_SERVICES_H_
#define CASPIAN_EXTRACTOR_SERVICE_EXTRACTOR_SERVICES_H_

#include <memory>
#include <string>
#include <vector>

#include "common/rpc/memory_budget.h"
#include "common/rpc/server.h"
#include "common/rpc/stream_registry.h"
#include "extractor/engine/library.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace caspian::extractor {

struct ExtractorServicesOptions {
  // Threads that extract; 0: one for each processor.
  int threads = 0;
  // Where Ingest sends to; null: Ingest is refused. Of a server in this process: stop the extractor's server before
  // that one.
  std::shared_ptr<grpc::Channel> aggregator;
  // Its address, for messages.
  std::string aggregator_address;
  // Documents in flight, and their bytes, of one stream, and bytes of all streams.
  size_t stream_documents = 64;
  size_t stream_bytes = size_t{32} << 20;
  size_t total_bytes = size_t{512} << 20;
};

// Outlives the server that it is attached to.
class ExtractorServices {
 public:
  ExtractorServices(ExtractorServicesOptions options, std::shared_ptr<const RuleSetLibrary> library);
  // Waits for work that is under way.
  ~ExtractorServices();

  // ExtractorService and RulesService, for rpc::Server::Start.
  std::vector<rpc::NamedService> services();
  std::shared_ptr<rpc::StreamRegistry> registry() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_SERVICE_EXTRACTOR_SERVICES_H_
