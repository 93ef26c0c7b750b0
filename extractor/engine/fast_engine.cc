#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/base/document.h"
#include "extractor/assemble/assemble.h"
#include "extractor/engine/analyze.h"
#include "extractor/engine/engine.h"

namespace caspian::extractor {
namespace {

// What longer documents have filled is given back, so that what is kept stays small.
constexpr size_t kMostBytes = size_t{64} << 10;

// What threads that read no document now have left.
class ScratchPool {
 public:
  std::unique_ptr<TriggerScratch> Take() {
    absl::MutexLock lock(&mutex_);
    if (free_.empty()) return nullptr;
    std::unique_ptr<TriggerScratch> scratch = std::move(free_.back());
    free_.pop_back();
    return scratch;
  }

  void Keep(std::unique_ptr<TriggerScratch> scratch) {
    absl::MutexLock lock(&mutex_);
    free_.push_back(std::move(scratch));
  }

 private:
  absl::Mutex mutex_;
  std::vector<std::unique_ptr<TriggerScratch>> free_ ABSL_GUARDED_BY(mutex_);
};

class FastEngine : public Engine {
 public:
  explicit FastEngine(std::shared_ptr<const Program> program) : program_(std::move(program)), triggers_(*program_) {}

  absl::Status ExtractTo(const v1::Document& document, v1::Extraction* out) const override {
    out->Clear();
    if (absl::Status status = CheckDocument(document); !status.ok()) return status;
    std::unique_ptr<TriggerScratch> scratch = pool_.Take();
    if (scratch == nullptr) scratch = std::make_unique<TriggerScratch>(*program_, triggers_);
    const auto analysis = AnalyzeByTriggers(*program_, document, scratch.get());
    const bool is_long = ContentOf(document).size() > kMostBytes;
    if (is_long) scratch->ReleaseSearch();
    if (analysis.ok()) Assemble(*program_, document, **analysis, out);
    if (is_long) scratch->Release();
    pool_.Keep(std::move(scratch));
    return analysis.status();
  }

  const v1::RuleSetRef& rule_set() const override { return program_->ref; }

 private:
  std::shared_ptr<const Program> program_;
  TriggerIndex triggers_;
  mutable ScratchPool pool_;  // of as many as there have been documents at once
};

}  // namespace

std::unique_ptr<const Engine> MakeFastEngine(std::shared_ptr<const Program> program) {
  return std::make_unique<FastEngine>(std::move(program));
}

}  // namespace caspian::extractor
