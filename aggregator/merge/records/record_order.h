// The order of records in a briefing: by kind; entities by evidence, most first, and name; events by time, undated
// last; others by name; then id.
#ifndef CASPIAN_AGGREGATOR_MERGE_RECORDS_RECORD_ORDER_H_
#define CASPIAN_AGGREGATOR_MERGE_RECORDS_RECORD_ORDER_H_

#include <cstdint>
#include <string>

#include "aggregator/merge/records/groups.h"
#include "caspian/v1/briefing.pb.h"

namespace caspian::aggregator {

// Bytes that order as records do; never empty, and those of two records never equal.
std::string OrderOf(const v1::BriefingRecord& record);
// Those of the record that a group makes, which is not of entities or agreements; of an entity or agreement whose names
// stand in so many places. Both without making the record.
std::string OrderOfGroup(const RecordGroup& group, const Directory& directory);
std::string OrderOfEntity(v1::RecordKind kind, const DirectoryEntry& entry, uint64_t place_count,
                          const std::string& id);

void SortRecords(google::protobuf::RepeatedPtrField<v1::BriefingRecord>* records);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RECORDS_RECORD_ORDER_H_
