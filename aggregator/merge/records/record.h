// Makes a briefing record of the sightings of one group. Each kind has a source of its own (…_record.cc).
#ifndef CASPIAN_AGGREGATOR_MERGE_RECORDS_RECORD_H_
#define CASPIAN_AGGREGATOR_MERGE_RECORDS_RECORD_H_

#include <vector>

#include "aggregator/merge/records/evidence.h"
#include "aggregator/merge/records/groups.h"
#include "aggregator/merge/resolution/directory.h"
#include "caspian/v1/briefing.pb.h"

namespace caspian::aggregator {

// Each fills its record from the group's sightings, with all repeated fields in the order that briefing.proto states.
void WriteEntity(const RecordGroup& group, const Directory& directory, RecordEvidence* evidence,
                 v1::EntityRecord* record);
void WriteEvent(const RecordGroup& group, const Directory& directory, RecordEvidence* evidence,
                v1::EventRecord* record);
void WriteStatement(const RecordGroup& group, const Directory& directory, RecordEvidence* evidence,
                    v1::StatementRecord* record);
void WriteAgreement(const RecordGroup& group, const Directory& directory, RecordEvidence* evidence,
                    v1::AgreementRecord* record);
void WriteFigure(const RecordGroup& group, RecordEvidence* evidence, v1::FigureRecord* record);
void WriteSource(const RecordGroup& group, RecordEvidence* evidence, v1::SourceRecord* record);

// The offices that the entity's sightings tell.
void WriteOffices(const RecordGroup& group, const Directory& directory, RecordEvidence* evidence,
                  google::protobuf::RepeatedPtrField<v1::SupportedOffice>* records);

// What of them the order of records goes by (record_order.h), as the functions above write it.
void WriteEventTime(const RecordGroup& group, v1::EventRecord* record);
void WriteStatementName(const RecordGroup& group, const Directory& directory, v1::StatementRecord* record);
void WriteFigureName(const RecordGroup& group, v1::FigureRecord* record);
void WriteSourceName(const RecordGroup& group, v1::SourceRecord* record);

// The whole record with its id, without its tables of evidence: those are written by RecordEvidence::Finish. `record`
// must stay where it is until then.
void WriteRecord(const RecordGroup& group, const Directory& directory, RecordEvidence* evidence,
                 v1::BriefingRecord* record);

// Entities and agreements: all names with the places that bear them, and all those places.
std::vector<Place> PlacesOf(const RecordGroup& group, std::map<std::string, std::vector<Place>>* names);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RECORDS_RECORD_H_
