// The nodes and edges of a resolution, before any is applied.
#ifndef CASPIAN_AGGREGATOR_MERGE_RESOLUTION_RESOLUTION_GRAPH_H_
#define CASPIAN_AGGREGATOR_MERGE_RESOLUTION_RESOLUTION_GRAPH_H_

#include <optional>
#include <string>
#include <vector>

#include "aggregator/merge/judgements/entity_key.h"
#include "aggregator/merge/resolution/name_edges.h"
#include "aggregator/merge/resolution/resolution.h"
#include "caspian/v1/resolution.pb.h"

namespace caspian::aggregator {

// A key; not moved, since its parts and form view into it.
struct ResolutionNode {
  std::string key;
  EntityKeyParts parts;
  std::optional<NamedKey> named;
};

// Two nodes by index, the smaller key first.
struct ResolutionEdge {
  size_t first = 0;
  size_t second = 0;
  v1::MergeEdge told;
};

// Immutable; nodes are ascending by key.
class ResolutionGraph {
 public:
  explicit ResolutionGraph(const ResolutionInput& input);
  ResolutionGraph(const ResolutionGraph&) = delete;
  ResolutionGraph& operator=(const ResolutionGraph&) = delete;

  const std::vector<ResolutionNode>& nodes() const { return nodes_; }
  // -1 where there is none.
  int IndexOf(const std::string& key) const;
  // True where something but a judgement speaks against their being one.
  bool AreContrary(size_t a, size_t b) const;
  // All edges that are sure by themselves, none twice, the strongest first, then by keys.
  const std::vector<ResolutionEdge>& edges() const { return edges_; }

 private:
  void AddCountryEdges();
  void AddShortFormEdges(const ResolutionInput& input);
  void AddNameEdges();
  void AddEdge(size_t a, size_t b, v1::MergeEdge told);
  void SortEdges();

  std::vector<ResolutionNode> nodes_;
  std::vector<ResolutionEdge> edges_;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RESOLUTION_RESOLUTION_GRAPH_H_
