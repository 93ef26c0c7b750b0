#include "extractor/assemble/relations.h"

#include <string>

namespace caspian::extractor {
namespace {

void AddOffice(const Assembly& assembly, const Annotation& annotation) {
  const Fill* person = FindFill(annotation, "person");
  const Fill* title = FindFill(annotation, "title");
  if (person == nullptr || assembly.EntityOf(*person) == kNone) return;
  const absl::string_view given_title = FeatureOf(annotation.features, "title");
  v1::Office office;
  office.set_title(!given_title.empty() ? std::string(given_title) : title == nullptr ? "" : assembly.TextOf(title->begin, title->end));
  if (office.title().empty()) return;
  if (const Fill* of = FindFill(annotation, "of")) {
    office.set_of(assembly.NameOf(*of));
    if (assembly.EntityOf(*of) != kNone) office.set_of_entity(static_cast<uint32_t>(assembly.EntityOf(*of)));
  }
  if (const Fill* at = FindFill(annotation, "at")) office.set_at(assembly.NameOf(*at));
  SetSpan(annotation.begin, annotation.end, office.mutable_span());
  office.set_rule_id(annotation.rule_id);
  v1::Entity* entity = assembly.out->mutable_entities(assembly.EntityOf(*person));
  for (const v1::Office& known : entity->offices()) {
    if (known.title() == office.title() && known.of() == office.of() && known.at() == office.at()) return;
  }
  *entity->add_offices() = std::move(office);
}

void AddParties(const Assembly& assembly, const Annotation& annotation, int agreement) {
  if (agreement == kNone) return;
  v1::Entity* entity = assembly.out->mutable_entities(agreement);
  for (const Fill& fill : annotation.fills) {
    if (BaseName(fill.name) != "party") continue;
    v1::Party party;
    party.set_name(assembly.NameOf(fill));
    if (assembly.EntityOf(fill) != kNone) party.set_entity(static_cast<uint32_t>(assembly.EntityOf(fill)));
    SetSpan(fill.begin, fill.end, party.mutable_span());
    party.set_rule_id(annotation.rule_id);
    bool known = false;
    for (const v1::Party& other : entity->parties()) known = known || other.name() == party.name();
    if (!known) *entity->add_parties() = std::move(party);
  }
}

// The entity that a sense stands for: by its id where another mention or sense names it, new otherwise.
int SenseEntity(const Assembly& assembly, const Annotation& sense) {
  const std::string id(FeatureOf(sense.features, "entity_id"));
  for (int i = 0; i < assembly.out->entities_size(); ++i) {
    for (const v1::Feature& feature : assembly.out->entities(i).features()) {
      if (feature.name() == "id" && feature.value() == id) return i;
    }
  }
  v1::Entity* entity = assembly.out->add_entities();
  entity->set_label(std::string(FeatureOf(sense.features, "entity_label")));
  entity->set_name(std::string(FeatureOf(sense.features, "entity_name")));
  v1::Feature* feature = entity->add_features();
  feature->set_name("id");
  feature->set_value(id);
  return assembly.out->entities_size() - 1;
}

void AddSense(const Assembly& assembly, const Annotation& sense) {
  const Fill* name = FindFill(sense, "name");
  if (name == nullptr || name->annotation == kNoAnnotation || FeatureOf(sense.features, "entity_id").empty()) return;
  const int mention = assembly.mention_of[static_cast<size_t>(HeadOf(assembly.analysis, name->annotation))];
  if (mention == kNone) return;
  assembly.out->mutable_mentions(mention)->set_stands_for(static_cast<uint32_t>(SenseEntity(assembly, sense)));
}

}  // namespace

void AssembleRelations(Assembly* assembly) {
  for (int index : assembly->OfKind(v1::LABEL_KIND_OFFICE)) AddOffice(*assembly, assembly->annotation(index));
  for (int index : assembly->OfKind(v1::LABEL_KIND_NAME)) AddParties(*assembly, assembly->annotation(index), assembly->entity_of[static_cast<size_t>(index)]);
  for (int index : assembly->OfKind(v1::LABEL_KIND_PARTY)) {
    const Fill* agreement = FindFill(assembly->annotation(index), "agreement");
    if (agreement != nullptr) AddParties(*assembly, assembly->annotation(index), assembly->EntityOf(*agreement));
  }
  for (int index : assembly->OfKind(v1::LABEL_KIND_SENSE)) AddSense(*assembly, assembly->annotation(index));
}

}  // namespace caspian::extractor
