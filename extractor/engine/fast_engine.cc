#include <utility>

#include "common/base/document.h"
#include "extractor/assemble/assemble.h"
#include "extractor/engine/analyze.h"
#include "extractor/engine/engine.h"
#include "extractor/engine/scratch_pool.h"

namespace caspian::extractor {
namespace {

class FastEngine : public Engine {
 public:
  explicit FastEngine(std::shared_ptr<const Program> program)
      : program_(std::move(program)), triggers_(*program_), pool_(*program_, triggers_) {}

  absl::Status ExtractTo(const v1::Document& document, v1::Extraction* out) const override {
    out->Clear();
    if (absl::Status status = CheckDocument(document); !status.ok()) return status;
    const size_t bytes = ContentOf(document).size();
    std::unique_ptr<TriggerScratch> scratch = pool_.Take(bytes);
    const auto analysis = AnalyzeByTriggers(*program_, document, scratch.get());
    if (ScratchPool::IsLong(bytes)) scratch->ReleaseSearch();
    if (analysis.ok()) Assemble(*program_, document, **analysis, out);
    pool_.Keep(std::move(scratch), bytes);
    return analysis.status();
  }

  const v1::RuleSetRef& rule_set() const override { return program_->ref; }

 private:
  std::shared_ptr<const Program> program_;
  TriggerIndex triggers_;
  mutable ScratchPool pool_;
};

}  // namespace

std::unique_ptr<const Engine> MakeFastEngine(std::shared_ptr<const Program> program) {
  return std::make_unique<FastEngine>(std::move(program));
}

}  // namespace caspian::extractor
