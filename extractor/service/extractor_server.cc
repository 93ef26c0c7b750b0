#include "extractor/service/extractor_server.h"

#include <grpcpp/channel.h>

#include <CLI/CLI.hpp>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/install_paths.h"
#include "common/base/limits.h"
#include "common/rpc/server_flags.h"
#include "extractor/engine/warm_up.h"

namespace caspian::extractor {

namespace {

// All faults in one status, a line each.
absl::Status Report(const std::string& path, const absl::Status& status,
                    const std::vector<v1::RuleSetProblem>& problems) {
  if (problems.empty()) return status;
  std::string message = absl::StrCat("the pack in ", path, " is not valid (faults: ", problems.size(), "):");
  for (const v1::RuleSetProblem& problem : problems) {
    absl::StrAppend(&message, "\n  ", problem.position().file(), ":", problem.position().line(), ":",
                    problem.position().column(), ": ", problem.message());
    if (!problem.hint().empty()) absl::StrAppend(&message, " (", problem.hint(), ")");
  }
  return absl::Status(status.code(), message);
}

}  // namespace

void AddExtractorFlags(CLI::App* app, ExtractorServerOptions* options) {
  app->add_option("--rules", options->packs,
                  "Folder of a pack; may be given again; the first is the default [the shipped pack]")
      ->type_name("DIR")
      ->allow_extra_args(false);
  app->add_option("--aggregator", options->aggregator, "Aggregator that Ingest sends to, for example 127.0.0.1:7402")
      ->type_name("HOST:PORT");
  rpc::AddClientTlsFlags(app, "aggregator", &options->aggregator_tls);
  app->add_option("--threads", options->threads, "Threads that extract [one for each processor]")
      ->check(CLI::Range(0, 1024));
  rpc::AddServerFlags(app, &options->server);
}

absl::StatusOr<std::shared_ptr<const RuleSetLibrary>> LoadLibrary(const std::vector<std::string>& packs) {
  std::vector<std::string> paths = packs;
  if (paths.empty()) {
    auto shipped = DefaultPackPath();
    if (!shipped.ok()) return shipped.status();
    paths.push_back(*std::move(shipped));
  }
  std::vector<std::shared_ptr<const LoadedRuleSet>> loaded;
  std::set<std::string> names;
  for (const std::string& path : paths) {
    std::vector<v1::RuleSetProblem> problems;
    auto rule_set = LoadPack(path, &problems);
    if (!rule_set.ok()) return Report(path, rule_set.status(), problems);
    if (!names.insert((*rule_set)->ref.name()).second) {
      return absl::InvalidArgumentError(absl::StrCat(path, ": a pack of the name ", (*rule_set)->ref.name(),
                                                     " is loaded already: give each name once"));
    }
    loaded.push_back(*std::move(rule_set));
  }
  return std::make_shared<const RuleSetLibrary>(std::move(loaded));
}

absl::StatusOr<std::unique_ptr<ExtractorServer>> ExtractorServer::Start(const ExtractorServerOptions& options) {
  std::unique_ptr<ExtractorServer> server(new ExtractorServer());
  auto library = LoadLibrary(options.packs);
  if (!library.ok()) return library.status();
  server->library_ = *std::move(library);
  for (const auto& loaded : server->library_->rule_sets()) WarmUp(*loaded);
  server->aggregator_ = options.aggregator;
  ExtractorServicesOptions services;
  services.threads = options.threads;
  if (!options.aggregator.empty()) {
    auto channel = rpc::MakeChannel(options.aggregator, options.aggregator_tls);
    if (!channel.ok()) return channel.status();
    services.aggregator = *std::move(channel);
    services.aggregator_address = options.aggregator;
  }
  server->services_ = std::make_unique<ExtractorServices>(std::move(services), server->library_);
  auto started = rpc::Server::Start(options.server, server->services_->services(), server->services_->registry());
  if (!started.ok()) return started.status();
  server->server_ = *std::move(started);
  return server;
}

std::string ExtractorServer::Describe() const {
  std::string line = absl::StrCat("caspian-extractor ", kVersion, " listens on ", server_->address());
  for (const auto& loaded : library_->rule_sets()) {
    absl::StrAppend(&line, ", rule set ", loaded->ref.name(), " ", loaded->ref.version(), " digest ",
                    loaded->ref.digest());
  }
  if (!aggregator_.empty()) absl::StrAppend(&line, ", aggregator ", aggregator_);
  if (!server_->metrics_address().empty())
    absl::StrAppend(&line, ", metrics on http://", server_->metrics_address(), "/metrics");
  return line;
}

}  // namespace caspian::extractor
