// caspian rules coverage and profile: what each rule of a pack does over texts, and how long it takes.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <chrono>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "client/cli/commands/commands.h"
#include "client/cli/output/terminal.h"
#include "client/local/local_commands.h"
#include "client/local/rules_tools.h"
#include "extractor/engine/rule_usage.h"

namespace caspian::local {

namespace pb = ::caspian::v1;

namespace {

using extractor::RuleUsage;
using extractor::RuleUse;

struct UsageFlags {
  std::string pack;
  Corpus corpus;
  bool all = false;
  size_t top = 20;
};

uint64_t SteadyNanoseconds() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
}

std::string Where(const pb::Rule& rule) { return absl::StrCat(rule.position().file(), ":", rule.position().line()); }

// "fired 4 times, 3 of them lost to others"
std::string Fired(const RuleUse& use) {
  if (use.fired == 0) return "never fired";
  const std::string lost = use.lost == 0 ? "" : absl::StrCat(", ", use.lost, " of them lost to others");
  return absl::StrCat("fired ", Count(use.fired, "time"), lost);
}

std::string CoverageLines(const RuleUsage& usage, bool all) {
  std::string out;
  for (const RuleUse& use : usage.rules()) {
    if (use.fired > 0 && !all) continue;
    absl::StrAppend(&out, Where(*use.rule), ": ", use.rule->id(), " (", extractor::RuleKindName(*use.rule),
                    "): ", Fired(use), "\n");
  }
  return out;
}

std::string CoverageSummary(const RuleUsage& usage, absl::string_view pack) {
  uint64_t fired = 0, times = 0;
  for (const RuleUse& use : usage.rules()) {
    fired += use.fired > 0 ? 1 : 0;
    times += use.fired;
  }
  const uint64_t rules = usage.rules().size();
  return absl::StrCat(pack, ": ", fired, " of ", Count(rules, "rule"), " fired, ", Count(times, "time"), "; ",
                      rules - fired, " never did; ", Count(usage.documents(), "document"), ", ",
                      Count(usage.bytes(), "byte"), "\n");
}

// Share of `whole` in percent.
double Percent(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

// All but evidence, which is not timed; the slowest first.
std::vector<RuleUse> ByTime(const RuleUsage& usage) {
  std::vector<RuleUse> rules;
  for (const RuleUse& use : usage.rules()) {
    if (!use.rule->has_evidence()) rules.push_back(use);
  }
  std::stable_sort(rules.begin(), rules.end(),
                   [](const RuleUse& a, const RuleUse& b) { return a.nanoseconds > b.nanoseconds; });
  return rules;
}

uint64_t TimeOf(const std::vector<RuleUse>& rules) {
  uint64_t time = 0;
  for (const RuleUse& use : rules) time += use.nanoseconds;
  return time;
}

std::string ProfileTable(const std::vector<RuleUse>& rules, size_t top) {
  const uint64_t time = TimeOf(rules);
  std::string out = absl::StrFormat("%7s %10s %10s  %s\n", "time", "starts", "accepted", "rule");
  for (size_t i = 0; i < std::min(top, rules.size()); ++i) {
    const RuleUse& use = rules[i];
    absl::StrAppendFormat(&out, "%6.2f%% %10d %10d  %s (%s)\n", Percent(use.nanoseconds, time), use.starts, use.fired,
                          use.rule->id(), Where(*use.rule));
  }
  return out;
}

std::string ProfileSummary(const RuleUsage& usage, const std::vector<RuleUse>& rules, uint64_t elapsed) {
  uint64_t starts = 0, fired = 0;
  for (const RuleUse& use : rules) {
    starts += use.starts;
    fired += use.fired;
  }
  return absl::StrCat(Count(rules.size(), "rule"), ", ", Count(starts, "start"), ", ", fired, " accepted; ",
                      Count(usage.documents(), "document"), ", ", Count(usage.bytes(), "byte"), ", ",
                      absl::StrFormat("%.3f seconds, %.1f %% of them in these rules\n",
                                      static_cast<double>(elapsed) / 1e9, Percent(TimeOf(rules), elapsed)));
}

ExitCode EndWith(bool printed, uint64_t failed) { return printed && failed == 0 ? kExitOk : kExitSomeDocumentsFailed; }

ExitCode Coverage(const UsageFlags& flags) {
  const auto loaded = LoadPackOrTell(flags.pack);
  if (!loaded) return kExitConfiguration;
  RuleUsage usage(loaded->program);
  const uint64_t failed =
      ForEachDocument(flags.corpus, [&usage](const pb::Document& document) { return usage.Add(document); });
  const bool printed =
      cli::PrintOut(absl::StrCat(CoverageLines(usage, flags.all), CoverageSummary(usage, loaded->ref.name())));
  return EndWith(printed, failed);
}

ExitCode Profile(const UsageFlags& flags) {
  const auto loaded = LoadPackOrTell(flags.pack);
  if (!loaded) return kExitConfiguration;
  RuleUsage usage(loaded->program, SteadyNanoseconds);
  uint64_t elapsed = 0;
  const uint64_t failed = ForEachDocument(flags.corpus, [&](const pb::Document& document) {
    const uint64_t began = SteadyNanoseconds();
    const absl::Status status = usage.Add(document);
    elapsed += status.ok() ? SteadyNanoseconds() - began : 0;
    return status;
  });
  const std::vector<RuleUse> rules = ByTime(usage);
  const bool printed =
      cli::PrintOut(absl::StrCat(ProfileTable(rules, flags.top), ProfileSummary(usage, rules, elapsed)));
  return EndWith(printed, failed);
}

CLI::App* AddUsageTool(CLI::App* rules, const std::string& name, const std::string& what,
                       const std::shared_ptr<UsageFlags>& flags, ExitCode (*run)(const UsageFlags&), int* exit_code) {
  CLI::App* app = rules->add_subcommand(name, what);
  app->add_option("PACK", flags->pack, "Folder of the pack")->required();
  AddCorpus(app, &flags->corpus);
  app->callback([flags, run, exit_code] { *exit_code = run(*flags); });
  return app;
}

}  // namespace

void AddRulesUsageCommands(CLI::App* rules, int* exit_code) {
  auto coverage = std::make_shared<UsageFlags>(), profile = std::make_shared<UsageFlags>();
  CLI::App* app = AddUsageTool(rules, "coverage", "Prints the rules of a pack that never fire over texts", coverage,
                               Coverage, exit_code);
  app->add_flag("--all", coverage->all, "Print every rule with how often it fired");
  cli::SetExamples(app, {"caspian rules coverage my-pack *.txt", "caspian rules coverage my-pack archive.jsonl --all"});
  app = AddUsageTool(rules, "profile", "Prints which rules of a pack take the time over texts", profile, Profile,
                     exit_code);
  app->add_option("--top", profile->top, "How many rules to print; default: 20")->type_name("N");
  cli::SetExamples(app, {"caspian rules profile my-pack archive.jsonl", "caspian rules profile my-pack *.txt --top 5"});
}

}  // namespace caspian::local
