// Lines of JSON, each of them an object, for the readers of one shape or another.
#ifndef CASPIAN_CLIENT_CLI_INPUT_JSON_OBJECT_H_
#define CASPIAN_CLIENT_CLI_INPUT_JSON_OBJECT_H_

#include <simdjson.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "caspian/v1/document.pb.h"
#include "client/cli/input/json_lines.h"

namespace caspian::cli {

// Parses lines. Not thread-safe; each thread has its own.
class JsonObjectParser {
 public:
  // The object of a line, valid until the next call. INVALID_ARGUMENT for a line that is too long, not UTF-8, not JSON
  // or no object; the message says what and what to do, not where.
  absl::StatusOr<simdjson::dom::object> Parse(const TextLine& line);

 private:
  simdjson::dom::parser parser_;
};

// Told of each failure, "FILE:LINE: what: what to do".
using FailureSink = std::function<void(absl::string_view)>;

// Reads the object of one line; a failure's message says what and what to do.
using ObjectReader = std::function<absl::Status(const simdjson::dom::object& object, const TextLine& line)>;

// Calls `read` for each line of the file at `path` ("-": standard input). What fails is told to `fail`, and the rest
// goes on.
void ForEachJsonLine(const std::string& path, const ObjectReader& read, const FailureSink& fail);

// A document from its members, as JsonLineParser documents them. INVALID_ARGUMENT.
absl::StatusOr<v1::Document> ReadDocument(const simdjson::dom::object& object);

// The string at `name`; whole numbers by their digits; empty where it is absent or null. INVALID_ARGUMENT.
absl::StatusOr<std::string> ReadString(const simdjson::dom::object& object, absl::string_view name);
// The whole number at `name`, from 0. INVALID_ARGUMENT where it is absent or none.
absl::StatusOr<uint64_t> ReadCount(const simdjson::dom::object& object, absl::string_view name);
// The objects of the list at `name`; none where it is absent or null. INVALID_ARGUMENT where it is no list of objects.
absl::StatusOr<std::vector<simdjson::dom::object>> ReadObjects(const simdjson::dom::object& object,
                                                               absl::string_view name);
// True where the member at `name` is there and is `value`.
bool HasBool(const simdjson::dom::object& object, absl::string_view name, bool value);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_INPUT_JSON_OBJECT_H_
