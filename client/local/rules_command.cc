#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "absl/strings/str_cat.h"
#include "client/cli/commands/commands.h"
#include "client/cli/output/terminal.h"
#include "client/local/local_commands.h"
#include "client/local/rules_tools.h"
#include "extractor/engine/library.h"
#include "extractor/engine/rule_tests.h"
#include "extractor/rules/problem.h"

namespace caspian::local {

namespace pb = ::caspian::v1;

namespace {

using Loaded = std::shared_ptr<const extractor::LoadedRuleSet>;

size_t RulesOf(const pb::RuleSet& rule_set) {
  size_t rules = 0;
  for (const pb::Stage& stage : rule_set.stages()) rules += static_cast<size_t>(stage.rules_size());
  return rules;
}

ExitCode Check(const std::string& pack) {
  const Loaded loaded = LoadPackOrTell(pack);
  if (!loaded) return kExitConfiguration;
  const pb::RuleSet& rule_set = loaded->rule_set;
  cli::PrintOut(
      absl::StrCat(loaded->ref.name(), " version ", loaded->ref.version(), ": ", Count(RulesOf(rule_set), "rule"),
                   " in ", Count(static_cast<size_t>(rule_set.stages_size()), "stage"), ", ",
                   Count(static_cast<size_t>(rule_set.lists_size()), "list"), ", digest ", loaded->ref.digest(), "\n"));
  return kExitOk;
}

ExitCode Test(const std::string& pack) {
  const Loaded loaded = LoadPackOrTell(pack);
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
  CLI::App* rules = program->add_subcommand("rules", "Checks, tests, measures and compares rule packs");
  rules->require_subcommand(1);
  AddTool(rules, "check", "Prints all faults of a pack with file, line, column and hint",
          {"caspian rules check", "caspian rules check my-pack"}, Check, exit_code);
  AddTool(rules, "test", "Runs the tests that stand beside a pack's rules",
          {"caspian rules test", "caspian rules test my-pack"}, Test, exit_code);
  AddRulesUsageCommands(rules, exit_code);
  AddRulesDiffCommand(rules, exit_code);
  cli::SetExamples(
      rules, {"caspian rules check my-pack", "caspian rules test my-pack", "caspian rules coverage my-pack *.txt",
              "caspian rules profile my-pack archive.jsonl", "caspian rules diff old-pack new-pack archive.jsonl"});
}

}  // namespace caspian::local
