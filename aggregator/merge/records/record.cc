#include "aggregator/merge/records/record.h"

#include <utility>

#include "aggregator/merge/records/role_records.h"

namespace caspian::aggregator {

void WriteFigureName(const RecordGroup& group, v1::FigureRecord* record) {
  const FigureFact& first = group.sightings.front().document->figures[group.sightings.front().index];
  *record->mutable_value() = first.value;
  record->set_object(first.object);
}

void WriteFigure(const RecordGroup& group, RecordEvidence* evidence, v1::FigureRecord* record) {
  if (group.sightings.empty()) return;
  // Sightings stand in the order of evidence: the first has the words.
  const Sighting& sighting = group.sightings.front();
  const FigureFact& first = sighting.document->figures[sighting.index];
  record->set_label(first.label);
  record->set_text(first.text);
  WriteFigureName(group, record);
  std::vector<Place> places;
  for (const Sighting& one : group.sightings) places.push_back(one.document->figures[one.index].place);
  WriteCredits(places, evidence, record->mutable_credits());
  evidence->Fill(std::move(places), record->mutable_support());
}

void WriteSourceName(const RecordGroup& group, v1::SourceRecord* record) {
  record->set_kind(group.source_kind);
  if (group.source_kind == v1::SOURCE_KIND_PUBLICATION) {
    record->set_name(group.sightings.front().document->head.publisher());
    return;
  }
  TextPlaces names;
  for (const Sighting& sighting : group.sightings) {
    const CitationFact& citation = sighting.document->citations[sighting.index];
    names[citation.credit->source].push_back(citation.place);
  }
  record->set_name(MostSupported(names));
}

void WriteSource(const RecordGroup& group, RecordEvidence* evidence, v1::SourceRecord* record) {
  record->set_kind(group.source_kind);
  record->set_count(static_cast<uint32_t>(group.sightings.size()));
  if (group.sightings.empty()) return;
  WriteSourceName(group, record);
  std::vector<Place> places;
  for (const Sighting& sighting : group.sightings) {
    if (group.source_kind == v1::SOURCE_KIND_CREDITED)
      places.push_back(sighting.document->citations[sighting.index].place);
  }
  evidence->Fill(std::move(places), record->mutable_support());
}

namespace {

// Of entities and agreements those of the cluster, of events and statements those of the tellings that are left.
std::set<std::string> JudgementsOf(const RecordGroup& group, const Directory& directory) {
  std::set<std::string> ids;
  for (const Sighting& sighting : group.sightings) {
    const DocumentFacts& document = *sighting.document;
    switch (group.kind) {
      case v1::RECORD_KIND_ENTITY:
      case v1::RECORD_KIND_AGREEMENT:
        return directory.Entry(document.entities[sighting.index]).judgement_ids;
      case v1::RECORD_KIND_EVENT:
        ids.insert(document.events[sighting.index].judgement_ids.begin(),
                   document.events[sighting.index].judgement_ids.end());
        break;
      case v1::RECORD_KIND_STATEMENT:
        ids.insert(document.statements[sighting.index].judgement_ids.begin(),
                   document.statements[sighting.index].judgement_ids.end());
        break;
      default:
        return ids;
    }
  }
  return ids;
}

}  // namespace

void WriteRecord(const RecordGroup& group, const Directory& directory, RecordEvidence* evidence,
                 v1::BriefingRecord* record) {
  record->set_id(group.id);
  for (const std::string& id : JudgementsOf(group, directory)) record->add_judgement_ids(id);
  switch (group.kind) {
    case v1::RECORD_KIND_ENTITY:
      return WriteEntity(group, directory, evidence, record->mutable_entity());
    case v1::RECORD_KIND_EVENT:
      return WriteEvent(group, directory, evidence, record->mutable_event());
    case v1::RECORD_KIND_STATEMENT:
      return WriteStatement(group, directory, evidence, record->mutable_statement());
    case v1::RECORD_KIND_AGREEMENT:
      return WriteAgreement(group, directory, evidence, record->mutable_agreement());
    case v1::RECORD_KIND_FIGURE:
      return WriteFigure(group, evidence, record->mutable_figure());
    case v1::RECORD_KIND_SOURCE:
      return WriteSource(group, evidence, record->mutable_source());
    default:
      return;
  }
}

}  // namespace caspian::aggregator
