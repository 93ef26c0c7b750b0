#ifndef CASPIAN_CLIENT_CLI_EVAL_MATCHING_H_
#define CASPIAN_CLIENT_CLI_EVAL_MATCHING_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "client/cli/eval/annotation.h"

namespace caspian::cli {

// Indices of a gold and a predicted annotation that stand for one another.
struct Match {
  size_t gold = 0;
  size_t predicted = 0;

  friend bool operator==(const Match&, const Match&) = default;
};

using Fits = absl::FunctionRef<bool(const Annotation& gold, const Annotation& predicted)>;

bool Overlap(const Annotation& a, const Annotation& b);
bool SameSpan(const Annotation& a, const Annotation& b);

// By start, then end; equal ones stay in their order.
void SortBySpan(std::vector<Annotation>* annotations);

// Pairs one to one, greedily: each gold annotation in its order takes, of the free predicted ones that overlap it and
// fit, the one with the longest overlap, the first of equals. What is empty overlaps nothing. Both sides are sorted by
// SortBySpan. Matches ascend by gold. Looks only at what overlaps.
std::vector<Match> MatchGreedily(const std::vector<Annotation>& gold, const std::vector<Annotation>& predicted,
                                 Fits fits);

// Exact counts; each figure is 0 where its divisor is.
struct Counts {
  uint64_t right = 0;
  uint64_t predicted = 0;
  uint64_t gold = 0;

  double Precision() const;
  double Recall() const;
  double F1() const;

  Counts& operator+=(const Counts& other);
  friend bool operator==(const Counts&, const Counts&) = default;
};

// The counts of `matches`: optional gold counts neither as gold nor, where it is matched, does its match count.
Counts CountMatches(const std::vector<Annotation>& gold, size_t predicted, const std::vector<Match>& matches);

// Those of `annotations` that overlap `annotation`, in order.
std::vector<Annotation> Overlapping(const Annotation& annotation, const std::vector<Annotation>& annotations);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_MATCHING_H_
