#include "extractor/names/name_trace.h"

#include <utility>

namespace caspian::extractor {

NameTrace TraceOf(const CandidateEvidence& evidence, const std::vector<std::string>& choices, const Scores& scores,
                  const CompiledVote& vote, int decided) {
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

}  // namespace caspian::extractor
