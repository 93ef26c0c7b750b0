// The commands that need a server, or nothing at all. Each adds itself to the program and, where it is called, sets the
// code that the program ends with.
#ifndef CASPIAN_CLIENT_CLI_COMMANDS_COMMANDS_H_
#define CASPIAN_CLIENT_CLI_COMMANDS_COMMANDS_H_

#include <string>
#include <vector>

#include "caspian/v1/briefing.pb.h"
#include "common/rpc/tls.h"

namespace CLI {
class App;
}  // namespace CLI

namespace caspian::cli {

// caspian ingest FILE… --server ADDR --collection C
void AddIngestCommand(CLI::App* program, int* exit_code);
// caspian briefing --server ADDR --collection C
void AddBriefingCommand(CLI::App* program, int* exit_code);
// caspian delete DOCUMENT… --server ADDR --collection C
void AddDeleteCommand(CLI::App* program, int* exit_code);

// caspian judge same|not-same|split|not-an-event|wrong-role|reversed|wrong-date|authors-view|list|undo
void AddJudgeCommand(CLI::App* program, int* exit_code);
// caspian explain-merge FIRST SECOND, caspian possible-matches
void AddMergeCommands(CLI::App* program, int* exit_code);

// The server that a command calls.
struct RemoteServer {
  std::string address;
  rpc::ClientTlsOptions tls;
};
void AddRemoteServerFlags(CLI::App* app, RemoteServer* server);

// Adds --document, --from-publisher, --kind, --type, --name, --from, --to; `filter` outlives `app`.
void AddFilterFlags(CLI::App* app, v1::BriefingFilter* filter);

// Ends the help with command lines that work.
void SetExamples(CLI::App* app, const std::vector<std::string>& examples);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_COMMANDS_COMMANDS_H_
