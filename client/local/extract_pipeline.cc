#include "client/local/extract_pipeline.h"

#include <deque>
#include <future>

#include "client/cli/output/extraction_json.h"
#include "common/base/document.h"
#include "common/rpc/worker_pool.h"
#include "extractor/engine/extraction_buffer.h"
#include "extractor/service/offset_units.h"

namespace caspian::local {

namespace pb = ::caspian::v1;

namespace {

constexpr size_t kBatchBytes = size_t{256} << 10;

using Batch = std::vector<cli::TextLine>;

struct BatchResult {
  std::string printed;
  std::vector<std::string> failures;
  uint64_t extracted = 0;
};

// Lines up to the batch's size; empty at the end.
Batch ReadBatch(cli::LineReader* lines) {
  Batch batch;
  size_t bytes = 0;
  cli::TextLine line;
  while (bytes < kBatchBytes && lines->Next(&line)) {
    bytes += line.text.size();
    batch.push_back(std::move(line));
  }
  return batch;
}

// Likewise ExtractDocument, with memory that serves many.
absl::Status ExtractWith(const extractor::Engine& engine, const ExtractOptions& options, const pb::Document& document,
                         extractor::ExtractionBuffer* buffer, std::string* out) {
  pb::Extraction* extraction = buffer->Next();
  if (absl::Status status = engine.ExtractTo(document, extraction); !status.ok()) return status;
  const absl::string_view text = ContentOf(document);
  const bool code_points = options.evaluation || options.unit == pb::OFFSET_UNIT_CODE_POINTS;
  const extractor::OffsetUnits units = {code_points, options.unit == pb::OFFSET_UNIT_UTF16};
  if (units.any()) extractor::FillOffsets(text, units, extraction);
  if (options.evaluation) {
    cli::AppendEvaluationLine(*extraction, text, out);
  } else {
    cli::AppendExtractionLine(*extraction, text, options.unit, out);
  }
  return absl::OkStatus();
}

BatchResult ExtractBatch(const extractor::Engine& engine, const ExtractOptions& options, const Batch& batch) {
  BatchResult result;
  cli::JsonLineParser parser;
  extractor::ExtractionBuffer buffer;
  for (const cli::TextLine& line : batch) {
    auto document = parser.Parse(line);
    absl::Status status = document.status();
    if (status.ok()) {
      cli::FillDocument(options.fields, &*document);
      status = ExtractWith(engine, options, *document, &buffer, &result.printed);
    }
    if (status.ok()) {
      ++result.extracted;
    } else {
      result.failures.emplace_back(status.message());
    }
  }
  return result;
}

// Prints a finished batch; false where the output is gone.
bool Deliver(const BatchResult& result, const ExtractOutput& output, ExtractCounts* counts) {
  counts->extracted += result.extracted;
  counts->failed += result.failures.size();
  for (const std::string& failure : result.failures) output.fail(failure);
  return result.printed.empty() || output.print(result.printed);
}

}  // namespace

absl::Status ExtractDocument(const extractor::Engine& engine, const ExtractOptions& options,
                             const pb::Document& document, std::string* out) {
  extractor::ExtractionBuffer buffer;
  return ExtractWith(engine, options, document, &buffer, out);
}

ExtractCounts ExtractLines(const extractor::Engine& engine, const ExtractOptions& options, cli::LineReader* lines,
                           const ExtractOutput& output) {
  ExtractCounts counts;
  std::deque<std::future<BatchResult>> under_way;
  rpc::WorkerPool pool(options.threads);
  const size_t most = 2 * static_cast<size_t>(pool.threads());
  bool more = true;
  while (!counts.stopped && (more || !under_way.empty())) {
    while (more && under_way.size() < most) {
      auto batch = std::make_shared<Batch>(ReadBatch(lines));
      more = !batch->empty();
      if (!more) break;
      auto promise = std::make_shared<std::promise<BatchResult>>();
      under_way.push_back(promise->get_future());
      pool.Schedule([&engine, &options, batch, promise] { promise->set_value(ExtractBatch(engine, options, *batch)); });
    }
    if (under_way.empty()) break;
    counts.stopped = !Deliver(under_way.front().get(), output, &counts);
    under_way.pop_front();
  }
  return counts;
}

}  // namespace caspian::local
