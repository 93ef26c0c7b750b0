#include "aggregator/merge/records/groups.h"

#include <map>
#include <utility>

#include "aggregator/merge/judgements/entity_key.h"
#include "aggregator/merge/records/record_key.h"

namespace caspian::aggregator {
namespace {

class Grouping {
 public:
  explicit Grouping(const Directory& directory) : directory_(directory) {}

  void Add(const DocumentFacts& document) {
    for (size_t i = 0; i < document.entities.size(); ++i) AddEntity({&document, i});
    for (size_t i = 0; i < document.events.size(); ++i) AddEvent({&document, i});
    for (size_t i = 0; i < document.statements.size(); ++i) {
      GroupOf(StatementKey(document, document.statements[i], directory_), v1::RECORD_KIND_STATEMENT)
          .sightings.push_back({&document, i});
    }
    for (size_t i = 0; i < document.figures.size(); ++i) {
      GroupOf(FigureKey(document, document.figures[i]), v1::RECORD_KIND_FIGURE).sightings.push_back({&document, i});
    }
    AddSources(document);
  }

  std::vector<RecordGroup> Take() {
    std::vector<RecordGroup> groups;
    for (auto& [key, group] : groups_) {
      group.key = key;
      group.id = RecordIdOfKey(key);
      groups.push_back(std::move(group));
    }
    return groups;
  }

 private:
  RecordGroup& GroupOf(const std::string& key, v1::RecordKind kind) {
    RecordGroup& group = groups_[key];
    group.kind = kind;
    return group;
  }

  RecordGroup& GroupOf(const DirectoryEntry& entry) {
    return GroupOf(entry.key, entry.label == "AGREEMENT" ? v1::RECORD_KIND_AGREEMENT : v1::RECORD_KIND_ENTITY);
  }

  void AddEntity(Sighting sighting) {
    GroupOf(directory_.Entry(sighting.document->entities[sighting.index])).sightings.push_back(sighting);
  }

  void AddEvent(Sighting sighting) {
    const EventFact& event = sighting.document->events[sighting.index];
    GroupOf(EventKey(*sighting.document, event, directory_), v1::RECORD_KIND_EVENT).sightings.push_back(sighting);
    const int agreement = AgreementOf(*sighting.document, event);
    if (agreement >= 0) GroupOf(directory_.Entry(sighting.document->entities[agreement])).steps.push_back(sighting);
  }

  void AddSources(const DocumentFacts& document) {
    if (!document.head.publisher().empty()) {
      RecordGroup& group = GroupOf(PublicationKey(document.head.publisher()), v1::RECORD_KIND_SOURCE);
      group.source_kind = v1::SOURCE_KIND_PUBLICATION;
      group.sightings.push_back({&document, 0});
    }
    for (size_t i = 0; i < document.citations.size(); ++i) {
      RecordGroup& group = GroupOf(CreditedSourceKey(*document.citations[i].credit), v1::RECORD_KIND_SOURCE);
      group.source_kind = v1::SOURCE_KIND_CREDITED;
      group.sightings.push_back({&document, i});
    }
  }

  const Directory& directory_;
  std::map<std::string, RecordGroup> groups_;
};

}  // namespace

int AgreementOf(const DocumentFacts& document, const EventFact& event) {
  for (const absl::string_view name : {"object", "result", "topic", "agent"}) {
    for (const RoleFact& role : event.roles) {
      if (role.name == name && role.entity >= 0 && document.entities[role.entity].label == "AGREEMENT")
        return role.entity;
    }
  }
  return -1;
}

std::vector<RecordGroup> GroupFacts(const DocumentList& documents, const Directory& directory) {
  Grouping grouping(directory);
  for (const auto& document : documents) grouping.Add(*document);
  return grouping.Take();
}

}  // namespace caspian::aggregator
