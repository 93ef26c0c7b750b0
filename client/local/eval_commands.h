// The parts of `caspian eval`, and what they share.
#ifndef CASPIAN_CLIENT_LOCAL_EVAL_COMMANDS_H_
#define CASPIAN_CLIENT_LOCAL_EVAL_COMMANDS_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/strings/string_view.h"
#include "client/cli/eval/report.h"
#include "common/base/exit_code.h"

namespace CLI {
class App;
}  // namespace CLI

namespace caspian::local {

// caspian eval spans GOLD
void AddEvalSpansCommand(CLI::App* eval, int* exit_code);
// caspian eval specs SPEC…
void AddEvalSpecsCommand(CLI::App* eval, int* exit_code);
// caspian eval names PAIRS
void AddEvalNamesCommand(CLI::App* eval, int* exit_code);
// caspian eval clusters GOLD
void AddEvalClustersCommand(CLI::App* eval, int* exit_code);
// caspian eval compare OLD NEW
void AddEvalCompareCommand(CLI::App* eval, int* exit_code);

// Which findings a command prints, and where its report goes.
struct EvalOutput {
  std::string show;    // "misses", "strays", "values", "both"; empty: none
  uint64_t limit = 0;  // most of each; 0: all
  std::string json;    // file of the report; empty: none
};
void AddEvalOutputFlags(CLI::App* app, EvalOutput* output);

// Prints `tables`, then the findings asked for, and writes the report. False, with a message, where that fails.
bool PrintEvaluation(const EvalOutput& output, const std::string& tables, const cli::Report& report);

// Prints failures on standard error and counts them.
class FailureCount {
 public:
  void Tell(absl::string_view message);
  uint64_t count() const { return count_; }

 private:
  uint64_t count_ = 0;
};

// Calls `work` for each index below `count`, over `threads` (0: one for each processor); returns when all are done.
void ForEachIndex(int threads, size_t count, const std::function<void(size_t)>& work);

}  // namespace caspian::local

#endif  // CASPIAN_CLIENT_LOCAL_EVAL_COMMANDS_H_
