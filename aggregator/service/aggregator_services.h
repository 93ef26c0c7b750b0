// The aggregator's gRPC service, ready to be attached to any server: one of its own, one that also extracts, one that
// only lives within a process.
#ifndef CASPIAN_AGGREGATOR_SERVICE_AGGREGATOR_SERVICES_H_
#define CASPIAN_AGGREGATOR_SERVICE_AGGREGATOR_SERVICES_H_

#include <memory>
#include <vector>

#include "aggregator/merge/aggregator.h"
#include "common/rpc/server.h"
#include "common/rpc/stream_registry.h"

namespace caspian::aggregator {

struct AggregatorServicesOptions {
  // Threads that answer and take in; 0: one for each processor.
  int threads = 0;
  // Documents in flight, and their bytes, of one stream, and bytes of all streams.
  size_t stream_documents = 256;
  size_t stream_bytes = size_t{32} << 20;
  size_t total_bytes = size_t{512} << 20;
};

// Outlives the server that it is attached to.
class AggregatorServices {
 public:
  // `aggregator` outlives the services.
  AggregatorServices(AggregatorServicesOptions options, Aggregator* aggregator);
  // Waits for work that is under way.
  ~AggregatorServices();

  // AggregatorService, for rpc::Server::Start.
  std::vector<rpc::NamedService> services();
  std::shared_ptr<rpc::StreamRegistry> registry() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_SERVICE_AGGREGATOR_SERVICES_H_
