#include <utility>

#include "common/base/document.h"
#include "extractor/assemble/assemble.h"
#include "extractor/engine/analyze.h"
#include "extractor/engine/engine.h"

namespace caspian::extractor {
namespace {

class FastEngine : public Engine {
 public:
  explicit FastEngine(std::shared_ptr<const Program> program) : program_(std::move(program)), triggers_(*program_) {}

  absl::StatusOr<v1::Extraction> Extract(const v1::Document& document) const override {
    if (absl::Status status = CheckDocument(document); !status.ok()) return status;
    const auto analysis = AnalyzeByTriggers(*program_, triggers_, document);
    if (!analysis.ok()) return analysis.status();
    return Assemble(*program_, document, *analysis);
  }

  const v1::RuleSetRef& rule_set() const override { return program_->ref; }

 private:
  std::shared_ptr<const Program> program_;
  TriggerIndex triggers_;
};

}  // namespace

std::unique_ptr<const Engine> MakeFastEngine(std::shared_ptr<const Program> program) {
  return std::make_unique<FastEngine>(std::move(program));
}

}  // namespace caspian::extractor
