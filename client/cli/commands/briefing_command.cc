#include <grpcpp/channel.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "client/cli/commands/commands.h"
#include "client/cli/output/briefing_formats.h"
#include "client/cli/output/terminal.h"
#include "client/cli/remote/briefing_call.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

struct BriefingFlags {
  RemoteServer server;
  pb::StreamBriefingRequest request;
  BriefingOutput output;
};

ExitCode Briefing(const BriefingFlags& flags) {
  const auto channel = rpc::MakeChannel(flags.server.address, flags.server.tls);
  if (!channel.ok()) return PrintError(channel.status().message()), kExitUsage;
  bool changed = false;
  const auto briefing = FetchBriefing(*channel, flags.server.address, flags.request, &changed);
  if (!briefing.ok()) return PrintError(briefing.status().message()), ExitCodeOf(briefing.status());
  if (changed)
    PrintError("the collection changed while its briefing was read: records may be missing or told twice; ask again");
  return PrintBriefing(*briefing, flags.output) ? kExitOk : kExitSomeDocumentsFailed;
}

}  // namespace

void AddBriefingCommand(CLI::App* program, int* exit_code) {
  auto flags = std::make_shared<BriefingFlags>();
  CLI::App* app = program->add_subcommand("briefing", "Prints the briefing of a collection that an aggregator keeps");
  AddRemoteServerFlags(app, &flags->server);
  app->add_option("--collection", *flags->request.mutable_collection(), "The collection")
      ->required()
      ->type_name("NAME");
  AddFilterFlags(app, flags->request.mutable_filter());
  app->add_option_function<uint32_t>(
         "--evidence", [flags](const uint32_t& limit) { flags->request.set_evidence_limit(limit); },
         "Most places that a line names; default 3")
      ->check(CLI::Range(1, 100));
  AddBriefingOutputFlags(app, &flags->output);
  SetExamples(app, {"caspian briefing --server 127.0.0.1:7402 --collection news",
                    "caspian briefing --server 127.0.0.1:7402 --collection news --kind event --name Kazakhstan --from "
                    "2006-06-01 --format jsonl"});
  app->callback([flags, exit_code] { *exit_code = Briefing(*flags); });
}

}  // namespace caspian::cli
