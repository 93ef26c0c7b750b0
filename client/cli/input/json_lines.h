// Documents as lines of JSON: {"id", "text", "published"?, "title"?, "publisher"?, "author"?, "language"?, "uri"?}.
// null is absent; other fields are ignored.
#ifndef CASPIAN_CLIENT_CLI_INPUT_JSON_LINES_H_
#define CASPIAN_CLIENT_CLI_INPUT_JSON_LINES_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "caspian/v1/document.pb.h"
#include "client/cli/input/open_file.h"

namespace caspian::cli {

// Longest line, bytes: a document of the limit with every byte escaped, and its metadata.
inline constexpr size_t kLineLimitBytes = size_t{100} << 20;

// A line without its end, and its number from 1.
struct TextLine {
  uint64_t number = 0;
  std::string text;
  bool too_long = false;  // then `text` is empty
};

// Reads lines; blank ones are left out, a byte-order mark at the start of the file is dropped. Not thread-safe.
class LineReader {
 public:
  explicit LineReader(File file) : file_(std::move(file)) {}

  // False at the end.
  bool Next(TextLine* line);

 private:
  bool Fill();
  bool TakeLine(TextLine* line);

  File file_;
  std::string buffer_;
  size_t at_ = 0;
  uint64_t number_ = 0;
};

// Reads documents from lines. Not thread-safe; each thread has its own.
class JsonLineParser {
 public:
  JsonLineParser();
  ~JsonLineParser();

  // The document of a line. INVALID_ARGUMENT, with the line's number, for what is no JSON object, has no `id`, a field
  // of the wrong type or a field twice, or a published date that is none. The text itself is not checked.
  absl::StatusOr<v1::Document> Parse(const TextLine& line);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_INPUT_JSON_LINES_H_
