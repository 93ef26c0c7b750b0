#include "extractor/assemble/entities.h"

#include <algorithm>
#include <functional>
#include <memory_resource>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/types/optional.h"
#include "common/base/utf8.h"
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

// What is known of the names of one label.
struct LabelNames {
  int label;
  bool keeps_first_word = false;
  bool hands_down_given = false;
  ShortFormIndex full_names;  // ids are numbers of keys
};

// What makes names one entity.
struct NameKey {
  int entity = kNone;
  absl::optional<uint32_t> first_place;  // where the first full name with it begins
};

class EntityTable {
 public:
  explicit EntityTable(Assembly* assembly)
      : assembly_(*assembly),
        memory_(assembly->analysis.memory.get()),
        labels_(memory_),
        key_numbers_(memory_),
        keys_(memory_),
        listed_(memory_) {
    labels_.reserve(static_cast<size_t>(assembly->program.alphabet.label_count()));
  }

  void Build() {
    std::pmr::vector<Name> names(memory_);
    names.reserve(assembly_.OfKind(v1::LABEL_KIND_NAME).size());
    key_numbers_.reserve(names.capacity());
    keys_.reserve(names.capacity());
    for (int index : assembly_.OfKind(v1::LABEL_KIND_NAME)) names.push_back(Read(index));
    for (const Name& name : names) IndexFullName(name);
    for (const Name& name : names) assembly_.entity_of[static_cast<size_t>(name.index)] = EntityFor(name);
  }

 private:
  // A name as it stands in the document.
  struct Name {
    int index;  // of its annotation
    const Annotation& annotation;
    absl::string_view text;
    absl::string_view plain;
    int key;
  };

  // Few labels are those of names.
  LabelNames& Of(int label) {
    const auto known =
        std::find_if(labels_.begin(), labels_.end(), [label](const LabelNames& names) { return names.label == label; });
    return known != labels_.end() ? *known : labels_.emplace_back(NamesOf(label));
  }

  // What the stages of names say of short forms; of acronyms the first that decides the label.
  LabelNames NamesOf(int label) const {
    const CompiledNames* decided_by = nullptr;
    bool keeps_first_word = false, hands_down_given = false;
    for (const CompiledStage& stage : assembly_.program.stages) {
      if (!stage.names.has_value()) continue;
      for (size_t i = 0; i < stage.names->labels.size(); ++i) {
        if (stage.names->labels[i] != label) continue;
        if (decided_by == nullptr) decided_by = &*stage.names;
        keeps_first_word = keeps_first_word || stage.names->keeps_first_word[i];
        hands_down_given = hands_down_given || stage.names->inherited_given[i] > 0;
      }
    }
    const size_t least = decided_by == nullptr ? kAcronymMinLetters : decided_by->acronym_min_letters;
    const size_t most = decided_by == nullptr ? kAcronymMaxLetters : decided_by->acronym_max_letters;
    return {label, keeps_first_word, hands_down_given, ShortFormIndex(least, most, memory_)};
  }

  Name Read(int index) {
    const Analysis& analysis = assembly_.analysis;
    const Annotation& annotation = assembly_.annotation(index);
    const absl::string_view text = analysis.CollapsedTextOf(annotation.mention.begin, annotation.mention.end);
    const absl::string_view plain = IsAscii(text) ? text : analysis.Keep(PlainForm(text));
    return {index, annotation, text, plain, KeyOf(annotation, plain)};
  }

  absl::string_view LabelOf(const Annotation& annotation) const {
    const absl::string_view label = FeatureOf(annotation.features, kEntityLabel);
    return label.empty() ? absl::string_view(assembly_.program.alphabet.label(annotation.label).name()) : label;
  }

  int KeyOf(const Annotation& annotation, absl::string_view plain) {
    const absl::string_view id = FeatureOf(annotation.features, kId);
    key_.clear();
    id.empty() ? absl::StrAppend(&key_, LabelOf(annotation), "\t") : absl::StrAppend(&key_, "id\t", id);
    if (id.empty()) AppendLowered(plain, &key_);
    const auto known = key_numbers_.find(key_);
    if (known != key_numbers_.end()) return known->second;
    const int number = static_cast<int>(keys_.size());
    keys_.emplace_back();
    key_numbers_.emplace(KeptText(key_, memory_), number);
    return number;
  }

  void IndexFullName(const Name& name) {
    const Annotation& annotation = name.annotation;
    const absl::string_view listed = FeatureOf(annotation.features, kShortForm);
    const bool several = name.plain.find(' ') != absl::string_view::npos;
    if ((!several && listed.empty()) || annotation.nested) return;
    absl::optional<uint32_t>& first = keys_[static_cast<size_t>(name.key)].first_place;
    first = std::min(first.value_or(annotation.mention.begin), annotation.mention.begin);
    absl::InlinedVector<absl::string_view, 8> words;
    for (absl::string_view word : absl::StrSplit(name.plain, ' ', absl::SkipEmpty())) words.push_back(word);
    ShortFormIndex& full_names = Of(annotation.label).full_names;
    full_names.Add(words, name.key);
    if (!listed.empty()) full_names.AddListed(listed, name.key);
  }

