#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "absl/strings/str_cat.h"
#include "client/cli/commands/commands.h"
#include "client/cli/output/terminal.h"
#include "client/local/local_commands.h"
#include "common/base/error.h"
#include "common/base/install_paths.h"
#include "extractor/engine/library.h"
#include "extractor/engine/rule_tests.h"
#include "extractor/rules/problem.h"

namespace caspian::local {

namespace pb = ::caspian::v1;

namespace {

using Loaded = std::shared_ptr<const extractor::LoadedRuleSet>;

std::string Count(size_t count, absl::string_view what) {
  return absl::StrCat(count, " ", what, count == 1 ? "" : "s");
}

// Loads the pack; prints all its faults, a line each, and returns null where it has some. Lines are "FILE:LINE:COLUMN:
// …", so that editors can follow them.
Loaded Load(const std::string& given) {
  std::string path = given;
  if (path.empty()) {
    auto shipped = DefaultPackPath();
    if (!shipped.ok()) return cli::PrintError(shipped.status().message()), nullptr;
    path = *std::move(shipped);
  }
  std::vector<pb::RuleSetProblem> problems;
  auto loaded = extractor::LoadPack(path, &problems);
  if (loaded.ok()) return *std::move(loaded);
  for (const pb::RuleSetProblem& problem : problems)
    cli::PrintOut(absl::StrCat(extractor::FormatProblem(problem), "\n"));
  cli::PrintError(problems.empty() ? std::string(loaded.status().message())
                                   : absl::StrCat(path, ": ", Count(problems.size(), "fault")));
  return nullptr;
}

size_t RulesOf(const pb::RuleSet& rule_set) {
  size_t rules = 0;
  for (const pb::Stage& stage : rule_set.stages()) rules += static_cast<size_t>(stage.rules_size());
  return rules;
}

ExitCode Check(const std::string& pack) {
  const Loaded loaded = Load(pack);
  if (!loaded) return kExitConfiguration;
  const pb::RuleSet& rule_set = loaded->rule_set;
  cli::PrintOut(
      absl::StrCat(loaded->ref.name(), " version ", loaded->ref.version(), ": ", Count(RulesOf(rule_set), "rule"),
                   " in ", Count(static_cast<size_t>(rule_set.stages_size()), "stage"), ", ",
                   Count(static_cast<size_t>(rule_set.lists_size()), "list"), ", digest ", loaded->ref.digest(), "\n"));
  return kExitOk;
}

ExitCode Test(const std::string& pack) {
  const Loaded loaded = Load(pack);
  if (!loaded) return kExitConfiguration;
  const extractor::RuleTestReport report = extractor::RunRuleTests(*loaded->program);
  for (const extractor::RuleTestFailure& failure : report.failures) {
    cli::PrintOut(absl::StrCat(
        extractor::FormatProblem(extractor::MakeProblem(failure.position, failure.rule_id, failure.message, "")),
        "\n"));
  }
  cli::PrintOut(absl::StrCat(loaded->ref.name(), ": ", Count(static_cast<size_t>(report.tests), "test"), ", ",
                             report.failures.size(), " failed\n"));
  return report.failures.empty() ? kExitOk : kExitConfiguration;
}

void AddTool(CLI::App* rules, const std::string& name, const std::string& what,
             const std::vector<std::string>& examples, ExitCode (*run)(const std::string&), int* exit_code) {
  auto pack = std::make_shared<std::string>();
  CLI::App* app = rules->add_subcommand(name, what);
  app->add_option("PACK", *pack, "Folder of the pack; default: the shipped one");
  cli::SetExamples(app, examples);
  app->callback([pack, run, exit_code] { *exit_code = run(*pack); });
}

}  // namespace

void AddRulesCommand(CLI::App* program, int* exit_code) {
  CLI::App* rules = program->add_subcommand("rules", "Checks and tests rule packs");
  rules->require_subcommand(1);
  AddTool(rules, "check", "Prints all faults of a pack with file, line, column and hint",
          {"caspian rules check", "caspian rules check my-pack"}, Check, exit_code);
  AddTool(rules, "test", "Runs the tests that stand beside a pack's rules",
          {"caspian rules test", "caspian rules test my-pack"}, Test, exit_code);
  cli::SetExamples(rules, {"caspian rules check my-pack", "caspian rules test my-pack"});
}

}  // namespace caspian::local
