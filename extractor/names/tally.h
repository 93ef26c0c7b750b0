// Adds up the weights of evidence: occurrences of a string vote together, and each occurrence's own count beside.
//
// For each string and choice: vote = (sum of voted weights of all its occurrences) × share[occurrences]. An
// occurrence's score is the vote, plus its own voted weights × own_share, plus its weights that do not vote. Integers
// only: weights are thousandths, shares an integer table of the pack. The order of the rules does not count.
#ifndef CASPIAN_EXTRACTOR_NAMES_TALLY_H_
#define CASPIAN_EXTRACTOR_NAMES_TALLY_H_

#include <cstdint>
#include <memory_resource>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/types/span.h"
#include "extractor/names/evidence.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

struct CandidateEvidence {
  NameCandidate candidate;
  EvidenceHits hits;
};

// What speaks for one choice of one occurrence, thousandths.
struct Score {
  int64_t vote = 0;       // of all occurrences of the string
  int64_t own = 0;        // of this one, voted weights by own_share
  int64_t alone = 0;      // of this one, weights that do not vote
  int64_t inherited = 0;  // from a full form
  int64_t unknown = 0;    // for being unknown

  int64_t total() const { return vote + own + alone + inherited + unknown; }
};

// By choice.
using Scores = absl::InlinedVector<Score, 12>;

// The occurrences of one string.
struct Ballot {
  absl::Span<const uint32_t> occurrences;  // indexes of candidates, ascending
  absl::Span<const int64_t> voted;         // by choice: their weights that vote
};

// Refers to its arguments; what it holds is in `memory`.
class Tally {
 public:
  // `choices`: how many labels or senses there are to choose from.
  Tally(const CompiledVote& vote, size_t choices, absl::Span<const CandidateEvidence> candidates,
        std::pmr::memory_resource* memory);

  // By their strings, ascending.
  absl::Span<const Ballot> ballots() const { return ballots_; }
  const Ballot& BallotOf(size_t candidate) const { return ballots_[ballot_of_[candidate]]; }
  // Sets what speaks for the candidate, by choice.
  void GetScores(size_t candidate, Scores* scores) const;

 private:
  void SortByText();
  // Makes the ballot of `order_` [first, last).
  void AddBallot(size_t first, size_t last);

  const CompiledVote& vote_;
  const size_t choices_;
  const absl::Span<const CandidateEvidence> candidates_;
  std::pmr::vector<uint32_t> order_;  // the candidates by string, then index
  std::pmr::vector<int64_t> voted_;   // by ballot and choice
  std::pmr::vector<Ballot> ballots_;
  std::pmr::vector<uint32_t> ballot_of_;  // by candidate
};

// Index of the greatest total, the first of equals; -1 where none reaches the threshold.
int Decide(const CompiledVote& vote, const Scores& scores);

// Thousandths: a score at the threshold gives 500, each further 20 thousandths one more, up to 990.
uint32_t ConfidenceOf(const CompiledVote& vote, int64_t score);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_TALLY_H_
