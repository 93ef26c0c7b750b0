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

  absl::Status ExtractTo(const v1::Document& document, v1::Extraction* out) const override {
    out->Clear();
    if (absl::Status status = CheckDocument(document); !status.ok()) return status;
    const auto analysis = Analyze(*program_, document, nullptr);
    if (analysis.ok()) Assemble(*program_, document, *analysis, out);
    return analysis.status();
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