  // Keys of names, each once; few, as ShortFormIndex keeps few.
  using KeyNumbers = absl::InlinedVector<int, 4>;

  static void AddOnce(int key, KeyNumbers* keys) {
    if (std::find(keys->begin(), keys->end(), key) == keys->end()) keys->push_back(key);
  }

  // Of several full names those that stand before the annotation: a reader of it knows no others yet.
  void LeaveThoseBefore(const Annotation& annotation, KeyNumbers* meant) const {
    const auto is_later = [&](int key) {
      return *keys_[static_cast<size_t>(key)].first_place >= annotation.mention.begin;
    };
    meant->erase(std::remove_if(meant->begin(), meant->end(), is_later), meant->end());
  }

  // The key of the one full name that a single word of the same label can stand for; its own key where there is none,
  // or two.
  int LinkedKeyOf(const Name& name) {
    const Annotation& annotation = name.annotation;
    if (!FeatureOf(annotation.features, kId).empty()) return name.key;
    const LabelNames& label = Of(annotation.label);
    KeyNumbers meant, given;
    for (const ShortFormIndex::Hit& hit : label.full_names.Find(name.plain))
      AddOnce(hit.id, hit.kind == ShortFormKind::kFirstWord && label.keeps_first_word ? &given : &meant);
    // A given name means its bearer where it is nobody's surname.
    if (meant.empty() && label.hands_down_given) meant = given;
    if (meant.size() > 1) LeaveThoseBefore(annotation, &meant);
    return meant.size() == 1 ? *meant.begin() : name.key;
  }

  int EntityFor(const Name& name) {
    const int key = LinkedKeyOf(name);
    int& entity = keys_[static_cast<size_t>(key)].entity;
    if (entity == kNone) {
      entity = assembly_.out->entities_size();
      SetTo(LabelOf(name.annotation), assembly_.out->add_entities()->mutable_label());
      listed_.push_back(false);
    }
    AddTo(name, key != name.key, entity);
    return entity;
  }

  // The list's name wins, then the longest name in the text. How far a short form is known says nothing of the full
  // name.
  void AddTo(const Name& name, bool is_short, int index) {
    v1::Entity* entity = assembly_.out->mutable_entities(index);
    const absl::string_view listed = FeatureOf(name.annotation.features, kName);
    if (!listed.empty()) {
      SetTo(listed, entity->mutable_name());
      listed_[static_cast<size_t>(index)] = true;
    } else if (!listed_[static_cast<size_t>(index)] && IsFuller(name.text, entity->name())) {
      SetTo(name.text, entity->mutable_name());
    }
    for (const auto& [feature, value] : name.annotation.features) {
      if (feature == kName || feature == kEntityLabel || feature == kShortForm || (is_short && feature == kScope))
        continue;
      AddFeature(feature, value, entity);
    }
  }

  // Longer, or as long and not in capitals alone ("Riga" rather than "RIGA").
  static bool IsFuller(absl::string_view text, absl::string_view known) {
    return text.size() > known.size() || (text.size() == known.size() && IsAllUpper(known) && !IsAllUpper(text));
  }

  static void AddFeature(absl::string_view name, absl::string_view value, v1::Entity* entity) {
    auto* features = entity->mutable_features();
    const auto place = std::lower_bound(features->begin(), features->end(), name,
                                        [](const v1::Feature& f, absl::string_view n) { return f.name() < n; });
    if (place != features->end() && place->name() == name) return;
    const int at = static_cast<int>(place - features->begin());
    v1::Feature* added = entity->add_features();
    SetTo(name, added->mutable_name());
    SetTo(value, added->mutable_value());
    for (int i = entity->features_size() - 1; i > at; --i) features->SwapElements(i, i - 1);
  }

  using KeyTexts = absl::flat_hash_map<absl::string_view, int, absl::Hash<absl::string_view>, std::equal_to<>,
                                       std::pmr::polymorphic_allocator<std::pair<const absl::string_view, int>>>;

  Assembly& assembly_;
  std::pmr::memory_resource* const memory_;
  std::pmr::vector<LabelNames> labels_;  // of the labels so far; they stay where they are
  KeyTexts key_numbers_;
  std::string key_;                 // that is looked for
  std::pmr::vector<NameKey> keys_;  // by their numbers
  std::pmr::vector<bool> listed_;   // by entity: its name is the list's
};

}  // namespace

void AssembleEntities(Assembly* assembly) { EntityTable(assembly).Build(); }

}  // namespace caspian::extractor
