#include <utility>

#include "aggregator/merge/records/record.h"
#include "aggregator/merge/records/role_records.h"

namespace caspian::aggregator {
namespace {

const StatementFact& StatementOf(const Sighting& sighting) { return sighting.document->statements[sighting.index]; }

}  // namespace

void WriteStatementName(const RecordGroup& group, const Directory& directory, v1::StatementRecord* record) {
  // Sightings stand in the order of evidence: the first has the words.
  record->set_manner(StatementOf(group.sightings.front()).manner);
  record->set_content(StatementOf(group.sightings.front()).content);
  RoleTable roles(directory, false);
  for (const Sighting& sighting : group.sightings) {
    for (const RoleFact& role : StatementOf(sighting).roles)
      roles.Add(*sighting.document, role, StatementOf(sighting).place);
  }
  if (const auto first = roles.FirstText()) record->add_roles()->set_text(*first);
}

void WriteStatement(const RecordGroup& group, const Directory& directory, RecordEvidence* evidence,
                    v1::StatementRecord* record) {
  if (group.sightings.empty()) return;
  // Sightings stand in the order of evidence: the first has the words.
  record->set_manner(StatementOf(group.sightings.front()).manner);
  record->set_content(StatementOf(group.sightings.front()).content);
  std::vector<Place> places;
  RoleTable roles(directory, false);
  for (const Sighting& sighting : group.sightings) {
    const StatementFact& statement = StatementOf(sighting);
    places.push_back(statement.place);
    for (const RoleFact& role : statement.roles) roles.Add(*sighting.document, role, statement.place);
  }
  record->set_voice(VoiceOf(places));
  roles.Write(evidence, record->mutable_roles());
  WriteCredits(places, evidence, record->mutable_credits());
  evidence->Fill(std::move(places), record->mutable_support());
}

}  // namespace caspian::aggregator
