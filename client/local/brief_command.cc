#include <grpcpp/channel.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "aggregator/service/aggregator_server.h"
#include "client/cli/commands/commands.h"
#include "client/cli/input/document_files.h"
#include "client/cli/output/briefing_formats.h"
#include "client/cli/output/terminal.h"
#include "client/cli/remote/briefing_call.h"
#include "client/cli/remote/ingest_call.h"
#include "client/local/local_commands.h"
#include "client/local/local_server.h"
#include "common/base/document.h"
#include "common/rpc/server_flags.h"

namespace caspian::local {

namespace pb = ::caspian::v1;

namespace {

constexpr char kHere[] = "this process";

struct BriefFlags {
  std::vector<std::string> files;
  LocalServerOptions server;
  std::string collection = "brief";
  cli::InputFormat format = cli::InputFormat::kText;
  cli::DocumentFields fields;
  cli::BriefingOutput output;
};

// What could not be taken in, and whether there is anything to brief on.
struct Intake {
  absl::Status status;
  bool some_failed = false;
  bool some_taken = false;
};

Intake TakeIn(const BriefFlags& flags, const std::shared_ptr<grpc::Channel>& channel) {
  pb::IngestConfig config;
  config.set_collection(flags.collection);
  cli::DocumentFiles files(flags.files, flags.format, flags.fields);
  cli::IngestReport report;
  const absl::Status status = cli::IngestDocuments(
      channel, kHere, config, [&files](pb::Document* document) { return files.Next(document); },
      [](const pb::DocumentError& error) { cli::PrintError(error.status().message()); }, &report);
  return {status, report.failed + report.unanswered + files.failed() > 0, report.durable() > 0};
}

ExitCode Brief(const BriefFlags& flags) {
  if (const absl::Status name = CheckCollectionName(flags.collection); !name.ok()) {
    cli::PrintError(name.message());
    return kExitUsage;
  }
  const auto server = LocalServer::Start(flags.server);
  if (!server.ok()) return FailToOpen(server.status());
  const auto channel = (*server)->server().InProcessChannel();
  const Intake intake = TakeIn(flags, channel);
  if (!intake.status.ok()) {
    cli::PrintError(intake.status.message());
    return cli::ExitCodeOf(intake.status);
  }
  if (!intake.some_taken) return kExitSomeDocumentsFailed;
  pb::StreamBriefingRequest request;
  request.set_collection(flags.collection);
  bool changed = false;  // Nobody else is there to change it.
  const auto briefing = cli::FetchBriefing(channel, kHere, request, &changed);
  if (!briefing.ok()) {
    cli::PrintError(briefing.status().message());
    return cli::ExitCodeOf(briefing.status());
  }
  const bool printed = cli::PrintBriefing(*briefing, flags.output);
  return intake.some_failed || !printed ? kExitSomeDocumentsFailed : kExitOk;
}

}  // namespace

void AddBriefCommand(CLI::App* program, int* exit_code) {
  auto flags = std::make_shared<BriefFlags>();
  flags->server.store = aggregator::kMemoryStore;
  CLI::App* app = program->add_subcommand("brief", "Reads texts and prints their merged briefing, in one process");
  app->add_option("FILE", flags->files, "Files, or - for standard input; a document's id is the path as given")
      ->required();
  app->add_option("--store", flags->server.store, "Folder that keeps the documents for later runs; default: memory")
      ->type_name("DIR");
  AddPackFlag(app, &flags->server.packs);
  app->add_option("--collection", flags->collection, "Collection in the store; default: brief")->type_name("NAME");
  cli::AddInputFormatFlag(app, &flags->format);
  cli::AddDocumentFlags(app, &flags->fields);
  cli::AddBriefingOutputFlags(app, &flags->output);
  cli::SetExamples(app,
                   {"caspian brief harbour.txt --published 2019-03-14 --publisher \"Coastal Courier\"",
                    "caspian brief *.txt --store archive --receipts", "cat note.txt | caspian brief - --format json"});
  app->callback([flags, exit_code] { *exit_code = Brief(*flags); });
}

void AddPackFlag(CLI::App* app, std::vector<std::string>* packs) {
  app->add_option_function<std::string>(
         "--rules", [packs](const std::string& pack) { *packs = {pack}; },
         "Folder of a rule pack; default: the shipped one")
      ->type_name("PACK");
}

ExitCode FailToOpen(const absl::Status& status) {
  cli::PrintError(status.message());
  if (absl::IsPermissionDenied(status)) return kExitAccess;
  return static_cast<ExitCode>(rpc::StartExitCode(status));
}

}  // namespace caspian::local
