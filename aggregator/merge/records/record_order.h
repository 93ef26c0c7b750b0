// The order of records in a briefing: by kind; entities by evidence, most first, and name; events by time, undated
// last; others by name; then id.
#ifndef CASPIAN_AGGREGATOR_MERGE_RECORDS_RECORD_ORDER_H_
#define CASPIAN_AGGREGATOR_MERGE_RECORDS_RECORD_ORDER_H_

#include "caspian/v1/briefing.pb.h"

namespace caspian::aggregator {

void SortRecords(google::protobuf::RepeatedPtrField<v1::BriefingRecord>* records);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RECORDS_RECORD_ORDER_H_
