// The commands that do the work themselves. Each adds itself to the program and, where it is called, sets the code that
// the program ends with.
#ifndef CASPIAN_CLIENT_LOCAL_LOCAL_COMMANDS_H_
#define CASPIAN_CLIENT_LOCAL_LOCAL_COMMANDS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/base/exit_code.h"

namespace CLI {
class App;
}  // namespace CLI

namespace caspian::local {

// caspian bench extract CORPUS…
void AddBenchCommand(CLI::App* program, int* exit_code);
// caspian brief FILE…
void AddBriefCommand(CLI::App* program, int* exit_code);
// caspian extract [FILE]
void AddExtractCommand(CLI::App* program, int* exit_code);
// caspian eval spans|specs|compare
void AddEvalCommand(CLI::App* program, int* exit_code);
// caspian explain FILE --rule ID | --at OFFSET
void AddExplainCommand(CLI::App* program, int* exit_code);
// caspian reextract COLLECTION
void AddReextractCommand(CLI::App* program, int* exit_code);
// caspian serve
void AddServeCommand(CLI::App* program, int* exit_code);
// caspian store check DIR, backup DIR FILE, restore FILE DIR
void AddStoreCommand(CLI::App* program, int* exit_code);
// caspian rules check|test [PACK], coverage|profile PACK CORPUS…, diff PACK-A PACK-B CORPUS…
void AddRulesCommand(CLI::App* program, int* exit_code);

// Adds --rules PACK, one folder; `packs` outlives `app`.
void AddPackFlag(CLI::App* app, std::vector<std::string>* packs);

// The exit code for rules, a store or a server that can't be opened, after its message was printed.
ExitCode FailToOpen(const absl::Status& status);

}  // namespace caspian::local

#endif  // CASPIAN_CLIENT_LOCAL_LOCAL_COMMANDS_H_
