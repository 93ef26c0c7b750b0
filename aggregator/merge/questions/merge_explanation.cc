#include "aggregator/merge/questions/merge_explanation.h"

#include <algorithm>
#include <deque>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/questions/record_reference.h"
#include "aggregator/merge/records/event_neighbours.h"
#include "aggregator/merge/resolution/name_edges.h"
#include "common/base/error.h"

namespace caspian::aggregator {
namespace {

namespace pb = ::caspian::v1;

const std::string& OtherEnd(const pb::MergeEdge& edge, const std::string& key) {
  return edge.first_key() == key ? edge.second_key() : edge.first_key();
}

// The edges and verdicts that name keys of either record's entity, in the order in which they were applied.
std::vector<pb::MergeEdge> EdgesOf(const CollectionView& view, const std::string& first, const std::string& second) {
  const Resolution& resolution = view.directory().resolution();
  const auto names = [&](const std::string& key) {
    return resolution.ClusterOf(key) == first || resolution.ClusterOf(key) == second;
  };
  std::vector<pb::MergeEdge> edges;
  for (const pb::MergeEdge& edge : resolution.edges()) {
    if (names(edge.first_key()) || names(edge.second_key())) edges.push_back(edge);
  }
  return edges;
}

std::vector<pb::MergeEdge> EdgesOf(const GrowingView& view, const std::string& first, const std::string& second) {
  std::vector<std::string> keys = view.directory().EntryOfKey(first)->keys;
  if (first == second) return view.directory().resolution().EdgesOf(keys);
  const std::vector<std::string>& others = view.directory().EntryOfKey(second)->keys;
  keys.insert(keys.end(), others.begin(), others.end());
  return view.directory().resolution().EdgesOf(keys);
}

std::vector<pb::CannotLink> CannotLinksOf(const CollectionView& view, const std::string&) {
  return view.directory().resolution().cannot_links();
}

std::vector<pb::CannotLink> CannotLinksOf(const GrowingView& view, const std::string& cluster) {
  return view.directory().resolution().CannotLinksOf(view.directory().EntryOfKey(cluster)->keys);
}

// The joining edges from one key of a cluster to another: the fewest, of equal ones the strongest.
std::vector<pb::MergeEdge> PathBetween(const std::vector<pb::MergeEdge>& edges, const std::string& from,
                                       const std::string& to) {
  std::map<std::string, std::vector<const pb::MergeEdge*>> edges_of;
  for (const pb::MergeEdge& edge : edges) {
    if (edge.outcome() != pb::MERGE_OUTCOME_JOINED) continue;
    edges_of[edge.first_key()].push_back(&edge);
    edges_of[edge.second_key()].push_back(&edge);
  }
  std::map<std::string, const pb::MergeEdge*> reached = {{to, nullptr}};
  std::deque<std::string> open = {to};
  while (!open.empty() && reached.count(from) == 0) {
    const std::string key = open.front();
    open.pop_front();
    for (const pb::MergeEdge* edge : edges_of[key]) {
      if (reached.emplace(OtherEnd(*edge, key), edge).second) open.push_back(OtherEnd(*edge, key));
    }
  }
  std::vector<pb::MergeEdge> path;
  for (std::string key = from; key != to; key = OtherEnd(*reached.at(key), key)) path.push_back(*reached.at(key));
  return path;
}

// The comparison of two keys' names, with what it is worth.
void AddComparison(const std::string& first, const std::string& second, pb::ExplainMergeResponse* response) {
  for (const pb::MergeEdge& edge : response->edges()) {
    if (std::minmax(edge.first_key(), edge.second_key()) == std::minmax(first, second) && edge.judgement_id().empty())
      return;
  }
  const auto a = MakeNamedKey(first), b = MakeNamedKey(second);
  if (!a || !b || a->form.is_organization() != b->form.is_organization()) return;
  const NameComparison comparison = CompareNames(a->form, b->form);
  *response->add_edges() = NameEdge(first, second, comparison);
  response->mutable_edges()->rbegin()->set_outcome(comparison.IsSame() ? pb::MERGE_OUTCOME_POSSIBLE
                                                                       : pb::MERGE_OUTCOME_UNLIKE);
}

void AddWhyApart(const std::string& first, const std::string& second, pb::ExplainMergeResponse* response) {
  const std::string reason = WhyApart(first, second);
  if (reason.empty()) return;
  pb::CannotLink* link = response->add_cannot_links();
  link->set_first_key(std::min(first, second));
  link->set_second_key(std::max(first, second));
  link->set_reason(reason);
}

// All that speaks for or against two clusters' being one.
template <typename View>
void ExplainApart(const View& view, const RecordReference& first, const RecordReference& second,
                  pb::ExplainMergeResponse* response) {
  const auto cluster_of = [&view](const std::string& key) -> const std::string& {
    return view.directory().EntryOfKey(key)->key;
  };
  const auto between = [&](const std::string& a, const std::string& b) {
    return std::minmax(cluster_of(a), cluster_of(b)) == std::minmax(first.group->key, second.group->key);
  };
  for (pb::MergeEdge& edge : EdgesOf(view, first.group->key, second.group->key)) {
    if (between(edge.first_key(), edge.second_key())) response->mutable_edges()->Add(std::move(edge));
  }
  for (pb::CannotLink& link : CannotLinksOf(view, first.group->key)) {
    if (between(link.first_key(), link.second_key())) response->mutable_cannot_links()->Add(std::move(link));
  }
  AddComparison(first.key, second.key, response);
  AddWhyApart(first.key, second.key, response);
}

template <typename View>
void ExplainEntities(const View& view, const RecordReference& first, const RecordReference& second,
                     pb::ExplainMergeResponse* response) {
  if (!response->merged()) return ExplainApart(view, first, second, response);
  const std::vector<pb::MergeEdge> edges = EdgesOf(view, first.group->key, first.group->key);
  for (pb::MergeEdge& edge : PathBetween(edges, first.key, second.key)) response->mutable_edges()->Add(std::move(edge));
}

template <typename View>
absl::StatusOr<pb::ExplainMergeResponse> ExplainIn(const View& view, const std::string& first,
                                                   const std::string& second) {
  const absl::StatusOr<RecordReference> a = FindRecord(view, first), b = FindRecord(view, second);
  if (!a.ok()) return a.status();
  if (!b.ok()) return b.status();
  const bool entities = IsEntity(*a->group) && IsEntity(*b->group);
  if (!entities && (a->group->kind != pb::RECORD_KIND_EVENT || b->group->kind != pb::RECORD_KIND_EVENT)) {
    return MakeError(pb::ERROR_REASON_REQUEST_INVALID,
                     absl::StrCat("\"", first, "\" and \"", second, "\" are not both entities or both events"));
  }
  pb::ExplainMergeResponse response;
  response.set_merged(a->group->key == b->group->key);
  *response.mutable_first() = DescribeRecord(view, *a->group, /*with_keys=*/true);
  *response.mutable_second() = DescribeRecord(view, *b->group, /*with_keys=*/true);
  response.add_keys(a->key);
  response.add_keys(b->key);
  if (entities) {
    ExplainEntities(view, *a, *b, &response);
  } else if (!response.merged()) {
    for (pb::KeyDifference& difference : EventDifferences(*a->group, *b->group, view.directory()))
      response.mutable_differences()->Add(std::move(difference));
  }
  return response;
}

}  // namespace

absl::StatusOr<pb::ExplainMergeResponse> ExplainMerge(const CollectionView& view, const std::string& first,
                                                      const std::string& second) {
  return ExplainIn(view, first, second);
}

absl::StatusOr<pb::ExplainMergeResponse> ExplainMerge(const GrowingView& view, const std::string& first,
                                                      const std::string& second) {
  return ExplainIn(view, first, second);
}

}  // namespace caspian::aggregator
