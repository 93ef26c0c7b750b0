#include "client/local/stored_collection.h"

#include <grpcpp/channel.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/cli/output/terminal.h"
#include "client/local/local_commands.h"
#include "common/rpc/server_flags.h"

namespace caspian::local {
namespace {

ExitCode Usage(const std::string& message) {
  cli::PrintError(message);
  return kExitUsage;
}

ExitCode OpenFolder(const std::string& folder, StoredCollection* opened) {
  // Opening would make one.
  if (!std::filesystem::is_directory(folder))
    return Usage(absl::StrCat("no folder ", folder, ": name that of a store"));
  aggregator::AggregatorServerOptions options;
  options.store = folder;
  auto local = aggregator::AggregatorServer::Start(options);
  if (!local.ok()) return FailToOpen(local.status());
  opened->local = *std::move(local);
  opened->channel = opened->local->server().InProcessChannel();
  opened->address = folder;
  return kExitOk;
}

}  // namespace

void AddPlaceFlags(CLI::App* app, CollectionPlace* place) {
  app->add_option("--server", place->server.address, "The server that has the collection (127.0.0.1:7402)")
      ->type_name("ADDR");
  rpc::AddClientTlsFlags(app, "tls", &place->server.tls);
  app->add_option("--store", place->store, "Or the folder of its store, where no server has it open")->type_name("DIR");
}

ExitCode OpenCollection(const CollectionPlace& place, StoredCollection* opened) {
  opened->name = place.collection;
  if (place.store.empty() == place.server.address.empty())
    return Usage("say where the collection is: --server ADDR or --store DIR");
  if (!place.store.empty()) return OpenFolder(place.store, opened);
  auto channel = rpc::MakeChannel(place.server.address, place.server.tls);
  if (!channel.ok()) return Usage(std::string(channel.status().message()));
  opened->channel = *std::move(channel);
  opened->address = place.server.address;
  return kExitOk;
}

}  // namespace caspian::local
