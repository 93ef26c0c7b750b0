#include "extractor/names/tally.h"

#include <algorithm>

namespace caspian::extractor {
namespace {

constexpr int64_t kWhole = 1000;

// Adds the weights of a candidate's evidence that votes, or of all that does not.
void Add(const CandidateEvidence& candidate, bool voting, std::vector<int64_t>* sums) {
  for (const EvidenceHit& hit : candidate.hits) {
    if (hit.rule->rule->evidence().no_vote() == voting) continue;
    for (const auto& [choice, weight] : hit.rule->weights) (*sums)[choice] += weight;
  }
}

}  // namespace

Tally::Tally(const CompiledVote& vote, size_t choices, const std::vector<CandidateEvidence>& candidates)
    : vote_(vote), choices_(choices), candidates_(candidates) {
  for (size_t i = 0; i < candidates.size(); ++i) {
    ballots_[candidates[i].candidate.text].push_back(i);
    std::vector<int64_t>& voted = voted_[candidates[i].candidate.text];
    voted.resize(choices);
    Add(candidates[i], true, &voted);
  }
}

std::vector<Score> Tally::ScoresOf(size_t candidate) const {
  const std::string& text = candidates_[candidate].candidate.text;
  const size_t occurrences = std::min(ballots_.at(text).size(), vote_.shares.size());
  const int64_t share = vote_.shares[occurrences - 1];
  std::vector<int64_t> own(choices_), alone(choices_);
  Add(candidates_[candidate], true, &own);
  Add(candidates_[candidate], false, &alone);
  std::vector<Score> scores(choices_);
  for (size_t choice = 0; choice < choices_; ++choice) {
    scores[choice].vote = voted_.at(text)[choice] * share / kWhole;
    scores[choice].own = own[choice] * vote_.own_share / kWhole;
    scores[choice].alone = alone[choice];
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
