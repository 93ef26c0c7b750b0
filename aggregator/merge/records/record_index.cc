#include "aggregator/merge/records/record_index.h"

#include <algorithm>
#include <utility>

#include "absl/hash/hash.h"
#include "absl/strings/str_join.h"
#include "aggregator/merge/judgements/entity_key.h"
#include "aggregator/merge/records/record_key.h"
#include "aggregator/merge/records/record_order.h"

namespace caspian::aggregator {
namespace {

// Equal for events of one type with the same participants (event_links.h); 0 where it has none.
uint64_t StoryNumber(const Sighting& sighting, const Directory& directory) {
  const EventFact& event = sighting.document->events[sighting.index];
  const EventKeyParts parts = PartsOfEvent(*sighting.document, event, directory);
  if (parts.participants.empty()) return 0;
  return absl::HashOf(event.type, absl::StrJoin(parts.participants, "\n")) | 1;
}

}  // namespace

void RecordIndex::Add(const DocumentFacts& document) {
  Change(document, true);
  ForEachTally(document, [&document](EntityTally* tally) { tally->Add(document); });
}

void RecordIndex::Remove(const DocumentFacts& document) {
  Change(document, false);
  ForEachTally(document, [&document](EntityTally* tally) { tally->Remove(document); });
}

void RecordIndex::Change(const DocumentFacts& document, bool add) {
  ForEachBucket(document, directory_, [&](const Bucket& bucket) {
    IndexedRecord* record = Make(bucket.key, bucket.kind);
    record->source_kind = bucket.source_kind;
    if (bucket.kind == v1::RECORD_KIND_EVENT)
      ChangeFillers(document, document.events[bucket.index].roles, add ? 1 : -1, record);
    if (bucket.kind == v1::RECORD_KIND_STATEMENT)
      ChangeFillers(document, document.statements[bucket.index].roles, add ? 1 : -1, record);
    if (add) {
      record->sightings.insert({&document, bucket.index});
    } else {
      record->sightings.erase({&document, bucket.index});
    }
  });
}

void RecordIndex::ChangeFillers(const DocumentFacts& document, const std::vector<RoleFact>& roles, int by,
                                IndexedRecord* record) {
  auto& fillers = record->fillers;
  for (const RoleFact& role : roles) {
    const DirectoryEntry* entry = directory_.Entry(document, role);
    if (entry == nullptr) continue;
    auto at = std::find_if(fillers.begin(), fillers.end(), [entry](const auto& one) { return one.first == entry; });
    if (at == fillers.end()) at = fillers.insert(at, {entry, 0});
    if ((at->second += by) == 0) fillers.erase(at);
  }
}

const RecordIndex::Order& RecordIndex::FilledBy(const DirectoryEntry& entry) const {
  static const auto& kNone = *new Order;
  const auto found = filled_.find(&entry);
  return found == filled_.end() ? kNone : found->second;
}

IndexedRecord* RecordIndex::Make(const std::string& key, v1::RecordKind kind) {
  const auto found = records_.find(key);
  IndexedRecord* record = found == records_.end() ? nullptr : found->second.get();
  if (record == nullptr) {
    auto fresh = std::make_unique<IndexedRecord>();
    record = fresh.get();
    record->key = key;
    record->id = RecordIdOfKey(key);
    records_.emplace(record->key, std::move(fresh));
    ids_.emplace(record->id, record);
  }
  touched_.insert(record);
  Unplace(record);
  record->kind = kind;
  return record;
}

void RecordIndex::Follow(const DirectoryChanges& changes) {
  for (const std::string& key : changes.gone) {
    const auto found = records_.find(key);
    if (found != records_.end()) Erase(found->second.get());
  }
  for (const DirectoryEntry* entry : changes.changed) {
    IndexedRecord* record = Make(entry->key, KindOf(*entry));
    record->entry = entry;
  }
  for (const DirectoryEntry* entry : changes.regrouped) records_.at(entry->key)->tally = nullptr;
}

void RecordIndex::Rename(const DocumentFacts& document) {
  for (const StatementFact& statement : document.statements)
    Make(StatementKey(document, statement, directory_), v1::RECORD_KIND_STATEMENT);
}

void RecordIndex::Recount(const DocumentFacts& document) {
  ForEachTally(document, [&document](EntityTally* tally) { tally->Recount(document); });
}

void RecordIndex::ForEachTally(const DocumentFacts& document, absl::FunctionRef<void(EntityTally*)> visit) const {
  absl::InlinedVector<EntityTally*, 16> tallies;
  for (const EntityFact& entity : document.entities) {
    const auto found = records_.find(directory_.Entry(entity).key);
    if (found != records_.end() && found->second->tally != nullptr) tallies.push_back(found->second->tally.get());
  }
  std::sort(tallies.begin(), tallies.end());
  const auto end = std::unique(tallies.begin(), tallies.end());
  std::for_each(tallies.begin(), end, visit);
}

void RecordIndex::Settle() {
  for (IndexedRecord* record : std::exchange(touched_, {})) {
    if (record->entry == nullptr && record->sightings.empty()) {
      Erase(record);
    } else {
      Place(record);
    }
  }
  if (neighbours_ != nullptr) neighbours_->Settle();
}

void RecordIndex::Erase(IndexedRecord* record) {
  touched_.erase(record);
  Unplace(record);
  ids_.erase(record->id);
  records_.erase(std::string(record->key));
}

void RecordIndex::Place(IndexedRecord* record) {
  if (record->entry != nullptr) {
    record->order = OrderOfEntity(record->kind, *record->entry, directory_.PlaceCount(*record->entry), record->id);
  } else {
    RecordGroup group{record->key, record->id, record->kind, {}, {}, record->source_kind};
    // What is shown of figures and publications all their tellings have alike, or the first has it.
    const bool first = record->kind == v1::RECORD_KIND_FIGURE || record->source_kind == v1::SOURCE_KIND_PUBLICATION;
    if (first) group.sightings.push_back(*record->sightings.begin());
    record->order = OrderOfGroup(first ? group : GroupOf(*record), directory_);
  }
  order_.insert(record);
  for (const auto& [entry, count] : record->fillers) filled_[entry].insert(record);
  if (record->kind != v1::RECORD_KIND_EVENT) return;
  record->story = StoryNumber(*record->sightings.begin(), directory_);
  if (record->story != 0) stories_[record->story].push_back(record);
  if (neighbours_ != nullptr) neighbours_->Add(record->key, *record->sightings.begin());
}

void RecordIndex::Unplace(IndexedRecord* record) {
  if (record->order.empty()) return;
  order_.erase(record);
  for (const auto& [entry, count] : record->fillers) {
    const auto filled = filled_.find(entry);
    filled->second.erase(record);
    if (filled->second.empty()) filled_.erase(filled);
  }
  record->order.clear();
  if (neighbours_ != nullptr && record->kind == v1::RECORD_KIND_EVENT) neighbours_->Remove(record->key);
  const auto story = stories_.find(std::exchange(record->story, 0));
  if (story == stories_.end()) return;
  story->second.erase(std::find(story->second.begin(), story->second.end(), record));
  if (story->second.empty()) stories_.erase(story);
}

const IndexedRecord* RecordIndex::Find(absl::string_view key) const {
  const auto found = records_.find(key);
  return found == records_.end() ? nullptr : found->second.get();
}

const IndexedRecord* RecordIndex::FindId(absl::string_view id) const {
  const auto found = ids_.find(id);
  return found == ids_.end() ? nullptr : found->second;
}

RecordGroup RecordIndex::GroupOf(const IndexedRecord& record) const {
  RecordGroup group{record.key, record.id, record.kind, {}, {}, record.source_kind};
  group.sightings.assign(record.sightings.begin(), record.sightings.end());
  if (record.entry != nullptr) AddSightings(record, &group);
  return group;
}

void RecordIndex::AddSightings(const IndexedRecord& record, RecordGroup* group) const {
  DocumentSet merged;
  const DocumentSet* documents = &directory_.DocumentsOf(record.entry->keys.front());
  if (record.entry->keys.size() > 1) {
    for (const std::string& key : record.entry->keys)
      merged.insert(directory_.DocumentsOf(key).begin(), directory_.DocumentsOf(key).end());
    documents = &merged;
  }
  const bool one = record.entry->keys.size() == 1;
  const auto is_entry = [&](const EntityFact& entity) {
    return one ? entity.key == record.entry->keys.front() : &directory_.Entry(entity) == record.entry;
  };
  for (const DocumentFacts* document : *documents) {
    for (size_t i = 0; i < document->entities.size(); ++i) {
      if (is_entry(document->entities[i])) group->sightings.push_back({document, i});
    }
    for (size_t i = 0; record.kind == v1::RECORD_KIND_AGREEMENT && i < document->events.size(); ++i) {
      const int agreement = AgreementOf(*document, document->events[i]);
      if (agreement >= 0 && is_entry(document->entities[agreement])) group->steps.push_back({document, i});
    }
  }
}

size_t RecordIndex::DocumentCount(const IndexedRecord& record) const {
  size_t count = 0;
  for (const std::string& key : record.entry->keys) count += directory_.DocumentsOf(key).size();
  return count;
}

std::unique_ptr<EntityTally> RecordIndex::MakeTally(const IndexedRecord& record, const NearDuplicates* copies) const {
  auto tally = std::make_unique<EntityTally>(record.entry, &directory_, copies);
  DocumentSet documents;
  for (const std::string& key : record.entry->keys)
    documents.insert(directory_.DocumentsOf(key).begin(), directory_.DocumentsOf(key).end());
  for (const DocumentFacts* document : documents) tally->Add(*document);
  return tally;
}

const GrowingNeighbours& RecordIndex::Neighbours() const {
  absl::MutexLock lock(&neighbours_mutex_);
  if (neighbours_ != nullptr) return *neighbours_;
  neighbours_ = std::make_unique<GrowingNeighbours>(&directory_);
  for (const auto& [key, record] : records_) {
    if (record->kind == v1::RECORD_KIND_EVENT) neighbours_->Add(record->key, *record->sightings.begin());
  }
  neighbours_->Settle();
  return *neighbours_;
}

size_t RecordIndex::NeighbouringEvents() const {
  absl::MutexLock lock(&neighbours_mutex_);
  return neighbours_ == nullptr ? 0 : neighbours_->event_count();
}

std::vector<RecordGroup> RecordIndex::StoryOf(const IndexedRecord& event) const {
  std::vector<RecordGroup> groups;
  const auto story = stories_.find(event.story);
  if (story == stories_.end()) return groups;
  for (const IndexedRecord* record : story->second) groups.push_back(GroupOf(*record));
  return groups;
}

}  // namespace caspian::aggregator
