#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>

#include "absl/strings/str_cat.h"
#include "aggregator/store/sqlite_maintenance.h"
#include "client/cli/commands/commands.h"
#include "client/cli/output/terminal.h"
#include "client/local/local_commands.h"

namespace caspian::local {
namespace {

struct StorePaths {
  std::string dir;
  std::string file;
};

ExitCode Check(const std::string& dir) {
  const auto report = aggregator::CheckSqliteStore(dir);
  if (!report.ok()) return FailToOpen(report.status());
  std::string text;
  for (const aggregator::CollectionSize& collection : report->collections)
    absl::StrAppend(&text, collection.name, ": ", collection.document_count, " documents\n");
  absl::StrAppend(&text, report->judgement_count, " judgements\n", report->tombstone_count,
                  " deletions are remembered\n");
  for (const std::string& fault : report->faults) absl::StrAppend(&text, "fault: ", fault, "\n");
  absl::StrAppend(&text, report->faults.empty() ? "the store is whole\n" : "the store is damaged: restore a backup\n");
  return cli::PrintOut(text) && report->faults.empty() ? kExitOk : kExitConfiguration;
}

ExitCode Finish(const absl::Status& status, const std::string& done) {
  if (!status.ok()) return FailToOpen(status);
  return cli::PrintOut(done + "\n") ? kExitOk : kExitSomeDocumentsFailed;
}

CLI::App* AddCommand(const std::string& name, const std::string& help, const std::string& example, CLI::App* store) {
  CLI::App* app = store->add_subcommand(name, help);
  cli::SetExamples(app, {example});
  return app;
}

void AddCheck(CLI::App* store, int* exit_code) {
  auto paths = std::make_shared<StorePaths>();
  CLI::App* app =
      AddCommand("check", "Reads a whole store, also of a server that runs, and tells what is in it and wrong with it",
                 "caspian store check archive", store);
  app->add_option("dir", paths->dir, "Folder of the store")->required()->type_name("DIR");
  app->callback([paths, exit_code] { *exit_code = Check(paths->dir); });
}

void AddBackup(CLI::App* store, int* exit_code) {
  auto paths = std::make_shared<StorePaths>();
  CLI::App* app = AddCommand("backup", "Copies a store as it stands to a new file, also of a server that runs",
                             "caspian store backup archive archive-monday.db", store);
  app->add_option("dir", paths->dir, "Folder of the store")->required()->type_name("DIR");
  app->add_option("file", paths->file, "The backup, which must not be there yet")->required()->type_name("FILE");
  app->callback([paths, exit_code] {
    *exit_code = Finish(aggregator::BackUpSqliteStore(paths->dir, paths->file), paths->file + " is written");
  });
}

void AddRestore(CLI::App* store, int* exit_code) {
  auto paths = std::make_shared<StorePaths>();
  CLI::App* app = AddCommand("restore", "Makes the store of a backup in a folder that has none",
                             "caspian store restore archive-monday.db archive-again", store);
  app->add_option("file", paths->file, "The backup")->required()->type_name("FILE");
  app->add_option("dir", paths->dir, "Folder of the new store, made where it is new")->required()->type_name("DIR");
  app->callback([paths, exit_code] {
    *exit_code = Finish(aggregator::RestoreSqliteStore(paths->file, paths->dir), paths->dir + " has the store");
  });
}

}  // namespace

void AddStoreCommand(CLI::App* program, int* exit_code) {
  CLI::App* app = program->add_subcommand("store", "Checks, copies and restores the folder of a store");
  app->require_subcommand(1);
  cli::SetExamples(app, {"caspian store check archive", "caspian store backup archive archive-monday.db",
                         "caspian store restore archive-monday.db archive-again"});
  AddCheck(app, exit_code);
  AddBackup(app, exit_code);
  AddRestore(app, exit_code);
}

}  // namespace caspian::local
