// Offices of persons, parties of agreements, what names stand for.
#include <algorithm>

#include "tests/extractor/reference_engine/results.h"

namespace caspian::extractor::reference {
namespace {

void AddOffice(const Annotation& a, Results* results) {
  const Fill *person = FillNamed(a, "person"), *title = FillNamed(a, "title"), *of = FillNamed(a, "of"),
             *at = FillNamed(a, "at");
  v1::Office office;
  office.set_title(Feature(a, "title"));
  if (office.title().empty() && title != nullptr) office.set_title(results->reading.Words(title->begin, title->end));
  if (person == nullptr || results->EntityOf(*person) < 0 || office.title().empty()) return;
  if (of != nullptr) office.set_of(results->NameOf(*of));
  if (of != nullptr && results->EntityOf(*of) >= 0) office.set_of_entity(static_cast<uint32_t>(results->EntityOf(*of)));
  if (at != nullptr) office.set_at(results->NameOf(*at));
  office.mutable_span()->set_begin(a.begin);
  office.mutable_span()->set_end(a.end);
  office.set_rule_id(a.rule_id);
  v1::Entity* holder = results->out->mutable_entities(results->EntityOf(*person));
  for (v1::Office& known : *holder->mutable_offices()) {
    if (known.title() != office.title()) continue;
    if (known.of() == office.of() && known.at() == office.at()) return;
    // What says less than another goes.
    if (office.of().empty() && office.at().empty()) return;
    if (known.of().empty() && known.at().empty()) {
      known = office;
      return;
    }
  }
  *holder->add_offices() = office;
}

void AddParties(const Annotation& a, int agreement, Results* results) {
  if (agreement < 0) return;
  for (const Fill& fill : a.fills) {
    if (RoleName(fill.name) != "party") continue;
    v1::Entity* entity = results->out->mutable_entities(agreement);
    const std::string name = results->NameOf(fill);
    const bool known = std::any_of(entity->parties().begin(), entity->parties().end(),
                                   [&](const v1::Party& party) { return party.name() == name; });
    if (known) continue;
    v1::Party* party = entity->add_parties();
    party->set_name(name);
    if (results->EntityOf(fill) >= 0) party->set_entity(static_cast<uint32_t>(results->EntityOf(fill)));
    party->mutable_span()->set_begin(fill.begin);
    party->mutable_span()->set_end(fill.end);
    party->set_rule_id(a.rule_id);
  }
}

void AddSense(const Annotation& a, Results* results) {
  const Fill* name = FillNamed(a, "name");
  const std::string id = Feature(a, "entity_id");
  if (name == nullptr || results->MentionOf(*name) < 0 || id.empty() || Feature(a, "entity_name").empty()) return;
  int meant = -1;
  for (int i = 0; i < results->out->entities_size() && meant < 0; ++i) {
    for (const v1::Feature& feature : results->out->entities(i).features()) {
      if (feature.name() == "id" && feature.value() == id) meant = i;
    }
  }
  if (meant < 0) {
    meant = results->out->entities_size();
    v1::Entity* entity = results->out->add_entities();
    entity->set_label(Feature(a, "entity_label"));
    entity->set_name(Feature(a, "entity_name"));
    v1::Feature* feature = entity->add_features();
    feature->set_name("id");
    feature->set_value(id);
  }
  results->out->mutable_mentions(results->MentionOf(*name))->set_stands_for(static_cast<uint32_t>(meant));
}

}  // namespace

void AddRelations(Results* results) {
  for (int index : results->Told(v1::LABEL_KIND_OFFICE)) AddOffice(results->At(index), results);
  for (int index : results->Told(v1::LABEL_KIND_NAME))
    AddParties(results->At(index), results->entity_of[static_cast<size_t>(index)], results);
  for (int index : results->Told(v1::LABEL_KIND_PARTY)) {
    const Fill* agreement = FillNamed(results->At(index), "agreement");
    if (agreement != nullptr) AddParties(results->At(index), results->EntityOf(*agreement), results);
  }
  for (int index : results->Told(v1::LABEL_KIND_SENSE)) AddSense(results->At(index), results);
}

}  // namespace caspian::extractor::reference
