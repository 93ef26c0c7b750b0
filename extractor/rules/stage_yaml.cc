#include "extractor/rules/stage_yaml.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "extractor/rules/macros.h"
#include "extractor/rules/manifest_yaml.h"
#include "extractor/rules/rule_fields.h"
#include "extractor/rules/rule_yaml.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

constexpr int64_t kNumberLimit = 1000000;  // thousandths
constexpr int64_t kWordsLimit = 100;
constexpr int64_t kLettersLimit = 32;

void ReadUnknown(YamlFields* names, YamlFile* file, pb::NameSettings* settings) {
  const YamlNode* node = names->Find("unknown");
  if (node == nullptr) return;
  YamlFields fields(*node, names->PathOf("unknown"), file);
  settings->set_unknown_label(fields.RequiredText("label"));
  fields.Require("weight");
  settings->set_unknown_weight(static_cast<int32_t>(fields.Thousandths("weight", 1, kNumberLimit)));
  settings->set_unknown_min_words(static_cast<uint32_t>(fields.Integer("min_words", 1, kWordsLimit)));
  settings->set_unknown_max_words(static_cast<uint32_t>(fields.Integer("max_words", 1, kWordsLimit)));
  fields.Finish();
}

void ReadAcronyms(YamlFields* names, YamlFile* file, pb::NameSettings* settings) {
  const YamlNode* node = names->Find("acronyms");
  if (node == nullptr) return;
  YamlFields fields(*node, names->PathOf("acronyms"), file);
  settings->set_acronym_min_letters(static_cast<uint32_t>(fields.Integer("min_letters", 1, kLettersLimit)));
  settings->set_acronym_max_letters(static_cast<uint32_t>(fields.Integer("max_letters", 1, kLettersLimit)));
  fields.Finish();
}

void ReadWordList(const YamlNode& node, const std::string& path, YamlFile* file, pb::NameWordList* words) {
  YamlFields fields(node, path, file);
  words->set_function(
      static_cast<pb::NameWordFunction>(ReadEnum(&fields, file, "function", *pb::NameWordFunction_descriptor(), true)));
  ReadListUse(&fields, file, words->mutable_words());
  fields.Finish();
}

// Reads the entries of a map of labels to weights.
auto WeightsInto(google::protobuf::RepeatedPtrField<pb::LabelWeight>* weights, YamlFile* file) {
  return [weights, file](const YamlNode& label, const YamlNode& value, const std::string&) {
    pb::LabelWeight* weight = weights->Add();
    weight->set_label(label.text);
    weight->set_weight(static_cast<int32_t>(ScalarThousandths(value, label.text, -kNumberLimit, kNumberLimit, file)));
  };
}

void SortByLabel(google::protobuf::RepeatedPtrField<pb::LabelWeight>* weights) {
  std::sort(weights->begin(), weights->end(),
            [](const pb::LabelWeight& a, const pb::LabelWeight& b) { return a.label() < b.label(); });
}

// What names get from other names.
void ReadInherited(YamlFields* fields, YamlFile* file, pb::NameSettings* settings) {
  fields->Entries("inherited", WeightsInto(settings->mutable_inherited(), file));
  fields->Entries("inherited_given", WeightsInto(settings->mutable_inherited_given(), file));
  SortByLabel(settings->mutable_inherited());
  SortByLabel(settings->mutable_inherited_given());
  settings->set_enumerated_members(static_cast<uint32_t>(fields->Integer("enumerated_members", 2, kWordsLimit)));
}

// What stages of names and of senses say alike.
template <typename Settings>
void ReadVote(YamlFields* fields, YamlFile* file, Settings* settings) {
  settings->set_threshold(static_cast<int32_t>(fields->Thousandths("threshold", 1, kNumberLimit)));
  fields->Items("vote_shares", [&](const YamlNode& item, const std::string&) {
    settings->add_vote_shares(static_cast<uint32_t>(ScalarThousandths(item, "a vote share", 1, kNumberLimit, file)));
  });
  settings->set_own_share(static_cast<uint32_t>(fields->Thousandths("own_share", 0, kNumberLimit)));
}

