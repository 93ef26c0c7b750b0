// caspian: raw text in, a sourced briefing out. The command line of the whole system.
#include <signal.h>
#include <unistd.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "absl/strings/match.h"
#include "client/cli/commands/commands.h"
#include "client/cli/output/terminal.h"
#include "client/local/local_commands.h"
#include "common/base/exit_code.h"
#include "common/base/limits.h"

namespace {

// What is durable by then stays; nothing else was promised. Only calls that are safe in a handler.
void EndInterrupted(int) {
  constexpr char kMessage[] = "\ncaspian: interrupted\n";
  const ssize_t written = write(STDERR_FILENO, kMessage, sizeof(kMessage) - 1);
  static_cast<void>(written);
  _exit(caspian::kExitInterrupted);
}

void PrepareSignals() {
  struct sigaction action = {};
  action.sa_handler = EndInterrupted;
  sigaction(SIGINT, &action, nullptr);
  // A reader that went away is told by write(2).
  signal(SIGPIPE, SIG_IGN);
}

constexpr char kFooter[] = R"(Examples:
  caspian brief harbour.txt --published 2019-03-14 --publisher "Coastal Courier"
  caspian extract --input-format jsonl archive.jsonl > found.jsonl
  caspian serve --store archive
  caspian store backup archive archive-monday.db
  caspian ingest *.txt --server 127.0.0.1:7401 --collection news
  caspian briefing --server 127.0.0.1:7401 --collection news
  caspian rules test my-pack
  caspian eval spans gold.jsonl --show misses --limit 20
Exit codes: 0 all went well, 1 some documents failed, 2 usage, 3 rules or configuration, 4 server unavailable, 5 access,
130 interrupted. `caspian COMMAND --help` tells more.)";

// "brief, extract, …": the commands below one.
std::string CommandsOf(const CLI::App& command) {
  std::string names;
  for (const CLI::App* below : command.get_subcommands([](const CLI::App*) { return true; }))
    names += (names.empty() ? "" : ", ") + below->get_name();
  return names;
}

// What was typed wrong. A command that is not there is told with those that are.
std::string UsageFault(const CLI::App& app, const CLI::App& command, const CLI::ParseError& error) {
  const std::string commands = CommandsOf(command);
  if (commands.empty()) return error.what();
  const std::vector<std::string> unknown = app.remaining(true);
  if (unknown.empty()) return "a command is missing: one of " + commands;
  if (absl::StartsWith(unknown.front(), "-")) return "no flag " + unknown.front();
  return "no command " + unknown.front() + ": one of " + commands;
}

// Usage errors on standard error with the command's own help at hand; help and version on standard output.
int TellParseError(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) return app.exit(error), caspian::kExitOk;
  const CLI::App* command = &app;
  std::string name = app.get_name();
  while (!command->get_subcommands().empty()) {
    command = command->get_subcommands().front();
    name += " " + command->get_name();
  }
  caspian::cli::PrintError(UsageFault(app, *command, error) + ": see " + name + " --help");
  return caspian::kExitUsage;
}

}  // namespace

int main(int argc, char** argv) {
  PrepareSignals();
  int exit_code = caspian::kExitOk;
  CLI::App app{"Raw text in, a merged, sourced, explainable briefing out.", "caspian"};
  app.set_version_flag("--version", std::string("caspian ") + caspian::kVersion);
  app.require_subcommand(1);
  app.footer(kFooter);
  caspian::local::AddBriefCommand(&app, &exit_code);
  caspian::local::AddExtractCommand(&app, &exit_code);
  caspian::local::AddExplainCommand(&app, &exit_code);
  caspian::local::AddServeCommand(&app, &exit_code);
  caspian::local::AddStoreCommand(&app, &exit_code);
  caspian::cli::AddIngestCommand(&app, &exit_code);
  caspian::cli::AddDeleteCommand(&app, &exit_code);
  caspian::cli::AddBriefingCommand(&app, &exit_code);
  caspian::local::AddReextractCommand(&app, &exit_code);
  caspian::cli::AddJudgeCommand(&app, &exit_code);
  caspian::cli::AddMergeCommands(&app, &exit_code);
  caspian::local::AddRulesCommand(&app, &exit_code);
  caspian::local::AddBenchCommand(&app, &exit_code);
  caspian::local::AddEvalCommand(&app, &exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return TellParseError(app, error);
  }
  return exit_code;
}
