#include "extractor/rules/manifest_yaml.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "extractor/rules/rule_fields.h"
#include "extractor/rules/rule_set_facts.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

constexpr int64_t kUint32Limit = std::numeric_limits<uint32_t>::max();

void ReadLimits(YamlFields* manifest, YamlFile* file, pb::RuleSetLimits* limits) {
  YamlFields fields(*manifest->Find("limits"), manifest->PathOf("limits"), file);
  limits->set_annotations_per_sentence(
      static_cast<uint32_t>(fields.Integer("annotations_per_sentence", 1, kUint32Limit)));
  limits->set_annotations_per_document(
      static_cast<uint32_t>(fields.Integer("annotations_per_document", 1, kUint32Limit)));
  fields.Finish();
}

pb::Label ReadLabel(const YamlNode& name, const YamlNode& node, const std::string& path, YamlFile* file) {
  pb::Label label;
  label.set_name(name.text);
  YamlFields fields(node, path, file);
  label.set_kind(static_cast<pb::LabelKind>(ReadEnum(&fields, file, "kind", *pb::LabelKind_descriptor(), true)));
  for (std::string& feature : fields.Texts("features")) label.add_features(std::move(feature));
  label.set_normalizer(fields.Text("normalizer"));
  label.set_conflict(
      static_cast<pb::ConflictPolicy>(ReadEnum(&fields, file, "conflict", *pb::ConflictPolicy_descriptor(), false)));
  fields.Finish();
  return label;
}

// Whether `name` can only be a file below the pack's folder.
bool IsPlainFileName(absl::string_view name) {
  const bool has_plain_characters =
      std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c != '\\' && c != ':'; });
  return has_plain_characters && !name.empty() && name.front() != '/' && name.find("..") == absl::string_view::npos;
}

// The items of list `key`, each once.
std::vector<NamedNode> ReadNamed(YamlFields* fields, YamlFile* file, absl::string_view key, absl::string_view what) {
  std::vector<NamedNode> named;
  fields->Items(key, [&](const YamlNode& item, const std::string&) {
    const std::string name = ScalarText(item, what, file);
    const bool is_known =
        std::any_of(named.begin(), named.end(), [&](const NamedNode& other) { return other.name == name; });
    if (is_known) {
      file->Report(item, absl::StrCat(what, " ", name, " stands twice"), "remove one of them");
    } else if (!name.empty()) {
      named.push_back({name, &item});
    }
  });
  return named;
}

std::vector<NamedNode> ReadStageNames(YamlFields* fields, YamlFile* file) {
  std::vector<NamedNode> stages;
  if (fields->Find("include") == nullptr) fields->Require("stages");
  for (NamedNode& stage : ReadNamed(fields, file, "stages", "stage file")) {
    if (IsPlainFileName(stage.name)) {
      stages.push_back(std::move(stage));
    } else {
      file->Report(*stage.node, absl::StrCat("'", stage.name, "' is no file of the pack"),
                   "write a path below the pack's folder, such as values.yaml");
    }
  }
  return stages;
}

void ReadLabels(YamlFields* fields, YamlFile* file, pb::RuleSet* rule_set) {
  if (fields->Find("include") == nullptr) fields->Require("labels");
  fields->Entries("labels", [&](const YamlNode& name, const YamlNode& value, const std::string& path) {
    *rule_set->add_labels() = ReadLabel(name, value, path, file);
  });
  std::sort(rule_set->mutable_labels()->begin(), rule_set->mutable_labels()->end(),
            [](const pb::Label& a, const pb::Label& b) { return a.name() < b.name(); });
}

// NAME: PARENT.
void ReadEventTypes(YamlFields* fields, YamlFile* file, pb::RuleSet* rule_set) {
  fields->Entries("event_types", [&](const YamlNode& name, const YamlNode& parent, const std::string&) {
    pb::EventType* type = rule_set->add_event_types();
    type->set_name(name.text);
    type->set_parent(ScalarText(parent, name.text, file));
  });
}

}  // namespace

void ReadMacros(YamlFields* fields, YamlFile* file, MacroTable* macros) {
  fields->Entries("macros", [&](const YamlNode& name, const YamlNode& value, const std::string&) {
    if (!IsSmallName(name.text))
      file->Report(name, absl::StrCat("'", name.text, "' is no name of a macro"),
                   "use a-z, 0-9 and '_', beginning with a letter");
    macros->Add(name.text, ScalarText(value, name.text, file));
  });
}

bool CheckMacros(const YamlNode& at, const YamlFile& file, const MacroTable& macros) {
  const YamlNode* node = at.kind == YamlKind::kMap ? at.Find("macros") : nullptr;
  const YamlNode& place = node == nullptr ? at : *node;
  if (const auto cycle = macros.FindCycle()) {
    file.Report(place, absl::StrCat("macros use each other in a circle: ", *cycle), "write one of them out");
    return false;
  }
  for (const std::string& name : macros.Names()) {
    if (macros.ExpandedBytes(name) <= kExpandedLimitBytes) continue;
    file.Report(place, absl::StrCat("macro ", name, " expands to more than ", kExpandedLimitBytes >> 10, " KiB"),
                "put words into a list");
    return false;
  }
  return true;
}

Manifest ReadManifest(const YamlNode& root, YamlFile* file, pb::RuleSet* rule_set, MacroTable* macros) {
  YamlFields fields(root, "", file);
  rule_set->set_format(static_cast<uint32_t>(fields.Integer("format", 1, kUint32Limit)));
  rule_set->set_name(fields.RequiredText("name"));
  fields.Require("version");
  rule_set->set_version(static_cast<uint32_t>(fields.Integer("version", 1, kUint32Limit)));
  rule_set->set_language(fields.Text("language"));
  rule_set->set_description(fields.Text("description"));
  if (fields.Find("limits") != nullptr) ReadLimits(&fields, file, rule_set->mutable_limits());
  if (fields.Find("documents") != nullptr) ReadDocuments(&fields, file, rule_set->mutable_documents());
  ReadMacros(&fields, file, macros);
  rule_set->set_enumeration_separator(fields.Text("enumeration"));
  ReadLabels(&fields, file, rule_set);
  ReadEventTypes(&fields, file, rule_set);
  fields.Items("abbreviations", [&](const YamlNode& item, const std::string& path) {
    YamlFields use(item, path, file);
    ReadListUse(&use, file, rule_set->add_abbreviations());
    use.Finish();
  });
  Manifest manifest;
  manifest.includes = ReadNamed(&fields, file, "include", "pack");
  manifest.off = ReadNamed(&fields, file, "off", "rule");
  manifest.stages = ReadStageNames(&fields, file);
  manifest.desk_lists = ReadDeskLists(&fields, file);
  fields.Finish();
  return manifest;
}

}  // namespace caspian::extractor
