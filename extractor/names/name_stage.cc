#include "extractor/names/name_stage.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_split.h"
#include "extractor/match/lifted_text.h"
#include "extractor/names/candidates.h"
#include "extractor/names/evidence.h"
#include "extractor/names/vote.h"

namespace caspian::extractor {
namespace {

// A score at the threshold gives 500, each further 20 thousandths one more, up to 990.
uint32_t ConfidenceOf(int64_t score, int64_t threshold) {
  return static_cast<uint32_t>(std::min<int64_t>(990, 500 + (score - threshold) / 20));
}

std::vector<CandidateEvidence> CollectEvidence(const Program& program, const CompiledStage& stage,
                                               const Analysis& analysis) {
  std::vector<CandidateEvidence> all;
  for (uint32_t sentence = 0; sentence < analysis.segmentation.sentences.size(); ++sentence) {
    std::vector<NameCandidate> candidates = CandidatesOf(program, *stage.names, analysis, sentence);
    if (candidates.empty()) continue;
    const LiftedText text(analysis, sentence, program.alphabet, LiftedView{false, &stage.sees, nullptr});
    const EvidenceCollector collector(stage.names->rules, analysis, text);
    for (NameCandidate& candidate : candidates) {
      std::vector<EvidenceHit> hits = collector.Collect(candidate);
      all.push_back({std::move(candidate), std::move(hits)});
    }
  }
  return all;
}

NameTrace TraceOf(const CandidateEvidence& evidence, const std::vector<std::string>& choices,
                  const std::vector<Score>& scores, const CompiledVote& vote, int decided) {
  NameTrace trace;
  trace.begin = evidence.candidate.begin;
  trace.end = evidence.candidate.end;
  trace.threshold = vote.threshold;
  for (const EvidenceHit& hit : evidence.hits) {
    EvidenceLine line{hit.rule->rule->id(), !hit.rule->rule->evidence().no_vote(), {}};
    for (const auto& [choice, weight] : hit.rule->weights) line.weights.emplace_back(choices[choice], weight);
    trace.lines.push_back(std::move(line));
  }
  for (size_t i = 0; i < scores.size(); ++i) trace.scores.emplace_back(choices[i], scores[i]);
  if (decided >= 0) trace.decided = choices[static_cast<size_t>(decided)];
  return trace;
}

Annotation MakeName(const CompiledNames& names, const NameCandidate& candidate, const NameDecision& decision) {
  Annotation made;
  made.begin = candidate.begin;
  made.end = candidate.end;
  made.mention = {candidate.begin, candidate.end};
  made.sentence = candidate.sentence;
  made.label = names.labels[static_cast<size_t>(decision.label)];
  made.rule_id = decision.rule_id;
  made.confidence = ConfidenceOf(decision.score, names.vote.threshold);
  made.features = decision.features;
  return made;
}

// The rule that gives most for `choice`; of equals the smallest id.
std::string HeaviestRule(const CandidateEvidence& evidence, size_t choice) {
  int32_t most = 0;
  std::string id;
  for (const EvidenceHit& hit : evidence.hits) {
    for (const auto& [index, weight] : hit.rule->weights) {
      if (index != choice || weight < most || (weight == most && hit.rule->rule->id() >= id)) continue;
      most = weight;
      id = hit.rule->rule->id();
    }
  }
  return id;
}

// The names of a stage of senses as candidates, with the annotation of each.
class SenseStage {
 public:
  SenseStage(const Program& program, const CompiledStage& stage, const Analysis& analysis)
      : stage_(stage), senses_(*stage.senses), analysis_(analysis) {
    for (uint32_t sentence = 0; sentence < analysis.segmentation.sentences.size(); ++sentence)
      Collect(program, sentence);
  }

  std::vector<Annotation> Decide(std::vector<NameTrace>* trace) const {
    const Tally tally(senses_.vote, senses_.senses.size(), evidence_);
    std::vector<std::string> choices;
    for (const CompiledSense& sense : senses_.senses) choices.push_back(sense.name);
    std::vector<Annotation> made;
    for (size_t i = 0; i < evidence_.size(); ++i) {
      const std::vector<Score> scores = tally.ScoresOf(i);
      const int decided = extractor::Decide(senses_.vote, scores);
      if (trace != nullptr) {
        trace->push_back(TraceOf(evidence_[i], choices, scores, senses_.vote, decided));
        trace->back().occurrences = tally.ballots().at(evidence_[i].candidate.text).size();
      }
      if (decided < 0 || senses_.senses[static_cast<size_t>(decided)].settings.empty()) continue;
      made.push_back(Make(i, static_cast<size_t>(decided), scores[static_cast<size_t>(decided)].total()));
    }
    return made;
  }

