#include <grpcpp/channel.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "client/cli/commands/commands.h"
#include "client/cli/output/merge_text.h"
#include "client/cli/output/terminal.h"
#include "client/cli/remote/judgement_calls.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

struct MergeFlags {
  RemoteServer server;
  pb::ExplainMergeRequest request;
  uint32_t limit = 50;
};

ExitCode Fail(const absl::Status& status) {
  PrintError(status.message());
  return ExitCodeOf(status);
}

ExitCode ExplainMerge(const MergeFlags& flags) {
  const auto channel = rpc::MakeChannel(flags.server.address, flags.server.tls);
  if (!channel.ok()) return PrintError(channel.status().message()), kExitUsage;
  const auto response = JudgementCalls(*channel, flags.server.address).ExplainMerge(flags.request);
  if (!response.ok()) return Fail(response.status());
  return PrintOut(FormatMerge(*response)) ? kExitOk : kExitSomeDocumentsFailed;
}

ExitCode PossibleMatches(const MergeFlags& flags) {
  const auto channel = rpc::MakeChannel(flags.server.address, flags.server.tls);
  if (!channel.ok()) return PrintError(channel.status().message()), kExitUsage;
  uint32_t printed = 0;
  const absl::Status status =
      JudgementCalls(*channel, flags.server.address)
          .ForEachPossibleMatch(flags.request.collection(), [&](const pb::PossibleMatch& match) {
            return PrintOut(FormatPossibleMatch(match)) && ++printed < flags.limit;
          });
  return status.ok() ? kExitOk : Fail(status);
}

void AddPlaceFlags(CLI::App* app, MergeFlags* flags) {
  AddRemoteServerFlags(app, &flags->server);
  app->add_option("--collection", *flags->request.mutable_collection(), "The collection")
      ->required()
      ->type_name("NAME");
}

}  // namespace

void AddMergeCommands(CLI::App* program, int* exit_code) {
  auto flags = std::make_shared<MergeFlags>();
  CLI::App* explain = program->add_subcommand("explain-merge", "Tells why two are one record, or why they are not");
  explain->add_option("FIRST", *flags->request.mutable_first(), "A record's id, a key, or an entity's name")
      ->required();
  explain->add_option("SECOND", *flags->request.mutable_second(), "The other")->required();
  AddPlaceFlags(explain, flags.get());
  SetExamples(explain,
              {"caspian explain-merge \"Ada Brandt\" \"A. Brandt\" --server 127.0.0.1:7402 --collection news"});
  explain->callback([flags, exit_code] { *exit_code = ExplainMerge(*flags); });
  CLI::App* matches =
      program->add_subcommand("possible-matches", "Prints records that may be one, with score and reasons");
  AddPlaceFlags(matches, flags.get());
  matches->add_option("--limit", flags->limit, "Most that are printed; default 50")->check(CLI::Range(1, 1000000));
  SetExamples(matches, {"caspian possible-matches --server 127.0.0.1:7402 --collection news --limit 20"});
  matches->callback([flags, exit_code] { *exit_code = PossibleMatches(*flags); });
}

}  // namespace caspian::cli
