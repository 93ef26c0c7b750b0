#include "aggregator/merge/questions/merge_explanation.h"

#include <algorithm>
#include <deque>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "aggregator/merge/questions/page_token.h"
#include "aggregator/merge/questions/record_reference.h"
#include "aggregator/merge/records/event_neighbours.h"
#include "aggregator/merge/resolution/name_edges.h"
#include "aggregator/merge/resolution/possible_matches.h"
#include "common/base/error.h"

namespace caspian::aggregator {
namespace {

namespace pb = ::caspian::v1;

const std::string& OtherEnd(const pb::MergeEdge& edge, const std::string& key) {
  return edge.first_key() == key ? edge.second_key() : edge.first_key();
}

// The joining edges from one key of a cluster to another: the fewest, of equal ones the strongest.
std::vector<pb::MergeEdge> PathBetween(const Resolution& resolution, const std::string& from, const std::string& to) {
  std::map<std::string, std::vector<const pb::MergeEdge*>> edges_of;
  for (const pb::MergeEdge& edge : resolution.edges()) {
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
void ExplainApart(const Resolution& resolution, const RecordReference& first, const RecordReference& second,
                  pb::ExplainMergeResponse* response) {
  const auto between = [&](const std::string& a, const std::string& b) {
    const std::string &left = resolution.ClusterOf(a), &right = resolution.ClusterOf(b);
    return std::minmax(left, right) == std::minmax(first.group->key, second.group->key);
  };
  for (const pb::MergeEdge& edge : resolution.edges()) {
    if (between(edge.first_key(), edge.second_key())) *response->add_edges() = edge;
  }
  for (const pb::CannotLink& link : resolution.cannot_links()) {
    if (between(link.first_key(), link.second_key())) *response->add_cannot_links() = link;
  }
  AddComparison(first.key, second.key, response);
  AddWhyApart(first.key, second.key, response);
}

void ExplainEntities(const CollectionView& view, const RecordReference& first, const RecordReference& second,
                     pb::ExplainMergeResponse* response) {
  const Resolution& resolution = view.directory().resolution();
  if (!response->merged()) return ExplainApart(resolution, first, second, response);
  for (pb::MergeEdge& edge : PathBetween(resolution, first.key, second.key))
    response->mutable_edges()->Add(std::move(edge));
}

pb::PossibleMatch MatchOf(const CollectionView& view, const RecordGroup& first, const RecordGroup& second,
                          pb::MergeEdge edge) {
  pb::PossibleMatch match;
  *match.mutable_first() = DescribeRecord(view, first, /*with_keys=*/false);
  *match.mutable_second() = DescribeRecord(view, second, /*with_keys=*/false);
  *match.mutable_edge() = std::move(edge);
  return match;
}

// Where a page of possible matches ended; ascending in their order.
std::string PositionOf(const pb::PossibleMatch& match) {
  return absl::StrFormat("%04d %s\n%s", 9999 - match.edge().score(), match.edge().first_key(),
                         match.edge().second_key());
}

}  // namespace

absl::StatusOr<pb::ExplainMergeResponse> ExplainMerge(const CollectionView& view, const std::string& first,
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
  response.set_merged(a->group == b->group);
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

std::vector<pb::PossibleMatch> PossibleMatchesOf(const CollectionView& view) {
  const Resolution& resolution = view.directory().resolution();
  std::vector<pb::PossibleMatch> matches;
  for (pb::MergeEdge& edge : FindPossibleMatches(resolution)) {
    const RecordGroup* first = view.GroupOfKey(resolution.ClusterOf(edge.first_key()));
    const RecordGroup* second = view.GroupOfKey(resolution.ClusterOf(edge.second_key()));
    matches.push_back(MatchOf(view, *first, *second, std::move(edge)));
  }
  for (EventNeighbours& neighbours : FindEventNeighbours(view.groups(), view.directory())) {
    matches.push_back(MatchOf(view, *neighbours.first, *neighbours.second, std::move(neighbours.edge)));
    for (pb::KeyDifference& difference : EventDifferences(*neighbours.first, *neighbours.second, view.directory()))
      matches.back().mutable_differences()->Add(std::move(difference));
  }
  std::sort(matches.begin(), matches.end(), [](const pb::PossibleMatch& a, const pb::PossibleMatch& b) {
    return std::make_tuple(b.edge().score(), a.edge().first_key(), a.edge().second_key()) <
           std::make_tuple(a.edge().score(), b.edge().first_key(), b.edge().second_key());
  });
  return matches;
}

pb::ListPossibleMatchesResponse PossibleMatchesPage(std::vector<pb::PossibleMatch> matches, const std::string& question,
                                                    const std::string& position, size_t page_size) {
  pb::ListPossibleMatchesResponse response;
  for (pb::PossibleMatch& match : matches) {
    if (!position.empty() && PositionOf(match) <= position) continue;
    if (response.matches_size() == static_cast<int>(page_size)) {
      response.set_next_page_token(MakePageToken(question, PositionOf(*response.matches().rbegin())));
      break;
    }
    *response.add_matches() = std::move(match);
  }
  return response;
}

}  // namespace caspian::aggregator
