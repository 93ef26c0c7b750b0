#ifndef CASPIAN_CLIENT_CLI_OUTPUT_TERMINAL_H_
#define CASPIAN_CLIENT_CLI_OUTPUT_TERMINAL_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/base/exit_code.h"

namespace caspian::cli {

// Cells in a line of standard output: $COLUMNS, else the terminal's, else 100.
size_t TerminalWidth();

// True where standard output is a terminal that knows colours and NO_COLOR is not set.
bool TerminalHasColor();

// Writes all of `text` to standard output; false, with a message, where that fails (a full disk, a closed pipe).
bool PrintOut(absl::string_view text);

// Prints "caspian: message" on standard error, controls made harmless. Thread-safe.
void PrintError(absl::string_view message);

// The exit code that tells what `status` means; kExitOk where it is OK.
ExitCode ExitCodeOf(const absl::Status& status);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_OUTPUT_TERMINAL_H_
