#include "aggregator/merge/records/event_links.h"

#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "aggregator/merge/facts/stated_day.h"
#include "aggregator/merge/records/record_key.h"

namespace caspian::aggregator {
namespace {

enum class Outlook { kOpen, kIs, kIsNot };

Outlook OutlookOf(const EventFact& event) {
  const bool yes = event.polarity != v1::POLARITY_NO;
  switch (event.actuality) {
    case v1::ACTUALITY_HAPPENED:
    case v1::ACTUALITY_ONGOING:
      return yes ? Outlook::kIs : Outlook::kIsNot;
    case v1::ACTUALITY_FAILED:
      return yes ? Outlook::kIsNot : Outlook::kOpen;
    default:
      return Outlook::kOpen;
  }
}

// A plan not to do something is none that anything fulfils.
bool IsPlan(const EventFact& event) {
  return event.polarity != v1::POLARITY_NO &&
         (event.actuality == v1::ACTUALITY_PLANNED || event.actuality == v1::ACTUALITY_DESIRED ||
          event.actuality == v1::ACTUALITY_CONDITIONAL || event.actuality == v1::ACTUALITY_POSSIBLE);
}

// An event record, as far as it is compared.
struct Told {
  std::string id;
  std::string time;  // as keys tell times apart
  std::string first_day, last_day;
  std::string reported;  // first day on which a source tells it; empty: unknown
};

// The events of one type with the same participants.
struct Story {
  std::vector<Told> plans;
  // Those that are and those that are not, by time, or where they have none by the day of their report.
  std::map<std::string, std::pair<std::vector<std::string>, std::vector<std::string>>> by_time;
  // Of those that are, and those that are not: (day, id), the day being the event's own, or that of its report.
  std::set<std::pair<std::string, std::string>> is_on, is_not_on, is_reported, is_not_reported;
};

Told ReadTold(const RecordGroup& group, const EventKeyParts& parts) {
  Told told{group.id, parts.day, "", "", ""};
  for (const Sighting& sighting : group.sightings) {
    const EventFact& event = sighting.document->events[sighting.index];
    if (std::tie(told.first_day, told.last_day) < std::tie(event.first_day, event.last_day)) {
      told.first_day = event.first_day;
      told.last_day = event.last_day;
    }
    const std::string day = StatedDay(event.place);
    if (!day.empty() && (told.reported.empty() || day < told.reported)) told.reported = day;
  }
  return told;
}

void AddReal(const Told& told, bool is, Story* story) {
  const std::string time = told.time.empty() ? told.reported : told.time;
  if (!time.empty()) (is ? story->by_time[time].first : story->by_time[time].second).push_back(told.id);
  if (!told.first_day.empty()) (is ? story->is_on : story->is_not_on).insert({told.first_day, told.id});
  const std::string& day = told.first_day.empty() ? told.reported : told.first_day;
  if (!day.empty()) (is ? story->is_reported : story->is_not_reported).insert({day, told.id});
}

std::map<std::string, Story> StoriesOf(const std::vector<RecordGroup>& groups, const Directory& directory) {
  std::map<std::string, Story> stories;
  for (const RecordGroup& group : groups) {
    if (group.kind != v1::RECORD_KIND_EVENT || group.sightings.empty()) continue;
    const DocumentFacts& document = *group.sightings.front().document;
    const EventFact& event = document.events[group.sightings.front().index];
    const EventKeyParts parts = PartsOfEvent(document, event, directory);
    if (parts.participants.empty()) continue;
    Story& story = stories[absl::StrCat(event.type, "\n", absl::StrJoin(parts.participants, "\n"))];
    const Told told = ReadTold(group, parts);
    if (IsPlan(event)) story.plans.push_back(told);
    if (OutlookOf(event) != Outlook::kOpen) AddReal(told, OutlookOf(event) == Outlook::kIs, &story);
  }
  return stories;
}

// The first of `events` that may tell what became of the plan; empty where none does.
std::string FirstAfter(const Told& plan, const std::set<std::pair<std::string, std::string>>& on_days,
                       const std::set<std::pair<std::string, std::string>>& reported) {
  if (!plan.first_day.empty()) {
    const auto found = on_days.lower_bound({plan.first_day, ""});
    const bool within = found != on_days.end() && (plan.last_day.empty() || found->first <= plan.last_day);
    return within ? found->second : "";
  }
  if (plan.reported.empty()) return "";
  const auto found = reported.lower_bound({plan.reported, ""});
  return found == reported.end() ? "" : found->second;
}

void LinkPlans(const Story& story, EventLinks* links) {
  for (const Told& plan : story.plans) {
    const std::string is = FirstAfter(plan, story.is_on, story.is_reported);
    const std::string is_not = FirstAfter(plan, story.is_not_on, story.is_not_reported);
    if (!is.empty()) links->outcomes[plan.id].insert({v1::OUTCOME_KIND_FULFILLED, is});
    if (!is_not.empty()) links->outcomes[plan.id].insert({v1::OUTCOME_KIND_FAILED, is_not});
  }
}

void LinkContradictions(const Story& story, EventLinks* links) {
  for (const auto& [time, sides] : story.by_time) {
    for (const std::string& is : sides.first) {
      for (const std::string& is_not : sides.second) {
        links->contradictions[is].insert(is_not);
        links->contradictions[is_not].insert(is);
      }
    }
  }
}

}  // namespace

EventLinks LinkEvents(const std::vector<RecordGroup>& groups, const Directory& directory) {
  EventLinks links;
  for (const auto& [stem, story] : StoriesOf(groups, directory)) {
    LinkPlans(story, &links);
    LinkContradictions(story, &links);
  }
  return links;
}

void WriteLinks(const EventLinks& links, v1::BriefingRecord* record) {
  if (const auto found = links.outcomes.find(record->id()); found != links.outcomes.end()) {
    for (const auto& [kind, id] : found->second) {
      v1::EventOutcome* outcome = record->mutable_event()->add_outcomes();
      outcome->set_kind(kind);
      outcome->set_record_id(id);
    }
  }
  if (const auto found = links.contradictions.find(record->id()); found != links.contradictions.end()) {
    for (const std::string& id : found->second) record->mutable_event()->add_contradicting_record_ids(id);
  }
}

}  // namespace caspian::aggregator
