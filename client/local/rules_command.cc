#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <filesystem>
#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "client/cli/commands/commands.h"
#include "client/cli/output/terminal.h"
#include "client/local/local_commands.h"
#include "client/local/rules_tools.h"
#include "common/rpc/server_flags.h"
#include "extractor/engine/library.h"
#include "extractor/program/program.h"
#include "extractor/program/rule_set_image.h"
#include "extractor/rule_tests/rule_tests.h"
#include "extractor/rules/warnings.h"

namespace caspian::local {

namespace pb = ::caspian::v1;

namespace {

using Loaded = std::shared_ptr<const extractor::LoadedRuleSet>;

size_t RulesOf(const pb::RuleSet& rule_set) {
  size_t rules = 0;
  for (const pb::Stage& stage : rule_set.stages()) rules += static_cast<size_t>(stage.rules_size());
  return rules;
}

struct CheckOptions {
  std::string pack;
  bool strict = false;
};

void PrintSummary(const extractor::LoadedRuleSet& loaded, size_t warnings) {
  const pb::RuleSet& rule_set = loaded.rule_set;
  cli::PrintOut(
      absl::StrCat(loaded.ref.name(), " version ", loaded.ref.version(), ": ", Count(RulesOf(rule_set), "rule"), " in ",
                   Count(static_cast<size_t>(rule_set.stages_size()), "stage"), ", ",
                   Count(static_cast<size_t>(rule_set.lists_size()), "list"), ", ",
                   warnings > 0 ? Count(warnings, "warning") + ", " : "", "digest ", loaded.ref.digest(), "\n"));
}

// Where a pack has faults, its warnings may be but their echo: they are told when the faults are mended.
ExitCode Check(const CheckOptions& options) {
  const auto path = PackPathOrTell(options.pack);
  if (!path.has_value()) return kExitConfiguration;
  std::error_code unknown;
  if (std::filesystem::is_regular_file(*path, unknown))
    return cli::PrintError(absl::StrCat(*path, " is a file: check the folder of the pack that it was built from")),
           kExitConfiguration;
  extractor::Pack pack = extractor::CheckPack(*path);
  const auto warnings = pack.problems.empty() ? extractor::WarningsOf(pack) : std::vector<pb::RuleSetProblem>();
  const Loaded loaded = LoadPackOrTell(*path, std::move(pack));
  if (!loaded) return kExitConfiguration;
  PrintProblems(warnings);
  PrintSummary(*loaded, warnings.size());
  return options.strict && !warnings.empty() ? kExitConfiguration : kExitOk;
}

// What was expected red, what was found green.
std::string Inked(const std::string& text, bool color) {
  if (!color) return text;
  std::string inked;
  for (absl::string_view line : absl::StrSplit(absl::StripSuffix(text, "\n"), '\n')) {
    const char* code = absl::StartsWith(line, "  - ") ? "31" : absl::StartsWith(line, "  + ") ? "32" : nullptr;
    absl::StrAppend(&inked, code == nullptr ? std::string(line) : absl::StrCat("\x1b[", code, "m", line, "\x1b[0m"),
                    "\n");
  }
  return inked;
}

struct TestOptions {
  std::string pack;
  CollectionPlace judgements;
};

ExitCode Test(const TestOptions& options) {
  const Loaded loaded = LoadPackOrTell(options.pack);
  if (!loaded) return kExitConfiguration;
  if (!options.judgements.collection.empty()) return TestJudgements(options.judgements, *loaded->engine);
  const extractor::RuleTestReport report = extractor::RunRuleTests(*loaded->program);
  for (const extractor::RuleTestFailure& failure : report.failures)
    cli::PrintOut(Inked(extractor::FormatFailure(failure), cli::TerminalHasColor()));
  cli::PrintOut(absl::StrCat(loaded->ref.name(), ": ", Count(static_cast<size_t>(report.tests), "test"), ", ",
                             report.failures.size(), " failed\n"));
  return report.failures.empty() ? kExitOk : kExitConfiguration;
}

struct BuildOptions {
  std::string pack;
  std::string output;
};

// Written beside the file and then put in its place, so that a server never loads half of one.
bool Replace(const std::string& path, const std::string& bytes) {
  const std::string part = absl::StrCat(path, ".part");
  std::ofstream file(part, std::ios::binary | std::ios::trunc);
  file << bytes;
  file.close();
  std::error_code failed;
  if (file) std::filesystem::rename(part, path, failed);
  if (file && !failed) return true;
  std::filesystem::remove(part, failed);
  return cli::PrintError(absl::StrCat(path, ": can't be written: name a file in a folder that you may write to")),
         false;
}

ExitCode Build(const BuildOptions& options) {
  const Loaded loaded = LoadPackOrTell(options.pack);
  if (!loaded) return kExitConfiguration;
  const std::string bytes = extractor::WriteImage(*loaded->program);
  if (!Replace(options.output, bytes)) return kExitConfiguration;
  cli::PrintOut(absl::StrCat(options.output, ": ", loaded->ref.name(), " version ", loaded->ref.version(), ", ",
                             Count(bytes.size(), "byte"), ", digest ", loaded->ref.digest(), "\n"));
  return kExitOk;
}

void AddPack(CLI::App* app, std::string* pack) {
  app->add_option("PACK", *pack, "Folder of the pack; default: the shipped one");
}

void AddCheck(CLI::App* rules, int* exit_code) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* app = rules->add_subcommand(
      "check", "Prints all faults of a pack, or else its warnings, with file, line, column and hint");
  AddPack(app, &options->pack);
  app->add_flag("--strict", options->strict, "End with 3 where there are warnings");
  cli::SetExamples(app, {"caspian rules check", "caspian rules check my-pack", "caspian rules check my-pack --strict"});
  app->callback([options, exit_code] { *exit_code = Check(*options); });
}

void AddTest(CLI::App* rules, int* exit_code) {
  auto options = std::make_shared<TestOptions>();
  CLI::App* app = rules->add_subcommand(
      "test", "Runs the tests that stand beside a pack's rules, or holds what people judged against a pack");
  AddPack(app, &options->pack);
  CLI::Option* collection =
      app->add_option(
             "--judgements", options->judgements.collection,
             "In place of the tests: a collection whose documents are extracted anew, and whose judgements should "
             "hold there by themselves")
          ->type_name("COLLECTION");
  AddPlaceFlags(app, &options->judgements);
  for (const char* place : {"--server", "--store"}) app->get_option(place)->needs(collection);
  cli::SetExamples(app, {"caspian rules test", "caspian rules test my-pack",
                         "caspian rules test my-pack --judgements news --server 127.0.0.1:7402",
                         "caspian rules test my-pack --judgements news --store /var/lib/caspian"});
  app->callback([options, exit_code] { *exit_code = Test(*options); });
}

void AddBuild(CLI::App* rules, int* exit_code) {
  auto options = std::make_shared<BuildOptions>();
  CLI::App* app = rules->add_subcommand(
      "build", "Writes a pack with its lists to one file, which loads faster and serves wherever a PACK is named");
  AddPack(app, &options->pack);
  app->add_option("-o,--output", options->output, "The file to write")->required()->type_name("FILE");
  cli::SetExamples(app, {"caspian rules build -o news.rules", "caspian rules build my-pack -o my-pack.rules"});
  app->callback([options, exit_code] { *exit_code = Build(*options); });
}

}  // namespace

void AddRulesCommand(CLI::App* program, int* exit_code) {
  CLI::App* rules = program->add_subcommand("rules", "Checks, tests, measures and compares rule packs");
  rules->require_subcommand(1);
  AddCheck(rules, exit_code);
  AddTest(rules, exit_code);
  AddBuild(rules, exit_code);
  AddRulesUsageCommands(rules, exit_code);
  AddRulesDiffCommand(rules, exit_code);
  cli::SetExamples(
      rules, {"caspian rules check my-pack", "caspian rules test my-pack", "caspian rules coverage my-pack *.txt",
              "caspian rules profile my-pack archive.jsonl", "caspian rules diff old-pack new-pack archive.jsonl"});
}

}  // namespace caspian::local
