#include "extractor/assemble/entities.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "extractor/document/characters.h"
#include "extractor/names/short_forms.h"
#include "extractor/rules/pattern.h"

namespace caspian::extractor {
namespace {

// Features that say what an entity is and are not of its mentions.
constexpr absl::string_view kName = "name";
constexpr absl::string_view kId = "id";
constexpr absl::string_view kEntityLabel = "entity_label";
constexpr absl::string_view kScope = "scope";
// What else a text calls it once it has named it: "the Alliance" of NATO.
constexpr absl::string_view kShortForm = "short_form";
// Of names that no stage of names decides.
constexpr size_t kAcronymMinLetters = 2;
constexpr size_t kAcronymMaxLetters = 8;

class EntityTable {
 public:
  explicit EntityTable(Assembly* assembly) : assembly_(*assembly) {
    for (const CompiledStage& stage : assembly->program.stages) {
      if (stage.names.has_value()) AddStage(*stage.names);
    }
  }

  void Build() {
    std::vector<Name> names;
    for (int index : assembly_.OfKind(v1::LABEL_KIND_NAME)) names.push_back(Read(index));
    for (const Name& name : names) IndexFullName(name);
    for (const Name& name : names) assembly_.entity_of[static_cast<size_t>(name.index)] = EntityFor(name);
  }

 private:
  // A name as it stands in the document.
  struct Name {
    int index;  // of its annotation
    const Annotation& annotation;
    std::string text;
    std::string plain;
    std::string key;
  };

  // What the stages of names say of short forms; of a label that several decide, the first counts.
  void AddStage(const CompiledNames& names) {
    for (size_t i = 0; i < names.labels.size(); ++i) {
      full_names_.try_emplace(names.labels[i], names.acronym_min_letters, names.acronym_max_letters);
      if (names.keeps_first_word[i]) keep_first_word_.insert(names.labels[i]);
      if (names.inherited_given[i] > 0) hand_down_given_.insert(names.labels[i]);
    }
  }

  Name Read(int index) const {
    const Annotation& annotation = assembly_.annotation(index);
    Name name{index, annotation, assembly_.TextOf(annotation.mention.begin, annotation.mention.end), "", ""};
    name.plain = PlainForm(name.text);
    name.key = KeyOf(annotation, name.plain);
    return name;
  }

  std::string LabelOf(const Annotation& annotation) const {
    const absl::string_view label = FeatureOf(annotation.features, kEntityLabel);
    return label.empty() ? assembly_.program.alphabet.label(annotation.label).name() : std::string(label);
  }

  std::string KeyOf(const Annotation& annotation, const std::string& plain) const {
    const absl::string_view id = FeatureOf(annotation.features, kId);
    if (!id.empty()) return absl::StrCat("id\t", id);
    return absl::StrCat(LabelOf(annotation), "\t", Lowered(plain));
  }

  void IndexFullName(const Name& name) {
    const Annotation& annotation = name.annotation;
    const std::vector<absl::string_view> words = absl::StrSplit(name.plain, ' ', absl::SkipEmpty());
    const absl::string_view listed = FeatureOf(annotation.features, kShortForm);
    if ((words.size() < 2 && listed.empty()) || annotation.nested) return;
    const auto [entry, added] = key_ids_.try_emplace(name.key, static_cast<int>(keys_.size()));
    if (added) {
      keys_.push_back(entry->first);
      first_places_.push_back(annotation.mention.begin);
    }
    uint32_t& first = first_places_[static_cast<size_t>(entry->second)];
    first = std::min(first, annotation.mention.begin);
    ShortFormIndex& short_forms =
        full_names_.try_emplace(annotation.label, kAcronymMinLetters, kAcronymMaxLetters).first->second;
    short_forms.Add(words, entry->second);
    if (!listed.empty()) short_forms.AddListed(listed, entry->second);
  }

