#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "client/cli/commands/commands.h"
#include "client/cli/eval/annotation_lines.h"
#include "client/cli/eval/report_text.h"
#include "client/cli/eval/span_score.h"
#include "client/cli/output/terminal.h"
#include "client/local/eval_commands.h"
#include "client/local/extract_pipeline.h"
#include "client/local/local_commands.h"
#include "extractor/service/extractor_server.h"

namespace caspian::local {
namespace {

using Gold = std::vector<cli::GoldDocument>;

struct SpansFlags {
  std::string gold;
  std::vector<std::string> map;
  std::vector<std::string> types;
  std::string predictions;
  std::vector<std::string> packs;
  int threads = 0;
  cli::SpanScoreOptions score;
  EvalOutput output;
};

std::string CheckMapping(const std::string& text) {
  const std::vector<std::string> sides = absl::StrSplit(text, '=');
  const bool good = sides.size() == 2 && !sides[0].empty() && !sides[1].empty();
  return good ? "" : absl::StrCat(text, " maps no type: write GPE=PLACE");
}

cli::SpanScoreOptions ScoreOptionsOf(const SpansFlags& flags) {
  cli::SpanScoreOptions options = flags.score;
  for (const std::string& mapping : flags.map) {
    const std::pair<std::string, std::string> sides = absl::StrSplit(mapping, '=');
    options.map[sides.first] = sides.second;
  }
  options.types.insert(flags.types.begin(), flags.types.end());
  return options;
}

// What `caspian extract --format eval` prints for a document, as annotations.
absl::StatusOr<std::vector<cli::Annotation>> ExtractAnnotations(const extractor::Engine& engine,
                                                                const v1::Document& document) {
  ExtractOptions options;
  options.evaluation = true;
  std::string line;
  const absl::Status status = ExtractDocument(engine, options, document, &line);
  if (!status.ok()) return status;
  return cli::ParsePredictionLine(line);
}

cli::Predictions Extract(const extractor::Engine& engine, const Gold& gold, int threads, FailureCount* failures) {
  std::vector<absl::StatusOr<std::vector<cli::Annotation>>> found(gold.size());
  ForEachIndex(threads, gold.size(), [&](size_t i) { found[i] = ExtractAnnotations(engine, gold[i].document); });
  cli::Predictions predictions;
  for (size_t i = 0; i < gold.size(); ++i) {
    if (found[i].ok()) {
      predictions[gold[i].document.id()] = *std::move(found[i]);
    } else {
      failures->Tell(absl::StrCat(gold[i].place, ": ", found[i].status().message()));
    }
  }
  return predictions;
}

cli::Predictions Read(const std::string& path, const Gold& gold, FailureCount* failures) {
  size_t unknown = 0;
  cli::Predictions predictions = cli::ReadPredictions(
      path, gold, [failures](absl::string_view message) { failures->Tell(message); }, &unknown);
  if (unknown > 0) cli::PrintError(absl::StrCat(path, ": lines of documents that are not in the gold: ", unknown));
  return predictions;
}

cli::Report Score(const SpansFlags& flags, const Gold& gold, const cli::Predictions& predictions) {
  const cli::SpanScoreOptions options = ScoreOptionsOf(flags);
  cli::Report report;
  report.command = "spans";
  for (const cli::GoldDocument& one : gold) {
    const auto found = predictions.find(one.document.id());
    const std::vector<cli::Annotation> none;
    cli::ScoreSpans(options, one.document.id(), one.document.text(), one.annotations,
                    found == predictions.end() ? none : found->second, &report);
  }
  return report;
}

ExitCode EvalSpans(const SpansFlags& flags) {
  FailureCount failures;
  std::shared_ptr<const extractor::RuleSetLibrary> library;
  if (flags.predictions.empty()) {
    auto loaded = extractor::LoadLibrary(flags.packs);
    if (!loaded.ok()) return FailToOpen(loaded.status());
    library = *std::move(loaded);
  }
  const Gold gold = cli::ReadGold(flags.gold, [&failures](absl::string_view message) { failures.Tell(message); });
  if (gold.empty()) return cli::PrintError(flags.gold + ": no documents to score"), kExitSomeDocumentsFailed;
  const cli::Predictions predictions =
      library ? Extract(*library->rule_sets().front()->engine, gold, flags.threads, &failures)
              : Read(flags.predictions, gold, &failures);
  const cli::Report report = Score(flags, gold, predictions);
  const bool printed = PrintEvaluation(flags.output, cli::FormatSpanTables(report), report);
  return printed && failures.count() == 0 ? kExitOk : kExitSomeDocumentsFailed;
}

}  // namespace

void AddEvalSpansCommand(CLI::App* eval, int* exit_code) {
  auto flags = std::make_shared<SpansFlags>();
  CLI::App* app = eval->add_subcommand("spans", "Precision, recall and F1 of what is found in texts with gold");
  app->add_option("GOLD", flags->gold,
                  "Lines {\"id\", \"text\", \"published\"?, \"entities\": [{\"start\", \"end\", \"type\", \"value\"?, "
                  "\"optional\"?, \"named\"?}]}; offsets count code points; - is standard input")
      ->required();
  app->add_option("--map", flags->map, "Types of both sides that count as another (GPE=PLACE,FACILITY=PLACE)")
      ->delimiter(',')
      ->check(CheckMapping)
      ->type_name("A=B");
  app->add_option("--types", flags->types, "Only these types, after --map")->delimiter(',')->type_name("TYPE");
  app->add_flag("--named", flags->score.named, "Only gold that is not marked \"named\": false");
  app->add_flag("--value", flags->score.value, "The figure of equal values, too");
  CLI::Option* predictions = app->add_option("--predictions", flags->predictions,
                                             "Lines {\"id\", \"entities\"} to score instead of what the rules find")
                                 ->type_name("FILE");
  AddPackFlag(app, &flags->packs);
  app->get_option("--rules")->excludes(predictions);
  app->add_option("--threads", flags->threads, "Threads that extract; default: one for each processor")
      ->check(CLI::Range(0, 1024));
  AddEvalOutputFlags(app, &flags->output);
  cli::SetExamples(app, {"caspian eval spans gold.jsonl --types PERSON,PLACE --map GPE=PLACE --show misses --limit 20",
                         "caspian eval spans gold.jsonl --value --rules my-pack --json after.json",
                         "caspian eval spans gold.jsonl --predictions others.jsonl --named"});
  app->callback([flags, exit_code] { *exit_code = EvalSpans(*flags); });
}

}  // namespace caspian::local
