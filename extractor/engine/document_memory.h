#ifndef CASPIAN_EXTRACTOR_ENGINE_DOCUMENT_MEMORY_H_
#define CASPIAN_EXTRACTOR_ENGINE_DOCUMENT_MEMORY_H_

#include <cstddef>
#include <memory>
#include <memory_resource>
#include <optional>

#include "common/base/large_pages.h"

namespace caspian::extractor {

// Memory for what is made of one document, piece by piece, and goes with it: one block that serves document after
// document, and more that is given back where a document fills it. Not thread-safe.
class DocumentMemory {
 public:
  DocumentMemory() : block_(std::make_unique_for_overwrite<std::byte[]>(kBlockBytes)) {}

  // Gives back what was taken before. The memory stands until the next call or the end of this.
  std::shared_ptr<std::pmr::memory_resource> Begin() {
    taken_.emplace(block_.get(), kBlockBytes, &more_);
    return {std::shared_ptr<void>(), &*taken_};
  }

 private:
  // For what some KB of news hold.
  static constexpr size_t kBlockBytes = size_t{256} << 10;

  std::unique_ptr<std::byte[]> block_;
  LargePages more_;
  std::optional<std::pmr::monotonic_buffer_resource> taken_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ENGINE_DOCUMENT_MEMORY_H_
