#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "aggregator/merge/records/record.h"
#include "aggregator/merge/records/record_key.h"
#include "aggregator/merge/records/role_records.h"

namespace caspian::aggregator {
namespace {

const EventFact& EventOf(const Sighting& sighting) { return sighting.document->events[sighting.index]; }

std::vector<Place> EventPlaces(const RecordGroup& group) {
  std::vector<Place> places;
  for (const Sighting& sighting : group.sightings) places.push_back(EventOf(sighting).place);
  return places;
}

// The time that most tellings give, with its days.
void WriteTime(const RecordGroup& group, v1::EventRecord* record) {
  TextPlaces times;
  for (const Sighting& sighting : group.sightings) {
    if (!EventOf(sighting).when.empty()) times[EventOf(sighting).when].push_back(EventOf(sighting).place);
  }
  record->set_when(MostSupported(times));
  if (record->when().empty()) return;
  std::pair<std::string, std::string> days;
  for (const Sighting& sighting : group.sightings) {
    if (EventOf(sighting).when == record->when())
      days = std::max(days, {EventOf(sighting).first_day, EventOf(sighting).last_day});
  }
  record->set_first_day(days.first);
  record->set_last_day(days.second);
}

// What all bounds allow together; where they contradict each other, what any of them allows.
void WriteBounds(const RecordGroup& group, v1::EventRecord* record) {
  std::vector<std::string> after, before;
  for (const Sighting& sighting : group.sightings) {
    if (!EventOf(sighting).not_before.empty()) after.push_back(EventOf(sighting).not_before);
    if (!EventOf(sighting).not_after.empty()) before.push_back(EventOf(sighting).not_after);
  }
  std::sort(after.begin(), after.end());
  std::sort(before.begin(), before.end());
  const bool contradict = !after.empty() && !before.empty() && after.back() > before.front();
  if (!after.empty()) record->set_not_before(contradict ? after.front() : after.back());
  if (!before.empty()) record->set_not_after(contradict ? before.back() : before.front());
}

// The chain that most tellings give; none where any tells it in the text's own name.
void WriteHolders(const RecordGroup& group, const Directory& directory, v1::EventRecord* record) {
  std::map<std::vector<std::string>, int> chains;
  for (const Sighting& sighting : group.sightings) {
    std::vector<std::string> chain;
    for (const RoleFact& holder : EventOf(sighting).holders)
      chain.push_back(directory.NameOf(*sighting.document, holder));
    ++chains[chain];
  }
  const auto most =
      std::max_element(chains.begin(), chains.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == chains.end() || chains.count({}) > 0) return;
  for (const std::string& holder : most->first) record->add_holders(holder);
}

// What any pack says: tellings of one event may come of several.
void WriteSupertypes(const RecordGroup& group, v1::EventRecord* record) {
  std::set<std::string> supertypes;
  for (const Sighting& sighting : group.sightings)
    supertypes.insert(EventOf(sighting).supertypes.begin(), EventOf(sighting).supertypes.end());
  for (const std::string& type : supertypes) record->add_supertypes(type);
}

void WriteStep(const RecordGroup& group, v1::EventRecord* record) {
  TextPlaces steps;
  for (const Sighting& sighting : group.sightings) {
    if (!EventOf(sighting).step.empty()) steps[EventOf(sighting).step].push_back(EventOf(sighting).place);
  }
  record->set_step(MostSupported(steps));
}

}  // namespace

void WriteEventTime(const RecordGroup& group, v1::EventRecord* record) {
  record->set_type(EventOf(group.sightings.front()).type);
  WriteTime(group, record);
  WriteBounds(group, record);
}

void WriteEvent(const RecordGroup& group, const Directory& directory, RecordEvidence* evidence,
                v1::EventRecord* record) {
  if (group.sightings.empty()) return;
  const EventFact& first = EventOf(group.sightings.front());
  std::vector<Place> places = EventPlaces(group);
  WriteSupertypes(group, record);
  record->set_polarity(first.polarity);
  record->set_actuality(first.actuality);
  record->set_voice(VoiceOf(places));
  WriteEventTime(group, record);
  RoleTable roles(directory, IsSymmetric(first.type));
  for (const Sighting& sighting : group.sightings) {
    for (const RoleFact& role : EventOf(sighting).roles) roles.Add(*sighting.document, role, EventOf(sighting).place);
  }
  roles.Write(evidence, record->mutable_roles());
  WriteHolders(group, directory, record);
  WriteStep(group, record);
  WriteCredits(places, evidence, record->mutable_credits());
  evidence->Fill(std::move(places), record->mutable_support());
}

}  // namespace caspian::aggregator
