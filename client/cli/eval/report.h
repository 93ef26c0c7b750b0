// What an evaluation found: figures, and what was missed, stray or has another value. Written as one JSON object, so
// that two of them can be compared:
//   {"command": "spans"|"specs", "documents": N,
//    "figures": [{"scope": "all"|"file"|"type", "name"?, "measure", "right", "predicted", "gold",
//                 "precision", "recall", "f1"}],
//    "misses"|"strays"|"values": [{"id", "start", "end", "type", "text", "value"?,
//                                  "instead"?: [{"start", "end", "type", "text", "value"?}]}]}
// right, predicted and gold are counts; precision, recall and f1 lie between 0 and 1 and have six decimals.
#ifndef CASPIAN_CLIENT_CLI_EVAL_REPORT_H_
#define CASPIAN_CLIENT_CLI_EVAL_REPORT_H_

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/cli/eval/matching.h"

namespace caspian::cli {

// What a figure is of: all, a file (of specs), or a type.
enum class Scope { kAll, kFile, kType };

enum class Measure {
  kStrict,         // same span and type
  kRelaxed,        // overlap and type
  kUntypedStrict,  // same span
  kUntyped,        // overlap
  kValue,          // overlap and equal values, of what is counted as untyped
  kResolution,     // overlap, fitting label and the resolution that the spec lists
  kCases,          // whole cases of a spec; predicted and gold both count the cases
};

// "strict", "untyped-strict", …
absl::string_view MeasureName(Measure measure);
absl::string_view ScopeName(Scope scope);

struct FigureKey {
  Scope scope = Scope::kAll;
  std::string name;  // empty for all
  Measure measure = Measure::kStrict;

  friend bool operator<(const FigureKey& a, const FigureKey& b) {
    return std::tie(a.scope, a.name, a.measure) < std::tie(b.scope, b.name, b.measure);
  }
};

// A marked stretch as it is shown.
struct Excerpt {
  uint32_t start = 0;  // code points
  uint32_t end = 0;
  std::string type;
  std::string text;
  std::string value;
};

// A gold or predicted stretch that was not matched, and what the other side has there instead.
struct Finding {
  std::string document;
  Excerpt excerpt;
  std::vector<Excerpt> instead;
  // Up to 40 code points on each side; not part of the JSON.
  std::string before;
  std::string after;
};

struct Report {
  std::string command;
  uint64_t documents = 0;
  std::map<FigureKey, Counts> figures;
  std::vector<Finding> misses;  // gold that was not found
  std::vector<Finding> strays;  // predicted that is not gold
  std::vector<Finding> values;  // found, with another value
};

// The report on one line, end of line included.
std::string FormatReport(const Report& report);

// The report in the file at `path`. INVALID_ARGUMENT (REQUEST_INVALID) where it holds none; fails as OpenForReading.
absl::StatusOr<Report> ReadReport(const std::string& path);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_REPORT_H_
