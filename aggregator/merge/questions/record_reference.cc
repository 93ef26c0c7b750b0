#include "aggregator/merge/questions/record_reference.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "aggregator/merge/judgements/entity_key.h"
#include "aggregator/merge/records/record_key.h"
#include "aggregator/merge/text/fold.h"
#include "common/base/error.h"

namespace caspian::aggregator {
namespace {

namespace pb = ::caspian::v1;

constexpr size_t kNamedRecords = 5;

// Keys whose documents use the name, ascending.
using Keys = std::set<std::string>;

bool IsCalled(const EntityFact& entity, const std::string& folded) {
  return FoldName(entity.name) == folded ||
         std::any_of(entity.names.begin(), entity.names.end(),
                     [&](const NameFact& name) { return FoldName(name.text) == folded; });
}

Keys KeysNamed(const CollectionView& view, const std::string& folded) {
  Keys keys;
  for (const auto& document : view.documents()) {
    for (const EntityFact& entity : document->entities) {
      if (IsCalled(entity, folded)) keys.insert(entity.key);
    }
  }
  return keys;
}

Keys KeysNamed(const GrowingView& view, const std::string& folded) { return view.KeysNamed(folded); }

// True where it is the entry's main name, or that of one of its keys.
bool IsItsName(const DirectoryEntry& entry, const std::string& folded) {
  return FoldName(entry.name) == folded ||
         std::any_of(entry.keys.begin(), entry.keys.end(),
                     [&](const std::string& key) { return PartsOfKey(key).name == folded; });
}

// The entries of those keys, by key: those whose name it is, and where it is nobody's, all that are called so.
std::vector<const DirectoryEntry*> EntriesOf(const Directory& directory, const Keys& keys, const std::string& folded) {
  std::map<std::string, const DirectoryEntry*> called, named;
  for (const std::string& key : keys) {
    const DirectoryEntry* entry = directory.EntryOfKey(key);
    called.emplace(entry->key, entry);
    if (IsItsName(*entry, folded)) named.emplace(entry->key, entry);
  }
  std::vector<const DirectoryEntry*> entries;
  for (const auto& [key, entry] : named.empty() ? called : named) entries.push_back(entry);
  return entries;
}

// The entry's key that has the name itself, else the first whose documents use it.
std::string KeyOfName(const DirectoryEntry& entry, const Keys& keys, const std::string& folded) {
  for (const std::string& key : entry.keys) {
    if (PartsOfKey(key).name == folded) return key;
  }
  const auto used =
      std::find_if(entry.keys.begin(), entry.keys.end(), [&](const std::string& key) { return keys.count(key) > 0; });
  return used == entry.keys.end() ? entry.key : *used;
}

absl::Status Ambiguous(const std::string& name, const std::vector<const DirectoryEntry*>& entries) {
  std::string text = absl::StrCat("\"", name, "\" means ", entries.size(), " records: name one by its id: ");
  for (size_t i = 0; i < entries.size() && i < kNamedRecords; ++i)
    absl::StrAppend(&text, i == 0 ? "" : "; ", entries[i]->record_id, " (", DescribeKey(entries[i]->key), ")");
  return MakeError(pb::ERROR_REASON_REQUEST_INVALID, text);
}

// Null where there is none.
std::shared_ptr<const RecordGroup> GroupIn(const CollectionView& view, const std::string& key_or_id) {
  for (const RecordGroup& group : view.groups()) {
    if (group.id == key_or_id || group.key == key_or_id) return {std::shared_ptr<const RecordGroup>(), &group};
  }
  return nullptr;
}

std::shared_ptr<const RecordGroup> GroupIn(const GrowingView& view, const std::string& key_or_id) {
  auto group = view.GroupOf(key_or_id);
  return group.has_value() ? std::make_shared<const RecordGroup>(*std::move(group)) : nullptr;
}

template <typename View>
absl::StatusOr<RecordReference> FindByName(const View& view, const std::string& name) {
  const std::string folded = FoldName(name);
  const Keys keys = folded.empty() ? Keys() : KeysNamed(view, folded);
  const std::vector<const DirectoryEntry*> found = EntriesOf(view.directory(), keys, folded);
  if (found.size() > 1) return Ambiguous(name, found);
  if (found.empty()) {
    return MakeError(pb::ERROR_REASON_RECORD_NOT_FOUND,
                     absl::StrCat("nothing is called \"", name, "\": give a record's id, a key, or an entity's name"));
  }
  return RecordReference{GroupIn(view, found[0]->key), KeyOfName(*found[0], keys, folded)};
}

// A key as it is printed.
std::string UnprintedKey(absl::string_view printed) {
  return absl::StrReplaceAll(printed, {{"|", std::string(1, kKeySeparator)}});
}

template <typename View>
absl::StatusOr<RecordReference> FindIn(const View& view, const std::string& reference) {
  for (const std::string& key : {reference, UnprintedKey(reference)}) {
    if (const DirectoryEntry* entry = view.directory().EntryOfKey(key))
      return RecordReference{GroupIn(view, entry->key), key};
  }
  if (auto group = GroupIn(view, reference); group != nullptr) return RecordReference{group, group->key};
  return FindByName(view, reference);
}

size_t DocumentsOfKey(const CollectionView& view, const std::string& key) {
  const auto tells = [&key](const auto& document) {
    return std::any_of(document->entities.begin(), document->entities.end(),
                       [&key](const EntityFact& entity) { return entity.key == key; });
  };
  return static_cast<size_t>(std::count_if(view.documents().begin(), view.documents().end(), tells));
}

size_t DocumentsOfKey(const GrowingView& view, const std::string& key) {
  return view.directory().DocumentsOf(key).size();
}

template <typename View>
void DescribeKeys(const View& view, const DirectoryEntry& entry, pb::MergedRecord* record) {
  for (const std::string& key : entry.keys) {
    pb::MergedKey* told = record->add_keys();
    told->set_key(key);
    told->set_description(DescribeKey(key));
    told->set_document_count(static_cast<uint32_t>(DocumentsOfKey(view, key)));
  }
}

void DescribeEvent(const Directory& directory, const RecordGroup& group, bool with_keys, pb::MergedRecord* record) {
  const Sighting& first = group.sightings.front();
  const EventFact& event = first.document->events[first.index];
  record->set_label(event.type);
  record->set_name(ParticipantNames(*first.document, event, directory));
  if (!with_keys) return;
  std::set<std::string> documents;
  for (const Sighting& sighting : group.sightings) documents.insert(sighting.document->head.id());
  pb::MergedKey* told = record->add_keys();
  told->set_key(group.key);
  told->set_description(absl::StrCat(event.type, " ", record->name(), event.when.empty() ? "" : ", ", event.when));
  told->set_document_count(static_cast<uint32_t>(documents.size()));
}

template <typename View>
pb::MergedRecord DescribeIn(const View& view, const RecordGroup& group, bool with_keys) {
  const Directory& directory = view.directory();
  if (IsEntity(group)) {
    const DirectoryEntry& entry = *directory.EntryOfKey(group.key);
    pb::MergedRecord record = DescribeEntity(entry);
    if (with_keys) DescribeKeys(view, entry, &record);
    return record;
  }
  pb::MergedRecord record;
  record.set_record_id(group.id);
  record.set_kind(group.kind);
  if (group.kind == pb::RECORD_KIND_EVENT) DescribeEvent(directory, group, with_keys, &record);
  return record;
}

}  // namespace

absl::StatusOr<RecordReference> FindRecord(const CollectionView& view, const std::string& reference) {
  return FindIn(view, reference);
}

absl::StatusOr<RecordReference> FindRecord(const GrowingView& view, const std::string& reference) {
  return FindIn(view, reference);
}

bool IsEntity(const RecordGroup& group) {
  return group.kind == pb::RECORD_KIND_ENTITY || group.kind == pb::RECORD_KIND_AGREEMENT;
}

pb::MergedRecord DescribeEntity(const DirectoryEntry& entry) {
  pb::MergedRecord record;
  record.set_record_id(entry.record_id);
  record.set_kind(KindOf(entry));
  record.set_label(entry.label);
  record.set_name(entry.name);
  return record;
}

pb::MergedRecord DescribeRecord(const CollectionView& view, const RecordGroup& group, bool with_keys) {
  return DescribeIn(view, group, with_keys);
}

pb::MergedRecord DescribeRecord(const GrowingView& view, const RecordGroup& group, bool with_keys) {
  return DescribeIn(view, group, with_keys);
}

}  // namespace caspian::aggregator
