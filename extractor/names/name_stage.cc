#include "extractor/names/name_stage.h"

#include <algorithm>
#include <utility>

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

std::vector<CandidateEvidence> CollectEvidence(const Program& program, const CompiledNames& names,
                                               const Analysis& analysis) {
  std::vector<CandidateEvidence> all;
  for (uint32_t sentence = 0; sentence < analysis.segmentation.sentences.size(); ++sentence) {
    std::vector<NameCandidate> candidates = CandidatesOf(program, names, analysis, sentence);
    if (candidates.empty()) continue;
    const LiftedText text(analysis, sentence, program.alphabet, false);
    const EvidenceCollector collector(names, text);
    for (NameCandidate& candidate : candidates) {
      std::vector<EvidenceHit> hits = collector.Collect(candidate);
      all.push_back({std::move(candidate), std::move(hits)});
    }
  }
  return all;
}

NameTrace TraceOf(const CandidateEvidence& evidence) {
  NameTrace trace{evidence.candidate.begin, evidence.candidate.end, {}};
  for (const EvidenceHit& hit : evidence.hits) trace.rule_ids.push_back(hit.rule->rule->id());
  return trace;
}

Annotation MakeName(const CompiledNames& names, const NameCandidate& candidate, const NameDecision& decision) {
  Annotation made;
  made.begin = candidate.begin;
  made.end = candidate.end;
  made.sentence = candidate.sentence;
  made.label = names.labels[static_cast<size_t>(decision.label)];
  made.rule_id = decision.rule_id;
  made.confidence = ConfidenceOf(decision.score, names.threshold);
  made.features = decision.features;
  return made;
}

}  // namespace

std::vector<Annotation> DecideStage(const Program& program, const CompiledNames& names, const Analysis& analysis,
                                    std::vector<NameTrace>* trace) {
  const std::vector<CandidateEvidence> candidates = CollectEvidence(program, names, analysis);
  const std::vector<NameDecision> decisions = DecideNames(names, candidates);
  std::vector<Annotation> made;
  for (size_t i = 0; i < candidates.size(); ++i) {
    if (trace != nullptr) trace->push_back(TraceOf(candidates[i]));
    if (decisions[i].label >= 0) made.push_back(MakeName(names, candidates[i].candidate, decisions[i]));
  }
  return made;
}

}  // namespace caspian::extractor
