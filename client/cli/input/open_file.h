#ifndef CASPIAN_CLIENT_CLI_INPUT_OPEN_FILE_H_
#define CASPIAN_CLIENT_CLI_INPUT_OPEN_FILE_H_

#include <cstdio>
#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace caspian::cli {

struct FileCloser {
  // Standard input stays open.
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

// Opens `path` ("-": standard input) for reading. NOT_FOUND, PERMISSION_DENIED, INVALID_ARGUMENT (a folder),
// UNAVAILABLE.
absl::StatusOr<File> OpenForReading(const std::string& path);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_INPUT_OPEN_FILE_H_
