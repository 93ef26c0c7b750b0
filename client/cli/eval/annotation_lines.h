// Gold and predictions as lines of JSON:
//   gold         {"id", "text", "published"?, …, "entities": [{"start", "end", "type", "value"?, "optional"?,
//   "named"?}]} predictions  {"id", "entities": [{"start", "end", "type", "value"?}]}
// Offsets are half-open and count code points; other fields are ignored.
#ifndef CASPIAN_CLIENT_CLI_EVAL_ANNOTATION_LINES_H_
#define CASPIAN_CLIENT_CLI_EVAL_ANNOTATION_LINES_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "caspian/v1/document.pb.h"
#include "client/cli/eval/annotation.h"
#include "client/cli/input/json_object.h"

namespace caspian::cli {

// A text with what people marked in it.
struct GoldDocument {
  v1::Document document;
  std::vector<Annotation> annotations;
  // Where it stands, "FILE:LINE".
  std::string place;
};

// The documents of the file at `path`, in its order, all in memory. A line that is no such document, marks what is
// beyond its text, or has the id of an earlier one is told to `fail` and left out.
std::vector<GoldDocument> ReadGold(const std::string& path, const FailureSink& fail);

// What was predicted, by document id.
using Predictions = absl::flat_hash_map<std::string, std::vector<Annotation>>;

// The predictions of the file at `path` for the documents of `gold`. Those of a line that is none, or is beyond its
// document's text, or has the id of an earlier line, are told to `fail` and left out; how many lines are of documents
// that `gold` does not have goes to `unknown`.
Predictions ReadPredictions(const std::string& path, const std::vector<GoldDocument>& gold, const FailureSink& fail,
                            size_t* unknown);

// The annotations of one line of predictions. INVALID_ARGUMENT (REQUEST_INVALID).
absl::StatusOr<std::vector<Annotation>> ParsePredictionLine(const std::string& line);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_ANNOTATION_LINES_H_
