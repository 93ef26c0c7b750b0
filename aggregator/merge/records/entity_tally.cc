#include "aggregator/merge/records/entity_tally.h"

#include <algorithm>
#include <set>
#include <utility>

#include "aggregator/merge/records/record.h"

namespace caspian::aggregator {

std::vector<Place> EntityTally::PlacesIn(const DocumentFacts& document, const std::string* name) const {
  std::vector<Place> places;
  const auto wanted = [name](const NameFact& one) { return name == nullptr || one.text == *name; };
  for (const EntityFact& entity : document.entities) {
    if (!std::any_of(entity.names.begin(), entity.names.end(), wanted) || !IsOf(entity)) continue;
    for (const NameFact& one : entity.names) {
      if (wanted(one)) places.push_back(one.place);
    }
  }
  SortPlaces(&places);
  return places;
}

// Visits each support that the document has places in, with what gives these.
template <typename Visit>
void EntityTally::ForEachSupport(const DocumentFacts& document, Visit visit) {
  visit(&support_, [this](const DocumentFacts& one) { return PlacesIn(one); });
  std::set<std::string> names;
  for (const EntityFact& entity : document.entities) {
    if (!IsOf(entity)) continue;
    for (const NameFact& name : entity.names) names.insert(name.text);
  }
  for (const std::string& name : names) {
    SupportTally& support = names_[name];
    visit(&support, [this, &name](const DocumentFacts& one) { return PlacesIn(one, &name); });
    if (support.evidence_count() == 0) names_.erase(name);
  }
}

void EntityTally::ChangeFeatures(const DocumentFacts& document, int by) {
  for (const EntityFact& entity : document.entities) {
    if (!IsOf(entity)) continue;
    for (const v1::Feature& feature : entity.features) {
      auto& values = features_[feature.name()];
      const auto value = values.try_emplace(feature.value()).first;
      if ((value->second += by) == 0) values.erase(value);
      if (values.empty()) features_.erase(feature.name());
    }
  }
}

void EntityTally::Add(const DocumentFacts& document) {
  ForEachSupport(document, [&](SupportTally* support, auto places_of) { support->Add(document, copies_, places_of); });
  ChangeFeatures(document, 1);
  const auto tells_office = [this](const EntityFact& entity) { return IsOf(entity) && !entity.offices.empty(); };
  if (std::any_of(document.entities.begin(), document.entities.end(), tells_office)) with_offices_.insert(&document);
}

void EntityTally::Remove(const DocumentFacts& document) {
  ForEachSupport(document, [&](SupportTally* support, auto places_of) { support->Remove(document, places_of); });
  ChangeFeatures(document, -1);
  with_offices_.erase(&document);
}

void EntityTally::Recount(const DocumentFacts& document) {
  ForEachSupport(document, [&](SupportTally* support, auto places_of) {
    support->Remove(document, places_of);
    support->Add(document, copies_, places_of);
  });
}

void EntityTally::WriteNames(RecordEvidence* evidence, v1::EntityRecord* record) const {
  std::vector<const std::pair<const std::string, SupportTally>*> sorted;
  for (const auto& name : names_) sorted.push_back(&name);
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) {
    return a->second.evidence_count() > b->second.evidence_count();
  });
  for (const auto* name : sorted) {
    v1::SupportedText* text = record->add_names();
    text->set_text(name->first);
    const auto places_of = [&](const DocumentFacts& one) { return PlacesIn(one, &name->first); };
    name->second.Write(places_of, evidence, text->mutable_support());
  }
}

// Features that all documents which state them state alike.
void EntityTally::WriteFeatures(v1::EntityRecord* record) const {
  for (const auto& [name, values] : features_) {
    if (values.size() != 1) continue;
    v1::Feature* feature = record->add_features();
    feature->set_name(name);
    feature->set_value(values.begin()->first);
  }
}

void EntityTally::Write(RecordEvidence* evidence, v1::EntityRecord* record) const {
  record->set_label(entry_.label);
  record->set_name(entry_.name);
  support_.Write([this](const DocumentFacts& one) { return PlacesIn(one); }, evidence, record->mutable_support());
  WriteNames(evidence, record);
  WriteFeatures(record);
  RecordGroup offices;
  for (const DocumentFacts* document : with_offices_) {
    for (size_t i = 0; i < document->entities.size(); ++i) {
      if (IsOf(document->entities[i])) offices.sightings.push_back({document, i});
    }
  }
  WriteOffices(offices, directory_, evidence, record->mutable_offices());
}

}  // namespace caspian::aggregator
