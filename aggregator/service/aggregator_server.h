// The aggregator as a server: from options to a running one. What caspian-aggregator and `caspian serve` start.
#ifndef CASPIAN_AGGREGATOR_SERVICE_AGGREGATOR_SERVER_H_
#define CASPIAN_AGGREGATOR_SERVICE_AGGREGATOR_SERVER_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "aggregator/merge/aggregator.h"
#include "aggregator/service/aggregator_services.h"
#include "common/rpc/server.h"

namespace CLI {
class App;
}  // namespace CLI

namespace caspian::aggregator {

inline constexpr char kAggregatorAddress[] = "127.0.0.1:7402";
// The store that is gone with the process.
inline constexpr char kMemoryStore[] = "memory";
// Help for the flag --rebuild.
inline constexpr char kRebuildHelp[] =
    "Make the views of all collections from what is stored before the first call is answered; views live in memory "
    "alone, so that without it each is made when it is first asked for, with the same bytes";

struct AggregatorServerOptions {
  rpc::ServerOptions server;
  // Folder of the store, or "memory".
  std::string store = kMemoryStore;
  // Threads that answer and take in; 0: one for each processor.
  int threads = 0;
  // Makes the views of all collections before the first call is answered.
  bool rebuild = false;
  // As in AggregatorOptions.
  size_t view_bytes = AggregatorOptions().view_bytes;
  // As in AggregatorOptions.
  std::function<void(const absl::Status&)> store_failed;
};

// Adds the flags of a program that is an aggregator (not --address, --threads); `options` outlives `app`.
void AddAggregatorFlags(CLI::App* app, AggregatorServerOptions* options);

// Adds --view-memory, in MiB.
void AddViewMemoryFlag(CLI::App* app, size_t* view_bytes);

// Opens a store: a folder, or "memory". Fails as OpenSqliteStore (aggregator/store/store.h) does.
absl::StatusOr<std::unique_ptr<Store>> OpenStore(const std::string& store);

// A running aggregator.
class AggregatorServer {
 public:
  // Fails as OpenStore, Aggregator::Create and rpc::Server::Start do.
  static absl::StatusOr<std::unique_ptr<AggregatorServer>> Start(const AggregatorServerOptions& options);
  ~AggregatorServer() { Stop(); }

  // One line for the log: version, address bound, store.
  std::string Describe() const;
  rpc::Server& server() { return *server_; }
  // Drains calls, then the store's queue, and ends; idempotent.
  void Stop();

 private:
  AggregatorServer() = default;

  std::string store_;
  std::unique_ptr<Aggregator> aggregator_;
  std::unique_ptr<AggregatorServices> services_;
  std::unique_ptr<rpc::Server> server_;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_SERVICE_AGGREGATOR_SERVER_H_
