#include "extractor/engine/rule_usage.h"

#include <utility>

#include "common/base/document.h"

namespace caspian::extractor {

RuleUsage::RuleUsage(std::shared_ptr<const Program> program, Clock clock)
    : program_(std::move(program)), clock_(std::move(clock)) {
  for (const v1::Stage& stage : program_->rule_set.stages()) {
    for (const v1::Rule& rule : stage.rules()) {
      index_.emplace(rule.id(), rules_.size());
      rules_.push_back({&rule});
    }
  }
}

absl::Status RuleUsage::Add(const v1::Document& document) {
  if (absl::Status status = CheckDocument(document); !status.ok()) return status;
  const std::vector<RuleUse> before = rules_;
  AnalysisTrace trace;
  trace.observer = this;
  if (const auto analysis = Analyze(*program_, document, &trace); !analysis.ok()) {
    rules_ = before;
    return analysis.status();
  }
  CountTrace(trace);
  ++documents_;
  bytes_ += ContentOf(document).size();
  return absl::OkStatus();
}

void RuleUsage::RuleBegins(const v1::Rule& rule) {
  running_ = index_.find(rule.id())->second;
  if (clock_) began_ = clock_();
}

void RuleUsage::RuleEnds(const v1::Rule&, const SearchCounts& counts) {
  RuleUse& use = rules_[running_];
  if (clock_) use.nanoseconds += clock_() - began_;
  use.starts += counts.starts;
  use.fired += counts.made;
}

void RuleUsage::CountTrace(const AnalysisTrace& trace) {
  for (const NameTrace& candidate : trace.names) {
    for (const EvidenceLine& line : candidate.lines) {
      const auto found = index_.find(line.rule_id);
      if (found != index_.end()) ++rules_[found->second].fired;
    }
  }
  for (const Loss& loss : trace.losses) {
    if (loss.loser.rule == nullptr) continue;  // a name that evidence has decided
    const auto found = index_.find(loss.loser.rule_id);
    if (found != index_.end()) ++rules_[found->second].lost;
  }
}

absl::string_view RuleKindName(const v1::Rule& rule) {
  switch (rule.body_case()) {
    case v1::Rule::kMatch:
      return "match";
    case v1::Rule::kList:
      return "list";
    case v1::Rule::kEvidence:
      return "evidence";
    case v1::Rule::kVerbGroup:
      return "verb group";
    case v1::Rule::kRepair:
      return "repair";
    case v1::Rule::BODY_NOT_SET:
      break;
  }
  return "";
}

}  // namespace caspian::extractor
