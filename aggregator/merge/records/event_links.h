// What the events of a collection say of one another: what became of what was planned, wanted or possible, and which
// contradict each other. Only events with the same type and participants are compared.
#ifndef CASPIAN_AGGREGATOR_MERGE_RECORDS_EVENT_LINKS_H_
#define CASPIAN_AGGREGATOR_MERGE_RECORDS_EVENT_LINKS_H_

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "aggregator/merge/records/groups.h"
#include "aggregator/merge/resolution/directory.h"
#include "caspian/v1/briefing.pb.h"

namespace caspian::aggregator {

struct EventLinks {
  // By the id of what was planned: kind and the record that tells, ascending.
  std::map<std::string, std::set<std::pair<v1::OutcomeKind, std::string>>> outcomes;
  // By id, both ways.
  std::map<std::string, std::set<std::string>> contradictions;
};

// Contradictory are events of the same time (without one: reported on the same day) of which one happened or goes on,
// and the other did not or failed. What
// was planned for days is fulfilled, or has failed, by the first event told to be on one of those days; what has no
// days by the first event that is on, or where it has no day itself is reported on, the day on which the plan was first
// reported, or later. Without any day nothing is said. n log n in the events; a pure function of the set of groups.
EventLinks LinkEvents(const std::vector<RecordGroup>& groups, const Directory& directory);

// Writes the links of the event record.
void WriteLinks(const EventLinks& links, v1::BriefingRecord* record);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RECORDS_EVENT_LINKS_H_
