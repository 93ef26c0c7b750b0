#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "client/cli/commands/commands.h"
#include "client/cli/eval/compare.h"
#include "client/cli/eval/report_text.h"
#include "client/cli/output/terminal.h"
#include "client/cli/output/write_file.h"
#include "client/local/eval_commands.h"
#include "client/local/local_commands.h"
#include "common/rpc/worker_pool.h"

namespace caspian::local {
namespace {

struct CompareFlags {
  std::string before;
  std::string after;
  bool exit_code = false;
};

ExitCode Compare(const CompareFlags& flags) {
  const auto before = cli::ReadReport(flags.before), after = cli::ReadReport(flags.after);
  for (const auto& report : {before, after}) {
    if (!report.ok()) return cli::PrintError(report.status().message()), kExitSomeDocumentsFailed;
  }
  const cli::ReportChanges changes = cli::CompareReports(*before, *after);
  if (!cli::PrintOut(cli::FormatChanges(changes))) return kExitSomeDocumentsFailed;
  return flags.exit_code && changes.AnyFell() ? kExitSomeDocumentsFailed : kExitOk;
}

}  // namespace

void FailureCount::Tell(absl::string_view message) {
  ++count_;
  cli::PrintError(message);
}

void ForEachIndex(int threads, size_t count, const std::function<void(size_t)>& work) {
  rpc::WorkerPool pool(threads);
  for (size_t i = 0; i < count; ++i) pool.Schedule([&work, i] { work(i); });
}

void AddEvalOutputFlags(CLI::App* app, EvalOutput* output) {
  CLI::Option* show = app->add_option("--show", output->show,
                                      "What else is printed, with the words around it: misses, strays, both, or "
                                      "values (found, with another value)")
                          ->check(CLI::IsMember({"misses", "strays", "both", "values"}).description(""))
                          ->type_name("WHAT");
  app->add_option("--limit", output->limit, "Most of each that is shown; default: all")->needs(show)->type_name("N");
  app->add_option("--json", output->json, "File for the report, which `caspian eval compare` reads")->type_name("FILE");
}

bool PrintEvaluation(const EvalOutput& output, const std::string& tables, const cli::Report& report) {
  std::string text = tables;
  const bool both = output.show == "both";
  if (both || output.show == "misses") text += cli::FormatFindings("misses", report.misses, output.limit);
  if (both || output.show == "strays") text += cli::FormatFindings("strays", report.strays, output.limit);
  if (output.show == "values") text += cli::FormatFindings("other values", report.values, output.limit);
  if (!cli::PrintOut(text)) return false;
  if (output.json.empty()) return true;
  const absl::Status written = cli::WriteFile(output.json, cli::FormatReport(report));
  if (!written.ok()) cli::PrintError(written.message());
  return written.ok();
}

void AddEvalCompareCommand(CLI::App* eval, int* exit_code) {
  auto flags = std::make_shared<CompareFlags>();
  CLI::App* app = eval->add_subcommand("compare", "Prints what changed between two reports: figures, misses, strays");
  app->add_option("OLD", flags->before, "The report that --json wrote before")->required();
  app->add_option("NEW", flags->after, "The report that --json wrote after")->required();
  app->add_flag("--exit-code", flags->exit_code, "End with 1 where any F1 fell");
  cli::SetExamples(app, {"caspian eval compare before.json after.json",
                         "caspian eval compare --exit-code main.json branch.json > changes.txt"});
  app->callback([flags, exit_code] { *exit_code = Compare(*flags); });
}

void AddEvalCommand(CLI::App* program, int* exit_code) {
  CLI::App* eval = program->add_subcommand(
      "eval", "Measures what the rules find against gold and specs, and how names are compared; compares reports");
  eval->require_subcommand(1);
  AddEvalSpansCommand(eval, exit_code);
  AddEvalSpecsCommand(eval, exit_code);
  AddEvalNamesCommand(eval, exit_code);
  AddEvalClustersCommand(eval, exit_code);
  AddEvalCompareCommand(eval, exit_code);
  cli::SetExamples(eval, {"caspian eval spans gold.jsonl --types PERSON,PLACE --show misses --limit 20",
                          "caspian eval specs dates.jsonl --show values", "caspian eval names pairs.jsonl",
                          "caspian eval compare before.json after.json"});
}

}  // namespace caspian::local
