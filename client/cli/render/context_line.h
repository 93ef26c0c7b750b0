#ifndef CASPIAN_CLIENT_CLI_RENDER_CONTEXT_LINE_H_
#define CASPIAN_CLIENT_CLI_RENDER_CONTEXT_LINE_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace caspian::cli {

// Bytes [begin, end) of `text` with at most 40 bytes on either side, on one line: "…ferry left [Cove] at noon…". Both
// are boundaries of code points.
std::string ContextLine(absl::string_view text, size_t begin, size_t end);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_RENDER_CONTEXT_LINE_H_
