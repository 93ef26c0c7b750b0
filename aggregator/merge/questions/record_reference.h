// Finds what people name in requests: a record's id, a key, or an entity's name.
#ifndef CASPIAN_AGGREGATOR_MERGE_QUESTIONS_RECORD_REFERENCE_H_
#define CASPIAN_AGGREGATOR_MERGE_QUESTIONS_RECORD_REFERENCE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "aggregator/merge/views/briefing.h"
#include "aggregator/merge/views/growing_view.h"
#include "caspian/v1/resolution.pb.h"

namespace caspian::aggregator {

// What a reference means.
struct RecordReference {
  std::shared_ptr<const RecordGroup> group;  // Lives as long as the view stays as it is.
  std::string key;  // Of an entity the one that was named, or the smallest of its cluster; else the group's.
};

// NOT_FOUND (RECORD_NOT_FOUND) where nothing is named so, INVALID_ARGUMENT (REQUEST_INVALID) where a name means
// several: the message tells them apart.
absl::StatusOr<RecordReference> FindRecord(const CollectionView& view, const std::string& reference);
// The same, at the cost of the record.
absl::StatusOr<RecordReference> FindRecord(const GrowingView& view, const std::string& reference);

// True of entities and agreements.
bool IsEntity(const RecordGroup& group);

// The record as people know it; with its keys where asked for.
v1::MergedRecord DescribeRecord(const CollectionView& view, const RecordGroup& group, bool with_keys);
v1::MergedRecord DescribeRecord(const GrowingView& view, const RecordGroup& group, bool with_keys);
// That of an entity, without its keys.
v1::MergedRecord DescribeEntity(const DirectoryEntry& entry);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_QUESTIONS_RECORD_REFERENCE_H_