 private:
  void Collect(const Program& program, uint32_t sentence) {
    std::vector<int> names;
    for (int index : VisibleTo(analysis_, sentence, &stage_.sees)) {
      const int label = analysis_.annotations[static_cast<size_t>(index)].label;
      if (std::count(senses_.on.begin(), senses_.on.end(), label) > 0) names.push_back(index);
    }
    if (names.empty()) return;
    const LiftedText text(analysis_, sentence, program.alphabet, LiftedView{false, &stage_.sees, nullptr});
    const EvidenceCollector collector(senses_.rules, analysis_, text);
    for (int index : names) {
      NameCandidate candidate = CandidateOf(analysis_.annotations[static_cast<size_t>(index)]);
      std::vector<EvidenceHit> hits = collector.Collect(candidate);
      evidence_.push_back({std::move(candidate), std::move(hits)});
      annotations_.push_back(index);
    }
  }

  NameCandidate CandidateOf(const Annotation& annotation) const {
    NameCandidate candidate;
    candidate.sentence = annotation.sentence;
    candidate.begin = annotation.begin;
    candidate.end = annotation.end;
    candidate.label = annotation.label;
    candidate.text = PlainForm(analysis_.TextOf(annotation.begin, annotation.end));
    for (absl::string_view word : absl::StrSplit(candidate.text, absl::ByAnyChar(" \t\r\n"), absl::SkipEmpty()))
      candidate.words.emplace_back(word);
    candidate.sentence_initial = annotation.begin == analysis_.segmentation.sentences[annotation.sentence].begin;
    return candidate;
  }

  Annotation Make(size_t i, size_t sense, int64_t score) const {
    const Annotation& name = analysis_.annotations[static_cast<size_t>(annotations_[i])];
    Annotation made;
    made.begin = name.begin;
    made.end = name.end;
    made.mention = {name.begin, name.end};
    made.sentence = name.sentence;
    made.label = senses_.label;
    made.rule_id = HeaviestRule(evidence_[i], sense);
    made.confidence = ConfidenceOf(score, senses_.vote.threshold);
    made.fills.push_back({"name", name.begin, name.end, annotations_[i]});
    for (const CompiledSetting& setting : senses_.senses[sense].settings) {
      const std::string value = setting.For("").Evaluate([&](const TemplateReference& reference) {
        return std::string(FeatureOf(analysis_, annotations_[i], reference.feature));
      });
      if (!value.empty()) SetFeature(setting.name(), value, &made.features);
    }
    return made;
  }

  const CompiledStage& stage_;
  const CompiledSenses& senses_;
  const Analysis& analysis_;
  std::vector<CandidateEvidence> evidence_;
  std::vector<int> annotations_;  // beside `evidence_`
};

}  // namespace

std::vector<Annotation> DecideNameStage(const Program& program, const CompiledStage& stage, const Analysis& analysis,
                                        std::vector<NameTrace>* trace) {
  const CompiledNames& names = *stage.names;
  const std::vector<CandidateEvidence> candidates = CollectEvidence(program, stage, analysis);
  const std::vector<NameDecision> decisions = DecideNames(names, candidates);
  std::vector<std::string> choices;
  for (int label : names.labels) choices.push_back(program.alphabet.label(label).name());
  std::map<std::string, size_t> occurrences;
  for (const CandidateEvidence& candidate : candidates) ++occurrences[candidate.candidate.text];
  std::vector<Annotation> made;
  for (size_t i = 0; i < candidates.size(); ++i) {
    if (trace != nullptr) {
      trace->push_back(TraceOf(candidates[i], choices, decisions[i].scores, names.vote, decisions[i].label));
      trace->back().occurrences = occurrences[candidates[i].candidate.text];
    }
    if (decisions[i].label >= 0) made.push_back(MakeName(names, candidates[i].candidate, decisions[i]));
  }
  return made;
}

std::vector<Annotation> DecideSenseStage(const Program& program, const CompiledStage& stage, const Analysis& analysis,
                                         std::vector<NameTrace>* trace) {
  return SenseStage(program, stage, analysis).Decide(trace);
}

}  // namespace caspian::extractor
