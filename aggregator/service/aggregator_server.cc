#include "aggregator/service/aggregator_server.h"

#include <CLI/CLI.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/limits.h"
#include "common/rpc/server_flags.h"

namespace caspian::aggregator {
namespace {

constexpr int kMebibyteBits = 20;
constexpr size_t kMostViewMebibytes = size_t{1} << 30;

}  // namespace

void AddAggregatorFlags(CLI::App* app, AggregatorServerOptions* options) {
  app->add_option("--store", options->store, "Folder of the store, made where it is new; \"memory\" keeps nothing")
      ->type_name("DIR")
      ->capture_default_str();
  app->add_flag("--rebuild", options->rebuild, kRebuildHelp);
  AddViewMemoryFlag(app, &options->view_bytes);
  rpc::AddServerFlags(app, &options->server);
}

void AddViewMemoryFlag(CLI::App* app, size_t* view_bytes) {
  app->add_option_function<size_t>(
         "--view-memory", [view_bytes](size_t mebibytes) { *view_bytes = mebibytes << kMebibyteBits; },
         absl::StrCat("MiB that views of collections may hold together; above it those go that were not read for the "
                      "longest time, and a collection that does not fit is taken in and not briefed; default: ",
                      *view_bytes >> kMebibyteBits))
      ->type_name("MIB")
      ->check(CLI::Range(size_t{1}, kMostViewMebibytes));
}

absl::StatusOr<std::unique_ptr<Store>> OpenStore(const std::string& store) {
  if (store == kMemoryStore) return MakeMemoryStore();
  return OpenSqliteStore(store);
}

absl::StatusOr<std::unique_ptr<AggregatorServer>> AggregatorServer::Start(const AggregatorServerOptions& options) {
  std::unique_ptr<AggregatorServer> server(new AggregatorServer());
  auto store = OpenStore(options.store);
  if (!store.ok()) return store.status();
  AggregatorOptions merging;
  merging.store_failed = options.store_failed;
  merging.view_bytes = options.view_bytes;
  auto aggregator = Aggregator::Create(merging, *std::move(store));
  if (!aggregator.ok()) return aggregator.status();
  server->store_ = options.store;
  server->aggregator_ = *std::move(aggregator);
  if (options.rebuild) {
    if (absl::Status status = server->aggregator_->Rebuild(); !status.ok()) return status;
  }
  AggregatorServicesOptions services;
  services.threads = options.threads;
  server->services_ = std::make_unique<AggregatorServices>(services, server->aggregator_.get());
  auto started = rpc::Server::Start(options.server, server->services_->services(), server->services_->registry());
  if (!started.ok()) return started.status();
  server->server_ = *std::move(started);
  return server;
}

std::string AggregatorServer::Describe() const {
  std::string line = absl::StrCat("caspian-aggregator ", kVersion, " listens on ", server_->address(), ", store ",
                                  store_, ", view ", kViewVersion);
  if (!server_->metrics_address().empty())
    absl::StrAppend(&line, ", metrics on http://", server_->metrics_address(), "/metrics");
  return line;
}

void AggregatorServer::Stop() {
  if (server_) server_->Stop();
  if (aggregator_) aggregator_->Drain();
}

}  // namespace caspian::aggregator
