// What the tools of `caspian rules` share.
#ifndef CASPIAN_CLIENT_LOCAL_RULES_TOOLS_H_
#define CASPIAN_CLIENT_LOCAL_RULES_TOOLS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "caspian/v1/document.pb.h"
#include "client/cli/input/document_fields.h"
#include "client/local/stored_collection.h"
#include "common/base/exit_code.h"
#include "extractor/engine/library.h"

namespace CLI {
class App;
}  // namespace CLI

namespace caspian::local {

// "1 rule", "2 rules".
std::string Count(uint64_t count, absl::string_view what);

// `given`, or where it is empty the shipped pack's folder; nullopt, and told, where there is none.
std::optional<std::string> PackPathOrTell(const std::string& given);

// Prints problems, a line each: "FILE:LINE:COLUMN: …", so that editors can follow them.
void PrintProblems(const std::vector<v1::RuleSetProblem>& problems);

// Loads the pack in folder `given`, the shipped one where it is empty; prints all its faults and returns null where it
// has some.
std::shared_ptr<const extractor::LoadedRuleSet> LoadPackOrTell(const std::string& given);

// The same for a pack that CheckPack has read from `path`.
std::shared_ptr<const extractor::LoadedRuleSet> LoadPackOrTell(const std::string& path, extractor::Pack pack);

// The texts that a tool runs rules over.
struct Corpus {
  std::vector<std::string> paths;
  cli::DocumentFields fields;
};

// Adds CORPUS… and the flags for what is known of documents; `corpus` outlives `app`. PACKs are added before.
void AddCorpus(CLI::App* app, Corpus* corpus);

// Calls `use` with each document in order: a file is one; of *.jsonl, *.ndjson and standard input a line is. What can't
// be read, and what `use` fails with, is told on standard error, and the rest goes on; returns how many that were.
uint64_t ForEachDocument(const Corpus& corpus, const std::function<absl::Status(const v1::Document&)>& use);

// Extracts the documents that are judged with `engine` and prints the judgements that do not hold there by themselves,
// and those whose words nothing is found in any more. kExitConfiguration where one does not hold.
ExitCode TestJudgements(const CollectionPlace& place, const extractor::Engine& engine);

// Each adds its tools to `caspian rules` and, where one is called, sets the code that the program ends with.
void AddRulesUsageCommands(CLI::App* rules, int* exit_code);
void AddRulesDiffCommand(CLI::App* rules, int* exit_code);

}  // namespace caspian::local

#endif  // CASPIAN_CLIENT_LOCAL_RULES_TOOLS_H_
