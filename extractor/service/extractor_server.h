// The extractor as a server: from options to a running one. What caspian-extractor and `caspian serve` start.
#ifndef CASPIAN_EXTRACTOR_SERVICE_EXTRACTOR_SERVER_H_
#define CASPIAN_EXTRACTOR_SERVICE_EXTRACTOR_SERVER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rpc/server.h"
#include "common/rpc/tls.h"
#include "extractor/engine/library.h"
#include "extractor/service/extractor_services.h"

namespace CLI {
class App;
}  // namespace CLI

namespace caspian::extractor {

inline constexpr char kExtractorAddress[] = "127.0.0.1:7401";

struct ExtractorServerOptions {
  rpc::ServerOptions server;
  // Folders of packs; the first is the default rule set. Empty: the shipped pack.
  std::vector<std::string> packs;
  // Address of the aggregator that Ingest sends to; empty: Ingest is refused.
  std::string aggregator;
  rpc::ClientTlsOptions aggregator_tls;
  // Threads that extract; 0: one for each processor.
  int threads = 0;
};

// Adds the flags of a program that is an extractor (not --address); `options` outlives `app`.
void AddExtractorFlags(CLI::App* app, ExtractorServerOptions* options);

// Loads packs; no path: the shipped one. INVALID_ARGUMENT where one has faults (its message lists all, a line each,
// with file, line, column and hint) or a name comes twice; NOT_FOUND where there is none.
absl::StatusOr<std::shared_ptr<const RuleSetLibrary>> LoadLibrary(const std::vector<std::string>& packs);

// A running extractor.
class ExtractorServer {
 public:
  // Rule sets are warmed up (extractor/engine/warm_up.h) before it listens. Fails as LoadLibrary and rpc::Server::Start
  // do.
  static absl::StatusOr<std::unique_ptr<ExtractorServer>> Start(const ExtractorServerOptions& options);

  // One line for the log: version, address bound, rule sets with their digests.
  std::string Describe() const;
  rpc::Server& server() { return *server_; }
  // Drains and ends; idempotent.
  void Stop() { server_->Stop(); }

 private:
  ExtractorServer() = default;

  std::shared_ptr<const RuleSetLibrary> library_;
  std::string aggregator_;
  std::unique_ptr<ExtractorServices> services_;
  std::unique_ptr<rpc::Server> server_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_SERVICE_EXTRACTOR_SERVER_H_
