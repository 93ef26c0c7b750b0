#include "extractor/names/sense_stage.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_split.h"
#include "common/base/utf8.h"
#include "extractor/match/sentence_texts.h"
#include "extractor/match/visible_to.h"
#include "extractor/names/evidence.h"
#include "extractor/names/tally.h"

namespace caspian::extractor {
namespace {

NameCandidate CandidateOf(const Analysis& analysis, const Annotation& annotation) {
  NameCandidate candidate;
  candidate.sentence = annotation.sentence;
  candidate.begin = annotation.begin;
  candidate.end = annotation.end;
  candidate.label = annotation.label;
  const absl::string_view written = analysis.CollapsedTextOf(annotation.begin, annotation.end);
  candidate.text = IsAscii(written) ? written : analysis.Keep(PlainForm(written));
  for (absl::string_view word : absl::StrSplit(candidate.text, ' ', absl::SkipEmpty())) candidate.words.push_back(word);
  candidate.sentence_initial = annotation.begin == analysis.segmentation.sentences[annotation.sentence].begin;
  return candidate;
}

// The rule that gives most for `choice`; of equals the smallest id.
absl::string_view HeaviestRule(const CandidateEvidence& evidence, size_t choice) {
  int32_t most = 0;
  absl::string_view id;
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
  SenseStage(const Program& program, const CompiledStage& stage, const Analysis& analysis, const NameMemory& memory)
      : stage_(stage), senses_(*stage.senses), analysis_(analysis), annotations_(analysis.memory.get()) {
    evidence_.reserve(analysis.annotations.size() / 4);
    annotations_.reserve(evidence_.capacity());
    candidates_.reserve(16);
    for (uint32_t sentence = 0; sentence < analysis.segmentation.sentences.size(); ++sentence)
      Collect(program, sentence, memory);
  }

  std::vector<Annotation> Decide(std::vector<NameTrace>* trace) const {
    const Tally tally(senses_.vote, senses_.senses.size(), evidence_, analysis_.memory.get());
    std::vector<std::string> choices;
    for (const CompiledSense& sense : senses_.senses) {
      if (trace != nullptr) choices.push_back(sense.name);
    }
    std::vector<Annotation> made;
    Scores scores;
    for (size_t i = 0; i < evidence_.size(); ++i) {
      tally.GetScores(i, &scores);
      const int decided = extractor::Decide(senses_.vote, scores);
      if (trace != nullptr) {
        trace->push_back(TraceOf(evidence_[i], choices, scores, senses_.vote, decided));
        trace->back().occurrences = tally.BallotOf(i).occurrences.size();
        if (decided >= 0)
          trace->back().decided_by = std::string(HeaviestRule(evidence_[i], static_cast<size_t>(decided)));
      }
      if (decided < 0 || senses_.senses[static_cast<size_t>(decided)].settings.empty()) continue;
      made.push_back(Make(i, static_cast<size_t>(decided), scores[static_cast<size_t>(decided)].total()));
    }
    return made;
  }

 private:
  void Collect(const Program& program, uint32_t sentence, const NameMemory& memory) {
    FindSenseCandidates(stage_, analysis_, sentence, &candidates_);
    if (candidates_.empty()) return;
    SentenceTexts texts(program, stage_, analysis_, sentence, memory.copies);
    const LiftedText& text = texts.For(kNoElision);
    if (!collector_.has_value())
      collector_.emplace(senses_.rules, senses_.evidence, program.vocabulary, analysis_, text, memory);
    collector_->Read(text);
    for (SenseCandidate& candidate : candidates_) {
      EvidenceHits hits = collector_->Collect(candidate.name);
      evidence_.push_back({std::move(candidate.name), std::move(hits)});
      annotations_.push_back(candidate.annotation);
    }
  }

  Annotation Make(size_t i, size_t sense, int64_t score) const {
    const Annotation& name = analysis_.annotations[static_cast<size_t>(annotations_[i])];
    Annotation made(analysis_.memory.get());
    made.begin = name.begin;
    made.end = name.end;
    made.mention = {name.begin, name.end};
    made.sentence = name.sentence;
    made.label = senses_.label;
    made.rule_id = HeaviestRule(evidence_[i], sense);
    made.confidence = ConfidenceOf(senses_.vote, score);
    made.fills.push_back({"name", name.begin, name.end, annotations_[i]});
    for (const CompiledSetting& setting : senses_.senses[sense].settings) {
      const absl::string_view value = setting.For("").Evaluate(
          [&](const TemplateReference& reference) { return FeatureOf(analysis_, annotations_[i], reference.feature); },
          analysis_.memory.get());
      if (!value.empty()) SetFeature(setting.name(), value, &made.features);
    }
    return made;
  }

  const CompiledStage& stage_;
  const CompiledSenses& senses_;
  const Analysis& analysis_;
  std::optional<EvidenceCollector> collector_;
  std::vector<SenseCandidate> candidates_;  // of the last sentence
  std::vector<CandidateEvidence> evidence_;
  std::pmr::vector<int> annotations_;  // beside `evidence_`
};

}  // namespace

void FindSenseCandidates(const CompiledStage& stage, const Analysis& analysis, uint32_t sentence,
                         std::vector<SenseCandidate>* candidates) {
  const std::vector<int>& on = stage.senses->on;
  candidates->clear();
  for (int index : VisibleTo(analysis, sentence, &stage.sees)) {
    const Annotation& name = analysis.annotations[static_cast<size_t>(index)];
    if (std::count(on.begin(), on.end(), name.label) > 0) candidates->push_back({index, CandidateOf(analysis, name)});
  }
}

std::vector<Annotation> DecideSenseStage(const Program& program, const CompiledStage& stage, const Analysis& analysis,
                                         const NameMemory& memory, std::vector<NameTrace>* trace) {
  return SenseStage(program, stage, analysis, memory).Decide(trace);
}

}  // namespace caspian::extractor
