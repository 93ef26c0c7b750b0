// The status of an agreement by party and step. A step is an event about the agreement that says its step itself, or
// whose type is one. Only what happened, holds or was denied counts: plans and wishes stay events.
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "aggregator/merge/records/record.h"
#include "aggregator/merge/records/role_records.h"

namespace caspian::aggregator {
namespace {

// The life of an agreement, in order; "suspended" and "failed" end it and are not missed where no source states them.
constexpr absl::string_view kLife[] = {"negotiated", "initialled",  "signed",   "approved by chamber",
                                       "ratified",   "promulgated", "in force", "suspended",
                                       "failed"};
constexpr size_t kExpectedSteps = 7;

constexpr std::pair<absl::string_view, absl::string_view> kStepOfType[] = {
    {"NEGOTIATE", "negotiated"},        {"INITIAL", "initialled"},        {"SIGN", "signed"},
    {"APPROVE", "approved by chamber"}, {"RATIFY", "ratified"},           {"PROMULGATE", "promulgated"},
    {"TAKE_EFFECT", "in force"},        {"ENTER_INTO_FORCE", "in force"}, {"SUSPEND", "suspended"}};

size_t RankOf(absl::string_view step) {
  return std::find(std::begin(kLife), std::end(kLife), step) - std::begin(kLife);
}

std::string StepOf(const EventFact& event) {
  if (event.step == "approved by a chamber") return "approved by chamber";
  if (!event.step.empty()) return event.step;
  for (const auto& [type, step] : kStepOfType) {
    if (event.type == type) return std::string(step);
  }
  return "";
}

// How the event speaks of its step; unspecified where it does not say that it was taken or not.
v1::Polarity PolarityOf(const EventFact& event) {
  switch (event.actuality) {
    case v1::ACTUALITY_UNSPECIFIED:
    case v1::ACTUALITY_HAPPENED:
    case v1::ACTUALITY_ONGOING:
      return event.polarity == v1::POLARITY_NO ? v1::POLARITY_NO : v1::POLARITY_YES;
    case v1::ACTUALITY_FAILED:
      return event.polarity == v1::POLARITY_NO ? v1::POLARITY_UNSPECIFIED : v1::POLARITY_NO;
    default:
      return v1::POLARITY_UNSPECIFIED;
  }
}

struct StepKey {
  std::string party;
  size_t rank = 0;
  std::string step;
  v1::Polarity polarity = v1::POLARITY_UNSPECIFIED;
  std::string when;
  std::string by;

  auto Tie() const { return std::tie(party, rank, step, polarity, when, by); }
  bool operator<(const StepKey& other) const { return Tie() < other.Tie(); }
};

using Steps = std::map<StepKey, std::vector<Place>>;

// Who took a step, and for which party: a country for itself, others for the country they belong to.
void SetTaker(const DocumentFacts& document, const RoleFact& role, const Directory& directory, StepKey* key) {
  key->by = directory.NameOf(document, role);
  const DirectoryEntry* entry = directory.Entry(document, role);
  if (entry == nullptr) return;
  if (entry->is_country) {
    key->party = entry->name;
    key->by.clear();
  } else if (!entry->country.empty()) {
    key->party = directory.CountryName(entry->country);
  } else {
    key->party = entry->office_of;
  }
}

void AddSteps(const Sighting& sighting, const Directory& directory, Steps* steps) {
  const DocumentFacts& document = *sighting.document;
  const EventFact& event = document.events[sighting.index];
  StepKey key;
  key.step = StepOf(event);
  key.rank = RankOf(key.step);
  key.polarity = PolarityOf(event);
  key.when = event.when;
  if (key.step.empty() || key.polarity == v1::POLARITY_UNSPECIFIED) return;
  const int agreement = AgreementOf(document, event);
  bool taken = false;
  for (const RoleFact& role : event.roles) {
    if ((role.name != "agent" && role.name != "partner") || role.entity == agreement) continue;
    StepKey one = key;
    SetTaker(document, role, directory, &one);
    (*steps)[one].push_back(event.place);
    taken = true;
  }
  if (!taken) (*steps)[key].push_back(event.place);
}

void WriteSteps(const Steps& steps, RecordEvidence* evidence, v1::AgreementRecord* record) {
  bool stated[kExpectedSteps] = {};
  for (const auto& [key, places] : steps) {
    v1::AgreementStep* step = record->add_steps();
    step->set_party(key.party);
    step->set_step(key.step);
    step->set_polarity(key.polarity);
    step->set_when(key.when);
    step->set_by(key.by);
    step->set_voice(VoiceOf(places));
    evidence->Fill(places, step->mutable_support());
    if (key.rank < kExpectedSteps) stated[key.rank] = true;
  }
  for (size_t i = 0; i < kExpectedSteps; ++i) {
    if (!stated[i]) record->add_steps_not_stated(std::string(kLife[i]));
  }
}

void WriteParties(const RecordGroup& group, const Directory& directory, RecordEvidence* evidence,
                  v1::AgreementRecord* record) {
  std::map<std::string, std::vector<Place>> parties;
  for (const Sighting& sighting : group.sightings) {
    for (const PartyFact& party : sighting.document->entities[sighting.index].parties) {
      parties[directory.NameOf(*sighting.document, party.party)].push_back(party.place);
    }
  }
  for (const auto& [name, places] : parties) {
    v1::SupportedText* party = record->add_parties();
    party->set_text(name);
    evidence->Fill(places, party->mutable_support());
  }
}

}  // namespace

void WriteAgreement(const RecordGroup& group, const Directory& directory, RecordEvidence* evidence,
                    v1::AgreementRecord* record) {
  if (group.sightings.empty()) return;
  const Sighting& first = group.sightings.front();
  record->set_name(directory.Entry(first.document->entities[first.index]).name);
  TextPlaces names;
  evidence->Fill(PlacesOf(group, &names), record->mutable_support());
  WriteTexts(names, evidence, record->mutable_names());
  WriteParties(group, directory, evidence, record);
  Steps steps;
  for (const Sighting& sighting : group.steps) AddSteps(sighting, directory, &steps);
  WriteSteps(steps, evidence, record);
}

}  // namespace caspian::aggregator
