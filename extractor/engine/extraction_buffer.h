// Memory for extractions that are made one after another.
#ifndef CASPIAN_EXTRACTOR_ENGINE_EXTRACTION_BUFFER_H_
#define CASPIAN_EXTRACTOR_ENGINE_EXTRACTION_BUFFER_H_

#include <google/protobuf/arena.h>

#include <cstddef>
#include <memory>

#include "caspian/v1/extraction.pb.h"

namespace caspian::extractor {

// Holds one extraction at a time, in a message on an arena, both of which serve document after document: what
// Engine::ExtractTo fills costs far fewer allocations than a message of its own. Not thread-safe: one for each thread.
class ExtractionBuffer {
 public:
  ExtractionBuffer() : block_(std::make_unique_for_overwrite<char[]>(kBlockBytes)), arena_(block_.get(), kBlockBytes) {}

  // An empty message. It stands until the next call or the buffer's end; what is moved out of it is copied.
  v1::Extraction* Next() {
    if (extraction_ != nullptr && arena_.SpaceUsed() <= kMostUsed) {
      extraction_->Clear();
      return extraction_;
    }
    arena_.Reset();
    return extraction_ = google::protobuf::Arena::CreateMessage<v1::Extraction>(&arena_);
  }

 private:
  // For the extractions of some documents of news: a message that is cleared keeps its lists and texts, but asks for
  // its parts again. What is more comes from blocks that go with it.
  static constexpr size_t kBlockBytes = size_t{512} << 10;
  static constexpr size_t kMostUsed = kBlockBytes / 4 * 3;

  std::unique_ptr<char[]> block_;
  google::protobuf::Arena arena_;
  v1::Extraction* extraction_ = nullptr;  // of the arena
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ENGINE_EXTRACTION_BUFFER_H_
