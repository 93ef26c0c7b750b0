#include "extractor/rules/pack_yaml.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "extractor/rules/enum_words.h"
#include "extractor/rules/rule_yaml.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

constexpr int64_t kUint32Limit = std::numeric_limits<uint32_t>::max();
constexpr int64_t kNameNumberLimit = 1000000;  // thousandths

void ReadLimits(YamlFields* manifest, YamlFile* file, pb::RuleSetLimits* limits) {
  YamlFields fields(*manifest->Find("limits"), manifest->PathOf("limits"), file);
  limits->set_annotations_per_sentence(
      static_cast<uint32_t>(fields.Integer("annotations_per_sentence", 1, kUint32Limit)));
  limits->set_annotations_per_document(
      static_cast<uint32_t>(fields.Integer("annotations_per_document", 1, kUint32Limit)));
  fields.Finish();
}

// The enum value that key `key` names; a fault told and 0 where it names none.
int ReadEnum(YamlFields* fields, YamlFile* file, absl::string_view key, const google::protobuf::EnumDescriptor& type) {
  const std::string word = fields->RequiredText(key);
  const int number = EnumNumber(type, word);
  if (number == 0 && !word.empty())
    file->Report(*fields->Find(key), absl::StrCat("no ", key, " ", word), SuggestionFor(word, EnumWords(type)));
  return number;
}

pb::Label ReadLabel(const YamlNode& name, const YamlNode& node, const std::string& path, YamlFile* file) {
  pb::Label label;
  label.set_name(name.text);
  YamlFields fields(node, path, file);
  label.set_kind(static_cast<pb::LabelKind>(ReadEnum(&fields, file, "kind", *pb::LabelKind_descriptor())));
  for (std::string& feature : fields.Texts("features")) label.add_features(std::move(feature));
  label.set_normalizer(fields.Text("normalizer"));
  fields.Finish();
  return label;
}

// Whether `name` can only be a file below the pack's folder.
bool IsPlainFileName(absl::string_view name) {
  const bool has_plain_characters =
      std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c != '\\' && c != ':'; });
  return has_plain_characters && !name.empty() && name.front() != '/' && name.find("..") == absl::string_view::npos;
}

std::vector<StageFile> ReadStageNames(YamlFields* fields, YamlFile* file) {
  std::vector<StageFile> stages;
  fields->Require("stages");
  fields->Items("stages", [&](const YamlNode& item, const std::string&) {
    const std::string name = ScalarText(item, "a stage's file", file);
    const bool is_known =
        std::any_of(stages.begin(), stages.end(), [&](const StageFile& other) { return other.name == name; });
    if (is_known) {
      file->Report(item, absl::StrCat("stage file ", name, " stands twice"), "remove one of them");
    } else if (!IsPlainFileName(name)) {
      file->Report(item, absl::StrCat("'", name, "' is no file of the pack"),
                   "write a path below the pack's folder, such as values.yaml");
    } else {
      stages.push_back({name, &item});
    }
  });
  return stages;
}

void ReadUnknown(YamlFields* names, YamlFile* file, pb::NameSettings* settings) {
  const YamlNode* node = names->Find("unknown");
  if (node == nullptr) return;
  YamlFields fields(*node, names->PathOf("unknown"), file);
  settings->set_unknown_label(fields.RequiredText("label"));
  fields.Require("weight");
  settings->set_unknown_weight(static_cast<int32_t>(fields.Thousandths("weight", 1, kNameNumberLimit)));
  fields.Finish();
}

void ReadWordList(const YamlNode& node, const std::string& path, YamlFile* file, pb::NameWordList* words) {
  YamlFields fields(node, path, file);
  words->set_function(
      static_cast<pb::NameWordFunction>(ReadEnum(&fields, file, "function", *pb::NameWordFunction_descriptor())));
  ReadListUse(&fields, file, words->mutable_words());
  fields.Finish();
}

void ReadInherited(YamlFields* fields, YamlFile* file, pb::NameSettings* settings) {
  fields->Entries("inherited", [&](const YamlNode& label, const YamlNode& value, const std::string&) {
    pb::LabelWeight* weight = settings->add_inherited();
    weight->set_label(label.text);
    weight->set_weight(
        static_cast<int32_t>(ScalarThousandths(value, label.text, -kNameNumberLimit, kNameNumberLimit, file)));
  });
  std::sort(settings->mutable_inherited()->begin(), settings->mutable_inherited()->end(),
            [](const pb::LabelWeight& a, const pb::LabelWeight& b) { return a.label() < b.label(); });
}

void ReadNames(const YamlNode& node, const std::string& path, YamlFile* file, pb::NameSettings* settings) {
  YamlFields fields(node, path, file);
  fields.Require("labels");
  for (std::string& label : fields.Texts("labels")) settings->add_labels(std::move(label));
  settings->set_threshold(static_cast<int32_t>(fields.Thousandths("threshold", 1, kNameNumberLimit)));
  ReadUnknown(&fields, file, settings);
  fields.Items("vote_shares", [&](const YamlNode& item, const std::string&) {
    settings->add_vote_shares(
        static_cast<uint32_t>(ScalarThousandths(item, "a vote share", 1, kNameNumberLimit, file)));
  });
  settings->set_own_share(static_cast<uint32_t>(fields.Thousandths("own_share", 0, kNameNumberLimit)));
  ReadInherited(&fields, file, settings);
  fields.Items("word_lists", [&](const YamlNode& item, const std::string& item_path) {
    ReadWordList(item, item_path, file, settings->add_word_lists());
  });
  fields.Finish();
}

}  // namespace

std::vector<StageFile> ReadManifest(const YamlNode& root, YamlFile* file, pb::RuleSet* rule_set) {
  YamlFields fields(root, "", file);
  rule_set->set_name(fields.RequiredText("name"));
  fields.Require("version");
  rule_set->set_version(static_cast<uint32_t>(fields.Integer("version", 1, kUint32Limit)));
  rule_set->set_language(fields.Text("language"));
  rule_set->set_description(fields.Text("description"));
  if (fields.Find("limits") != nullptr) ReadLimits(&fields, file, rule_set->mutable_limits());
  fields.Require("labels");
  fields.Entries("labels", [&](const YamlNode& name, const YamlNode& value, const std::string& path) {
    *rule_set->add_labels() = ReadLabel(name, value, path, file);
  });
  std::sort(rule_set->mutable_labels()->begin(), rule_set->mutable_labels()->end(),
            [](const pb::Label& a, const pb::Label& b) { return a.name() < b.name(); });
  fields.Items("abbreviations", [&](const YamlNode& item, const std::string& path) {
    YamlFields use(item, path, file);
    ReadListUse(&use, file, rule_set->add_abbreviations());
    use.Finish();
  });
  std::vector<StageFile> stages = ReadStageNames(&fields, file);
  fields.Finish();
  return stages;
}

pb::Stage ReadStage(const YamlNode& root, const std::string& path, YamlFile* file) {
  pb::Stage stage;
  YamlFields fields(root, path, file);
  stage.set_name(fields.RequiredText("stage"));
  if (const YamlNode* names = fields.Find("names"))
    ReadNames(*names, fields.PathOf("names"), file, stage.mutable_names());
  fields.Items("rules", [&](const YamlNode& item, const std::string& rule_path) {
    *stage.add_rules() = ReadRule(item, rule_path, file);
  });
  fields.Finish();
  return stage;
}

}  // namespace caspian::extractor
