#include "extractor/engine/analyze.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/document.h"
#include "common/base/error.h"
#include "extractor/engine/document_condition.h"
#include "extractor/match/plain_token.h"
#include "extractor/match/stage_matcher.h"
#include "extractor/names/name_stage.h"
#include "extractor/names/sense_stage.h"

namespace caspian::extractor {
namespace {

absl::Status OverBudget(const v1::Document& document, const std::vector<Annotation>& made, uint32_t sentence,
                        uint32_t limit) {
  std::map<absl::string_view, size_t> counts;
  for (const Annotation& annotation : made) ++counts[annotation.rule_id];
  const auto most =
      std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const std::string rule(most == counts.end() ? "" : most->first);
  return MakeError(
      v1::ERROR_REASON_BUDGET_EXCEEDED,
      absl::StrCat("document ", document.id(), ": more than ", limit, " annotations by sentence ", sentence + 1,
                   ", most of them of rule ", rule, ": narrow the rule or raise limits: in pack.yaml"),
      {{"document_id", document.id()}, {"rule_id", rule}, {"sentence", absl::StrCat(sentence + 1)}});
}

class DocumentRun {
 public:
  DocumentRun(const Program& program, const v1::Document& document, AnalysisTrace* trace, const TriggerIndex* triggers)
      : program_(program), document_(document), trace_(trace) {
    analysis_.text = ContentOf(document);
    analysis_.segmentation = Segment(analysis_.text, program.abbreviations);
    analysis_.words.reserve(analysis_.segmentation.tokens.size());
    for (const Token& token : analysis_.segmentation.tokens) {
      std::string storage;
      analysis_.words.push_back(program.vocabulary.WordsOf(PlainToken(analysis_.text, token, &storage)));
    }
    const size_t sentences = analysis_.segmentation.sentences.size();
    analysis_.visible.resize(sentences);
    analysis_.lifted.resize(sentences);
    analysis_.regions.resize(sentences);
    analysis_.conditions = ConditionsMet(program, document, analysis_.segmentation, analysis_.words);
    in_sentence_.resize(sentences);
    if (triggers == nullptr) return;
    analysis_.edges =
        std::make_shared<EdgeRows>(program.edges, analysis_.text, analysis_.segmentation.tokens, analysis_.words);
    triggered_.emplace(*triggers, analysis_);
    copies_.emplace(analysis_, program.alphabet);
  }

  absl::StatusOr<Analysis> Run(size_t stages) {
    const size_t last = analysis_.Meets(program_.condition) ? std::min(stages, program_.stages.size()) : 0;
    for (size_t s = 0; s < last; ++s) {
      if (!analysis_.Meets(program_.stages[s].condition)) continue;
      if (absl::Status status = RunStage(s); !status.ok()) return status;
    }
    return std::move(analysis_);
  }

 private:
  absl::Status RunStage(size_t s) {
    const CompiledStage& stage = program_.stages[s];
    if (!stage.names.has_value() && !stage.senses.has_value()) return RunRules(s);
    std::vector<NameTrace>* names = trace_ == nullptr ? nullptr : &trace_->names;
    const size_t before = names == nullptr ? 0 : names->size();
    std::vector<Annotation> made = stage.names.has_value()
                                       ? DecideNameStage(program_, stage, analysis_, Copies(), names)
                                       : DecideSenseStage(program_, stage, analysis_, Copies(), names);
    for (size_t i = before; names != nullptr && i < names->size(); ++i)
      (*names)[i].stage = program_.rule_set.stages(static_cast<int>(s)).name();
    return AcceptBySentence(std::move(made));
  }

  LiftedCopies* Copies() { return copies_.has_value() ? &*copies_ : nullptr; }

  absl::Status RunRules(size_t s) {
    std::optional<RuleChoice> choice;
    if (triggered_.has_value()) choice.emplace(RuleChoice{*triggered_, triggered_->index().stage(s), *copies_});
    MatchObserver* observer = trace_ == nullptr ? nullptr : trace_->observer;
    std::vector<Repair> repairs;
    for (uint32_t sentence = 0; sentence < analysis_.visible.size(); ++sentence) {
      StageMatches matches = MatchStage(program_, program_.stages[s], choice.has_value() ? &*choice : nullptr,
                                        analysis_, sentence, observer);
      repairs.insert(repairs.end(), matches.repairs.begin(), matches.repairs.end());
      if (absl::Status status = Accept(std::move(matches.made), sentence); !status.ok()) return status;
    }
    if (trace_ != nullptr) trace_->repairs.insert(trace_->repairs.end(), repairs.begin(), repairs.end());
    if (repairs.empty()) return absl::OkStatus();
    // What an annotation shows may be its head's, which was made before it.
    const auto first = std::min_element(repairs.begin(), repairs.end(), [](const Repair& a, const Repair& b) {
                         return a.annotation < b.annotation;
                       })->annotation;
    ApplyRepairs(std::move(repairs), program_.alphabet, &analysis_);
    Announce(static_cast<size_t>(first));
    if (copies_.has_value()) copies_->Forget();
    return absl::OkStatus();
  }

  absl::Status AcceptBySentence(std::vector<Annotation> made) {
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
    if (made.empty()) return absl::OkStatus();
    in_sentence_[sentence] += static_cast<uint32_t>(made.size());
    if (in_sentence_[sentence] > program_.annotations_per_sentence)
      return OverBudget(document_, made, sentence, program_.annotations_per_sentence);
    if (analysis_.annotations.size() + made.size() > program_.annotations_per_document)
      return OverBudget(document_, made, sentence, program_.annotations_per_document);
    std::vector<Loss>* losses = trace_ == nullptr ? nullptr : &trace_->losses;
    const size_t first = analysis_.annotations.size();
    AcceptAnnotations(SettleConflicts(std::move(made), program_.alphabet, losses), program_.alphabet, &analysis_);
    Announce(first);
    return absl::OkStatus();
  }

  // Annotations from `first` on are new, or changed.
  void Announce(size_t first) {
    if (!triggered_.has_value()) return;
    analysis_.edges->AddAnnotations(analysis_, first);
    triggered_->AddAnnotations(first);
  }

  const Program& program_;
  const v1::Document& document_;
  AnalysisTrace* trace_;
  Analysis analysis_;
  std::optional<TriggeredRules> triggered_;  // empty: every rule is searched
  std::optional<LiftedCopies> copies_;       // beside it
  std::vector<uint32_t> in_sentence_;
};

}  // namespace

absl::StatusOr<Analysis> Analyze(const Program& program, const v1::Document& document, AnalysisTrace* trace,
                                 size_t stages) {
  return DocumentRun(program, document, trace, nullptr).Run(stages);
}

absl::StatusOr<Analysis> AnalyzeByTriggers(const Program& program, const TriggerIndex& triggers,
                                           const v1::Document& document) {
  return DocumentRun(program, document, nullptr, &triggers).Run(kAllStages);
}

}  // namespace caspian::extractor
