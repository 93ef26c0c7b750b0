#include "extractor/explain/evidence_failures.h"

#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extractor/explain/outcomes.h"
#include "extractor/names/candidates.h"
#include "extractor/names/evidence.h"
#include "extractor/names/sense_stage.h"

namespace caspian::extractor {
namespace {

struct Failure {
  NameCandidate candidate;
  FailedCondition failed;
};

bool IsFurther(const FailedCondition& a, const FailedCondition& b) {
  return std::make_tuple(a.condition, a.index) > std::make_tuple(b.condition, b.index);
}

absl::string_view PartName(v1::CandidatePart part) {
  switch (part) {
    case v1::CANDIDATE_PART_WHOLE:
      return "the whole name";
    case v1::CANDIDATE_PART_FIRST:
      return "its first word";
    case v1::CANDIDATE_PART_LAST:
      return "its last word";
    case v1::CANDIDATE_PART_BEFORE:
      return "the word before it";
    case v1::CANDIDATE_PART_AFTER:
      return "the word behind it";
    default:
      return "one of its words";
  }
}

std::string ListCondition(const v1::ListCondition& condition) {
  std::string told =
      absl::StrCat(PartName(condition.part()), condition.negated() ? " is" : " is not", " in list ", condition.list());
  if (!condition.where().column().empty())
    absl::StrAppend(&told, " (", condition.where().column(), " ", absl::StrJoin(condition.where().values(), ", "), ")");
  return told;
}

std::string WordCount(const v1::EvidenceRule& rule, size_t words) {
  std::string wanted = rule.min_words() > words ? absl::StrCat("at least ", rule.min_words())
                                                : absl::StrCat("at most ", rule.max_words());
  return absl::StrCat("it has ", words, words == 1 ? " word" : " words", ", and the rule wants ", wanted);
}

// What does not hold; of guards the explanation holds the guard itself.
std::string Told(const v1::EvidenceRule& rule, const Failure& failure) {
  switch (failure.failed.condition) {
    case EvidenceCondition::kLabel:
      return "its label is not one of those in `on`";
    case EvidenceCondition::kWordCount:
      return WordCount(rule, failure.candidate.words.size());
    case EvidenceCondition::kSentenceInitial:
      return "it is not at the beginning of its sentence";
    case EvidenceCondition::kPattern:
      return absl::StrCat("it is not ", rule.pattern(), " as a whole");
    case EvidenceCondition::kList:
      return ListCondition(rule.lists(static_cast<int>(failure.failed.index)));
    case EvidenceCondition::kGuard:
      break;
  }
  return "";
}

std::vector<NameCandidate> CandidatesIn(const Program& program, const CompiledStage& stage, const Analysis& analysis,
                                        uint32_t sentence) {
  if (stage.names.has_value()) return CandidatesOf(program, *stage.names, analysis, sentence);
  std::vector<NameCandidate> names;
  std::vector<SenseCandidate> candidates;
  FindSenseCandidates(stage, analysis, sentence, &candidates);
  for (SenseCandidate& candidate : candidates) names.push_back(std::move(candidate.name));
  return names;
}

v1::Explanation OutcomeOf(const Analysis& analysis, const v1::Rule& rule, const Failure& failure) {
  v1::Explanation told;
  told.set_outcome(v1::OUTCOME_CONDITION_FAILED);
  told.set_rule_id(rule.id());
  SetPlace(analysis, {failure.candidate.begin, failure.candidate.end}, &told);
  if (failure.failed.condition == EvidenceCondition::kGuard) {
    told.set_outcome(v1::OUTCOME_GUARD_FAILED);
    *told.mutable_guard() = rule.evidence().guards(static_cast<int>(failure.failed.index));
  } else {
    told.set_condition(Told(rule.evidence(), failure));
  }
  return told;
}

}  // namespace

std::vector<v1::Explanation> NearestFailures(const Program& program, const CompiledStage& stage,
                                             const CompiledEvidenceRule& rule, const Analysis& analysis,
                                             const std::vector<uint32_t>& sentences, size_t limit) {
  const std::vector<CompiledEvidenceRule>& rules = stage.names.has_value() ? stage.names->rules : stage.senses->rules;
  const EvidenceTable& table = stage.names.has_value() ? stage.names->evidence : stage.senses->evidence;
  std::vector<Failure> nearest;
  for (uint32_t sentence : sentences) {
    std::vector<NameCandidate> candidates = CandidatesIn(program, stage, analysis, sentence);
    if (candidates.empty()) continue;
    const LiftedText text(analysis, sentence, program.alphabet, LiftedView{false, &stage.sees, nullptr});
    EvidenceCollector collector(rules, table, program.vocabulary, analysis, text);
    for (NameCandidate& candidate : candidates) {
      const std::optional<FailedCondition> failed = collector.WhyNot(rule, candidate);
      if (!failed.has_value()) return {};
      if (!nearest.empty() && IsFurther(nearest.front().failed, *failed)) continue;
      if (!nearest.empty() && IsFurther(*failed, nearest.front().failed)) nearest.clear();
      if (nearest.size() < limit) nearest.push_back({std::move(candidate), *failed});
    }
  }
  std::vector<v1::Explanation> told;
  for (const Failure& failure : nearest) told.push_back(OutcomeOf(analysis, *rule.rule, failure));
  return told;
}

}  // namespace caspian::extractor
