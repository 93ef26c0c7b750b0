#include "extractor/names/tally.h"

#include <algorithm>
#include <numeric>

namespace caspian::extractor {
namespace {

constexpr int64_t kWhole = 1000;

// Adds the weights of a candidate's evidence that votes.
void AddVoting(const CandidateEvidence& candidate, int64_t* sums) {
  for (const EvidenceHit& hit : candidate.hits) {
    if (hit.rule->rule->evidence().no_vote()) continue;
    for (const auto& [choice, weight] : hit.rule->weights) sums[choice] += weight;
  }
}

}  // namespace

Tally::Tally(const CompiledVote& vote, size_t choices, absl::Span<const CandidateEvidence> candidates,
             std::pmr::memory_resource* memory)
    : vote_(vote),
      choices_(choices),
      candidates_(candidates),
      order_(candidates.size(), memory),
      voted_(candidates.size() * choices, memory),
      ballots_(memory),
      ballot_of_(candidates.size(), memory) {
  ballots_.reserve(candidates.size());
  std::iota(order_.begin(), order_.end(), 0u);
  const auto text = [&](uint32_t i) { return candidates[i].candidate.text; };
  std::sort(order_.begin(), order_.end(), [&](uint32_t a, uint32_t b) {
    const int compared = text(a).compare(text(b));
    return compared != 0 ? compared < 0 : a < b;
  });
  for (size_t first = 0, last = 0; first < order_.size(); first = last) {
    while (last < order_.size() && text(order_[last]) == text(order_[first])) ++last;
    AddBallot(first, last);
  }
}

void Tally::AddBallot(size_t first, size_t last) {
  const auto occurrences = absl::MakeConstSpan(order_).subspan(first, last - first);
  const auto voted = absl::MakeSpan(voted_).subspan(ballots_.size() * choices_, choices_);
  for (uint32_t i : occurrences) {
    AddVoting(candidates_[i], voted.data());
    ballot_of_[i] = static_cast<uint32_t>(ballots_.size());
  }
  ballots_.push_back({occurrences, voted});
}

void Tally::GetScores(size_t candidate, Scores* scores) const {
  const Ballot& ballot = BallotOf(candidate);
  const int64_t share = vote_.shares[std::min(ballot.occurrences.size(), vote_.shares.size()) - 1];
  scores->assign(choices_, {});
  for (const EvidenceHit& hit : candidates_[candidate].hits) {
    const auto part = hit.rule->rule->evidence().no_vote() ? &Score::alone : &Score::own;
    for (const auto& [choice, weight] : hit.rule->weights) (*scores)[choice].*part += weight;
  }
  for (size_t choice = 0; choice < choices_; ++choice) {
    Score& score = (*scores)[choice];
    score.vote = ballot.voted[choice] * share / kWhole;
    score.own = score.own * vote_.own_share / kWhole;
  }
}

int Decide(const CompiledVote& vote, const Scores& scores) {
  const auto best = std::max_element(scores.begin(), scores.end(),
                                     [](const Score& a, const Score& b) { return a.total() < b.total(); });
  if (best == scores.end() || best->total() < vote.threshold) return -1;
  return static_cast<int>(best - scores.begin());
}

uint32_t ConfidenceOf(const CompiledVote& vote, int64_t score) {
  return static_cast<uint32_t>(std::min<int64_t>(990, 500 + (score - vote.threshold) / 20));
}

}  // namespace caspian::extractor
