#include "extractor/engine/analyze.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/document.h"
#include "common/base/error.h"
#include "extractor/match/conflict.h"
#include "extractor/match/stage_matcher.h"

namespace caspian::extractor {
namespace {

absl::Status OverBudget(const v1::Document& document, const std::vector<Annotation>& made, uint32_t sentence,
                        uint32_t limit) {
  std::map<std::string, size_t> counts;
  for (const Annotation& annotation : made) ++counts[annotation.rule_id];
  const auto most =
      std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const std::string rule = most == counts.end() ? "" : most->first;
  return MakeError(
      v1::ERROR_REASON_BUDGET_EXCEEDED,
      absl::StrCat("document ", document.id(), ": more than ", limit, " annotations by sentence ", sentence + 1,
                   ", most of them of rule ", rule, ": narrow the rule or raise limits: in pack.yaml"),
      {{"document_id", document.id()}, {"rule_id", rule}, {"sentence", absl::StrCat(sentence + 1)}});
}

class DocumentRun {
 public:
  DocumentRun(const Program& program, const v1::Document& document, std::vector<NameTrace>* trace)
      : program_(program), document_(document), trace_(trace) {
    analysis_.text = ContentOf(document);
    analysis_.segmentation = Segment(analysis_.text, program.abbreviations);
    analysis_.visible.resize(analysis_.segmentation.sentences.size());
    in_sentence_.resize(analysis_.segmentation.sentences.size());
  }

  absl::StatusOr<Analysis> Run() {
    for (const CompiledStage& stage : program_.stages) {
      absl::Status status = stage.names.has_value() ? RunNames(*stage.names) : RunStage(stage);
      if (!status.ok()) return status;
    }
    return std::move(analysis_);
  }

 private:
  absl::Status RunStage(const CompiledStage& stage) {
    for (uint32_t sentence = 0; sentence < analysis_.visible.size(); ++sentence) {
      if (absl::Status status = Accept(MatchStage(program_, stage, analysis_, sentence), sentence); !status.ok())
        return status;
    }
    return absl::OkStatus();
  }

  absl::Status RunNames(const CompiledNames& names) {
    std::vector<Annotation> made = DecideStage(program_, names, analysis_, trace_);
    for (auto begin = made.begin(); begin != made.end();) {
      const uint32_t sentence = begin->sentence;
      const auto end = std::find_if(begin, made.end(), [&](const Annotation& a) { return a.sentence != sentence; });
      std::vector<Annotation> in_sentence(std::make_move_iterator(begin), std::make_move_iterator(end));
      if (absl::Status status = Accept(std::move(in_sentence), sentence); !status.ok()) return status;
      begin = end;
    }
    return absl::OkStatus();
  }

  absl::Status Accept(std::vector<Annotation> made, uint32_t sentence) {
    in_sentence_[sentence] += static_cast<uint32_t>(made.size());
    if (in_sentence_[sentence] > program_.annotations_per_sentence)
      return OverBudget(document_, made, sentence, program_.annotations_per_sentence);
    if (analysis_.annotations.size() + made.size() > program_.annotations_per_document)
      return OverBudget(document_, made, sentence, program_.annotations_per_document);
    AcceptAnnotations(SettleConflicts(std::move(made), program_.alphabet), program_.alphabet, &analysis_);
    return absl::OkStatus();
  }

  const Program& program_;
  const v1::Document& document_;
  std::vector<NameTrace>* trace_;
  Analysis analysis_;
  std::vector<uint32_t> in_sentence_;
};

}  // namespace

absl::StatusOr<Analysis> Analyze(const Program& program, const v1::Document& document, std::vector<NameTrace>* trace) {
  return DocumentRun(program, document, trace).Run();
}

}  // namespace caspian::extractor
