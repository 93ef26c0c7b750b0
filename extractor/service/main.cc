// caspian-extractor: applies rule sets to documents, as a gRPC server.
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>

#include "common/base/exit_code.h"
#include "common/base/limits.h"
#include "common/rpc/server_flags.h"
#include "common/rpc/stop_signal.h"
#include "extractor/service/extractor_server.h"

namespace {

constexpr char kFooter[] = R"(
Examples:
  caspian-extractor
  caspian-extractor --aggregator 127.0.0.1:7402 --metrics-address 127.0.0.1:9401
  caspian-extractor --address 0.0.0.0:7401 --tls-cert cert.pem --tls-key key.pem --tls-client-ca clients.pem
Exit codes: 0 stopped, 2 usage, 3 rules or configuration, 4 the address is taken)";

}  // namespace

int main(int argc, char** argv) {
  caspian::rpc::StopSignal stop;
  caspian::extractor::ExtractorServerOptions options;
  options.server.address = caspian::extractor::kExtractorAddress;
  CLI::App app{"Applies rule sets to documents, as a gRPC server."};
  app.set_version_flag("--version", std::string("caspian-extractor ") + caspian::kVersion);
  app.add_option("--address", options.server.address, "Where to listen; port 0 takes a free one")
      ->type_name("HOST:PORT")
      ->capture_default_str();
  caspian::extractor::AddExtractorFlags(&app, &options);
  app.footer(kFooter);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? caspian::kExitOk : caspian::kExitUsage;
  }
  spdlog::set_default_logger(spdlog::stderr_color_mt("caspian-extractor"));
  auto server = caspian::extractor::ExtractorServer::Start(options);
  if (!server.ok()) {
    spdlog::error("{}", std::string(server.status().message()));
    return caspian::rpc::StartExitCode(server.status());
  }
  spdlog::info("{}", (*server)->Describe());
  const int signal = stop.Wait();
  spdlog::info("signal {}: taking nothing new, finishing what is under way", signal);
  (*server)->Stop();
  spdlog::info("stopped");
  return caspian::kExitOk;
}
