#include <utility>

#include "common/base/document.h"
#include "extractor/assemble/assemble.h"
#include "extractor/engine/analyze.h"
#include "extractor/engine/engine.h"

namespace caspian::extractor {
namespace {

class PlainEngine : public Engine {
 public:
  explicit PlainEngine(std::shared_ptr<const Program> program) : program_(std::move(program)) {}

  absl::StatusOr<v1::Extraction> Extract(const v1::Document& document) const override {
    if (absl::Status status = CheckDocument(document); !status.ok()) return status;
    const auto analysis = Analyze(*program_, document, nullptr);
    if (!analysis.ok()) return analysis.status();
    return Assemble(*program_, document, *analysis);
  }

  const v1::RuleSetRef& rule_set() const override { return program_->ref; }

 private:
  std::shared_ptr<const Program> program_;
};

}  // namespace

std::unique_ptr<const Engine> MakePlainEngine(std::shared_ptr<const Program> program) {
  return std::make_unique<PlainEngine>(std::move(program));
}

}  // namespace caspian::extractor
