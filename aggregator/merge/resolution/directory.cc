#include "aggregator/merge/resolution/directory.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "aggregator/merge/judgements/entity_key.h"
#include "aggregator/merge/resolution/surnames.h"
#include "aggregator/merge/text/fold.h"

namespace caspian::aggregator {
namespace {

bool NamesOrganization(absl::string_view label) { return label == "ORGANIZATION" || label == "FACILITY"; }

// Two capitals or more and nothing small: what may be initials.
bool IsShortForm(absl::string_view text) {
  const auto upper = std::count_if(text.begin(), text.end(), absl::ascii_isupper);
  return upper > 1 && std::none_of(text.begin(), text.end(), absl::ascii_islower) && IsSingleWord(text);
}

bool HasSmallLetter(absl::string_view text) { return std::any_of(text.begin(), text.end(), absl::ascii_islower); }

}  // namespace

std::string Elect(const std::map<std::string, size_t>& votes) {
  const std::pair<const std::string, size_t>* best = nullptr;
  // A stop at the end may be the sentence's.
  const auto rank = [](const auto& vote) {
    const bool stopped = absl::EndsWith(vote.first, ".");
    return std::make_tuple(vote.second, vote.first.size() - (stopped ? 1 : 0), !stopped, HasSmallLetter(vote.first));
  };
  for (const auto& vote : votes) {
    if (best == nullptr || rank(vote) > rank(*best)) best = &vote;
  }
  return best == nullptr ? "" : best->first;
}

ResolutionInput ResolutionInputOf(const DocumentFacts& document) {
  ResolutionInput input;
  for (const EntityFact& entity : document.entities) {
    input.keys.insert(entity.key);
    if (!NamesOrganization(entity.label)) continue;
    for (const NameFact& name : entity.names) {
      if (name.text != entity.name && IsShortForm(name.text))
        input.short_forms.emplace(entity.key, FoldName(name.text));
    }
  }
  input.company = CompanyIn(document);
  return input;
}

ResolutionInput ResolutionInputOf(const DocumentList& documents) {
  ResolutionInput input;
  for (const auto& document : documents) input.Merge(ResolutionInputOf(*document));
  return input;
}

std::string OfficeText(const std::string& title, const std::string& of) {
  if (of.empty() || absl::StrContains(FoldName(title), FoldName(of))) return title;
  return absl::StrCat(title, " of ", of);
}

CollectionDirectory::CollectionDirectory(const DocumentList& documents, const std::vector<Verdict>& verdicts)
    : resolution_(ResolutionInputOf(documents), verdicts) {
  MakeEntries();
  AddJudgements();
  NameEntries(documents);
  GiveOffices(documents);
}

void CollectionDirectory::MakeEntries() {
  for (const auto& [key, cluster] : resolution_.clusters()) {
    if (key != cluster) continue;
    owned_.push_back(std::make_unique<DirectoryEntry>());
    owned_.back()->key = cluster;
    owned_.back()->record_id = RecordIdOfKey(cluster);
    entries_[key] = owned_.back().get();
  }
  for (const auto& [key, cluster] : resolution_.clusters()) {
    entries_[key] = entries_.at(cluster);
    entries_[key]->keys.push_back(key);
  }
}

void CollectionDirectory::AddJudgements() {
  for (const v1::MergeEdge& edge : resolution_.edges()) {
    const bool acts = edge.outcome() == v1::MERGE_OUTCOME_JOINED || edge.outcome() == v1::MERGE_OUTCOME_ALREADY_ONE;
    if (acts && !edge.judgement_id().empty()) entries_.at(edge.first_key())->judgement_ids.insert(edge.judgement_id());
  }
  for (const v1::CannotLink& link : resolution_.cannot_links()) {
    entries_.at(link.first_key())->judgement_ids.insert(link.judgement_id());
    entries_.at(link.second_key())->judgement_ids.insert(link.judgement_id());
  }
  for (const auto& [key, entry] : entries_) {
    const absl::string_view split = PartsOfKey(key).split;
    if (!split.empty()) entry->judgement_ids.insert(std::string(split));
  }
}

void CollectionDirectory::NameEntries(const DocumentList& documents) {
  struct Votes {
    std::map<std::string, size_t> names, labels;
    std::set<std::string> countries;
  };
  std::map<const DirectoryEntry*, Votes> votes;
  for (const auto& document : documents) {
    for (const EntityFact& entity : document->entities) {
      const DirectoryEntry* entry = entries_.at(entity.key);
      Votes& of_entry = votes[entry];
      if (SaysTheName(entity.key, entry->keys)) of_entry.names[entity.name] += entity.names.size();
      of_entry.labels[entity.label] += entity.names.size();
      for (const v1::Feature& feature : entity.features) {
        if (feature.name() == "country") of_entry.countries.insert(feature.value());
      }
    }
  }
  for (auto& entry : owned_) {
    const Votes& of_entry = votes[entry.get()];
    entry->name = Elect(of_entry.names);
    // A country's people and adjectives speak of the country.
    entry->label = of_entry.labels.count("PLACE") > 0 ? "PLACE" : Elect(of_entry.labels);
    if (of_entry.countries.size() == 1) entry->country = *of_entry.countries.begin();
    entry->is_country = !entry->country.empty() && entry->key == CountryKey(entry->country);
  }
}

void CollectionDirectory::GiveOffices(const DocumentList& documents) {
  std::map<const DirectoryEntry*, std::map<std::pair<std::string, std::string>, size_t>> votes;
  for (const auto& document : documents) {
    for (const EntityFact& entity : document->entities) {
      for (const OfficeFact& office : entity.offices)
        ++votes[entries_.at(entity.key)][{office.title, NameOf(*document, office.of)}];
    }
  }
  for (auto& entry : owned_) ElectOffice(votes[entry.get()], entry.get());
}

void ElectOffice(const std::map<std::pair<std::string, std::string>, size_t>& votes, DirectoryEntry* entry) {
  entry->office.clear();
  entry->office_of.clear();
  std::tuple<bool, size_t> best;
  for (const auto& [office, count] : votes) {
    const std::tuple<bool, size_t> rank(!office.second.empty(), count);
    if (rank <= best) continue;
    best = rank;
    entry->office = OfficeText(office.first, office.second);
    entry->office_of = office.second;
  }
}

const DirectoryEntry* Directory::Entry(const DocumentFacts& document, const RoleFact& role) const {
  return role.entity < 0 ? nullptr : &Entry(document.entities[role.entity]);
}

std::string Directory::IdentityOf(const DocumentFacts& document, const RoleFact& role) const {
  if (const DirectoryEntry* entry = Entry(document, role)) return entry->key;
  if (role.value.has_value()) return absl::StrCat("value ", role.value->canonical());
  return absl::StrCat("words ", FoldName(role.text));
}

std::string Directory::NameOf(const DocumentFacts& document, const RoleFact& role) const {
  const DirectoryEntry* entry = Entry(document, role);
  return entry == nullptr ? role.text : entry->name;
}

const DirectoryEntry* Directory::EntryOfKey(const std::string& key) const {
  const auto found = entries_.find(key);
  return found == entries_.end() ? nullptr : found->second;
}

std::string Directory::CountryName(const std::string& country) const {
  const auto found = entries_.find(CountryKey(country));
  return found == entries_.end() ? country : found->second->name;
}

}  // namespace caspian::aggregator
