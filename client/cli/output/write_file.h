#ifndef CASPIAN_CLIENT_CLI_OUTPUT_WRITE_FILE_H_
#define CASPIAN_CLIENT_CLI_OUTPUT_WRITE_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace caspian::cli {

// Makes `text` the content of the file at `path`, which is made where it is new. UNAVAILABLE, with the path, where it
// can't be written whole.
absl::Status WriteFile(const std::string& path, absl::string_view text);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_OUTPUT_WRITE_FILE_H_
