// caspian-aggregator: keeps documents with their extractions and merges them into briefings, as a gRPC server.
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <atomic>

#include "aggregator/service/aggregator_server.h"
#include "common/base/exit_code.h"
#include "common/base/limits.h"
#include "common/rpc/server_flags.h"
#include "common/rpc/stop_signal.h"

namespace {

constexpr char kFooter[] = R"(
Examples:
  caspian-aggregator --store /var/lib/caspian
  caspian-aggregator --store memory --address 127.0.0.1:0
  caspian-aggregator --store DIR --address 0.0.0.0:7402 --tls-cert cert.pem --tls-key key.pem --tls-client-ca clients.pem
Exit codes: 0 stopped, 2 usage, 3 configuration, or the store failed, 4 the address is taken)";

}  // namespace

int main(int argc, char** argv) {
  caspian::rpc::StopSignal stop;
  caspian::aggregator::AggregatorServerOptions options;
  options.server.address = caspian::aggregator::kAggregatorAddress;
  CLI::App app{"Keeps documents with their extractions and merges them into briefings, as a gRPC server."};
  app.set_version_flag("--version", std::string("caspian-aggregator ") + caspian::kVersion);
  app.add_option("--address", options.server.address, "Where to listen; port 0 takes a free one")
      ->type_name("HOST:PORT")
      ->capture_default_str();
  app.add_option("--threads", options.threads, "Threads that answer and take in [one for each processor]")
      ->check(CLI::Range(0, 1024));
  caspian::aggregator::AddAggregatorFlags(&app, &options);
  app.footer(kFooter);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? caspian::kExitOk : caspian::kExitUsage;
  }
  spdlog::set_default_logger(spdlog::stderr_color_mt("caspian-aggregator"));
  std::atomic<bool> store_failed{false};
  options.store_failed = [&store_failed](const absl::Status& status) {
    spdlog::error("the store failed, start again: {}", std::string(status.message()));
    store_failed = true;
    caspian::rpc::StopSignal::Raise();
  };
  auto server = caspian::aggregator::AggregatorServer::Start(options);
  if (!server.ok()) {
    spdlog::error("{}", std::string(server.status().message()));
    return caspian::rpc::StartExitCode(server.status());
  }
  spdlog::info("{}", (*server)->Describe());
  const int signal = stop.Wait();
  spdlog::info("signal {}: taking nothing new, finishing what is under way", signal);
  (*server)->Stop();
  spdlog::info("stopped");
  return store_failed ? caspian::kExitConfiguration : caspian::kExitOk;
}
