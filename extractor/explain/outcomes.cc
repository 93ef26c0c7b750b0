#include "extractor/explain/outcomes.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "extractor/rules/rule_parts.h"

namespace caspian::extractor {
namespace {

v1::Span SpanOf(ByteRange range) {
  v1::Span span;
  span.set_begin(range.begin);
  span.set_end(range.end);
  return span;
}

std::string TextOf(const Analysis& analysis, ByteRange range) {
  return std::string(analysis.TextOf(range.begin, range.end));
}

void AddCaptures(const Program& program, const Analysis& analysis, const Annotation& made, v1::Explanation* told) {
  for (const Fill& fill : made.fills) {
    if (fill.alternative) continue;
    v1::ExplainedCapture* capture = told->add_captures();
    capture->set_name(std::string(fill.name));
    *capture->mutable_span() = SpanOf({fill.begin, fill.end});
    capture->set_text(TextOf(analysis, {fill.begin, fill.end}));
    if (fill.annotation == kNoAnnotation) continue;
    const Annotation& filler = analysis.annotations[static_cast<size_t>(fill.annotation)];
    capture->set_label(program.alphabet.label(filler.label).name());
  }
  std::stable_sort(told->mutable_captures()->begin(), told->mutable_captures()->end(),
                   [](const auto& a, const auto& b) {
                     return std::make_tuple(a.span().begin(), a.name()) < std::make_tuple(b.span().begin(), b.name());
                   });
}

void AddFeatures(const Annotation& made, v1::Explanation* told) {
  Features features = made.features;
  if (!made.type.empty()) features.emplace_back("type", made.type);
  std::sort(features.begin(), features.end());
  for (const auto& [name, value] : features) {
    v1::Feature* feature = told->add_features();
    feature->set_name(std::string(name));
    feature->set_value(std::string(value));
  }
}

void AddContext(const Annotation& made, v1::Explanation* told) {
  for (const ContextChange& change : made.context) {
    v1::ConfidenceChange* added = told->add_confidence_changes();
    *added->mutable_span() = SpanOf({change.begin, change.end});
    added->set_change(change.change);
  }
}

// What all annotations tell.
v1::Explanation Told(const Program& program, const Analysis& analysis, const Annotation& made) {
  v1::Explanation told;
  told.set_rule_id(made.rule == nullptr ? std::string(made.rule_id) : made.rule->id());
  told.set_label(made.rule == nullptr ? program.alphabet.label(made.label).name() : LabelOf(*made.rule));
  SetPlace(analysis, {made.begin, made.end}, &told);
  AddCaptures(program, analysis, made, &told);
  AddFeatures(made, &told);
  AddContext(made, &told);
  told.set_confidence(made.confidence);
  return told;
}

const v1::Mention* MentionOf(const v1::Extraction& extraction, const Annotation& made) {
  for (const v1::Mention& mention : extraction.mentions()) {
    if (mention.span().begin() == made.mention.begin && mention.span().end() == made.mention.end &&
        mention.rule_id() == made.rule_id && mention.has_value())
      return &mention;
  }
  return nullptr;
}

// The one that counts of those for the annotation, as ApplyRepairs chooses; null where there is none.
const Repair* RepairOf(const std::vector<Repair>& repairs, size_t annotation) {
  const Repair* first = nullptr;
  for (const Repair& repair : repairs) {
    if (repair.annotation != static_cast<int>(annotation)) continue;
    const auto order = [](const Repair& r) { return std::make_tuple(r.label >= 0, r.rule_id); };
    if (first == nullptr || order(repair) < order(*first)) first = &repair;
  }
  return first;
}

v1::ConflictGround GroundOf(ConflictGround ground) {
  switch (ground) {
    case ConflictGround::kPriority:
      return v1::CONFLICT_GROUND_PRIORITY;
    case ConflictGround::kLength:
      return v1::CONFLICT_GROUND_LENGTH;
    case ConflictGround::kPlace:
      return v1::CONFLICT_GROUND_PLACE;
    case ConflictGround::kRuleId:
      break;
  }
  return v1::CONFLICT_GROUND_RULE_ID;
}

v1::EvidenceSum SumOf(const NameTrace& candidate) {
  v1::EvidenceSum sum;
  sum.set_stage(candidate.stage);
  sum.set_occurrences(static_cast<uint32_t>(candidate.occurrences));
  sum.set_threshold(candidate.threshold);
  sum.set_decided(candidate.decided);
  for (const EvidenceLine& line : candidate.lines) {
    v1::EvidenceLine* added = sum.add_lines();
    added->set_rule_id(line.rule_id);
    added->set_no_vote(!line.votes);
    for (const auto& [choice, weight] : line.weights) {
      v1::LabelWeight* weighed = added->add_weights();
      weighed->set_label(choice);
      weighed->set_weight(weight);
    }
  }
  for (const auto& [choice, score] : candidate.scores) {
    v1::EvidenceScore* added = sum.add_scores();
    added->set_choice(choice);
    added->set_vote(score.vote);
    added->set_own(score.own);
    added->set_alone(score.alone);
    added->set_inherited(score.inherited);
    added->set_unknown(score.unknown);
    added->set_total(score.total());
  }
  return sum;
}

}  // namespace

void SetPlace(const Analysis& analysis, ByteRange range, v1::Explanation* explanation) {
  *explanation->mutable_span() = SpanOf(range);
  explanation->set_text(TextOf(analysis, range));
}

v1::Explanation OutcomeOf(const Program& program, const Analysis& analysis, const AnalysisTrace& trace,
                          const v1::Extraction& extraction, size_t annotation) {
  const Annotation& made = analysis.annotations[annotation];
  v1::Explanation told = Told(program, analysis, made);
  told.set_outcome(v1::OUTCOME_MADE);
  if (const v1::Mention* mention = MentionOf(extraction, made)) {
    told.set_value(mention->value().canonical());
    if (!mention->value().problem().empty()) {
      told.set_outcome(v1::OUTCOME_VALUE_REFUSED);
      told.set_problem(mention->value().problem());
    }
  }
  if (const Repair* repair = RepairOf(trace.repairs, annotation)) {
    told.set_outcome(v1::OUTCOME_REPAIRED);
    told.mutable_repair()->set_rule_id(std::string(repair->rule_id));
    if (repair->label >= 0) told.mutable_repair()->set_label(program.alphabet.label(repair->label).name());
  }
  return told;
}

v1::Explanation OutcomeOf(const Program& program, const Analysis& analysis, const Loss& loss) {
  v1::Explanation told = Told(program, analysis, loss.loser);
  told.set_outcome(v1::OUTCOME_LOST);
  v1::LostConflict* conflict = told.mutable_conflict();
  conflict->set_rule_id(loss.winner_rule);
  *conflict->mutable_span() = SpanOf(loss.winner);
  conflict->set_text(TextOf(analysis, loss.winner));
  conflict->set_ground(GroundOf(loss.ground));
  return told;
}

v1::Explanation OutcomeOf(const Analysis& analysis, const v1::Rule& rule, const Rejection& rejection) {
  v1::Explanation told;
  told.set_rule_id(rule.id());
  told.set_label(LabelOf(rule));
  told.set_form(rejection.form);
  SetPlace(analysis, rejection.span, &told);
  told.set_outcome(rejection.guard < 0 ? v1::OUTCOME_NOT_AT_TOKENS : v1::OUTCOME_GUARD_FAILED);
  if (rejection.guard >= 0) *told.mutable_guard() = GuardsOf(rule)[rejection.guard];
  if (rejection.condition.empty()) return told;
  told.set_outcome(v1::OUTCOME_CONDITION_FAILED);
  told.set_condition(rejection.condition);
  return told;
}

v1::Explanation OutcomeOf(const Analysis& analysis, const NameTrace& candidate) {
  v1::Explanation told;
  told.set_outcome(candidate.decided.empty() ? v1::OUTCOME_BELOW_THRESHOLD : v1::OUTCOME_DECIDED);
  told.set_rule_id(candidate.decided_by);
  told.set_label(candidate.decided);
  SetPlace(analysis, {candidate.begin, candidate.end}, &told);
  *told.mutable_evidence() = SumOf(candidate);
  return told;
}

}  // namespace caspian::extractor
