#include "extractor/names/tally.h"

#include <algorithm>

namespace caspian::extractor {
namespace {

constexpr int64_t kWhole = 1000;

// Adds the weights of a candidate's evidence that votes.
void AddVoting(const CandidateEvidence& candidate, std::vector<int64_t>* sums) {
  for (const EvidenceHit& hit : candidate.hits) {
    if (hit.rule->rule->evidence().no_vote()) continue;
    for (const auto& [choice, weight] : hit.rule->weights) (*sums)[choice] += weight;
  }
}

}  // namespace

Tally::Tally(const CompiledVote& vote, size_t choices, const std::vector<CandidateEvidence>& candidates)
    : vote_(vote), choices_(choices), candidates_(candidates) {
  for (size_t i = 0; i < candidates.size(); ++i) {
    std::vector<size_t>& ballot = ballots_[candidates[i].candidate.text];
    std::vector<int64_t>& voted = voted_[candidates[i].candidate.text];
    ballot.push_back(i);
    voted.resize(choices);
    AddVoting(candidates[i], &voted);
    ballot_of_.push_back(&ballot);
    voted_of_.push_back(&voted);
  }
}

std::vector<Score> Tally::ScoresOf(size_t candidate) const {
  const size_t occurrences = std::min(ballot_of_[candidate]->size(), vote_.shares.size());
  const int64_t share = vote_.shares[occurrences - 1];
  std::vector<Score> scores(choices_);
  for (const EvidenceHit& hit : candidates_[candidate].hits) {
    const auto part = hit.rule->rule->evidence().no_vote() ? &Score::alone : &Score::own;
    for (const auto& [choice, weight] : hit.rule->weights) scores[choice].*part += weight;
  }
  for (size_t choice = 0; choice < choices_; ++choice) {
    scores[choice].vote = (*voted_of_[candidate])[choice] * share / kWhole;
    scores[choice].own = scores[choice].own * vote_.own_share / kWhole;
  }
  return scores;
}

int Decide(const CompiledVote& vote, const std::vector<Score>& scores) {
  const auto best = std::max_element(scores.begin(), scores.end(),
                                     [](const Score& a, const Score& b) { return a.total() < b.total(); });
  if (best == scores.end() || best->total() < vote.threshold) return -1;
  return static_cast<int>(best - scores.begin());
}

uint32_t ConfidenceOf(const CompiledVote& vote, int64_t score) {
  return static_cast<uint32_t>(std::min<int64_t>(990, 500 + (score - vote.threshold) / 20));
}

}  // namespace caspian::extractor
