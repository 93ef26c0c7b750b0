// A resolution (resolution.h) that is kept up while keys come and go: only names that a change touches are compared
// again, and only the components that it touches are resolved again. At any time it says of each key what a Resolution
// of all keys, short forms and verdicts says: tested in tests/aggregator/merge/views/growing_view_test.cc and
// tests/aggregator/merge/questions/growing_questions_test.cc.
//
// Two nodes are in one component where edges that are not ambiguous, or judgements that they are the same, lead from
// one to the other: nothing else can make them one. Cost of a key: a comparison with each key that shares two words
// (at most kMostNamesOfAWord for each pair of words), and the work on its component.
#ifndef CASPIAN_AGGREGATOR_MERGE_RESOLUTION_RESOLUTION_STATE_H_
#define CASPIAN_AGGREGATOR_MERGE_RESOLUTION_RESOLUTION_STATE_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "aggregator/merge/judgements/judgements.h"
#include "aggregator/merge/resolution/joining.h"
#include "aggregator/merge/resolution/resolution_graph.h"

namespace caspian::aggregator {

// A key whose cluster changed. Clusters are named as a Resolution names them; empty: the key was, or is, not there.
struct ClusterMove {
  std::string key;
  std::string from;
  std::string to;
};

// Not thread-safe. Changes act at Update.
class ResolutionState {
 public:
  // One more, or one less, bearer of the key.
  void AddKey(const std::string& key);
  void RemoveKey(const std::string& key);
  // One more, or one less, telling that the key, which is there, has that folded short form.
  void AddShortForm(const std::string& key, const std::string& form);
  void RemoveShortForm(const std::string& key, const std::string& form);
  // One document more, or one less, in which `companion`, which is there, stands in a sentence with the key.
  void AddCompany(const std::string& key, const std::string& companion);
  void RemoveCompany(const std::string& key, const std::string& companion);
  void SetVerdicts(std::vector<Verdict> verdicts);

  // Brings the clusters up to date.
  std::vector<ClusterMove> Update();

  const std::vector<Verdict>& verdicts() const { return verdicts_; }
  // The edges and verdicts that name any of these keys, which are there, with what became of them, in the order of
  // Resolution::edges. Cost: the components of the keys.
  std::vector<v1::MergeEdge> EdgesOf(const std::vector<std::string>& keys) const;
  // The pairs of keys that are judged not the same and are both there, of which one is among these, by keys.
  std::vector<v1::CannotLink> CannotLinksOf(const std::vector<std::string>& keys) const;
  // The edge of two keys that are not one, with what became of it.
  v1::MergeEdge OpenEdge(const std::string& first, const std::string& second) const;
  // Visits the other end of each of the key's edges but those of bare surnames, with its score.
  void ForEachEdge(absl::string_view key, absl::FunctionRef<void(const std::string&, int)> visit) const;
  bool HasEdge(absl::string_view key, absl::string_view other) const;
  void ForEachKey(absl::FunctionRef<void(const std::string&)> visit) const;
  // The key ready to be compared by its name; null where it is not there or not compared. Lives as long as the key.
  const NamedKey* NamedOf(absl::string_view key) const;
  const std::string& ClusterOf(absl::string_view key) const { return FindNode(key)->cluster; }
  // The keys whose edges the last Update may have changed, without those that went. Live until the next Update.
  const std::vector<absl::string_view>& touched() const { return last_touched_; }
  // Positions of the verdicts that name the key.
  const std::vector<size_t>& VerdictsOf(const std::string& key) const;

