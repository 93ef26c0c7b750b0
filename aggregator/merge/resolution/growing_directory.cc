#include "aggregator/merge/resolution/growing_directory.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "aggregator/merge/judgements/entity_key.h"
#include "aggregator/merge/resolution/surnames.h"

namespace caspian::aggregator {
namespace {

// A place of a name, by the key that bears it.
struct KeyedPlace {
  std::tuple<uint32_t, uint32_t, const RuleKey*> place;
  const std::string* key;
};

std::vector<KeyedPlace> PlacesOf(const DocumentFacts& document) {
  std::vector<KeyedPlace> places;
  for (const EntityFact& entity : document.entities) {
    for (const NameFact& name : entity.names)
      places.push_back({{name.place.begin, name.place.end, name.place.rule}, &entity.key});
  }
  const auto order = [](const KeyedPlace& a, const KeyedPlace& b) {
    return a.place != b.place ? a.place < b.place : *a.key < *b.key;
  };
  std::sort(places.begin(), places.end(), order);
  const auto same = [](const KeyedPlace& a, const KeyedPlace& b) { return a.place == b.place && *a.key == *b.key; };
  places.erase(std::unique(places.begin(), places.end(), same), places.end());
  return places;
}

}  // namespace

void GrowingDirectory::Add(const DocumentFacts& document) {
  for (const EntityFact& entity : document.entities) {
    resolution_.AddKey(entity.key);
    touched_keys_.insert(entity.key);
    auto& votes = votes_[entity.key];
    if (votes == nullptr) votes = std::make_unique<KeyVotes>();
    votes->Add(document, entity);
    votes->documents.insert(&document);
    for (const OfficeFact& office : entity.offices) {
      if (office.of.entity >= 0) ++holders_[document.entities[office.of.entity].key][entity.key];
    }
  }
  const ResolutionInput input = ResolutionInputOf(document);
  for (const auto& [key, form] : input.short_forms) resolution_.AddShortForm(key, form);
  for (const auto& [key, companion] : input.company) resolution_.AddCompany(key, companion);
  ChangePlaces(document, true);
}

void GrowingDirectory::Remove(const DocumentFacts& document) {
  ChangePlaces(document, false);
  const ResolutionInput input = ResolutionInputOf(document);
  for (const auto& [key, companion] : input.company) resolution_.RemoveCompany(key, companion);
  for (const auto& [key, form] : input.short_forms) resolution_.RemoveShortForm(key, form);
  for (const EntityFact& entity : document.entities) {
    resolution_.RemoveKey(entity.key);
    touched_keys_.insert(entity.key);
    KeyVotes& votes = *votes_.at(entity.key);
    votes.Remove(document, entity);
    votes.documents.erase(&document);
    for (const OfficeFact& office : entity.offices) {
      if (office.of.entity < 0) continue;
      const auto holders = holders_.find(document.entities[office.of.entity].key);
      if (--holders->second[entity.key] == 0) holders->second.erase(entity.key);
      if (holders->second.empty()) holders_.erase(holders);
    }
  }
}

void GrowingDirectory::ChangePlaces(const DocumentFacts& document, bool add) {
  const std::vector<KeyedPlace> places = PlacesOf(document);
  for (size_t i = 0; i < places.size(); ++i) {
    KeyVotes& votes = *votes_.at(*places[i].key);
    votes.place_count += add ? 1 : -1;
    const bool shared = (i > 0 && places[i - 1].place == places[i].place) ||
                        (i + 1 < places.size() && places[i + 1].place == places[i].place);
    if (!shared) continue;
    if (add) {
      votes.sharing.insert(&document);
    } else {
      votes.sharing.erase(&document);
    }
  }
}

void GrowingDirectory::SetVerdicts(std::vector<Verdict> verdicts) {
  const auto touch = [this](const std::vector<Verdict>& all) {
    for (const Verdict& verdict : all) touched_keys_.insert({verdict.first, verdict.second});
  };
  touch(resolution_.verdicts());
  touch(verdicts);
  resolution_.SetVerdicts(std::move(verdicts));
}

DirectoryEntry* GrowingDirectory::EntryOfCluster(const std::string& cluster) {
  auto& entry = owned_[cluster];
  if (entry == nullptr) {
    entry = std::make_unique<DirectoryEntry>();
    entry->key = cluster;
    entry->record_id = RecordIdOfKey(cluster);
  }
  return entry.get();
}

void GrowingDirectory::Move(const ClusterMove& move, EntrySet* touched) {
  if (!move.from.empty()) {
    DirectoryEntry* from = EntryOfCluster(move.from);
    from->keys.erase(std::lower_bound(from->keys.begin(), from->keys.end(), move.key));
    touched->insert(from);
  }
  if (move.to.empty()) {
    entries_.erase(move.key);
    return;
  }
  DirectoryEntry* to = EntryOfCluster(move.to);
  to->keys.insert(std::lower_bound(to->keys.begin(), to->keys.end(), move.key), move.key);
  entries_[move.key] = to;
  touched->insert(to);
}

void GrowingDirectory::TouchEntry(const std::string& key, EntrySet* touched) const {
  if (const auto entry = entries_.find(key); entry != entries_.end()) touched->insert(entry->second);
}

DirectoryChanges GrowingDirectory::Update(const std::vector<ClusterMove>& moves) {
  EntrySet touched;
  DirectoryChanges changes;
  for (const ClusterMove& move : moves) Move(move, &touched);
  const EntrySet moved = touched;
  for (const std::string& key : touched_keys_) {
    TouchEntry(key, &touched);
    for (const size_t i : resolution_.VerdictsOf(key)) {
      TouchEntry(verdicts()[i].first, &touched);
      TouchEntry(verdicts()[i].second, &touched);
    }
    const auto votes = votes_.find(key);
    if (votes != votes_.end() && votes->second->documents.empty()) votes_.erase(votes);
  }
  touched_keys_.clear();
  EntrySet left;
  for (DirectoryEntry* entry : touched) {
    if (entry->keys.empty()) {
      changes.gone.push_back(entry->key);
      judged_.erase(entry);
      continue;
    }
    left.insert(entry);
    GiveJudgements(entry);
    if (Rename(entry)) changes.renamed.push_back(entry);
    if (moved.contains(entry)) changes.regrouped.push_back(entry);
  }
  for (const std::string& key : changes.gone) owned_.erase(key);
  std::vector<const DirectoryEntry*> shown = changes.renamed;
  // What an office is of may be shown by the name of another entry now.
  for (const ClusterMove& move : moves) {
    const auto entry = entries_.find(move.key);
    if (entry != entries_.end()) shown.push_back(entry->second);
  }
  for (DirectoryEntry* entry : GiveOffices(std::move(left), shown)) changes.changed.push_back(entry);
  if (matches_ != nullptr) matches_->Follow(moves);
  return changes;
}

const GrowingMatches& GrowingDirectory::Matches() const {
  absl::MutexLock lock(&matches_mutex_);
  if (matches_ == nullptr) matches_ = std::make_unique<GrowingMatches>(&resolution_, this);
  return *matches_;
}

bool GrowingDirectory::Rename(DirectoryEntry* entry) const {
  std::vector<const KeyVotes*> votes, naming;
  for (const std::string& key : entry->keys) {
    votes.push_back(votes_.at(key).get());
    if (SaysTheName(key, entry->keys)) naming.push_back(votes.back());
  }
  ElectedNames elected = ElectNames(votes, naming);
  const bool renamed = entry->name != elected.name;
  entry->name = std::move(elected.name);
  entry->label = std::move(elected.label);
  entry->country = elected.countries.size() == 1 ? *elected.countries.begin() : "";
  entry->is_country = !entry->country.empty() && entry->key == CountryKey(entry->country);
  return renamed;
}

void GrowingDirectory::GiveJudgements(DirectoryEntry* entry) {
  entry->judgement_ids.clear();
  for (const std::string& key : entry->keys) {
    if (const absl::string_view split = PartsOfKey(key).split; !split.empty())
      entry->judgement_ids.insert(std::string(split));
    for (const size_t i : resolution_.VerdictsOf(key)) {
      const Verdict& verdict = verdicts()[i];
      const auto first = entries_.find(verdict.first), second = entries_.find(verdict.second);
      if (first == entries_.end() || second == entries_.end()) continue;
      if (!verdict.same || first->second == second->second) entry->judgement_ids.insert(verdict.judgement_id);
    }
  }
  if (entry->judgement_ids.empty()) {
    judged_.erase(entry);
  } else {
    judged_.insert(entry);
  }
}

std::set<std::string> GrowingDirectory::ActingJudgements() const {
  std::set<std::string> ids;
  for (const DirectoryEntry* entry : judged_) ids.insert(entry->judgement_ids.begin(), entry->judgement_ids.end());
  return ids;
}

GrowingDirectory::EntrySet GrowingDirectory::GiveOffices(EntrySet entries,
                                                         const std::vector<const DirectoryEntry*>& shown) const {
  for (const DirectoryEntry* entry : shown) {
    for (const std::string& key : entry->keys) {
      const auto holders = holders_.find(key);
      if (holders == holders_.end()) continue;
      for (const auto& [holder, count] : holders->second) entries.insert(entries_.at(holder));
    }
  }
  for (DirectoryEntry* entry : entries) GiveOffice(entry);
  return entries;
}

void GrowingDirectory::GiveOffice(DirectoryEntry* entry) const {
  std::map<std::pair<std::string, std::string>, size_t> votes;
  for (const std::string& key : entry->keys) {
    for (const auto& [office, count] : votes_.at(key)->offices()) {
      const std::string& of = office.of_key.empty() ? office.of_text : entries_.at(office.of_key)->name;
      votes[{office.title, of}] += count;
    }
  }
  ElectOffice(votes, entry);
}

size_t GrowingDirectory::MatchedKeys() const {
  absl::MutexLock lock(&matches_mutex_);
  return matches_ == nullptr ? 0 : matches_->key_count();
}

const DocumentSet& GrowingDirectory::DocumentsOf(const std::string& key) const {
  static const auto& kNone = *new DocumentSet;
  const auto votes = votes_.find(key);
  return votes == votes_.end() ? kNone : votes->second->documents;
}

uint64_t GrowingDirectory::PlaceCount(const DirectoryEntry& entry) const {
  uint64_t count = 0;
  DocumentSet sharing;
  for (const std::string& key : entry.keys) {
    const KeyVotes& votes = *votes_.at(key);
    count += votes.place_count;
    sharing.insert(votes.sharing.begin(), votes.sharing.end());
  }
  for (const DocumentFacts* document : sharing) {
    const std::vector<KeyedPlace> places = PlacesOf(*document);
    for (size_t i = 1; i < places.size(); ++i) {
      // Of a place that keys of the entry share the first is counted.
      const auto of_entry = [&](size_t at) { return entries_.at(*places[at].key) == &entry; };
      bool again = false;
      for (size_t before = i; before-- > 0 && places[before].place == places[i].place;) again |= of_entry(before);
      if (again && of_entry(i)) --count;
    }
  }
  return count;
}

}  // namespace caspian::aggregator
