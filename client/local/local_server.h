// Extractor and aggregator in one process: the same services as the two servers run, over one store.
#ifndef CASPIAN_CLIENT_LOCAL_LOCAL_SERVER_H_
#define CASPIAN_CLIENT_LOCAL_LOCAL_SERVER_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "aggregator/merge/aggregator.h"
#include "aggregator/service/aggregator_services.h"
#include "common/rpc/server.h"
#include "extractor/engine/library.h"
#include "extractor/service/extractor_services.h"

namespace caspian::local {

struct LocalServerOptions {
  // Where all services listen; with an empty address, in-process channels only.
  rpc::ServerOptions server;
  // Folder of the store, or "memory".
  std::string store;
  // Folders of packs; the first is the default rule set. Empty: the shipped pack.
  std::vector<std::string> packs;
  // Threads that extract, and that merge; 0: one for each processor.
  int threads = 0;
  // Rule sets are warmed up (extractor/engine/warm_up.h) before the server listens.
  bool warm_up = false;
  // Makes the views of all collections before the first call is answered.
  bool rebuild = false;
  // As in aggregator::AggregatorOptions.
  size_t view_bytes = aggregator::AggregatorOptions().view_bytes;
  // As in aggregator::AggregatorOptions.
  std::function<void(const absl::Status&)> store_failed;
};

// Ingest goes to the aggregator over a channel of its own within the process, so that the public side can drain first.
// Thread-safe.
class LocalServer {
 public:
  // Fails as LoadLibrary (extractor/service), OpenStore (aggregator/service) and rpc::Server::Start do.
  static absl::StatusOr<std::unique_ptr<LocalServer>> Start(const LocalServerOptions& options);
  ~LocalServer() { Stop(); }

  rpc::Server& server() { return *front_; }
  const extractor::RuleSetLibrary& library() const { return *library_; }
  // One line for the log: version, address bound, rule sets with their digests, store.
  std::string Describe() const;
  // Drains calls, then the store's queue, and ends; idempotent.
  void Stop();

 private:
  LocalServer() = default;
  absl::Status Open(const LocalServerOptions& options);
  absl::Status OpenRules(const LocalServerOptions& options);
  absl::Status OpenStore(const LocalServerOptions& options);
  absl::Status StartBack(const LocalServerOptions& options);
  absl::Status StartFront(const LocalServerOptions& options);

  std::string store_;
  std::shared_ptr<const extractor::RuleSetLibrary> library_;
  std::unique_ptr<aggregator::Aggregator> aggregator_;
  // What Ingest submits to.
  std::unique_ptr<aggregator::AggregatorServices> back_services_;
  std::unique_ptr<rpc::Server> back_;
  // What clients call.
  std::unique_ptr<aggregator::AggregatorServices> front_aggregator_;
  std::unique_ptr<extractor::ExtractorServices> front_extractor_;
  std::unique_ptr<rpc::Server> front_;
  std::vector<std::shared_ptr<rpc::Drainable>> drains_;
};

}  // namespace caspian::local

#endif  // CASPIAN_CLIENT_LOCAL_LOCAL_SERVER_H_
