// Memory for extractions that are made one after another.
#ifndef CASPIAN_EXTRACTOR_ENGINE_EXTRACTION_BUFFER_H_
#define CASPIAN_EXTRACTOR_ENGINE_EXTRACTION_BUFFER_H_

#include <google/protobuf/arena.h>

#include <cstddef>
#include <memory>

#include "caspian/v1/extraction.pb.h"

namespace caspian::extractor {

// Holds one extraction at a time, on an arena, whose first block serves document after document: what Engine::ExtractTo
// fills costs fewer allocations than a message of its own. Not thread-safe: one for each thread.
class ExtractionBuffer {
 public:
  ExtractionBuffer() : block_(std::make_unique_for_overwrite<char[]>(kBlockBytes)), arena_(block_.get(), kBlockBytes) {}

  // An empty message. It stands until the next call or the buffer's end; what is moved out of it is copied.
  v1::Extraction* Next() {
    arena_.Reset();
    return google::protobuf::Arena::CreateMessage<v1::Extraction>(&arena_);
  }

 private:
  // For the extraction of some KB of news; what is more comes from blocks that go with it.
  static constexpr size_t kBlockBytes = size_t{64} << 10;

  std::unique_ptr<char[]> block_;
  google::protobuf::Arena arena_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ENGINE_EXTRACTION_BUFFER_H_
