#include "aggregator/merge/questions/match_pages.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "aggregator/merge/questions/page_token.h"
#include "aggregator/merge/questions/record_reference.h"
#include "aggregator/merge/records/event_neighbours.h"
#include "aggregator/merge/resolution/match_place.h"
#include "aggregator/merge/resolution/possible_matches.h"

namespace caspian::aggregator {
namespace {

namespace pb = ::caspian::v1;

bool IsBefore(const pb::MergeEdge& a, const pb::MergeEdge& b) { return PlaceOf(a) < PlaceOf(b); }

bool IsOfEvents(const pb::MergeEdge& edge) { return edge.evidence() == pb::MERGE_EVIDENCE_NEIGHBOUR; }

pb::PossibleMatch MatchOfEntities(const Directory& directory, pb::MergeEdge edge) {
  pb::PossibleMatch match;
  *match.mutable_first() = DescribeEntity(*directory.EntryOfKey(edge.first_key()));
  *match.mutable_second() = DescribeEntity(*directory.EntryOfKey(edge.second_key()));
  *match.mutable_edge() = std::move(edge);
  return match;
}

template <typename View>
pb::PossibleMatch MatchOfEvents(const View& view, const RecordGroup& first, const RecordGroup& second,
                                pb::MergeEdge edge) {
  pb::PossibleMatch match;
  *match.mutable_first() = DescribeRecord(view, first, /*with_keys=*/false);
  *match.mutable_second() = DescribeRecord(view, second, /*with_keys=*/false);
  *match.mutable_edge() = std::move(edge);
  for (pb::KeyDifference& difference : EventDifferences(first, second, view.directory()))
    match.mutable_differences()->Add(std::move(difference));
  return match;
}

pb::PossibleMatch MatchOf(const GrowingView& view, pb::MergeEdge edge) {
  if (!IsOfEvents(edge)) return MatchOfEntities(view.directory(), std::move(edge));
  const auto first = view.GroupOf(edge.first_key()), second = view.GroupOf(edge.second_key());
  return MatchOfEvents(view, *first, *second, std::move(edge));
}

// "850 12 " and both keys, of which the first has that many bytes.
std::string PositionOf(const pb::MergeEdge& edge) {
  return absl::StrCat(edge.score(), " ", edge.first_key().size(), " ", edge.first_key(), edge.second_key());
}

absl::StatusOr<std::optional<MatchPlace>> PlaceAt(const std::string& position) {
  if (position.empty()) return std::optional<MatchPlace>();
  const std::vector<std::string> parts = absl::StrSplit(position, absl::MaxSplits(' ', 2));
  MatchPlace place;
  uint32_t size = 0;
  const bool read = parts.size() == 3 && absl::SimpleAtoi(parts[0], &place.score) && absl::SimpleAtoi(parts[1], &size);
  if (!read || size > parts[2].size()) return PageTokenInvalid();
  place.first = parts[2].substr(0, size);
  place.second = parts[2].substr(size);
  return place;
}

// At most `most` edges of both sorts behind the place.
std::vector<pb::MergeEdge> EdgesAfter(const GrowingView& view, const std::optional<MatchPlace>& place, size_t most) {
  std::vector<pb::MergeEdge> entities = view.directory().Matches().After(place, most);
  std::vector<pb::MergeEdge> events = view.records().Neighbours().After(place, most);
  std::vector<pb::MergeEdge> all;
  std::merge(std::make_move_iterator(entities.begin()), std::make_move_iterator(entities.end()),
             std::make_move_iterator(events.begin()), std::make_move_iterator(events.end()), std::back_inserter(all),
             IsBefore);
  if (all.size() > most) all.resize(most);
  return all;
}

}  // namespace

std::vector<pb::PossibleMatch> PossibleMatchesOf(const CollectionView& view) {
  std::vector<pb::PossibleMatch> matches;
  for (pb::MergeEdge& edge : FindPossibleMatches(view.directory().resolution()))
    matches.push_back(MatchOfEntities(view.directory(), std::move(edge)));
  for (EventNeighbours& neighbours : FindEventNeighbours(view.groups(), view.directory()))
    matches.push_back(MatchOfEvents(view, *neighbours.first, *neighbours.second, std::move(neighbours.edge)));
  std::sort(matches.begin(), matches.end(),
            [](const pb::PossibleMatch& a, const pb::PossibleMatch& b) { return IsBefore(a.edge(), b.edge()); });
  return matches;
}

absl::StatusOr<pb::ListPossibleMatchesResponse> PossibleMatchesPage(const GrowingView& view,
                                                                    const std::string& question,
                                                                    const std::string& position, size_t page_size) {
  const absl::StatusOr<std::optional<MatchPlace>> place = PlaceAt(position);
  if (!place.ok()) return place.status();
  std::vector<pb::MergeEdge> edges = EdgesAfter(view, *place, page_size + 1);
  pb::ListPossibleMatchesResponse response;
  if (edges.size() > page_size) {
    edges.pop_back();
    response.set_next_page_token(MakePageToken(question, PositionOf(edges.back())));
  }
  for (pb::MergeEdge& edge : edges) *response.add_matches() = MatchOf(view, std::move(edge));
  return response;
}

}  // namespace caspian::aggregator
