#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "absl/strings/str_cat.h"
#include "client/cli/commands/commands.h"
#include "client/cli/eval/report_text.h"
#include "client/cli/eval/spec_score.h"
#include "client/cli/output/terminal.h"
#include "client/local/eval_commands.h"
#include "client/local/local_commands.h"
#include "common/base/civil_date.h"
#include "extractor/service/extractor_server.h"

namespace caspian::local {
namespace {

struct SpecsFlags {
  std::vector<std::string> files;
  std::vector<std::string> types;
  std::vector<std::string> packs;
  int threads = 0;
  EvalOutput output;
};

// The case's input, published on the civil day that the case is told on.
absl::StatusOr<v1::Extraction> ExtractCase(const extractor::Engine& engine, const cli::SpecCase& one) {
  v1::Document document;
  document.set_id(one.id);
  document.set_text(one.input);
  if (!one.reference_time.empty()) {
    auto published = ParsePublishedDate(one.reference_time);
    if (!published.ok()) return published.status();
    *document.mutable_published() = *std::move(published);
  }
  return engine.Extract(document);
}

void ScoreFile(const extractor::Engine& engine, const cli::SpecFile& file, int threads, FailureCount* failures,
               cli::Report* report) {
  std::vector<absl::StatusOr<v1::Extraction>> found(file.cases.size());
  ForEachIndex(threads, found.size(), [&](size_t i) { found[i] = ExtractCase(engine, file.cases[i]); });
  for (size_t i = 0; i < found.size(); ++i) {
    if (!found[i].ok()) failures->Tell(absl::StrCat(file.cases[i].place, ": ", found[i].status().message()));
    cli::ScoreCase(file, file.cases[i], found[i].ok() ? *found[i] : v1::Extraction(), report);
  }
}

ExitCode EvalSpecs(const SpecsFlags& flags) {
  const auto library = extractor::LoadLibrary(flags.packs);
  if (!library.ok()) return FailToOpen(library.status());
  const extractor::Engine& engine = *(*library)->rule_sets().front()->engine;
  FailureCount failures;
  const std::set<std::string> types(flags.types.begin(), flags.types.end());
  cli::Report report;
  report.command = "specs";
  for (const std::string& path : flags.files) {
    const cli::SpecFile file =
        cli::ReadSpec(path, types, [&failures](absl::string_view message) { failures.Tell(message); });
    // Without an expected type, nothing could be found that fits.
    if (!file.types.empty()) ScoreFile(engine, file, flags.threads, &failures, &report);
  }
  if (report.documents == 0) return cli::PrintError("no cases to score: check --type"), kExitSomeDocumentsFailed;
  const bool printed = PrintEvaluation(flags.output, cli::FormatSpecTables(report), report);
  return printed && failures.count() == 0 ? kExitOk : kExitSomeDocumentsFailed;
}

}  // namespace

void AddEvalSpecsCommand(CLI::App* eval, int* exit_code) {
  auto flags = std::make_shared<SpecsFlags>();
  CLI::App* app = eval->add_subcommand("specs", "Spans and values of what is found in the cases of specs");
  app->add_option(
         "SPEC", flags->files,
         "Files of lines {\"id\", \"input\", \"reference_time\", \"expected\": [{\"start\"?, \"end\"?, \"text\", "
         "\"type\", \"resolution\"}]}")
      ->required();
  app->add_option("--type", flags->types, "Only what the specs call so (datetimeV2.date); may come more than once")
      ->delimiter(',')
      ->type_name("TYPE");
  AddPackFlag(app, &flags->packs);
  app->add_option("--threads", flags->threads, "Threads that extract; default: one for each processor")
      ->check(CLI::Range(0, 1024));
  AddEvalOutputFlags(app, &flags->output);
  cli::SetExamples(app, {"caspian eval specs dates.jsonl money.jsonl --json before.json",
                         "caspian eval specs dates.jsonl --type datetimeV2.date --show values --limit 20"});
  app->callback([flags, exit_code] { *exit_code = EvalSpecs(*flags); });
}

}  // namespace caspian::local