  // Of several full names those that stand before the annotation: a reader of it knows no others yet.
  void LeaveThoseBefore(const Annotation& annotation, std::set<int>* meant) const {
    for (auto id = meant->begin(); id != meant->end();) {
      id = first_places_[static_cast<size_t>(*id)] < annotation.mention.begin ? std::next(id) : meant->erase(id);
    }
  }

  // The key of the one full name that a single word of the same label can stand for; its own key where there is none,
  // or two.
  const std::string& LinkedKeyOf(const Name& name) const {
    const Annotation& annotation = name.annotation;
    const std::string& own = name.key;
    if (!FeatureOf(annotation.features, kId).empty()) return own;
    const auto full_names = full_names_.find(annotation.label);
    if (full_names == full_names_.end()) return own;
    std::set<int> meant, given;
    for (const ShortFormIndex::Hit& hit : full_names->second.Find(name.plain)) {
      const bool kept = hit.kind == ShortFormKind::kFirstWord && keep_first_word_.count(annotation.label) > 0;
      (kept ? given : meant).insert(hit.id);
    }
    // A given name means its bearer where it is nobody's surname.
    if (meant.empty() && hand_down_given_.count(annotation.label) > 0) meant = given;
    if (meant.size() > 1) LeaveThoseBefore(annotation, &meant);
    return meant.size() == 1 ? keys_[static_cast<size_t>(*meant.begin())] : own;
  }

  int EntityFor(const Name& name) {
    const std::string& key = LinkedKeyOf(name);
    const auto [entry, added] = by_key_.try_emplace(key, assembly_.out->entities_size());
    if (added) assembly_.out->add_entities()->set_label(LabelOf(name.annotation));
    AddTo(name, key != name.key, assembly_.out->mutable_entities(entry->second));
    return entry->second;
  }

  // The list's name wins, then the longest name in the text. How far a short form is known says nothing of the full
  // name.
  void AddTo(const Name& name, bool is_short, v1::Entity* entity) {
    const absl::string_view listed = FeatureOf(name.annotation.features, kName);
    if (!listed.empty()) {
      entity->set_name(std::string(listed));
      listed_.insert(entity);
    } else if (listed_.count(entity) == 0 && IsFuller(name.text, entity->name())) {
      entity->set_name(name.text);
    }
    for (const auto& [feature, value] : name.annotation.features) {
      if (feature == kName || feature == kEntityLabel || feature == kShortForm || (is_short && feature == kScope))
        continue;
      AddFeature(feature, value, entity);
    }
  }

  // Longer, or as long and not in capitals alone ("Riga" rather than "RIGA").
  static bool IsFuller(const std::string& text, const std::string& known) {
    return text.size() > known.size() || (text.size() == known.size() && IsAllUpper(known) && !IsAllUpper(text));
  }

  static void AddFeature(absl::string_view name, absl::string_view value, v1::Entity* entity) {
    auto* features = entity->mutable_features();
    const auto place = std::lower_bound(features->begin(), features->end(), name,
                                        [](const v1::Feature& f, absl::string_view n) { return f.name() < n; });
    if (place != features->end() && place->name() == name) return;
    const int at = static_cast<int>(place - features->begin());
    v1::Feature* added = entity->add_features();
    added->set_name(name.data(), name.size());
    added->set_value(value.data(), value.size());
    for (int i = entity->features_size() - 1; i > at; --i) features->SwapElements(i, i - 1);
  }

  Assembly& assembly_;
  std::set<int> keep_first_word_;
  std::set<int> hand_down_given_;
  std::map<std::string, int> key_ids_;
  std::vector<std::string> keys_;             // of full names, by their number
  std::vector<uint32_t> first_places_;        // of these keys: where the first begins
  std::map<int, ShortFormIndex> full_names_;  // by label; ids are numbers of keys
  std::map<std::string, int> by_key_;
  std::set<const v1::Entity*> listed_;
};

}  // namespace

void AssembleEntities(Assembly* assembly) { EntityTable(assembly).Build(); }

}  // namespace caspian::extractor
