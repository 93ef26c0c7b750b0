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
    for (size_t i = 0; i < document.events.size(); ++i) AddStep({&document, i});
    ForEachBucket(document, directory_, [&](const Bucket& bucket) {
      RecordGroup& group = GroupOf(bucket.key, bucket.kind);
      group.source_kind = bucket.source_kind;
      group.sightings.push_back({&document, bucket.index});
    });
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

  RecordGroup& GroupOf(const DirectoryEntry& entry) { return GroupOf(entry.key, KindOf(entry)); }

  void AddEntity(Sighting sighting) {
    GroupOf(directory_.Entry(sighting.document->entities[sighting.index])).sightings.push_back(sighting);
  }

  void AddStep(Sighting sighting) {
    const int agreement = AgreementOf(*sighting.document, sighting.document->events[sighting.index]);
    if (agreement >= 0) GroupOf(directory_.Entry(sighting.document->entities[agreement])).steps.push_back(sighting);
  }

  const Directory& directory_;
  std::map<std::string, RecordGroup> groups_;
};

}  // namespace

v1::RecordKind KindOf(const DirectoryEntry& entry) {
  return entry.label == "AGREEMENT" ? v1::RECORD_KIND_AGREEMENT : v1::RECORD_KIND_ENTITY;
}

void ForEachBucket(const DocumentFacts& document, const Directory& directory,
                   absl::FunctionRef<void(const Bucket&)> visit) {
  const auto add = [&visit](std::string key, v1::RecordKind kind, size_t index,
                            v1::SourceKind source = v1::SOURCE_KIND_UNSPECIFIED) {
    visit({std::move(key), kind, source, index});
  };
  for (size_t i = 0; i < document.events.size(); ++i)
    add(EventKey(document, document.events[i], directory), v1::RECORD_KIND_EVENT, i);
  for (size_t i = 0; i < document.statements.size(); ++i)
    add(StatementKey(document, document.statements[i], directory), v1::RECORD_KIND_STATEMENT, i);
  for (size_t i = 0; i < document.figures.size(); ++i)
    add(FigureKey(document, document.figures[i]), v1::RECORD_KIND_FIGURE, i);
  if (const std::string& publisher = document.head.publisher(); !publisher.empty())
    add(PublicationKey(publisher), v1::RECORD_KIND_SOURCE, 0, v1::SOURCE_KIND_PUBLICATION);
  for (size_t i = 0; i < document.citations.size(); ++i)
    add(CreditedSourceKey(*document.citations[i].credit), v1::RECORD_KIND_SOURCE, i, v1::SOURCE_KIND_CREDITED);
}

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
