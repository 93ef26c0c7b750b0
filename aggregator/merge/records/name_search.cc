#include "aggregator/merge/records/name_search.h"

#include <algorithm>
#include <vector>

#include "absl/hash/hash.h"
#include "aggregator/merge/records/record_key.h"
#include "aggregator/merge/text/fold.h"

namespace caspian::aggregator {
namespace {

uint64_t HashOf(const std::string& folded) { return absl::HashOf(folded); }

// Ascending, each once.
std::vector<uint64_t> KeepOnce(std::vector<uint64_t> texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}

// The hashes of the entity's names.
std::vector<uint64_t> NamesOf(const EntityFact& entity) {
  std::vector<uint64_t> texts = {HashOf(FoldName(entity.name))};
  for (const NameFact& name : entity.names) {
    if (name.text != entity.name) texts.push_back(HashOf(FoldName(name.text)));
  }
  return KeepOnce(std::move(texts));
}

// The hashes of the words that the document's records show beside names of entities and publishers.
std::vector<uint64_t> WordsOf(const DocumentFacts& document) {
  std::vector<uint64_t> texts;
  const auto add = [&texts](const std::string& text) { texts.push_back(HashOf(FoldName(text))); };
  const auto add_role = [&add](const RoleFact& role) {
    if (role.entity < 0) add(role.text);
  };
  for (const EntityFact& entity : document.entities) {
    for (const PartyFact& party : entity.parties) add_role(party.party);
  }
  for (const EventFact& event : document.events) std::for_each(event.roles.begin(), event.roles.end(), add_role);
  for (const StatementFact& statement : document.statements)
    std::for_each(statement.roles.begin(), statement.roles.end(), add_role);
  for (const FigureFact& figure : document.figures) add(figure.object);
  for (const CreditFact& credit : document.credits) add(credit.source);
  return KeepOnce(std::move(texts));
}

template <typename Index, typename At, typename Key>
void ChangeCount(Index* index, const At& at, const Key& key, int by) {
  auto& counts = (*index)[at];
  const auto count = counts.try_emplace(key).first;
  if ((count->second += by) == 0) counts.erase(count);
  if (counts.empty()) index->erase(at);
}

// The first of both in order; either may be null.
const IndexedRecord* First(const IndexedRecord* a, const IndexedRecord* b) {
  if (a == nullptr || b == nullptr) return a == nullptr ? b : a;
  return b->order < a->order ? b : a;
}

}  // namespace

const IndexedRecord* NameSearch::Found::From(const std::string& order) const {
  const auto first_of = [&order](const RecordIndex::Order& records) {
    const auto at = records.lower_bound(order);
    return at == records.end() ? nullptr : *at;
  };
  const IndexedRecord* first = first_of(some_);
  for (const RecordIndex::Order* filled : filled_) first = First(first, first_of(*filled));
  return first;
}

const IndexedRecord* NameSearch::Found::After(const std::string& order) const {
  return From(order + std::string(1, '\0'));
}

void NameSearch::Change(const DocumentFacts& document, int by) {
  for (const EntityFact& entity : document.entities) {
    for (const uint64_t name : NamesOf(entity)) ChangeCount(&bearers_, name, entity.key, by);
  }
  for (const uint64_t text : WordsOf(document)) {
    DocumentSet& documents = documents_[text];
    if (by > 0) {
      documents.insert(&document);
    } else {
      documents.erase(&document);
    }
    if (documents.empty()) documents_.erase(text);
  }
  ChangeParties(document, by);
  const std::string& publisher = document.head.publisher();
  if (!publisher.empty()) ChangeCount(&publishers_, FoldName(publisher), publisher, by);
}

void NameSearch::ChangeParties(const DocumentFacts& document, int by) {
  for (const EntityFact& entity : document.entities) {
    for (const PartyFact& party : entity.parties) {
      if (party.party.entity >= 0) ChangeCount(&parties_, document.entities[party.party.entity].key, entity.key, by);
    }
  }
}

void NameSearch::AddRecord(const std::string& key, Found* found) const {
  if (const IndexedRecord* record = records_.Find(key)) found->some_.insert(record);
}

void NameSearch::Find(const std::string& folded, Found* found) const {
  if (const auto publishers = publishers_.find(folded); publishers != publishers_.end()) {
    for (const auto& [publisher, count] : publishers->second) AddRecord(PublicationKey(publisher), found);
  }
  FindEntities(folded, found);
  const auto documents = documents_.find(HashOf(folded));
  if (documents == documents_.end()) return;
  for (const DocumentFacts* document : documents->second) FindWords(*document, folded, found);
}

std::set<std::string> NameSearch::KeysNamed(const std::string& folded) const {
  std::set<std::string> keys;
  if (const auto bearers = bearers_.find(HashOf(folded)); bearers != bearers_.end()) {
    for (const auto& [key, count] : bearers->second) keys.insert(key);
  }
  return keys;
}

std::vector<const DirectoryEntry*> NameSearch::EntriesOf(const std::string& folded) const {
  std::map<std::string, const DirectoryEntry*> entries;
  for (const std::string& key : KeysNamed(folded)) {
    const DirectoryEntry* entry = directory_.EntryOfKey(key);
    entries.emplace(entry->key, entry);
  }
  std::vector<const DirectoryEntry*> list;
  for (const auto& [key, entry] : entries) list.push_back(entry);
  return list;
}

// Those that are named so, and what those do that are shown so.
void NameSearch::FindEntities(const std::string& folded, Found* found) const {
  for (const DirectoryEntry* entry : EntriesOf(folded)) {
    AddRecord(entry->key, found);
    if (FoldName(entry->name) != folded) continue;
    found->filled_.push_back(&records_.FilledBy(*entry));
    for (const std::string& key : entry->keys) {
      const auto parties = parties_.find(key);
      if (parties == parties_.end()) continue;
      for (const auto& [of, count] : parties->second) AddRecord(directory_.EntryOfKey(of)->key, found);
    }
  }
}

void NameSearch::FindWords(const DocumentFacts& document, const std::string& folded, Found* found) const {
  const auto is_word = [&folded](const RoleFact& role) { return role.entity < 0 && FoldName(role.text) == folded; };
  for (const EntityFact& entity : document.entities) {
    const bool party = std::any_of(entity.parties.begin(), entity.parties.end(),
                                   [&is_word](const PartyFact& one) { return is_word(one.party); });
    if (party) AddRecord(directory_.Entry(entity).key, found);
  }
  for (const EventFact& event : document.events) {
    if (std::any_of(event.roles.begin(), event.roles.end(), is_word))
      AddRecord(EventKey(document, event, directory_), found);
  }
  for (const StatementFact& statement : document.statements) {
    if (std::any_of(statement.roles.begin(), statement.roles.end(), is_word))
      AddRecord(StatementKey(document, statement, directory_), found);
  }
  for (const FigureFact& figure : document.figures) {
    if (FoldName(figure.object) == folded) AddRecord(FigureKey(document, figure), found);
  }
  for (const CreditFact& credit : document.credits) {
    if (FoldName(credit.source) == folded) AddRecord(CreditedSourceKey(credit), found);
  }
}

}  // namespace caspian::aggregator
