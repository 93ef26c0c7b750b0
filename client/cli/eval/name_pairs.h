// Pairs of names that people judged, as lines of JSON, and how a comparison fares on them:
//   {"id", "name1", "name2", "schema": "Person"|"Company"|"Organization"|"LegalEntity"|"Vessel", "is_match":
//   true|false}
// Other fields are ignored.
#ifndef CASPIAN_CLIENT_CLI_EVAL_NAME_PAIRS_H_
#define CASPIAN_CLIENT_CLI_EVAL_NAME_PAIRS_H_

#include <string>
#include <vector>

#include "client/cli/eval/matching.h"
#include "client/cli/input/json_object.h"
#include "common/names/compare_names.h"

namespace caspian::cli {

struct NamePair {
  std::string id;
  std::string left;
  std::string right;
  NameKind kind = NameKind::kParty;
  bool is_match = false;
};

// The pairs of the file at `path`, in its order. A line that is none is told to `fail` and left out.
std::vector<NamePair> ReadNamePairs(const std::string& path, const FailureSink& fail);

// What was taken for one, and what is one: `right` is both.
struct NamePairResult {
  Counts counts;
  std::string misses;  // a line for each pair that is one and was not taken for it, with score and reasons
  std::string strays;  // the other way round
};

// Compares each pair; from `threshold` on (0 to kTopScore) it is taken for one. Pure.
NamePairResult ScoreNamePairs(const std::vector<NamePair>& pairs, int threshold);

// "precision 94.0 recall 75.0 F1 83.4" and a line feed: percent.
std::string FormatNamePairFigures(const Counts& counts);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_NAME_PAIRS_H_
