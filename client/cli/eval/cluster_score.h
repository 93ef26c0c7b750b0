// Entities across documents against gold, by B-cubed. Lines of JSON:
//   gold         {"id", "topic"?, "text", "published"?, …, "entities": [{"start", "end", "group"}]}
//   predictions  {"id", "entities": [{"start", "end", "cluster"}]}
// Offsets are half-open and count code points; other fields are ignored. A topic is a collection: groups and clusters
// are compared within it.
#ifndef CASPIAN_CLIENT_CLI_EVAL_CLUSTER_SCORE_H_
#define CASPIAN_CLIENT_CLI_EVAL_CLUSTER_SCORE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "caspian/v1/document.pb.h"
#include "client/cli/input/json_object.h"

namespace caspian::cli {

// A mention, and which entity of the collection it is.
struct ClusterMention {
  uint32_t start = 0;  // code points
  uint32_t end = 0;
  std::string cluster;
};

struct ClusterDocument {
  v1::Document document;
  std::string topic;
  std::vector<ClusterMention> mentions;
  std::string place;  // "FILE:LINE"
};

// The documents of the file at `path`, in its order. A line that is none, or has the id of an earlier one, is told to
// `fail` and left out.
std::vector<ClusterDocument> ReadClusterGold(const std::string& path, const FailureSink& fail);

// Mentions by document id.
using ClusterPredictions = absl::flat_hash_map<std::string, std::vector<ClusterMention>>;

// The predictions of the file at `path`; failures as in ReadClusterGold.
ClusterPredictions ReadClusterPredictions(const std::string& path, const FailureSink& fail);

// The documents' lines of the file that ReadClusterPredictions reads, in the order of the gold.
std::string FormatClusterPredictions(const std::vector<ClusterDocument>& gold, const ClusterPredictions& predictions);

struct BCubed {
  uint64_t mentions = 0;  // of gold
  uint64_t missed = 0;    // that no prediction overlaps
  double precision = 0;   // 0 to 1, as are all
  double recall = 0;

  double F1() const;
};

// A gold mention is in the cluster of the prediction that overlaps it most, the first of equals; one that nothing
// overlaps is alone. Of each mention, precision is the share of its cluster that is of its group, recall the share of
// its group that is in its cluster; both are the mean over all mentions of all topics (Bagga and Baldwin, 1998).
BCubed ScoreClusters(const std::vector<ClusterDocument>& gold, const ClusterPredictions& predictions);

// "entities: 2735 mentions, 667 missed, B3 P 98.5 R 57.4 F1 72.5" and a line feed: percent.
std::string FormatBCubed(const BCubed& score);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_CLUSTER_SCORE_H_
