#include "client/cli/eval/matching.h"

#include <algorithm>
#include <tuple>

namespace caspian::cli {
namespace {

// Code points that both cover; 0 where they are apart.
uint32_t OverlapLength(const Annotation& a, const Annotation& b) {
  const uint32_t start = std::max(a.start, b.start), end = std::min(a.end, b.end);
  return end > start ? end - start : 0;
}

// The highest end up to each place: ascending, so that what ended before a gold annotation is skipped at once.
std::vector<uint32_t> HighestEnds(const std::vector<Annotation>& annotations) {
  std::vector<uint32_t> ends;
  uint32_t highest = 0;
  for (const Annotation& annotation : annotations) ends.push_back(highest = std::max(highest, annotation.end));
  return ends;
}

double Ratio(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

bool Overlap(const Annotation& a, const Annotation& b) { return a.start < b.end && b.start < a.end; }
bool SameSpan(const Annotation& a, const Annotation& b) { return a.start == b.start && a.end == b.end; }

void SortBySpan(std::vector<Annotation>* annotations) {
  std::stable_sort(annotations->begin(), annotations->end(), [](const Annotation& a, const Annotation& b) {
    return std::tie(a.start, a.end) < std::tie(b.start, b.end);
  });
}

std::vector<Match> MatchGreedily(const std::vector<Annotation>& gold, const std::vector<Annotation>& predicted,
                                 Fits fits) {
  const std::vector<uint32_t> ends = HighestEnds(predicted);
  std::vector<bool> used(predicted.size(), false);
  std::vector<Match> matches;
  for (size_t i = 0; i < gold.size(); ++i) {
    uint32_t longest = 0;
    Match match = {i, 0};
    size_t at = static_cast<size_t>(std::upper_bound(ends.begin(), ends.end(), gold[i].start) - ends.begin());
    for (; at < predicted.size() && predicted[at].start < gold[i].end; ++at) {
      const uint32_t length = OverlapLength(gold[i], predicted[at]);
      if (length <= longest || used[at] || !fits(gold[i], predicted[at])) continue;
      longest = length;
      match.predicted = at;
    }
    if (longest == 0) continue;
    used[match.predicted] = true;
    matches.push_back(match);
  }
  return matches;
}

double Counts::Precision() const { return Ratio(right, predicted); }
double Counts::Recall() const { return Ratio(right, gold); }

double Counts::F1() const {
  const double precision = Precision(), recall = Recall();
  return precision + recall == 0 ? 0.0 : 2 * precision * recall / (precision + recall);
}

Counts& Counts::operator+=(const Counts& other) {
  right += other.right;
  predicted += other.predicted;
  gold += other.gold;
  return *this;
}

Counts CountMatches(const std::vector<Annotation>& gold, size_t predicted, const std::vector<Match>& matches) {
  Counts counts = {0, predicted, 0};
  for (const Annotation& one : gold) counts.gold += !one.optional;
  for (const Match& match : matches) {
    if (gold[match.gold].optional) {
      --counts.predicted;
    } else {
      ++counts.right;
    }
  }
  return counts;
}

std::vector<Annotation> Overlapping(const Annotation& annotation, const std::vector<Annotation>& annotations) {
  std::vector<Annotation> overlapping;
  for (const Annotation& other : annotations) {
    if (Overlap(annotation, other)) overlapping.push_back(other);
  }
  return overlapping;
}

}  // namespace caspian::cli
