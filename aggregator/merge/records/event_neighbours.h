// Events that differ in one thing that may only be told less exactly: offered as possible matches, never merged.
#ifndef CASPIAN_AGGREGATOR_MERGE_RECORDS_EVENT_NEIGHBOURS_H_
#define CASPIAN_AGGREGATOR_MERGE_RECORDS_EVENT_NEIGHBOURS_H_

#include <optional>
#include <string>
#include <vector>

#include "aggregator/merge/records/groups.h"
#include "aggregator/merge/resolution/directory.h"
#include "caspian/v1/resolution.pb.h"

namespace caspian::aggregator {

// A participant that more events of a type, polarity and actuality have says too little to look for neighbours by it.
inline constexpr size_t kMostEventsOfAParticipant = 200;

// Two groups that may be one event.
struct EventNeighbours {
  const RecordGroup* first = nullptr;  // Of the smaller key.
  const RecordGroup* second = nullptr;
  v1::MergeEdge edge;
};

// In what the keys of two events differ, in the order type, polarity, actuality, day, participants, holders, place.
std::vector<v1::KeyDifference> EventDifferences(const RecordGroup& first, const RecordGroup& second,
                                                const Directory& directory);

// The pairs of events of one type, polarity and actuality with the same holders that differ either in their time, where
// one's lies within the other's or is not told, or in their participants, where one tells more of them than the other:
// two days are two events, however near. The highest score first, then by keys. Events are looked up by a participant
// (kMostEventsOfAParticipant). A pure function of the groups.
std::vector<EventNeighbours> FindEventNeighbours(const std::vector<RecordGroup>& groups, const Directory& directory);

// What speaks for two events of one type, polarity and actuality being one, `first` being the one of the smaller key,
// each by its first telling; nullopt where more than one thing differs, or differs for good.
std::optional<v1::MergeEdge> CompareEvents(const std::string& first_key, const Sighting& first,
                                           const std::string& second_key, const Sighting& second,
                                           const Directory& directory);
// The score of events that differ in their times alone; -1 where they can't be one.
int ScoreOfTimes(const EventFact& a, const EventFact& b);
// The score of events of which one tells all participants of the other, and more.
int ScoreOfMoreParticipants();

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RECORDS_EVENT_NEIGHBOURS_H_
