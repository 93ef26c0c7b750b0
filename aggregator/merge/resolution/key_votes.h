// What documents tell of one entity key: counted, so that a document's share can be taken back.
#ifndef CASPIAN_AGGREGATOR_MERGE_RESOLUTION_KEY_VOTES_H_
#define CASPIAN_AGGREGATOR_MERGE_RESOLUTION_KEY_VOTES_H_

#include <cstdint>
#include <set>
#include <string>
#include <tuple>

#include "absl/container/btree_map.h"
#include "absl/container/btree_set.h"
#include "aggregator/merge/facts/facts.h"

namespace caspian::aggregator {

// By id; those of equal ids are one.
struct DocumentOrder {
  bool operator()(const DocumentFacts* a, const DocumentFacts* b) const { return a->head.id() < b->head.id(); }
};
using DocumentSet = absl::btree_set<const DocumentFacts*, DocumentOrder>;

// An office as documents tell it: of an entity by its key, or of words.
struct OfficeTelling {
  std::string title;
  std::string of_key;  // Empty: none.
  std::string of_text;

  auto Tie() const { return std::tie(title, of_key, of_text); }
  bool operator<(const OfficeTelling& other) const { return Tie() < other.Tie(); }
};
OfficeTelling TellingOf(const DocumentFacts& document, const OfficeFact& office);

class KeyVotes {
 public:
  struct Count {
    uint32_t sightings = 0;  // Entities of documents.
    uint64_t votes = 0;      // Their mentions.
  };
  using Counts = absl::btree_map<std::string, Count>;

  void Add(const DocumentFacts& document, const EntityFact& entity) { Change(document, entity, 1); }
  void Remove(const DocumentFacts& document, const EntityFact& entity) { Change(document, entity, -1); }

  const Counts& names() const { return names_; }
  const Counts& labels() const { return labels_; }
  const absl::btree_map<std::string, uint32_t>& countries() const { return countries_; }
  const absl::btree_map<OfficeTelling, uint32_t>& offices() const { return offices_; }

  // Kept by who adds and removes.
  DocumentSet documents;     // That tell of the key.
  uint64_t place_count = 0;  // Places of names, each once a document.
  DocumentSet sharing;       // Documents in which a place of it is another key's, too.

 private:
  void Change(const DocumentFacts& document, const EntityFact& entity, int by);

  Counts names_, labels_;
  absl::btree_map<std::string, uint32_t> countries_;
  absl::btree_map<OfficeTelling, uint32_t> offices_;
};

// The name and label of a cluster whose keys have these votes, and its countries; `naming`: those of the keys that say
// what it is called.
struct ElectedNames {
  std::string name;
  std::string label;
  std::set<std::string> countries;
};
ElectedNames ElectNames(const std::vector<const KeyVotes*>& keys, const std::vector<const KeyVotes*>& naming);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RESOLUTION_KEY_VOTES_H_
