// What threads need while they analyse documents, kept from one to the next.
#ifndef CASPIAN_EXTRACTOR_ENGINE_SCRATCH_POOL_H_
#define CASPIAN_EXTRACTOR_ENGINE_SCRATCH_POOL_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "extractor/engine/analyze.h"

namespace caspian::extractor {

// Of those that no thread uses one alone, the roomiest, keeps the room that a long document's tokens, words and
// annotations took, for the next long one, and gives it back when some tens of much shorter ones have followed: an
// archive of long documents doesn't ask for most of its memory again and again, and what waits holds little. There are
// as many as there have been documents at once, and one more. The program and its triggers outlive it. Thread-safe.
class ScratchPool {
 public:
  ScratchPool(const Program& program, const TriggerIndex& triggers) : program_(program), triggers_(triggers) {}

  // One for a document of so many bytes.
  std::unique_ptr<TriggerScratch> Take(size_t bytes);
  // Takes back one that has read such a document.
  void Keep(std::unique_ptr<TriggerScratch> scratch, size_t bytes);

  // Whether a document's room is given back, or kept by one alone.
  static bool IsLong(size_t bytes) { return bytes > kMostBytes; }

 private:
  // Null: none is free.
  std::unique_ptr<TriggerScratch> TakeFree(size_t bytes);

  static constexpr size_t kMostBytes = size_t{64} << 10;  // of a document that isn't long
  static constexpr size_t kMuchShorter = 4;               // times
  static constexpr uint32_t kMostShorter = 64;

  const Program& program_;
  const TriggerIndex& triggers_;
  absl::Mutex mutex_;
  std::vector<std::unique_ptr<TriggerScratch>> free_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<TriggerScratch> roomy_ ABSL_GUARDED_BY(mutex_);  // may be null
  uint32_t shorter_ ABSL_GUARDED_BY(mutex_) = 0;  // documents, much shorter than its room, since one that was not
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ENGINE_SCRATCH_POOL_H_
