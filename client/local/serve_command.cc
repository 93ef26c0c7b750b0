#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <atomic>
#include <csignal>

#include "aggregator/service/aggregator_server.h"
#include "client/cli/commands/commands.h"
#include "client/local/local_commands.h"
#include "client/local/local_server.h"
#include "common/rpc/server_flags.h"
#include "common/rpc/stop_signal.h"
#include "extractor/service/extractor_server.h"

namespace caspian::local {
namespace {

ExitCode Serve(LocalServerOptions options) {
  rpc::StopSignal stop;
  spdlog::set_default_logger(spdlog::stderr_color_mt("caspian"));
  std::atomic<bool> store_failed{false};
  options.store_failed = [&store_failed](const absl::Status& status) {
    spdlog::error("the store failed, start again: {}", std::string(status.message()));
    store_failed = true;
    rpc::StopSignal::Raise();
  };
  const auto server = LocalServer::Start(options);
  if (!server.ok()) return FailToOpen(server.status());
  spdlog::info("{}", (*server)->Describe());
  const int signal = stop.Wait();
  spdlog::info("signal {}: taking nothing new, finishing what is under way", signal);
  (*server)->Stop();
  spdlog::info("stopped");
  if (store_failed) return kExitConfiguration;
  return signal == SIGINT ? kExitInterrupted : kExitOk;
}

}  // namespace

void AddServeCommand(CLI::App* program, int* exit_code) {
  auto options = std::make_shared<LocalServerOptions>();
  options->server.address = extractor::kExtractorAddress;
  options->store = aggregator::kMemoryStore;
  options->warm_up = true;
  CLI::App* app = program->add_subcommand("serve", "Runs extractor and aggregator as one server");
  app->add_option("--address", options->server.address,
                  "Where all services listen; port 0 takes a free one; default: 127.0.0.1:7401")
      ->type_name("HOST:PORT");
  app->add_option("--store", options->store,
                  "Folder of the store, made where it is new; default: memory, which keeps nothing")
      ->type_name("DIR");
  app->add_flag("--rebuild", options->rebuild, aggregator::kRebuildHelp);
  aggregator::AddViewMemoryFlag(app, &options->view_bytes);
  app->add_option("--rules", options->packs, "Folder of a rule pack; may be given again; default: the shipped one")
      ->type_name("PACK")
      ->allow_extra_args(false);
  app->add_option("--threads", options->threads,
                  "Threads that extract, and that merge; default: one for each processor")
      ->check(CLI::Range(0, 1024));
  rpc::AddServerFlags(app, &options->server);
  cli::SetExamples(
      app, {"caspian serve --store archive", "caspian serve --address 127.0.0.1:0 --metrics-address 127.0.0.1:9401"});
  app->callback([options, exit_code] { *exit_code = Serve(*options); });
}

}  // namespace caspian::local
