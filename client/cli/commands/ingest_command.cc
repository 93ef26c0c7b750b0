#include <grpcpp/channel.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "absl/strings/str_cat.h"
#include "client/cli/commands/commands.h"
#include "client/cli/input/document_files.h"
#include "client/cli/output/terminal.h"
#include "client/cli/remote/ingest_call.h"
#include "common/base/document.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

struct IngestFlags {
  std::vector<std::string> files;
  RemoteServer server;
  std::string collection;
  std::string rule_set;
  InputFormat format = InputFormat::kText;
  DocumentFields fields;
};

ExitCode Fail(const absl::Status& status) {
  PrintError(status.message());
  return ExitCodeOf(status);
}

ExitCode Ingest(const IngestFlags& flags) {
  if (const absl::Status name = CheckCollectionName(flags.collection); !name.ok()) return Fail(name);
  const auto channel = rpc::MakeChannel(flags.server.address, flags.server.tls);
  if (!channel.ok()) return PrintError(channel.status().message()), kExitUsage;
  pb::IngestConfig config;
  config.set_collection(flags.collection);
  config.set_rule_set(flags.rule_set);
  DocumentFiles files(flags.files, flags.format, flags.fields);
  IngestReport report;
  const absl::Status status = IngestDocuments(
      *channel, flags.server.address, config, [&files](pb::Document* document) { return files.Next(document); },
      [](const pb::DocumentError& error) { PrintError(error.status().message()); }, &report);
  if (report.durable() + report.failed + report.unanswered > 0 || status.ok())
    PrintOut(absl::StrCat(DescribeReport(report), "\n"));
  if (!status.ok()) return Fail(status);
  return report.failed + report.unanswered + files.failed() > 0 ? kExitSomeDocumentsFailed : kExitOk;
}

}  // namespace

void AddIngestCommand(CLI::App* program, int* exit_code) {
  auto flags = std::make_shared<IngestFlags>();
  CLI::App* app =
      program->add_subcommand("ingest", "Sends documents to an extractor; ends when all of them are durable");
  app->add_option("FILE", flags->files, "Files, or - for standard input; a text's id is the path as given")->required();
  AddRemoteServerFlags(app, &flags->server);
  app->add_option("--collection", flags->collection, "The collection that they go to; made where it is new")
      ->required()
      ->type_name("NAME");
  app->add_option("--rule-set", flags->rule_set, "Name of a rule set that the server has loaded; default: the server's")
      ->type_name("NAME");
  AddInputFormatFlag(app, &flags->format);
  AddDocumentFlags(app, &flags->fields);
  SetExamples(app, {"caspian ingest harbour.txt --server 127.0.0.1:7401 --collection news --published 2019-03-14",
                    "caspian ingest --input-format jsonl archive.jsonl --server 127.0.0.1:7401 --collection archive"});
  app->callback([flags, exit_code] { *exit_code = Ingest(*flags); });
}

}  // namespace caspian::cli
