#ifndef CASPIAN_CLIENT_CLI_INPUT_TEXT_FILE_H_
#define CASPIAN_CLIENT_CLI_INPUT_TEXT_FILE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "caspian/v1/document.pb.h"

namespace caspian::cli {

// The standard input's path.
inline constexpr char kStandardInput[] = "-";

// The file at `path` ("-": standard input) as a document: its id is the path as given, its content the bytes as they
// are. At most the document limit and a byte are read. NOT_FOUND, PERMISSION_DENIED, INVALID_ARGUMENT (a folder;
// DOCUMENT_TOO_LARGE), each with the path and what to do.
absl::StatusOr<v1::Document> ReadTextFile(const std::string& path);

// `paths` in order, each once: the same path twice is one document.
std::vector<std::string> UniquePaths(const std::vector<std::string>& paths);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_INPUT_TEXT_FILE_H_
