#include "extractor/assemble/relations.h"

#include <map>
#include <memory_resource>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace caspian::extractor {
namespace {

// Keeps what was added by key, so that each step takes logarithmic time whatever a document says how often.
class RelationAssembler {
 public:
  explicit RelationAssembler(const Assembly& assembly)
      : assembly_(assembly), offices_(assembly.memory()), parties_(assembly.memory()), by_title_(assembly.memory()) {
    if (assembly.OfKind(v1::LABEL_KIND_SENSE).empty()) return;
    for (int i = 0; i < assembly.out->entities_size(); ++i) {
      for (const v1::Feature& feature : assembly.out->entities(i).features()) {
        if (feature.name() == "id") by_id_.emplace(feature.value(), i);
      }
    }
  }

  void AddOffice(const Annotation& annotation) {
    const Fill* person = FindFill(annotation, "person");
    const int holder = person == nullptr ? kNone : assembly_.EntityOf(*person);
    if (holder == kNone) return;
    v1::Entity* entity = assembly_.out->mutable_entities(holder);
    v1::Office* office = entity->add_offices();
    SetOffice(annotation, office);
    if (!IsNew(*office, holder) || SaysLess(*office, holder)) entity->mutable_offices()->RemoveLast();
  }

  void AddParties(const Annotation& annotation, int agreement) {
    if (agreement == kNone) return;
    for (const Fill& fill : annotation.fills) {
      if (BaseName(fill.name) == "party") AddParty(annotation, fill, agreement);
    }
  }

  void AddSense(const Annotation& sense) {
    const Fill* name = FindFill(sense, "name");
    const bool named =
        !FeatureOf(sense.features, "entity_id").empty() && !FeatureOf(sense.features, "entity_name").empty();
    if (name == nullptr || name->annotation == kNoAnnotation || !named) return;
    const int mention = assembly_.mention_of[static_cast<size_t>(HeadOf(assembly_.analysis, name->annotation))];
    if (mention == kNone) return;
    assembly_.out->mutable_mentions(mention)->set_stands_for(static_cast<uint32_t>(SenseEntity(sense)));
  }

 private:
  absl::string_view Kept(absl::string_view text) const { return KeptText(text, assembly_.memory()); }

  bool IsNew(const v1::Office& office, int holder) {
    return !office.title().empty() &&
           offices_.emplace(holder, Kept(office.title()), Kept(office.of()), Kept(office.at())).second;
  }

  // True where the holder has an office of this title before its last one, `office`, and one of the two does not say
  // whose or where: the fuller stays.
  bool SaysLess(const v1::Office& office, int holder) {
    v1::Entity* entity = assembly_.out->mutable_entities(holder);
    const auto [known, added] = by_title_.try_emplace({holder, Kept(office.title())}, entity->offices_size() - 1);
    if (added) return false;
    v1::Office* first = entity->mutable_offices(known->second);
    if (office.of().empty() && office.at().empty()) return true;
    if (!first->of().empty() || !first->at().empty()) return false;
    *first = office;
    return true;
  }

  void SetOffice(const Annotation& annotation, v1::Office* office) const {
    const Fill* title = FindFill(annotation, "title");
    const absl::string_view given_title = FeatureOf(annotation.features, "title");
    if (!given_title.empty()) {
      SetTo(given_title, office->mutable_title());
    } else if (title != nullptr) {
      SetTo(assembly_.TextOf(title->begin, title->end), office->mutable_title());
    }
    if (const Fill* of = FindFill(annotation, "of")) {
      SetTo(assembly_.NameOf(*of), office->mutable_of());
      if (assembly_.EntityOf(*of) != kNone) office->set_of_entity(static_cast<uint32_t>(assembly_.EntityOf(*of)));
    }
    if (const Fill* at = FindFill(annotation, "at")) SetTo(assembly_.NameOf(*at), office->mutable_at());
    for (const auto& [name, value] : annotation.features) {
      if (name == "of" && office->of().empty()) SetTo(value, office->mutable_of());
      if (name == "at" && office->at().empty()) SetTo(value, office->mutable_at());
    }
    SetSpan(annotation.begin, annotation.end, office->mutable_span());
    SetTo(annotation.rule_id, office->mutable_rule_id());
  }

  void AddParty(const Annotation& annotation, const Fill& fill, int agreement) {
    const auto [known, added] = parties_.emplace(agreement, Kept(assembly_.NameOf(fill)));
    if (!added) return;
    v1::Party* party = assembly_.out->mutable_entities(agreement)->add_parties();
    SetTo(known->second, party->mutable_name());
    if (assembly_.EntityOf(fill) != kNone) party->set_entity(static_cast<uint32_t>(assembly_.EntityOf(fill)));
    SetSpan(fill.begin, fill.end, party->mutable_span());
    SetTo(annotation.rule_id, party->mutable_rule_id());
  }

  // The entity that a sense stands for: by its id where another mention or sense names it, new otherwise.
  int SenseEntity(const Annotation& sense) {
    const absl::string_view id = FeatureOf(sense.features, "entity_id");
    const auto [entry, added] = by_id_.try_emplace(id, assembly_.out->entities_size());
    if (!added) return entry->second;
    v1::Entity* entity = assembly_.out->add_entities();
    SetTo(FeatureOf(sense.features, "entity_label"), entity->mutable_label());
    SetTo(FeatureOf(sense.features, "entity_name"), entity->mutable_name());
    v1::Feature* feature = entity->add_features();
    feature->set_name("id");
    SetTo(id, feature->mutable_value());
    return entry->second;
  }

  const Assembly& assembly_;
  // Person, title, of, at.
  std::pmr::set<std::tuple<int, absl::string_view, absl::string_view, absl::string_view>> offices_;
  std::pmr::set<std::pair<int, absl::string_view>> parties_;        // agreement, party
  std::pmr::map<std::pair<int, absl::string_view>, int> by_title_;  // index of the holder's first office of a title
  absl::flat_hash_map<absl::string_view, int> by_id_;  // the first entity of an id; only where there are senses
};

}  // namespace

void AssembleRelations(Assembly* assembly) {
  RelationAssembler relations(*assembly);
  for (int index : assembly->OfKind(v1::LABEL_KIND_OFFICE)) relations.AddOffice(assembly->annotation(index));
  for (int index : assembly->OfKind(v1::LABEL_KIND_NAME))
    relations.AddParties(assembly->annotation(index), assembly->entity_of[static_cast<size_t>(index)]);
  for (int index : assembly->OfKind(v1::LABEL_KIND_PARTY)) {
    const Fill* agreement = FindFill(assembly->annotation(index), "agreement");
    if (agreement != nullptr) relations.AddParties(assembly->annotation(index), assembly->EntityOf(*agreement));
  }
  for (int index : assembly->OfKind(v1::LABEL_KIND_SENSE)) relations.AddSense(assembly->annotation(index));
}

}  // namespace caspian::extractor
