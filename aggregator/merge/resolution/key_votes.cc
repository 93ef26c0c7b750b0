#include "aggregator/merge/resolution/key_votes.h"

#include <map>

#include "aggregator/merge/resolution/directory.h"

namespace caspian::aggregator {
namespace {

template <typename Map, typename Key>
void ChangeCount(Map* counts, const Key& key, int by) {
  const auto at = counts->try_emplace(key).first;
  if ((at->second += by) == 0) counts->erase(at);
}

void ChangeVotes(KeyVotes::Counts* counts, const std::string& text, int by, size_t votes) {
  const auto at = counts->try_emplace(text).first;
  at->second.sightings += by;
  at->second.votes += by * static_cast<int64_t>(votes);
  if (at->second.sightings == 0) counts->erase(at);
}

}  // namespace

OfficeTelling TellingOf(const DocumentFacts& document, const OfficeFact& office) {
  if (office.of.entity < 0) return {office.title, "", office.of.text};
  return {office.title, document.entities[office.of.entity].key, ""};
}

void KeyVotes::Change(const DocumentFacts& document, const EntityFact& entity, int by) {
  ChangeVotes(&names_, entity.name, by, entity.names.size());
  ChangeVotes(&labels_, entity.label, by, entity.names.size());
  for (const v1::Feature& feature : entity.features) {
    if (feature.name() == "country") ChangeCount(&countries_, feature.value(), by);
  }
  for (const OfficeFact& office : entity.offices) ChangeCount(&offices_, TellingOf(document, office), by);
}

ElectedNames ElectNames(const std::vector<const KeyVotes*>& keys, const std::vector<const KeyVotes*>& naming) {
  std::map<std::string, size_t> names, labels;
  ElectedNames elected;
  for (const KeyVotes* votes : naming) {
    for (const auto& [name, count] : votes->names()) names[name] += count.votes;
  }
  for (const KeyVotes* votes : keys) {
    for (const auto& [label, count] : votes->labels()) labels[label] += count.votes;
    for (const auto& [country, count] : votes->countries()) elected.countries.insert(country);
  }
  elected.name = Elect(names);
  // A country's people and adjectives speak of the country.
  elected.label = labels.count("PLACE") > 0 ? "PLACE" : Elect(labels);
  return elected;
}

}  // namespace caspian::aggregator
