#include "aggregator/merge/records/event_neighbours.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "aggregator/merge/records/record_key.h"

namespace caspian::aggregator {
namespace {

namespace pb = ::caspian::v1;

constexpr uint32_t kTopScore = 1000, kTimeWithin = 100, kTimeNotTold = 200, kMoreParticipants = 150;

// One group with what tells it apart, of its first sighting: all have it alike.
struct Candidate {
  const RecordGroup* group;
  const Sighting* sighting;
  std::set<std::string> participants;
};

// "happened" of ACTUALITY_HAPPENED.
std::string WordOf(const std::string& value) { return absl::AsciiStrToLower(value.substr(value.find('_') + 1)); }

const EventFact& EventOf(const Sighting& one) { return one.document->events[one.index]; }

std::vector<Candidate> CandidatesOf(const std::vector<RecordGroup>& groups, const Directory& directory) {
  std::vector<Candidate> candidates;
  for (const RecordGroup& group : groups) {
    if (group.kind != pb::RECORD_KIND_EVENT || group.sightings.empty()) continue;
    const Sighting& first = group.sightings.front();
    candidates.push_back({&group, &first, PartsOfEvent(*first.document, EventOf(first), directory).participants});
  }
  return candidates;
}

pb::MergeReason Reason(absl::string_view feature, uint32_t taken, const std::string& first, const std::string& second) {
  pb::MergeReason reason;
  reason.set_feature(std::string(feature));
  reason.set_taken(taken);
  reason.set_first(first);
  reason.set_second(second);
  return reason;
}

bool Within(const EventFact& inner, const EventFact& outer) {
  return !inner.first_day.empty() && !inner.last_day.empty() && !outer.first_day.empty() && !outer.last_day.empty() &&
         outer.first_day <= inner.first_day && inner.last_day <= outer.last_day;
}

// True where the bounds of an event without time allow the other's.
bool Allows(const EventFact& open, const EventFact& told) {
  if (!open.not_before.empty() && !told.last_day.empty() && told.last_day < open.not_before) return false;
  return open.not_after.empty() || told.first_day.empty() || told.first_day <= open.not_after;
}

// How the times may be one; nullopt where they can't.
std::optional<pb::MergeReason> CompareTimes(const EventFact& a, const EventFact& b) {
  if (a.when.empty() != b.when.empty()) {
    const bool allowed = a.when.empty() ? Allows(a, b) : Allows(b, a);
    if (allowed) return Reason("time told by one alone", kTimeNotTold, a.when, b.when);
    return std::nullopt;
  }
  if (Within(a, b) || Within(b, a)) return Reason("one time within the other", kTimeWithin, a.when, b.when);
  return std::nullopt;
}

bool OneIncludesOther(const std::set<std::string>& a, const std::set<std::string>& b) {
  if (a.empty() || b.empty()) return false;
  return std::includes(a.begin(), a.end(), b.begin(), b.end()) || std::includes(b.begin(), b.end(), a.begin(), a.end());
}

std::string HolderNames(const DocumentFacts& document, const EventFact& event, const Directory& directory) {
  return absl::StrJoin(event.holders, ", ", [&](std::string* out, const RoleFact& holder) {
    absl::StrAppend(out, directory.NameOf(document, holder));
  });
}

using IndexPair = std::pair<size_t, size_t>;

std::set<IndexPair> PairsWithAParticipant(const std::vector<Candidate>& candidates) {
  std::map<std::tuple<absl::string_view, int, int, absl::string_view>, std::vector<size_t>> blocks;
  for (size_t i = 0; i < candidates.size(); ++i) {
    const EventFact& event = EventOf(*candidates[i].sighting);
    for (const std::string& participant : candidates[i].participants)
      blocks[{event.type, event.polarity, event.actuality, participant}].push_back(i);
  }
  std::set<IndexPair> pairs;
  for (const auto& [block, members] : blocks) {
    if (members.size() > kMostEventsOfAParticipant) continue;
    for (size_t i = 0; i < members.size(); ++i) {
      for (size_t j = i + 1; j < members.size(); ++j) pairs.emplace(members[i], members[j]);
    }
  }
  return pairs;
}

}  // namespace

std::vector<pb::KeyDifference> EventDifferences(const RecordGroup& first, const RecordGroup& second,
                                                const Directory& directory) {
  std::vector<pb::KeyDifference> differences;
  const auto compare = [&differences](absl::string_view part, const std::string& a, const std::string& b) {
    if (a == b) return;
    pb::KeyDifference& difference = differences.emplace_back();
    difference.set_part(std::string(part));
    difference.set_first(a);
    difference.set_second(b);
  };
  const DocumentFacts &a_document = *first.sightings.front().document, &b_document = *second.sightings.front().document;
  const EventFact& a = a_document.events[first.sightings.front().index];
  const EventFact& b = b_document.events[second.sightings.front().index];
  const EventKeyParts a_parts = PartsOfEvent(a_document, a, directory),
                      b_parts = PartsOfEvent(b_document, b, directory);
  compare("type", a.type, b.type);
  compare("polarity", WordOf(pb::Polarity_Name(a.polarity)), WordOf(pb::Polarity_Name(b.polarity)));
  compare("actuality", WordOf(pb::Actuality_Name(a.actuality)), WordOf(pb::Actuality_Name(b.actuality)));
  compare("day", a_parts.day, b_parts.day);
  if (a_parts.participants != b_parts.participants)
    compare("participants", ParticipantNames(a_document, a, directory), ParticipantNames(b_document, b, directory));
  if (a_parts.holders != b_parts.holders)
    compare("holders", HolderNames(a_document, a, directory), HolderNames(b_document, b, directory));
  if (a_parts.alone != b_parts.alone) compare("place in the text", a_document.head.id(), b_document.head.id());
  return differences;
}

int ScoreOfTimes(const EventFact& a, const EventFact& b) {
  const auto reason = CompareTimes(a, b);
  return reason ? static_cast<int>(kTopScore - reason->taken()) : -1;
}

int ScoreOfMoreParticipants() { return static_cast<int>(kTopScore - kMoreParticipants); }

std::optional<pb::MergeEdge> CompareEvents(const std::string& first_key, const Sighting& first,
                                           const std::string& second_key, const Sighting& second,
                                           const Directory& directory) {
  const EventFact &a = EventOf(first), &b = EventOf(second);
  const EventKeyParts left = PartsOfEvent(*first.document, a, directory),
                      right = PartsOfEvent(*second.document, b, directory);
  if (left.holders != right.holders || !left.alone.empty() || !right.alone.empty()) return std::nullopt;
  const bool same_day = left.day == right.day, same_people = left.participants == right.participants;
  if (same_day == same_people) return std::nullopt;
  std::optional<pb::MergeReason> reason;
  if (same_people) {
    reason = CompareTimes(a, b);
  } else if (OneIncludesOther(left.participants, right.participants)) {
    reason = Reason("participants that one alone tells", kMoreParticipants,
                    ParticipantNames(*first.document, a, directory), ParticipantNames(*second.document, b, directory));
  }
  if (!reason) return std::nullopt;
  pb::MergeEdge edge;
  edge.set_first_key(first_key);
  edge.set_second_key(second_key);
  edge.set_evidence(pb::MERGE_EVIDENCE_NEIGHBOUR);
  edge.set_score(kTopScore - reason->taken());
  *edge.add_reasons() = *std::move(reason);
  edge.set_outcome(pb::MERGE_OUTCOME_POSSIBLE);
  return edge;
}

std::vector<EventNeighbours> FindEventNeighbours(const std::vector<RecordGroup>& groups, const Directory& directory) {
  const std::vector<Candidate> candidates = CandidatesOf(groups, directory);
  std::vector<EventNeighbours> found;
  for (const auto& [i, j] : PairsWithAParticipant(candidates)) {
    auto edge = CompareEvents(candidates[i].group->key, *candidates[i].sighting, candidates[j].group->key,
                              *candidates[j].sighting, directory);
    if (edge) found.push_back({candidates[i].group, candidates[j].group, *std::move(edge)});
  }
  std::sort(found.begin(), found.end(), [](const EventNeighbours& a, const EventNeighbours& b) {
    return std::make_tuple(b.edge.score(), a.edge.first_key(), a.edge.second_key()) <
           std::make_tuple(a.edge.score(), b.edge.first_key(), b.edge.second_key());
  });
  return found;
}

}  // namespace caspian::aggregator
