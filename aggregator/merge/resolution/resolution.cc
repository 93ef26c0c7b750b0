#include "aggregator/merge/resolution/resolution.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/resolution/joining.h"
#include "aggregator/merge/resolution/resolution_graph.h"
#include "aggregator/merge/resolution/surnames.h"

namespace caspian::aggregator {
namespace {

namespace pb = ::caspian::v1;

// For each node, the edges to neighbours that contradict another neighbour of it; true for an edge that is ambiguous at
// either end. An edge that a judgement forbids makes no other ambiguous.
std::vector<bool> AmbiguousEdges(const ResolutionGraph& graph, const Joining& joining) {
  std::vector<std::vector<size_t>> edges_of(graph.nodes().size());
  for (size_t i = 0; i < graph.edges().size(); ++i) {
    if (joining.IsJudgedApart(graph.edges()[i].first, graph.edges()[i].second)) continue;
    edges_of[graph.edges()[i].first].push_back(i);
    edges_of[graph.edges()[i].second].push_back(i);
  }
  std::vector<bool> ambiguous(graph.edges().size(), false);
  for (size_t node = 0; node < edges_of.size(); ++node) {
    const std::vector<size_t>& edges = edges_of[node];
    const auto neighbour = [&](size_t edge) {
      return graph.edges()[edge].first == node ? graph.edges()[edge].second : graph.edges()[edge].first;
    };
    const bool common = edges.size() > kMostNeighbours;
    for (size_t i = 0; i < edges.size(); ++i) {
      if (common) ambiguous[edges[i]] = true;
      for (size_t j = i + 1; j < edges.size() && !common; ++j) {
        if (!graph.AreContrary(neighbour(edges[i]), neighbour(edges[j]))) continue;
        ambiguous[edges[i]] = ambiguous[edges[j]] = true;
      }
    }
  }
  return ambiguous;
}

void KeepApart(const ResolutionGraph& graph, const std::vector<Verdict>& verdicts, Joining* joining) {
  for (const Verdict& verdict : verdicts) {
    const int first = graph.IndexOf(verdict.first), second = graph.IndexOf(verdict.second);
    if (!verdict.same && first >= 0 && second >= 0) joining->KeepApart(first, second);
  }
}

}  // namespace

Resolution::Resolution(ResolutionInput input, const std::vector<Verdict>& verdicts) {
  const ResolutionGraph graph(input);
  Joining joining(graph.nodes().size(), [&graph](size_t a, size_t b) { return graph.AreContrary(a, b); });
  KeepApart(graph, verdicts, &joining);
  for (const Verdict& verdict : verdicts) {
    const int first = graph.IndexOf(verdict.first), second = graph.IndexOf(verdict.second);
    if (first < 0 || second < 0) continue;
    if (verdict.same) {
      edges_.push_back(JudgedEdge(verdict));
      edges_.back().set_outcome(joining.ApplyJudged(first, second));
      continue;
    }
    cannot_links_.push_back(LinkOf(verdict));
  }
  const std::vector<bool> ambiguous = AmbiguousEdges(graph, joining);
  for (size_t i = 0; i < graph.edges().size(); ++i) {
    if (ambiguous[i]) continue;
    edges_.push_back(graph.edges()[i].told);
    edges_.back().set_outcome(joining.Apply(graph.edges()[i].first, graph.edges()[i].second));
  }
  for (size_t i = 0; i < graph.edges().size(); ++i) {
    if (!ambiguous[i]) continue;
    edges_.push_back(graph.edges()[i].told);
    MakeAmbiguous(&edges_.back());
  }
  std::sort(cannot_links_.begin(), cannot_links_.end(), LinkBefore);
  for (size_t i = 0; i < graph.nodes().size(); ++i) {
    const std::vector<size_t>& members = joining.Together(i);
    clusters_[graph.nodes()[i].key] = graph.nodes()[*std::min_element(members.begin(), members.end())].key;
  }
  JoinSurnames(graph, joining);
}

void Resolution::JoinSurnames(const ResolutionGraph& graph, const Joining& joining) {
  for (size_t bare = 0; bare < graph.nodes().size(); ++bare) {
    const std::optional<size_t> bearer = BearerOf(bare, graph.BearersOf(bare), joining);
    if (!bearer) continue;
    const std::string &key = graph.nodes()[bare].key, &full = graph.nodes()[*bearer].key;
    clusters_[key] = clusters_.at(full);
    edges_.push_back(graph.SurnameEdge(bare, *bearer));
    edges_.back().set_outcome(pb::MERGE_OUTCOME_JOINED);
  }
}

std::string WhyApart(const std::string& a, const std::string& b) {
  const EntityKeyParts left = PartsOfKey(a), right = PartsOfKey(b);
  if (!left.split.empty() || !right.split.empty()) return "split off by a judgement";
  if (left.identity.empty() != right.identity.empty())
    return absl::StrCat("only ", DescribeKey(left.identity.empty() ? b : a),
                        " is a name that a list knows: judge them the same where they are");
  if (left.identity != right.identity) return absl::StrCat("identities: ", DescribeKey(a), "; ", DescribeKey(b));
  if (left.label != right.label) return absl::StrCat("labels: ", left.label, ", ", right.label);
  if (!CountriesAgree(left.country, right.country))
    return absl::StrCat("countries: ", left.country, ", ", right.country);
  if (left.document != right.document) return "a bare noun means something within its document alone";
  return "";
}

}  // namespace caspian::aggregator
