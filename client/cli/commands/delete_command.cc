#include <grpcpp/channel.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "absl/strings/str_cat.h"
#include "client/cli/commands/commands.h"
#include "client/cli/output/terminal.h"
#include "client/cli/remote/document_calls.h"
#include "common/base/error.h"

namespace caspian::cli {
namespace {

struct DeleteFlags {
  RemoteServer server;
  std::string collection;
  std::vector<std::string> documents;
};

// A document that is not there is no reason to leave a tombstone: more likely its id is mistyped.
absl::Status DeleteOne(const std::shared_ptr<grpc::Channel>& channel, const DeleteFlags& flags, const std::string& id) {
  if (absl::Status there = FetchDocument(channel, flags.server.address, flags.collection, id).status(); !there.ok())
    return there;
  const auto deleted = DeleteDocument(channel, flags.server.address, flags.collection, id);
  if (!deleted.ok()) return deleted.status();
  PrintOut(
      absl::StrCat(id, ": deleted; what comes up to revision ", deleted->tombstone_revision(), " stays deleted\n"));
  return absl::OkStatus();
}

ExitCode Delete(const DeleteFlags& flags) {
  const auto channel = rpc::MakeChannel(flags.server.address, flags.server.tls);
  if (!channel.ok()) return PrintError(channel.status().message()), kExitUsage;
  ExitCode exit_code = kExitOk;
  for (const std::string& id : flags.documents) {
    const absl::Status status = DeleteOne(*channel, flags, id);
    if (status.ok()) continue;
    PrintError(status.message());
    if (ReasonOf(status) != v1::ERROR_REASON_DOCUMENT_NOT_FOUND) return ExitCodeOf(status);
    exit_code = kExitSomeDocumentsFailed;
  }
  return exit_code;
}

}  // namespace

void AddDeleteCommand(CLI::App* program, int* exit_code) {
  auto flags = std::make_shared<DeleteFlags>();
  CLI::App* app =
      program->add_subcommand("delete", "Deletes documents of a collection for good; a redelivery stays deleted");
  app->add_option("DOCUMENT", flags->documents, "Ids of the documents")->required()->type_name("ID ...");
  AddRemoteServerFlags(app, &flags->server);
  app->add_option("--collection", flags->collection, "The collection")->required()->type_name("NAME");
  SetExamples(app, {"caspian delete harbour.txt --server 127.0.0.1:7402 --collection news"});
  app->callback([flags, exit_code] { *exit_code = Delete(*flags); });
}

}  // namespace caspian::cli
