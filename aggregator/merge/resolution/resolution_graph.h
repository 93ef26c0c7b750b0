// The nodes and edges of a resolution, before any is applied.
#ifndef CASPIAN_AGGREGATOR_MERGE_RESOLUTION_RESOLUTION_GRAPH_H_
#define CASPIAN_AGGREGATOR_MERGE_RESOLUTION_RESOLUTION_GRAPH_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "aggregator/merge/judgements/entity_key.h"
#include "aggregator/merge/resolution/name_edges.h"
#include "aggregator/merge/resolution/resolution.h"
#include "aggregator/merge/resolution/surnames.h"
#include "caspian/v1/resolution.pb.h"

namespace caspian::aggregator {

// A key; not moved, since its parts and form view into it.
struct ResolutionNode {
  std::string key;
  EntityKeyParts parts;
  std::optional<NamedKey> named;
};

void ReadNode(const std::string& key, ResolutionNode* node);
// True where the key names something: it has no identity, is of no single document, and was not split off.
bool IsNamed(const ResolutionNode& node);
// True where something but a judgement speaks against their being one.
bool AreContrary(const ResolutionNode& a, const ResolutionNode& b);
// True where they have one name, of more than one word, and one of them tells a country.
bool DifferInCountryAlone(const ResolutionNode& a, const ResolutionNode& b);
// True where the name of `bearer` may stand for `full`, an organization that is called so for short: it has its
// initials.
bool IsShortFormOf(const ResolutionNode& bearer, const ResolutionNode& full);

inline constexpr uint32_t kCountryScore = 1000;
inline constexpr uint32_t kShortFormScore = 950;

// Edges as they are told, without outcome: of two keys that differ in country alone; of a short form and what it stands
// for; of a bare surname and whose it is, with the smallest key in the company of both; of what is judged; and pairs
// that are judged not the same.
v1::MergeEdge CountryEdge(const ResolutionNode& a, const ResolutionNode& b);
v1::MergeEdge ShortFormEdge(const ResolutionNode& bearer, const ResolutionNode& full);
v1::MergeEdge SurnameEdge(const ResolutionNode& bare, const ResolutionNode& full, const std::string& companion);
v1::MergeEdge JudgedEdge(const Verdict& verdict);
v1::CannotLink LinkOf(const Verdict& verdict);
// By keys.
bool LinkBefore(const v1::CannotLink& a, const v1::CannotLink& b);
// Makes an edge that is ambiguous a possible match that says so.
void MakeAmbiguous(v1::MergeEdge* edge);

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
  bool AreContrary(size_t a, size_t b) const { return aggregator::AreContrary(nodes_[a], nodes_[b]); }
  // All edges that are sure by themselves, none twice, the strongest first, then by keys.
  const std::vector<ResolutionEdge>& edges() const { return edges_; }
  // Those who have the surname that the node is, ascending; empty where it is none.
  std::vector<Bearer> BearersOf(size_t node) const;
  // Why the bare surname is the bearer's, who is in its company; without outcome.
  v1::MergeEdge SurnameEdge(size_t bare, size_t bearer) const;

 private:
  void AddCompany(const ResolutionInput& input);
  void IndexSurnames();
  // Who or what stands beside both, the smallest key; null where nothing does.
  const std::string* Between(size_t a, size_t b) const;
  void AddCountryEdges();
  void AddShortFormEdges(const ResolutionInput& input);
  void AddNameEdges();
  void AddEdge(size_t a, size_t b, v1::MergeEdge told);
  void SortEdges();

  std::vector<ResolutionNode> nodes_;
  std::vector<ResolutionEdge> edges_;
  std::vector<std::set<absl::string_view>> company_;             // By node; views into its nodes.
  std::map<absl::string_view, std::vector<size_t>> full_names_;  // By the sounds of the surname.
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RESOLUTION_RESOLUTION_GRAPH_H_
