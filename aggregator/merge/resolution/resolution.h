// Which entity keys are one thing: a graph whose nodes are keys and whose edges say why two of them are one.
//
// Edges come from judgements, from keys that differ in a country alone which one of them does not tell, from short
// forms that a document states, and from names that are one for sure (name_edges.h). They are applied one by one, the
// strongest first: judgements, the later before the earlier, then by score, then by keys. An edge is skipped where it
// would join a pair that is judged not the same, or, unless it is a judgement, where any two keys that it would join
// without a judgement's help contradict each other. A key with two neighbours that contradict each other is ambiguous:
// its edges to these join nothing and are possible matches, so a name that two may bear stays apart. At last a bare
// surname joins the one who has it, where company speaks for it (surnames.h), and is no bridge: it joins nothing else.
// The result is a pure function of the set of keys, of short forms, of company, and the judgements.
//
// Cost: n log n, and of the pairs that share two words (at most 200 keys a pair of words) a comparison each. Tested in
// tests/aggregator/merge/resolution/resolution_test.cc.
#ifndef CASPIAN_AGGREGATOR_MERGE_RESOLUTION_RESOLUTION_H_
#define CASPIAN_AGGREGATOR_MERGE_RESOLUTION_RESOLUTION_H_

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "aggregator/merge/judgements/judgements.h"
#include "caspian/v1/resolution.pb.h"

namespace caspian::aggregator {

class Joining;
class ResolutionGraph;

// What is resolved.
struct ResolutionInput {
  std::set<std::string> keys;
  // Keys of organizations with the folded short forms that documents give them ("rlsc").
  std::set<std::pair<std::string, std::string>> short_forms;
  // Keys of persons with those that stand in a sentence with them (CompanyIn); both are among the keys.
  std::set<std::pair<std::string, std::string>> company;

  void Merge(const ResolutionInput& other) {
    keys.insert(other.keys.begin(), other.keys.end());
    short_forms.insert(other.short_forms.begin(), other.short_forms.end());
    company.insert(other.company.begin(), other.company.end());
  }
};

// Immutable; thread-safe.
class Resolution {
 public:
  Resolution() = default;
  Resolution(ResolutionInput input, const std::vector<Verdict>& verdicts);

  // The key that names the cluster of `key`, which is one of the input's: the smallest, but for bare surnames that
  // company joined.
  const std::string& ClusterOf(const std::string& key) const { return clusters_.at(key); }
  bool Has(const std::string& key) const { return clusters_.count(key) > 0; }
  // Each key with the one that names its cluster.
  const std::map<std::string, std::string>& clusters() const { return clusters_; }
  // All edges with what became of them, in the order in which they were applied; ambiguous ones last.
  const std::vector<v1::MergeEdge>& edges() const { return edges_; }
  // The pairs of live keys that are judged not the same, by keys.
  const std::vector<v1::CannotLink>& cannot_links() const { return cannot_links_; }

 private:
  void JoinSurnames(const ResolutionGraph& graph, const Joining& joining);

  std::map<std::string, std::string> clusters_;
  std::vector<v1::MergeEdge> edges_;
  std::vector<v1::CannotLink> cannot_links_;
};

// Why two keys can't be one but by a judgement: identities, labels, countries; empty where nothing says so.
std::string WhyApart(const std::string& a, const std::string& b);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RESOLUTION_RESOLUTION_H_
