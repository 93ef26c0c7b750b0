#ifndef CASPIAN_CLIENT_CLI_OUTPUT_BRIEFING_FORMATS_H_
#define CASPIAN_CLIENT_CLI_OUTPUT_BRIEFING_FORMATS_H_

#include <string>

#include "caspian/v1/briefing.pb.h"
#include "client/cli/render/briefing_text.h"

namespace CLI {
class App;
}  // namespace CLI

namespace caspian::cli {

// text: the page; json: one object; jsonl: the head ({"collection","counts","documents"}), then a record a line;
// textproto and binpb: the message caspian.v1.Briefing. JSON names are the contract's own (snake_case).
enum class BriefingFormat { kText, kJson, kJsonLines, kTextProto, kBinary };

// How a command prints a briefing.
struct BriefingOutput {
  BriefingFormat format = BriefingFormat::kText;
  bool receipts = false;
  size_t width = 0;  // cells; 0: the terminal's
};

// Adds --format, --receipts, --width; `output` outlives `app`.
void AddBriefingOutputFlags(CLI::App* app, BriefingOutput* output);

// The briefing in a format. A pure function.
std::string FormatBriefing(const v1::Briefing& briefing, BriefingFormat format, const BriefingTextOptions& text);

// Prints it on standard output, for people fitted to the terminal there. False where it could not be written whole.
bool PrintBriefing(const v1::Briefing& briefing, const BriefingOutput& output);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_OUTPUT_BRIEFING_FORMATS_H_
