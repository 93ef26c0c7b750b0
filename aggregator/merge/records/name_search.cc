#include "aggregator/merge/records/name_search.h"

#include <algorithm>
#include <vector>

#include "absl/hash/hash.h"
#include "aggregator/merge/records/record_key.h"
#include "aggregator/merge/text/fold.h"

namespace caspian::aggregator {
namespace {

uint64_t HashOf(const std::string& folded) { return absl::HashOf(folded); }

// The hashes of all texts of the document that its records show, publishers apart: ascending, each once.
std::vector<uint64_t> TextsOf(const DocumentFacts& document) {
  std::vector<uint64_t> texts;
  const auto add = [&texts](const std::string& text) { texts.push_back(HashOf(FoldName(text))); };
  const auto add_roles = [&add](const std::vector<RoleFact>& roles) {
    for (const RoleFact& role : roles) {
      if (role.entity < 0) add(role.text);
    }
  };
  for (const EntityFact& entity : document.entities) {
    add(entity.name);
    for (const NameFact& name : entity.names) add(name.text);
    for (const PartyFact& party : entity.parties) add_roles({party.party});
  }
  for (const EventFact& event : document.events) add_roles(event.roles);
  for (const StatementFact& statement : document.statements) add_roles(statement.roles);
  for (const FigureFact& figure : document.figures) add(figure.object);
  for (const CreditFact& credit : document.credits) add(credit.source);
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}

bool Bears(const EntityFact& entity, const std::string& folded) {
  return FoldName(entity.name) == folded ||
         std::any_of(entity.names.begin(), entity.names.end(),
                     [&folded](const NameFact& name) { return FoldName(name.text) == folded; });
}

}  // namespace

void NameSearch::Add(const DocumentFacts& document) { Change(document, true); }

void NameSearch::Remove(const DocumentFacts& document) { Change(document, false); }

void NameSearch::Change(const DocumentFacts& document, bool add) {
  for (const uint64_t text : TextsOf(document)) {
    if (add) {
      documents_[text].insert(&document);
      continue;
    }
    const auto found = documents_.find(text);
    found->second.erase(&document);
    if (found->second.empty()) documents_.erase(found);
  }
  const std::string& publisher = document.head.publisher();
  if (publisher.empty()) return;
  const auto folded = publishers_.try_emplace(FoldName(publisher)).first;
  size_t& count = folded->second[publisher];
  if ((count += add ? 1 : -1) == 0) folded->second.erase(publisher);
  if (folded->second.empty()) publishers_.erase(folded);
}

void NameSearch::AddRecord(const std::string& key, Found* found) const {
  if (const IndexedRecord* record = records_.Find(key)) found->insert(record);
}

void NameSearch::Find(const std::string& folded, Found* found) const {
  if (const auto publishers = publishers_.find(folded); publishers != publishers_.end()) {
    for (const auto& [publisher, count] : publishers->second) AddRecord(PublicationKey(publisher), found);
  }
  const auto documents = documents_.find(HashOf(folded));
  if (documents == documents_.end()) return;
  absl::flat_hash_set<const DirectoryEntry*> shown;
  for (const DocumentFacts* document : documents->second) {
    FindWords(*document, folded, found);
    for (const EntityFact& entity : document->entities) {
      if (FoldName(entity.name) != folded) continue;
      const DirectoryEntry& entry = directory_.Entry(entity);
      if (FoldName(entry.name) == folded) shown.insert(&entry);
    }
  }
  for (const DirectoryEntry* entry : shown) {
    for (const std::string& key : entry->keys) {
      for (const DocumentFacts* document : directory_.DocumentsOf(key)) FindFillers(*document, *entry, found);
    }
  }
}

void NameSearch::FindWords(const DocumentFacts& document, const std::string& folded, Found* found) const {
  const auto is_word = [&folded](const RoleFact& role) { return role.entity < 0 && FoldName(role.text) == folded; };
  for (const EntityFact& entity : document.entities) {
    const bool party = std::any_of(entity.parties.begin(), entity.parties.end(),
                                   [&is_word](const PartyFact& one) { return is_word(one.party); });
    if (party || Bears(entity, folded)) AddRecord(directory_.Entry(entity).key, found);
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

void NameSearch::FindFillers(const DocumentFacts& document, const DirectoryEntry& entry, Found* found) const {
  const auto fills = [&](const RoleFact& role) { return directory_.Entry(document, role) == &entry; };
  for (const EntityFact& entity : document.entities) {
    if (std::any_of(entity.parties.begin(), entity.parties.end(),
                    [&fills](const PartyFact& party) { return fills(party.party); }))
      AddRecord(directory_.Entry(entity).key, found);
  }
  for (const EventFact& event : document.events) {
    if (std::any_of(event.roles.begin(), event.roles.end(), fills))
      AddRecord(EventKey(document, event, directory_), found);
  }
  for (const StatementFact& statement : document.statements) {
    if (std::any_of(statement.roles.begin(), statement.roles.end(), fills))
      AddRecord(StatementKey(document, statement, directory_), found);
  }
}

}  // namespace caspian::aggregator
