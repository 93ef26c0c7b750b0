// Resolution: which entities of different documents are one, and how each is shown.
//
// Nodes are entity keys (entity_key.h); equal keys are one, and resolution.h says which others are, and which of its
// keys names a cluster. All is a pure function of the set of documents and the judgements.
#ifndef CASPIAN_AGGREGATOR_MERGE_RESOLUTION_DIRECTORY_H_
#define CASPIAN_AGGREGATOR_MERGE_RESOLUTION_DIRECTORY_H_

#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "aggregator/merge/facts/facts.h"
#include "aggregator/merge/judgements/judgements.h"
#include "aggregator/merge/resolution/resolution.h"

namespace caspian::aggregator {

// A merged entity as all documents of the collection show it.
struct DirectoryEntry {
  std::string key;  // That names the cluster.
  std::string record_id;
  std::string label;
  std::string name;     // The full name with most evidence, then the longest, then by bytes.
  std::string country;  // ISO 3166; empty where unknown or not the same everywhere.
  bool is_country = false;
  std::string office;             // "minister of defense of Kazakhstan": the one with most evidence, then by bytes.
  std::string office_of;          // Whose office that is; empty where unknown.
  std::vector<std::string> keys;  // All keys of the cluster, ascending.
  std::set<std::string> judgement_ids;  // That joined it, keep it from others, or split it off.
};

// The keys of the documents' entities, and the short forms that the documents give them.
ResolutionInput ResolutionInputOf(const DocumentList& documents);
ResolutionInput ResolutionInputOf(const DocumentFacts& document);

// Who is who in a collection. Thread-safe while nothing changes it. Entries live as long as it, or until it changes.
class Directory {
 public:
  const DirectoryEntry& Entry(const EntityFact& entity) const { return *entries_.at(entity.key); }
  // The entry of a filler; null where it is no entity.
  const DirectoryEntry* Entry(const DocumentFacts& document, const RoleFact& role) const;
  // What tells the filler from others: its cluster, its value or its folded words.
  std::string IdentityOf(const DocumentFacts& document, const RoleFact& role) const;
  // How the filler is shown.
  std::string NameOf(const DocumentFacts& document, const RoleFact& role) const;
  // The name of a country by its ISO code; the code where no document names it.
  std::string CountryName(const std::string& country) const;
  // The entry of a key of the documents; null where they have no such key.
  const DirectoryEntry* EntryOfKey(const std::string& key) const;

 protected:
  Directory() = default;
  ~Directory() = default;
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;

  std::unordered_map<std::string, DirectoryEntry*> entries_;  // By each key.
};

// The directory of a list of documents. Immutable.
class CollectionDirectory : public Directory {
 public:
  // The documents by id, which outlive it, and what is judged of their keys.
  explicit CollectionDirectory(const DocumentList& documents, const std::vector<Verdict>& verdicts = {});

  // The entries, by key.
  const std::vector<std::unique_ptr<DirectoryEntry>>& entries() const { return owned_; }
  const Resolution& resolution() const { return resolution_; }

 private:
  void MakeEntries();
  void AddJudgements();
  void NameEntries(const DocumentList& documents);
  void GiveOffices(const DocumentList& documents);

  const Resolution resolution_;
  std::vector<std::unique_ptr<DirectoryEntry>> owned_;
};

// The text with most votes, then the longest, a full stop at its end left out, then one without that stop, one with a
// small letter, and the smallest by bytes; empty where there is none.
std::string Elect(const std::map<std::string, size_t>& votes);
// Gives the entry, which has none, the office with most votes, one that tells of whom it is before others; by title and
// the name of whom it is of.
void ElectOffice(const std::map<std::pair<std::string, std::string>, size_t>& votes, DirectoryEntry* entry);

// "title of X", once.
std::string OfficeText(const std::string& title, const std::string& of);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RESOLUTION_DIRECTORY_H_
