// Applies a rule set to a stream of documents over threads, in their order.
//
// One thread reads lines into batches, workers parse, extract and print each batch into a string, and the strings leave
// in the order of the batches. At most twice as many batches as threads are under way, so that memory is bounded.
#ifndef CASPIAN_CLIENT_LOCAL_EXTRACT_PIPELINE_H_
#define CASPIAN_CLIENT_LOCAL_EXTRACT_PIPELINE_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "caspian/v1/document.pb.h"
#include "caspian/v1/span.pb.h"
#include "client/cli/input/document_fields.h"
#include "client/cli/input/json_lines.h"
#include "extractor/engine/engine.h"

namespace caspian::local {

struct ExtractOptions {
  v1::OffsetUnit unit = v1::OFFSET_UNIT_BYTES;
  // One line for eval/score.py instead of the extraction.
  bool evaluation = false;
  // 0: one for each processor.
  int threads = 0;
  cli::DocumentFields fields;
};

// Where results and failures go: `print` in the order of the input and `fail` beside it, from one thread at a time. A
// `print` that returns false ends the work.
struct ExtractOutput {
  std::function<bool(absl::string_view)> print;
  std::function<void(absl::string_view)> fail;
};

// How many documents came through and how many did not. `stopped`: the output could not be written.
struct ExtractCounts {
  uint64_t extracted = 0;
  uint64_t failed = 0;
  bool stopped = false;
};

// Extracts the document of each line.
ExtractCounts ExtractLines(const extractor::Engine& engine, const ExtractOptions& options, cli::LineReader* lines,
                           const ExtractOutput& output);

// Appends the line of one document to `out`. Fails as the engine does.
absl::Status ExtractDocument(const extractor::Engine& engine, const ExtractOptions& options,
                             const v1::Document& document, std::string* out);

}  // namespace caspian::local

#endif  // CASPIAN_CLIENT_LOCAL_EXTRACT_PIPELINE_H_
