// The third part of ResolutionState: what it tells of its edges, as a Resolution does.
#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

#include "aggregator/merge/resolution/resolution_state.h"

namespace caspian::aggregator {
namespace {

// The strongest first, then by keys.
void SortEdges(std::vector<v1::MergeEdge>* edges) {
  std::sort(edges->begin(), edges->end(), [](const v1::MergeEdge& a, const v1::MergeEdge& b) {
    return std::forward_as_tuple(b.score(), a.first_key(), a.second_key()) <
           std::forward_as_tuple(a.score(), b.first_key(), b.second_key());
  });
}

}  // namespace

v1::MergeEdge ResolutionState::Tell(Node* a, Node* b) const {
  const bool ordered = a->told.key < b->told.key;
  const Node &first = ordered ? *a : *b, &second = ordered ? *b : *a;
  switch (a->edges.at(b).rank.evidence) {
    case v1::MERGE_EVIDENCE_COUNTRY:
      return CountryEdge(first.told, second.told);
    case v1::MERGE_EVIDENCE_SHORT_FORM:
      return HasShortFormEdge(first, second) ? ShortFormEdge(first.told, second.told)
                                             : ShortFormEdge(second.told, first.told);
    default:
      return NameEdge(first.told.key, second.told.key, CompareNames(first.told.named->form, second.told.named->form));
  }
}

v1::MergeEdge ResolutionState::TellSurname(const Node& bare, const Node& full) {
  const Node* between = nullptr;
  for (const auto& [companion, count] : bare.company) {
    const bool first = between == nullptr || companion->told.key < between->told.key;
    if (first && full.company.contains(companion)) between = companion;
  }
  v1::MergeEdge edge = SurnameEdge(bare.told, full.told, between->told.key);
  edge.set_outcome(v1::MERGE_OUTCOME_JOINED);
  return edge;
}

void ResolutionState::TellAmbiguous(Node* node, const NodeSet& asked, std::vector<v1::MergeEdge>* told) const {
  for (const auto& [other, edge] : node->edges) {
    const bool told_by_other = asked.contains(other) && other->told.key < node->told.key;
    if (told_by_other || !IsAmbiguous(node, other)) continue;
    told->push_back(Tell(node, other));
    MakeAmbiguous(&told->back());
  }
}

std::vector<v1::MergeEdge> ResolutionState::EdgesOf(const std::vector<std::string>& keys) const {
  NodeSet asked, seen;
  std::vector<Owned> surnames;
  for (const std::string& key : keys) asked.insert(FindNode(key));
  std::vector<std::pair<const Verdict*, v1::MergeEdge>> judged;
  std::vector<v1::MergeEdge> edges, ambiguous;
  const auto add = [&](const Applied& one) {
    if (!asked.contains(one.first) && !asked.contains(one.second)) return;
    v1::MergeEdge edge = one.verdict != nullptr ? JudgedEdge(*one.verdict) : Tell(one.first, one.second);
    edge.set_outcome(one.outcome);
    if (one.verdict != nullptr) {
      judged.emplace_back(one.verdict, std::move(edge));
    } else {
      edges.push_back(std::move(edge));
    }
  };
  for (Node* node : asked) {
    std::vector<Applied> applied;
    if (!seen.contains(node)) {
      const Component component = ComponentOf(node, &seen);
      const Places places = PlacesOf(component);
      const Joining joining = Join(component, places, &applied);
      for (const Owned& owned : SurnamesIn(component, places, joining)) {
        if (asked.contains(owned.bare) || asked.contains(owned.bearer)) surnames.push_back(owned);
      }
    }
    std::for_each(applied.begin(), applied.end(), add);
    TellAmbiguous(node, asked, &ambiguous);
  }
  std::sort(judged.begin(), judged.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  SortEdges(&edges);
  SortEdges(&ambiguous);
  std::sort(surnames.begin(), surnames.end(),
            [](const Owned& a, const Owned& b) { return a.bare->told.key < b.bare->told.key; });
  std::vector<v1::MergeEdge> all;
  for (auto& [verdict, edge] : judged) all.push_back(std::move(edge));
  std::move(edges.begin(), edges.end(), std::back_inserter(all));
  std::move(ambiguous.begin(), ambiguous.end(), std::back_inserter(all));
  for (const Owned& owned : surnames) all.push_back(TellSurname(*owned.bare, *owned.bearer));
  return all;
}

v1::MergeEdge ResolutionState::OpenEdge(const std::string& first, const std::string& second) const {
  Node *a = FindNode(first), *b = FindNode(second);
  v1::MergeEdge edge = Tell(a, b);
  edge.set_outcome(v1::MERGE_OUTCOME_FORBIDDEN);
  if (IsAmbiguous(a, b)) MakeAmbiguous(&edge);
  return edge;
}

void ResolutionState::ForEachEdge(absl::string_view key, absl::FunctionRef<void(const std::string&, int)> visit) const {
  for (const auto& [other, edge] : FindNode(key)->edges) {
    if (!edge.of_surname()) visit(other->told.key, static_cast<int>(edge.rank.score));
  }
}

bool ResolutionState::HasEdge(absl::string_view key, absl::string_view other) const {
  const Node* node = FindNode(key);
  const auto found = node->edges.find(FindNode(other));
  return found != node->edges.end() && !found->second.of_surname();
}

void ResolutionState::ForEachKey(absl::FunctionRef<void(const std::string&)> visit) const {
  for (const auto& [key, node] : nodes_) visit(node->told.key);
}

const NamedKey* ResolutionState::NamedOf(absl::string_view key) const {
  const Node* node = FindNode(key);
  return node == nullptr || !node->told.named ? nullptr : &*node->told.named;
}

std::vector<v1::CannotLink> ResolutionState::CannotLinksOf(const std::vector<std::string>& keys) const {
  std::set<size_t> positions;
  for (const std::string& key : keys) positions.insert(VerdictsOf(key).begin(), VerdictsOf(key).end());
  std::vector<v1::CannotLink> links;
  for (const size_t at : positions) {
    const Verdict& verdict = verdicts_[at];
    if (verdict.same || FindNode(verdict.first) == nullptr || FindNode(verdict.second) == nullptr) continue;
    links.push_back(LinkOf(verdict));
  }
  std::sort(links.begin(), links.end(), LinkBefore);
  return links;
}

}  // namespace caspian::aggregator
