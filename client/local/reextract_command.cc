// caspian reextract: another rule set over the documents of a collection.
#include <grpcpp/channel.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "absl/strings/str_cat.h"
#include "aggregator/service/aggregator_server.h"
#include "client/cli/commands/commands.h"
#include "client/cli/output/terminal.h"
#include "client/cli/remote/document_calls.h"
#include "client/cli/remote/judgement_calls.h"
#include "client/cli/render/briefing_difference.h"
#include "client/local/local_commands.h"
#include "client/local/local_server.h"
#include "client/local/reextraction.h"
#include "client/local/rules_tools.h"
#include "client/local/submit_call.h"
#include "common/rpc/server_flags.h"

namespace caspian::local {

namespace pb = ::caspian::v1;

namespace {

struct ReextractFlags {
  std::string collection;
  cli::RemoteServer server;
  std::string store;
  std::string rules;
  bool dry_run = false;
};

// Where the collection is: a server, or a store that this process opens.
struct Keeper {
  std::unique_ptr<LocalServer> local;  // null: a server
  std::shared_ptr<grpc::Channel> channel;
  std::string address;
};

ExitCode Tell(const absl::Status& status) {
  cli::PrintError(status.message());
  return cli::ExitCodeOf(status);
}

ExitCode OpenStoreHere(const ReextractFlags& flags, Keeper* keeper) {
  LocalServerOptions options;
  options.store = flags.store;
  if (!flags.rules.empty()) options.packs = {flags.rules};
  auto local = LocalServer::Start(options);
  if (!local.ok()) return FailToOpen(local.status());
  keeper->local = *std::move(local);
  keeper->channel = keeper->local->server().InProcessChannel();
  keeper->address = flags.store;
  return kExitOk;
}

ExitCode Open(const ReextractFlags& flags, Keeper* keeper) {
  if (flags.store.empty() == flags.server.address.empty()) {
    cli::PrintError("say where the collection is: --server ADDR or --store DIR");
    return kExitUsage;
  }
  if (!flags.store.empty()) return OpenStoreHere(flags, keeper);
  auto channel = rpc::MakeChannel(flags.server.address, flags.server.tls);
  if (!channel.ok()) return cli::PrintError(channel.status().message()), kExitUsage;
  keeper->channel = *std::move(channel);
  keeper->address = flags.server.address;
  return kExitOk;
}

absl::Status CopyJudgements(const ReextractFlags& flags, const Keeper& keeper, Reextraction* copy) {
  absl::Status added;
  const cli::JudgementCalls calls(keeper.channel, keeper.address);
  absl::Status status = calls.ForEachJudgement(
      flags.collection, [&](const pb::JudgementEntry& entry) { added.Update(copy->Add(entry)); });
  status.Update(added);
  return status;
}

absl::Status Copy(const ReextractFlags& flags, const Keeper& keeper, Reextraction* copy) {
  absl::Status status = cli::ForEachStoredDocument(
      keeper.channel, keeper.address, flags.collection, [&](const pb::DocumentSummary& summary) {
        auto stored = cli::FetchDocument(keeper.channel, keeper.address, flags.collection, summary.id());
        // Deleted since it was listed.
        if (absl::IsNotFound(stored.status())) return absl::OkStatus();
        return stored.ok() ? copy->Add(*std::move(stored)) : stored.status();
      });
  if (status.ok()) status = CopyJudgements(flags, keeper, copy);
  return status;
}

std::string Describe(const ReextractionCounts& counts, const pb::RuleSetRef& rules) {
  std::string text = absl::StrCat(
      "rule set ", rules.name(), " ", rules.version(), ": ", counts.different, " of ",
      Count(counts.current + counts.same + counts.different + counts.outranked + counts.failed, "document"),
      " differ, ", counts.same, " the same, ", counts.current, " extracted by it before");
  if (counts.failed > 0) absl::StrAppend(&text, ", ", counts.failed, " failed");
  absl::StrAppend(&text, "\n");
  if (counts.outranked > 0) {
    absl::StrAppend(&text, Count(counts.outranked, "document"),
                    " left as before: extracted by a rule set that ranks higher; raise version: in pack.yaml\n");
  }
  return text;
}

ExitCode Write(const ReextractFlags& flags, const Keeper& keeper, const Reextraction& copy) {
  size_t next = 0;
  absl::Status read;
  cli::IngestReport report;
  const absl::Status status = SubmitExtractions(
      keeper.channel, keeper.address, flags.collection,
      [&](pb::GetDocumentResponse* made) {
        if (next == copy.replaced().size()) return false;
        auto live = copy.Live(copy.replaced()[next++]);
        read.Update(live.status());
        if (live.ok()) *made = *std::move(live);
        return live.ok();
      },
      [](const pb::DocumentError& error) { cli::PrintError(error.status().message()); }, &report);
  cli::PrintOut(absl::StrCat(cli::DescribeReport(report), "\n"));
  if (!read.ok()) return Tell(read);
  if (!status.ok()) return Tell(status);
  return report.failed + report.unanswered > 0 ? kExitSomeDocumentsFailed : kExitOk;
}

// What the briefing is and would be, printed.
absl::Status Compare(Reextraction* copy, const pb::RuleSetRef& rules) {
  const auto before = copy->Briefing();
  if (!before.ok()) return before.status();
  if (absl::Status ran = copy->Run([](const std::string& message) { cli::PrintError(message); }); !ran.ok()) return ran;
  const auto after = copy->Briefing();
  if (!after.ok()) return after.status();
  cli::PrintOut(
      absl::StrCat(cli::RenderDifference(cli::DiffBriefings(*before, *after)), Describe(copy->counts(), rules)));
  return absl::OkStatus();
}

ExitCode Reextract(const ReextractFlags& flags) {
  Keeper keeper;
  if (const ExitCode opened = Open(flags, &keeper); opened != kExitOk) return opened;
  const auto rules = LoadPackOrTell(flags.rules);
  if (!rules) return kExitConfiguration;
  auto copy = Reextraction::Create(flags.collection, rules->engine.get());
  if (!copy.ok()) return Tell(copy.status());
  if (absl::Status copied = Copy(flags, keeper, copy->get()); !copied.ok()) return Tell(copied);
  if (absl::Status compared = Compare(copy->get(), rules->ref); !compared.ok()) return Tell(compared);
  const ExitCode extracted = (*copy)->counts().failed > 0 ? kExitSomeDocumentsFailed : kExitOk;
  if (flags.dry_run) {
    cli::PrintOut("dry run: nothing was written\n");
    return extracted;
  }
  const ExitCode written = Write(flags, keeper, **copy);
  return written == kExitOk ? extracted : written;
}

}  // namespace

void AddReextractCommand(CLI::App* program, int* exit_code) {
  auto flags = std::make_shared<ReextractFlags>();
  CLI::App* app = program->add_subcommand(
      "reextract", "Runs a rule pack over the documents of a collection, and prints what changes in its briefing");
  app->add_option("COLLECTION", flags->collection, "The collection")->required();
  app->add_option("--server", flags->server.address, "The aggregator that keeps it (127.0.0.1:7401)")
      ->type_name("ADDR");
  rpc::AddClientTlsFlags(app, "tls", &flags->server.tls);
  app->add_option("--store", flags->store, "Folder of the store that keeps it, where no server has it open")
      ->type_name("DIR");
  app->add_option("--rules", flags->rules, "Folder of the rule pack; default: the shipped one")->type_name("PACK");
  app->add_flag("--dry-run", flags->dry_run, "Print the difference and write nothing");
  cli::SetExamples(app, {"caspian reextract news --server 127.0.0.1:7401 --rules my-pack --dry-run",
                         "caspian reextract brief --store archive"});
  app->callback([flags, exit_code] { *exit_code = Reextract(*flags); });
}

}  // namespace caspian::local