 private:
  struct Node;
  struct Block;
  struct Rank {
    uint32_t score = 0;
    v1::MergeEvidence evidence = v1::MERGE_EVIDENCE_UNSPECIFIED;
    bool in_same_company = false;  // Of a bare surname and who has it.
    auto Tie() const { return std::tie(score, evidence, in_same_company); }
    bool operator==(const Rank& other) const { return Tie() == other.Tie(); }
  };
  // As one of its nodes sees it.
  struct Edge {
    Rank rank;
    bool ambiguous = false;  // At this end.
    bool of_surname() const { return rank.evidence == v1::MERGE_EVIDENCE_SURNAME; }
  };
  struct Node {
    ResolutionNode told;
    uint32_t references = 0;
    bool indexed = false;
    std::string cluster;  // Empty: its own key, or none yet.
    std::vector<Block*> blocks;
    std::map<std::string, uint32_t> short_forms;
    absl::flat_hash_map<const Node*, uint32_t> company;
    absl::flat_hash_map<Node*, Edge> edges;
  };
  struct Block {
    std::string name;
    absl::flat_hash_set<Node*> members;
    bool active = true;
  };
  using NodeSet = absl::flat_hash_set<Node*>;
  using NodeIndex = absl::flat_hash_map<std::string, NodeSet>;
  using Component = std::vector<Node*>;
  // What was applied to two nodes, the smaller key first, and what became of it.
  struct Applied {
    Node* first;
    Node* second;
    const Verdict* verdict;  // Null: their edge.
    v1::MergeOutcome outcome;
  };
  // A bare surname and whose it is.
  struct Owned {
    const Node* bare;
    const Node* bearer;
  };
  using Places = absl::flat_hash_map<const Node*, size_t>;  // In a component.

  Node* FindNode(absl::string_view key) const;
  void Index(Node* node);
  void Unindex(Node* node);
  void UpdateBlocks();
  // But for those in `done`.
  void CompareWithCandidates(Node* node, const NodeSet& done);
  void UpdatePair(Node* a, Node* b);
  std::optional<Rank> BestEdge(const Node& a, const Node& b) const;
  static std::optional<Rank> SurnameRank(const Node& a, const Node& b);
  static bool ShareCompany(const Node& a, const Node& b);
  // Those whose names have as many words as the node's, one or more, or (`other`) the others; null where it is no
  // person's.
  NodeIndex* SurnamesLike(const Node& node, bool other);
  void UpdateCompany();
  bool HasShortFormEdge(const Node& bearer, const Node& full) const;
  void UpdateAmbiguity(Node* node, NodeSet* changed);
  NodeSet TakeTouched();
  // Ascending by key.
  Component ComponentOf(Node* start, NodeSet* seen) const;
  // True where the edge may make the two one.
  static bool Leads(Node* from, Node* to, const Edge& edge);
  static Places PlacesOf(const Component& component);
  // Joins its nodes, surnames aside; what is applied is appended to `applied`, which may be null, in that order.
  Joining Join(const Component& component, const Places& places, std::vector<Applied>* applied) const;
  void Resolve(const Component& component, std::vector<ClusterMove>* moves);
  // The keys that name the clusters, by the component's nodes.
  static std::vector<const std::string*> ClustersOf(const Component& component, const Places& places,
                                                    const Joining& joining);
  // The bare surnames that join who has them.
  static std::vector<Owned> SurnamesIn(const Component& component, const Places& places, const Joining& joining);
  static std::vector<Bearer> BearersIn(const Node& node, const Places& places);
  // How many have the bare surname.
  static size_t BearerCount(const Node& bare);
  // At either end.
  static bool IsAmbiguous(Node* a, Node* b) { return a->edges.at(b).ambiguous || b->edges.at(a).ambiguous; }
  // The edge of two nodes as it is told, without outcome; of a bare surname and who has it.
  v1::MergeEdge Tell(Node* a, Node* b) const;
  // Appends the ambiguous edges of the node but those that another of `asked` with a smaller key tells.
  void TellAmbiguous(Node* node, const NodeSet& asked, std::vector<v1::MergeEdge>* told) const;
  static v1::MergeEdge TellSurname(const Node& bare, const Node& full);
  bool IsJudgedApart(const Node& a, const Node& b) const;
  std::vector<Node*> JudgedSame(const Node& node) const;
  void TouchVerdicts(absl::string_view key);

  absl::flat_hash_map<absl::string_view, std::unique_ptr<Node>> nodes_;
  absl::flat_hash_map<std::string, std::unique_ptr<Block>> blocks_;
  NodeIndex bearers_;       // By label and name.
  NodeIndex short_formed_;  // By label and short form.
  // By the sounds of the surname: those of one word, those of more.
  NodeIndex bare_names_, full_names_;
  std::vector<Verdict> verdicts_;
  absl::flat_hash_map<std::string, std::vector<size_t>> verdicts_of_;
  // Since the last Update.
  NodeSet changed_;
  NodeSet company_changed_;
  absl::flat_hash_set<Block*> changed_blocks_;
  NodeSet touched_;
  std::vector<absl::string_view> last_touched_;  // By the last.
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RESOLUTION_RESOLUTION_STATE_H_