void ReadNames(const YamlNode& node, const std::string& path, YamlFile* file, pb::NameSettings* settings) {
  YamlFields fields(node, path, file);
  fields.Require("labels");
  for (std::string& label : fields.Texts("labels")) settings->add_labels(std::move(label));
  ReadUnknown(&fields, file, settings);
  ReadVote(&fields, file, settings);
  ReadInherited(&fields, file, settings);
  ReadAcronyms(&fields, file, settings);
  settings->set_title_words(static_cast<uint32_t>(fields.Integer("title_words", 1, kWordsLimit)));
  settings->set_phrase_words(static_cast<uint32_t>(fields.Integer("phrase_words", 1, kWordsLimit)));
  for (std::string& label : fields.Texts("keep_first_word")) settings->add_keep_first_word(std::move(label));
  fields.Items("word_lists", [&](const YamlNode& item, const std::string& item_path) {
    ReadWordList(item, item_path, file, settings->add_word_lists());
  });
  fields.Finish();
}

void ReadSenses(const YamlNode& node, const std::string& path, YamlFile* file, pb::SenseSettings* settings) {
  YamlFields fields(node, path, file);
  fields.Require("on");
  for (std::string& label : fields.Texts("on")) settings->add_on(std::move(label));
  settings->set_label(fields.RequiredText("label"));
  ReadVote(&fields, file, settings);
  fields.Require("senses");
  if (const YamlNode* senses = fields.Find("senses"); senses != nullptr && senses->kind == YamlKind::kMap) {
    YamlFields inner(*senses, fields.PathOf("senses"), file);
    for (const auto& name : senses->keys) {
      pb::Sense* sense = settings->add_senses();
      sense->set_name(name->text);
      ReadSettings(&inner, file, name->text, sense->mutable_settings());
    }
  }
  fields.Finish();
}

void ReadView(YamlFields* fields, YamlFile* file, pb::Stage* stage) {
  for (std::string& label : fields->Texts("input")) stage->add_input(std::move(label));
  for (std::string& label : fields->Texts("input_without")) stage->add_input_without(std::move(label));
  if (!stage->input().empty() && !stage->input_without().empty())
    file->Report(*fields->Find("input_without"), "the stage has input and input_without", "keep one of them");
  if (fields->Find("documents") != nullptr) ReadDocuments(fields, file, stage->mutable_documents());
}

bool SaysNothing(const pb::Stage& stage) {
  return !stage.has_names() && !stage.has_senses() && stage.input().empty() && stage.input_without().empty() &&
         !stage.has_documents();
}

// What the file says of its stage.
pb::Stage ReadHead(YamlFields* fields, YamlFile* file) {
  pb::Stage head;
  head.set_name(fields->RequiredText("stage"));
  fields->Text("before");
  fields->Text("after");
  if (const YamlNode* names = fields->Find("names"))
    ReadNames(*names, fields->PathOf("names"), file, head.mutable_names());
  if (const YamlNode* senses = fields->Find("senses"))
    ReadSenses(*senses, fields->PathOf("senses"), file, head.mutable_senses());
  ReadView(fields, file, &head);
  return head;
}

// Rules that are not kept are read all the same, so that their faults of form are told.
void AddRule(const YamlNode& node, const std::string& path, const KeepRule& keep, YamlFile* file, pb::Stage* stage) {
  const YamlNode* id = node.Find("id");
  const bool kept = id == nullptr || keep(id->text, node);
  SourceMap unused;
  YamlFile own = *file;
  if (!kept) own.places = &unused;
  pb::Rule rule = ReadRule(node, absl::StrCat(path, "/rules/", stage->rules_size()), &own);
  if (kept) *stage->add_rules() = std::move(rule);
}

}  // namespace

void ReadStage(const YamlNode& root, const std::string& path, const KeepRule& keep, YamlFile* file, pb::Stage* stage) {
  MacroTable macros = *file->macros;
  YamlFile own = *file;
  own.macros = &macros;
  YamlFields fields(root, path, &own);
  MacroTable local;
  ReadMacros(&fields, &own, &local);
  macros.Shadow(local);
  if (!CheckMacros(root, own, macros)) macros = MacroTable();
  pb::Stage head = ReadHead(&fields, &own);
  if (SaysNothing(*stage)) {
    stage->mutable_rules()->Swap(head.mutable_rules());
    stage->Swap(&head);
  }
  const YamlNode* rules = fields.Find("rules");
  if (rules != nullptr && rules->kind == YamlKind::kSequence) {
    for (const auto& node : rules->children) AddRule(*node, path, keep, &own, stage);
  } else {
    fields.Items("rules", [](const YamlNode&, const std::string&) {});  // tells the fault
  }
  fields.Finish();
}

StageHead ReadStageHead(const YamlNode& root) {
  const auto text = [&root](absl::string_view key) {
    const YamlNode* node = root.kind == YamlKind::kMap ? root.Find(key) : nullptr;
    return node == nullptr ? std::string() : node->text;
  };
  return {text("stage"), text("before"), text("after")};
}

}  // namespace caspian::extractor
