#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "aggregator/merge/facts/stated_day.h"
#include "aggregator/merge/records/record.h"
#include "aggregator/merge/records/role_records.h"
#include "aggregator/merge/text/fold.h"

namespace caspian::aggregator {
namespace {

const EntityFact& EntityOf(const Sighting& sighting) { return sighting.document->entities[sighting.index]; }

// Features that all documents which state them state alike.
void WriteFeatures(const RecordGroup& group, google::protobuf::RepeatedPtrField<v1::Feature>* features) {
  std::map<std::string, std::set<std::string>> values;
  for (const Sighting& sighting : group.sightings) {
    for (const v1::Feature& feature : EntityOf(sighting).features) values[feature.name()].insert(feature.value());
  }
  for (const auto& [name, stated] : values) {
    if (stated.size() != 1) continue;
    v1::Feature* feature = features->Add();
    feature->set_name(name);
    feature->set_value(*stated.begin());
  }
}

struct OfficePlaces {
  TextPlaces titles;  // As written.
  std::string of;
  std::string at;
  std::vector<Place> places;
};

// Offices that differ in the title's case alone are one.
std::vector<OfficePlaces> OfficesOf(const RecordGroup& group, const Directory& directory) {
  std::map<std::tuple<std::string, std::string, std::string>, OfficePlaces> offices;
  for (const Sighting& sighting : group.sightings) {
    for (const OfficeFact& office : EntityOf(sighting).offices) {
      const std::string of = directory.NameOf(*sighting.document, office.of);
      OfficePlaces& merged = offices[{FoldName(office.title), FoldName(of), FoldName(office.at)}];
      if (merged.places.empty() || of < merged.of) merged.of = of;
      if (merged.places.empty() || office.at < merged.at) merged.at = office.at;
      merged.titles[office.title].push_back(office.place);
      merged.places.push_back(office.place);
    }
  }
  std::vector<OfficePlaces> list;
  for (auto& [key, merged] : offices) list.push_back(std::move(merged));
  return list;
}

// The days from which and up to which sources say so.
void WriteDays(const std::vector<Place>& places, v1::SupportedOffice* record) {
  for (const Place& place : places) {
    const std::string day = StatedDay(place);
    if (day.empty()) continue;
    if (record->first_day().empty() || day < record->first_day()) record->set_first_day(day);
    if (day > record->last_day()) record->set_last_day(day);
  }
}

}  // namespace

void WriteOffices(const RecordGroup& group, const Directory& directory, RecordEvidence* evidence,
                  google::protobuf::RepeatedPtrField<v1::SupportedOffice>* records) {
  std::vector<OfficePlaces> offices = OfficesOf(group, directory);
  std::vector<std::tuple<size_t, std::string, const OfficePlaces*>> sorted;
  for (OfficePlaces& office : offices) {
    SortPlaces(&office.places);
    sorted.emplace_back(office.places.size(), MostSupported(office.titles), &office);
  }
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    if (std::get<0>(a) != std::get<0>(b)) return std::get<0>(a) > std::get<0>(b);
    return std::tie(std::get<1>(a), std::get<2>(a)->of, std::get<2>(a)->at) <
           std::tie(std::get<1>(b), std::get<2>(b)->of, std::get<2>(b)->at);
  });
  for (const auto& [count, title, office] : sorted) {
    v1::SupportedOffice* record = records->Add();
    record->set_title(title);
    record->set_of(office->of);
    record->set_at(office->at);
    WriteDays(office->places, record);
    evidence->Fill(office->places, record->mutable_support());
  }
}

std::vector<Place> PlacesOf(const RecordGroup& group, std::map<std::string, std::vector<Place>>* names) {
  std::vector<Place> all;
  for (const Sighting& sighting : group.sightings) {
    for (const NameFact& name : EntityOf(sighting).names) {
      (*names)[name.text].push_back(name.place);
      all.push_back(name.place);
    }
  }
  return all;
}

void WriteEntity(const RecordGroup& group, const Directory& directory, RecordEvidence* evidence,
                 v1::EntityRecord* record) {
  if (group.sightings.empty()) return;
  const DirectoryEntry& entry = directory.Entry(EntityOf(group.sightings.front()));
  record->set_label(entry.label);
  record->set_name(entry.name);
  TextPlaces names;
  evidence->Fill(PlacesOf(group, &names), record->mutable_support());
  WriteTexts(names, evidence, record->mutable_names());
  WriteFeatures(group, record->mutable_features());
  WriteOffices(group, directory, evidence, record->mutable_offices());
}

}  // namespace caspian::aggregator
