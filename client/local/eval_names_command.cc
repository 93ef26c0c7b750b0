#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "client/cli/commands/commands.h"
#include "client/cli/eval/name_pairs.h"
#include "client/cli/output/terminal.h"
#include "client/local/eval_commands.h"

namespace caspian::local {
namespace {

struct NamesFlags {
  std::string pairs;
  int threshold = kSameNameScore;
  std::string show;
};

ExitCode EvalNames(const NamesFlags& flags) {
  FailureCount failures;
  const auto pairs =
      cli::ReadNamePairs(flags.pairs, [&failures](absl::string_view message) { failures.Tell(message); });
  if (pairs.empty()) return cli::PrintError("no pairs of names to compare"), kExitSomeDocumentsFailed;
  const cli::NamePairResult result = cli::ScoreNamePairs(pairs, flags.threshold);
  std::string text = cli::FormatNamePairFigures(result.counts);
  if (flags.show == "misses" || flags.show == "both") text += "misses:\n" + result.misses;
  if (flags.show == "strays" || flags.show == "both") text += "strays:\n" + result.strays;
  return cli::PrintOut(text) && failures.count() == 0 ? kExitOk : kExitSomeDocumentsFailed;
}

}  // namespace

void AddEvalNamesCommand(CLI::App* eval, int* exit_code) {
  auto flags = std::make_shared<NamesFlags>();
  CLI::App* app = eval->add_subcommand("names", "How well pairs of names are told to be one or two, as one line");
  app->add_option("PAIRS", flags->pairs,
                  "File of lines {\"id\", \"name1\", \"name2\", \"schema\": \"Person\"|\"Company\"|\"Organization\"|"
                  "\"LegalEntity\"|\"Vessel\", \"is_match\"}")
      ->required();
  app->add_option("--threshold", flags->threshold, "Score from which two names are one; default: 700 of 1000")
      ->check(CLI::Range(0, kTopScore))
      ->type_name("SCORE");
  app->add_option("--show", flags->show, "What else is printed, with score and reasons: misses, strays or both")
      ->check(CLI::IsMember({"misses", "strays", "both"}).description(""))
      ->type_name("WHAT");
  cli::SetExamples(app,
                   {"caspian eval names pairs.jsonl", "caspian eval names pairs.jsonl --threshold 800 --show strays"});
  app->callback([flags, exit_code] { *exit_code = EvalNames(*flags); });
}

}  // namespace caspian::local
