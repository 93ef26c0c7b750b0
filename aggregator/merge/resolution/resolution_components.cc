// The second half of ResolutionState: from edges to clusters.
#include <algorithm>
#include <tuple>
#include <utility>

#include "aggregator/merge/resolution/resolution_state.h"

namespace caspian::aggregator {

bool ResolutionState::IsJudgedApart(const Node& a, const Node& b) const {
  const std::string &first = std::min(a.told.key, b.told.key), &second = std::max(a.told.key, b.told.key);
  for (const size_t i : VerdictsOf(first)) {
    if (!verdicts_[i].same && verdicts_[i].first == first && verdicts_[i].second == second) return true;
  }
  return false;
}

void ResolutionState::UpdateAmbiguity(Node* node, NodeSet* changed) {
  std::vector<std::pair<Node*, bool>> neighbours;
  for (const auto& [other, edge] : node->edges) {
    if (!edge.of_surname() && !IsJudgedApart(*node, *other)) neighbours.emplace_back(other, false);
  }
  const bool common = neighbours.size() > kMostNeighbours;
  for (size_t i = 0; i < neighbours.size(); ++i) {
    if (common) neighbours[i].second = true;
    for (size_t j = i + 1; j < neighbours.size() && !common; ++j) {
      if (neighbours[i].second && neighbours[j].second) continue;
      if (AreContrary(neighbours[i].first->told, neighbours[j].first->told))
        neighbours[i].second = neighbours[j].second = true;
    }
  }
  const NodeSet ambiguous = [&neighbours] {
    NodeSet set;
    for (const auto& [other, is] : neighbours) {
      if (is) set.insert(other);
    }
    return set;
  }();
  for (auto& [other, edge] : node->edges) {
    const bool is = ambiguous.contains(other);
    if (std::exchange(edge.ambiguous, is) != is) changed->insert(other);
  }
}

ResolutionState::NodeSet ResolutionState::TakeTouched() {
  NodeSet touched = std::exchange(touched_, {});
  NodeSet more;
  for (Node* node : touched) {
    if (node->indexed) UpdateAmbiguity(node, &more);
  }
  touched.merge(more);
  return touched;
}

std::vector<ResolutionState::Node*> ResolutionState::JudgedSame(const Node& node) const {
  std::vector<Node*> same;
  for (const size_t i : VerdictsOf(node.told.key)) {
    if (!verdicts_[i].same) continue;
    Node* other = FindNode(verdicts_[i].first == node.told.key ? verdicts_[i].second : verdicts_[i].first);
    if (other != nullptr && other->indexed) same.push_back(other);
  }
  return same;
}

bool ResolutionState::Leads(Node* from, Node* to, const Edge& edge) {
  if (!edge.of_surname()) return !edge.ambiguous && !to->edges.at(from).ambiguous;
  const Node* bare = IsBareSurname(*from->told.named) ? from : to;
  return BearerCount(*bare) <= kMostNeighbours;
}

ResolutionState::Component ResolutionState::ComponentOf(Node* start, NodeSet* seen) const {
  Component component;
  const auto reach = [&](Node* node) {
    if (seen->insert(node).second) component.push_back(node);
  };
  reach(start);
  for (size_t i = 0; i < component.size(); ++i) {
    Node* node = component[i];
    for (const auto& [other, edge] : node->edges) {
      if (Leads(node, other, edge)) reach(other);
    }
    for (Node* other : JudgedSame(*node)) reach(other);
  }
  std::sort(component.begin(), component.end(), [](Node* a, Node* b) { return a->told.key < b->told.key; });
  return component;
}

Joining ResolutionState::Join(const Component& component, const Places& places, std::vector<Applied>* applied) const {
  Joining joining(component.size(),
                  [&component](size_t a, size_t b) { return AreContrary(component[a]->told, component[b]->told); });
  // Verdicts by position, and edges, the strongest first; each with its nodes.
  std::vector<std::tuple<size_t, size_t, size_t>> same;
  std::vector<std::tuple<int64_t, size_t, size_t, v1::MergeEvidence>> edges;
  for (size_t i = 0; i < component.size(); ++i) {
    for (const size_t at : VerdictsOf(component[i]->told.key)) {
      const auto second = places.find(FindNode(verdicts_[at].second));
      if (verdicts_[at].first != component[i]->told.key || second == places.end()) continue;
      if (verdicts_[at].same) {
        same.emplace_back(at, i, second->second);
      } else {
        joining.KeepApart(i, second->second);
      }
    }
    for (const auto& [other, edge] : component[i]->edges) {
      const auto found = places.find(other);
      if (found == places.end() || found->second <= i || edge.of_surname() || !Leads(component[i], other, edge))
        continue;
      edges.emplace_back(-static_cast<int64_t>(edge.rank.score), i, found->second, edge.rank.evidence);
    }
  }
  std::sort(same.begin(), same.end());
  std::sort(edges.begin(), edges.end());
  const auto note = [&](size_t a, size_t b, const Verdict* verdict, v1::MergeOutcome outcome) {
    if (applied != nullptr) applied->push_back({component[a], component[b], verdict, outcome});
  };
  for (const auto& [at, a, b] : same) note(a, b, &verdicts_[at], joining.ApplyJudged(a, b));
  for (const auto& [score, a, b, evidence] : edges) note(a, b, nullptr, joining.Apply(a, b));
  return joining;
}

void ResolutionState::Resolve(const Component& component, std::vector<ClusterMove>* moves) {
  const Places places = PlacesOf(component);
  const std::vector<const std::string*> clusters = ClustersOf(component, places, Join(component, places, nullptr));
  for (size_t i = 0; i < component.size(); ++i) {
    const std::string& cluster = *clusters[i];
    if (component[i]->cluster == cluster) continue;
    moves->push_back({component[i]->told.key, std::exchange(component[i]->cluster, cluster), cluster});
  }
}

ResolutionState::Places ResolutionState::PlacesOf(const Component& component) {
  Places places;
  for (size_t i = 0; i < component.size(); ++i) places[component[i]] = i;
  return places;
}

std::vector<const std::string*> ResolutionState::ClustersOf(const Component& component, const Places& places,
                                                            const Joining& joining) {
  std::vector<const std::string*> clusters;
  for (size_t i = 0; i < component.size(); ++i) {
    const std::vector<size_t>& together = joining.Together(i);
    clusters.push_back(&component[*std::min_element(together.begin(), together.end())]->told.key);
  }
  for (const Owned& owned : SurnamesIn(component, places, joining))
    clusters[places.at(owned.bare)] = clusters[places.at(owned.bearer)];
  return clusters;
}

std::vector<ResolutionState::Owned> ResolutionState::SurnamesIn(const Component& component, const Places& places,
                                                                const Joining& joining) {
  std::vector<Owned> surnames;
  for (size_t i = 0; i < component.size(); ++i) {
    const std::optional<size_t> bearer = BearerOf(i, BearersIn(*component[i], places), joining);
    if (bearer) surnames.push_back({component[i], component[*bearer]});
  }
  return surnames;
}

// Ascending by place; none where the node is no bare surname, or too many have it.
std::vector<Bearer> ResolutionState::BearersIn(const Node& node, const Places& places) {
  std::vector<Bearer> bearers;
  if (!node.told.named || !IsBareSurname(*node.told.named) || BearerCount(node) > kMostNeighbours) return bearers;
  for (const auto& [full, edge] : node.edges) {
    if (edge.of_surname()) bearers.push_back({places.at(full), edge.rank.in_same_company});
  }
  std::sort(bearers.begin(), bearers.end(), [](const Bearer& a, const Bearer& b) { return a.node < b.node; });
  return bearers;
}

size_t ResolutionState::BearerCount(const Node& bare) {
  return static_cast<size_t>(
      std::count_if(bare.edges.begin(), bare.edges.end(), [](const auto& edge) { return edge.second.of_surname(); }));
}

std::vector<ClusterMove> ResolutionState::Update() {
  std::vector<ClusterMove> moves;
  const NodeSet changed = std::exchange(changed_, {});
  std::vector<Node*> gone, here;
  for (Node* node : changed) {
    if (node->references == 0 && node->indexed) Unindex(node);
    if (node->references == 0) gone.push_back(node);
    if (node->references > 0) here.push_back(node);
  }
  for (Node* node : here) {
    if (!node->indexed) Index(node);
  }
  UpdateBlocks();
  NodeSet compared;
  for (Node* node : here) {
    CompareWithCandidates(node, compared);
    compared.insert(node);
  }
  UpdateCompany();
  NodeSet seen;
  last_touched_.clear();
  for (Node* node : TakeTouched()) {
    if (!node->indexed) continue;
    last_touched_.push_back(node->told.key);
    if (!seen.contains(node)) Resolve(ComponentOf(node, &seen), &moves);
  }
  for (Node* node : gone) {
    if (!node->cluster.empty()) moves.push_back({node->told.key, node->cluster, ""});
    nodes_.erase(node->told.key);
  }
  return moves;
}

}  // namespace caspian::aggregator
