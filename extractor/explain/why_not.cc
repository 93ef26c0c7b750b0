#include "extractor/explain/why_not.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "extractor/engine/analyze.h"
#include "extractor/explain/evidence_failures.h"
#include "extractor/explain/outcomes.h"
#include "extractor/explain/pattern_progress.h"
#include "extractor/match/sentence_texts.h"
#include "extractor/rules/rule_parts.h"

namespace caspian::extractor {
namespace {

// How many places of a near miss are told.
constexpr size_t kMostPlaces = 3;

template <typename CompiledRules>
auto FindRule(const CompiledRules& rules, const v1::Rule* rule) {
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const auto& r) { return r.rule == rule; });
  return found == rules.end() ? nullptr : &*found;
}

class Reasons {
 public:
  Reasons(const Program& program, const RulePlace& place, const Analysis& analysis, std::optional<uint32_t> sentence)
      : program_(program), stage_(program.stages[place.stage]), rule_(*place.rule), analysis_(analysis) {
    sentences_.resize(sentence.has_value() ? 1 : analysis.segmentation.sentences.size(), sentence.value_or(0));
    if (!sentence.has_value()) std::iota(sentences_.begin(), sentences_.end(), 0u);
    for (uint32_t s = 0; s < analysis.segmentation.sentences.size(); ++s)
      texts_.emplace_back(program, stage_, analysis, s);
  }

  std::vector<v1::Explanation> Tell() {
    if (TellDocument()) return std::move(told_);
    if (rule_.has_match()) TellMatch();
    if (rule_.has_repair()) TellPattern("", rule_.repair().pattern(), rule_.repair().ignore_case(), kNoElision);
    if (rule_.has_list()) TellList();
    if (rule_.has_verb_group()) TellVerbGroup();
    if (rule_.has_evidence()) TellEvidence();
    if (told_.empty()) Add(v1::OUTCOME_NO_CANDIDATE)->set_condition("nothing in the text is what it looks at");
    return std::move(told_);
  }

 private:
  v1::Explanation* Add(v1::Outcome outcome) {
    v1::Explanation& told = told_.emplace_back();
    told.set_outcome(outcome);
    told.set_rule_id(rule_.id());
    told.set_label(LabelOf(rule_));
    return &told;
  }

  // The first condition of set, stage and rule that the document does not meet.
  bool TellDocument() {
    const int conditions[] = {program_.condition, stage_.condition, ConditionOfRule()};
    for (int condition : conditions) {
      if (analysis_.Meets(condition)) continue;
      *Add(v1::OUTCOME_NOT_FOR_DOCUMENT)->mutable_documents() =
          *program_.conditions[static_cast<size_t>(condition)].condition;
      return true;
    }
    return false;
  }

  int ConditionOfRule() const {
    if (const auto* match = FindRule(stage_.matches, &rule_)) return match->condition;
    if (const auto* list = FindRule(stage_.lists, &rule_)) return list->condition;
    if (const auto* group = FindRule(stage_.verb_groups, &rule_)) return group->condition;
    if (const auto* repair = FindRule(stage_.repairs, &rule_)) return repair->condition;
    const CompiledEvidenceRule* evidence = EvidenceRule();
    return evidence == nullptr ? kNoCondition : evidence->condition;
  }

  const CompiledEvidenceRule* EvidenceRule() const {
    if (stage_.names.has_value()) return FindRule(stage_.names->rules, &rule_);
    return stage_.senses.has_value() ? FindRule(stage_.senses->rules, &rule_) : nullptr;
  }

  void TellMatch() {
    const CompiledMatchRule* match = FindRule(stage_.matches, &rule_);
    for (const RulePattern& pattern : SearchedPatterns(rule_))
      TellPattern(pattern.form, pattern.text, rule_.match().ignore_case(), match->elision);
  }

  void TellPattern(const std::string& form, const std::string& pattern, bool ignore_case, int elision) {
    SearchedTexts texts(texts_.size(), nullptr);
    for (uint32_t sentence : sentences_) texts[sentence] = &texts_[sentence].For(elision);
    for (const PatternStop& stop : FurthestStops(program_, analysis_, texts, pattern, ignore_case, kMostPlaces)) {
      v1::Explanation* told = Add(stop.nowhere ? v1::OUTCOME_NO_TRIGGER : v1::OUTCOME_STOPPED);
      told->set_form(form);
      *told->mutable_progress() = stop.progress;
      if (stop.matched.end > stop.matched.begin) SetPlace(analysis_, stop.matched, told);
    }
  }

  void TellList() {
    Add(v1::OUTCOME_NO_TRIGGER)->mutable_progress()->set_wanted(absl::StrCat("a phrase of list ", rule_.list().list()));
  }

  void TellVerbGroup() {
    const std::string& verb = rule_.verb_group().verb();
    const int label = program_.alphabet.LabelIndex(verb);
    for (uint32_t sentence : sentences_) {
      for (int index : analysis_.visible[sentence]) {
        const Annotation& annotation = analysis_.annotations[static_cast<size_t>(index)];
        if (annotation.label != label) continue;
        v1::Explanation* told = Add(v1::OUTCOME_CONDITION_FAILED);
        SetPlace(analysis_, {annotation.begin, annotation.end}, told);
        told->set_condition(absl::StrCat("form ", FeatureOf(annotation.features, "form"),
                                         " of this verb neither stands alone nor follows an auxiliary that takes it"));
        if (told_.size() == kMostPlaces) return;
      }
    }
    if (told_.empty()) Add(v1::OUTCOME_NO_TRIGGER)->mutable_progress()->set_wanted(absl::StrCat("<", verb, ">"));
  }

  void TellEvidence() {
    told_ = NearestFailures(program_, stage_, *EvidenceRule(), analysis_, sentences_, kMostPlaces);
    if (told_.empty()) Add(v1::OUTCOME_NO_CANDIDATE)->set_condition("there is no candidate for a name");
  }

  const Program& program_;
  const CompiledStage& stage_;
  const v1::Rule& rule_;
  const Analysis& analysis_;
  std::vector<uint32_t> sentences_;   // that are told of
  std::vector<SentenceTexts> texts_;  // of all sentences
  std::vector<v1::Explanation> told_;
};

}  // namespace

absl::StatusOr<std::vector<v1::Explanation>> WhyNot(const Program& program, const v1::Document& document,
                                                    const RulePlace& place, std::optional<uint32_t> sentence) {
  const auto analysis = Analyze(program, document, nullptr, place.stage);
  if (!analysis.ok()) return analysis.status();
  return Reasons(program, place, *analysis, sentence).Tell();
}

}  // namespace caspian::extractor
