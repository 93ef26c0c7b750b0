// Entities that may be one and were not merged, for people to judge: names that the comparison of names takes for one
// (common/names/compare_names.h), with its score and reasons.
#ifndef CASPIAN_AGGREGATOR_MERGE_POSSIBLE_MATCHES_H_
#define CASPIAN_AGGREGATOR_MERGE_POSSIBLE_MATCHES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace caspian::aggregator {

// An entity of the directory.
struct NamedEntity {
  std::string key;
  std::string label;
  std::string name;
};

struct PossibleMatch {
  std::string first;  // keys; `first` is the smaller one
  std::string second;
  int score = 0;                     // thousandths, at least kSameNameScore
  std::vector<std::string> reasons;  // "short form: bob = robert (-80)"

  friend bool operator==(const PossibleMatch&, const PossibleMatch&) = default;
};

// A word that more entities have than this says too little to look for matches by it.
inline constexpr size_t kMostNamesOfAWord = 200;

// The pairs of persons and of organizations that may be one, the highest score first, then by keys; a pure function of
// the set of entities, whatever their order. Only names that share the first four consonants of a word are compared
// (all sounds of one that has no two): for each word at most kMostNamesOfAWord entities with one another. Other labels
// have no possible matches.
std::vector<PossibleMatch> FindPossibleMatches(const std::vector<NamedEntity>& entities);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_POSSIBLE_MATCHES_H_
