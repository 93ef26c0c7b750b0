#include "extractor/names/tally.h"

#include <algorithm>
#include <cstring>

namespace caspian::extractor {
namespace {

constexpr int64_t kWhole = 1000;

// The first eight bytes as a number: of two texts whose numbers differ the lesser has the lesser one.
uint64_t FirstBytes(absl::string_view text) {
  uint64_t bytes = 0;
  if (text.empty()) return bytes;
  std::memcpy(&bytes, text.data(), std::min(text.size(), sizeof(bytes)));
  return __builtin_bswap64(bytes);  // as on all machines that Caspian runs on, the first is the lowest
}

// The text of a candidate. Mostly its first bytes are enough, and are not looked for all over the document.
struct SortedText {
  uint64_t first_bytes;
  absl::string_view text;
  uint32_t index;

  bool operator<(const SortedText& other) const {
    if (first_bytes != other.first_bytes) return first_bytes < other.first_bytes;
    const int compared = text.compare(other.text);
    return compared != 0 ? compared < 0 : index < other.index;
  }
};

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
  SortByText();
  const auto text = [&](uint32_t i) { return candidates[i].candidate.text; };
  for (size_t first = 0, last = 0; first < order_.size(); first = last) {
    while (last < order_.size() && text(order_[last]) == text(order_[first])) ++last;
    AddBallot(first, last);
  }
}

void Tally::SortByText() {
  std::pmr::vector<SortedText> texts(order_.get_allocator());
  texts.reserve(candidates_.size());
  for (const CandidateEvidence& of : candidates_)
    texts.push_back({FirstBytes(of.candidate.text), of.candidate.text, static_cast<uint32_t>(texts.size())});
  std::sort(texts.begin(), texts.end());
  std::transform(texts.begin(), texts.end(), order_.begin(), [](const SortedText& text) { return text.index; });
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
