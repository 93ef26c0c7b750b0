#ifndef CASPIAN_CLIENT_CLI_INPUT_DOCUMENT_FILES_H_
#define CASPIAN_CLIENT_CLI_INPUT_DOCUMENT_FILES_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "caspian/v1/document.pb.h"
#include "client/cli/input/document_fields.h"
#include "client/cli/input/json_lines.h"

namespace caspian::cli {

enum class InputFormat { kText, kJsonLines };

// The documents of files, one after the other: a text file is one, a file of JSON lines holds one a line. What can't be
// read is told on standard error and counted, and the rest goes on. Not thread-safe.
class DocumentFiles {
 public:
  DocumentFiles(const std::vector<std::string>& paths, InputFormat format, DocumentFields fields);

  // The next document; false where there is none.
  bool Next(v1::Document* document);

  // What could not be read so far.
  uint32_t failed() const { return failed_; }

 private:
  bool NextText(v1::Document* document);
  bool NextLine(v1::Document* document);
  void Fail(const absl::Status& status, const std::string& path);

  const std::vector<std::string> paths_;
  const InputFormat format_;
  const DocumentFields fields_;
  size_t at_ = 0;
  std::unique_ptr<LineReader> lines_;
  JsonLineParser parser_;
  uint32_t failed_ = 0;
};

// Adds --input-format text|jsonl.
void AddInputFormatFlag(CLI::App* app, InputFormat* format);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_INPUT_DOCUMENT_FILES_H_
