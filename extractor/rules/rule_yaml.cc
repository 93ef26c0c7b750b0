#include "extractor/rules/rule_yaml.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "extractor/rules/problem.h"
#include "extractor/rules/rule_bodies.h"
#include "extractor/rules/rule_fields.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

void ReadExpectedCapture(const YamlNode& name, const YamlNode& value, YamlFile* file, pb::RuleTest* test) {
  const auto add = [&](const YamlNode& words) {
    pb::ExpectedCapture* capture = test->add_captures();
    capture->set_name(name.text);
    capture->set_text(ScalarText(words, name.text, file));
  };
  if (value.kind != YamlKind::kSequence) return add(value);
  for (const auto& member : value.children) add(*member);
}

void ReadTest(const YamlNode& node, const std::string& path, YamlFile* file, pb::RuleTest* test) {
  YamlFields fields(node, path, file);
  *test->mutable_position() = MakePosition(file->name, node.line, node.column);
  test->set_text(fields.RequiredText("text"));
  fields.Entries("captures", [&](const YamlNode& name, const YamlNode& value, const std::string&) {
    ReadExpectedCapture(name, value, file, test);
  });
  fields.Entries("features", [&](const YamlNode& name, const YamlNode& value, const std::string&) {
    pb::ExpectedFeature* feature = test->add_features();
    feature->set_name(name.text);
    feature->set_value(ScalarText(value, name.text, file));
  });
  test->set_none(fields.Flag("none"));
  test->set_value(fields.Text("value"));
  test->set_published(fields.Text("published"));
  test->set_match(fields.Text("match"));
  fields.Finish();
}

// What makes a rule one of its sorts. False where nothing does.
bool ReadBody(YamlFields* fields, YamlFile* file, pb::Rule* rule) {
  const auto has = [fields](absl::string_view key) { return fields->node().Find(key) != nullptr; };
  if (has("evidence")) {
    ReadEvidenceRule(fields, file, rule->mutable_evidence());
  } else if (has("list")) {
    ReadListRule(fields, file, rule->mutable_list());
  } else if (has("verb_group")) {
    ReadVerbGroupRule(fields, file, rule->mutable_verb_group());
  } else if (has("drop") || has("relabel")) {
    ReadRepairRule(fields, file, rule->mutable_repair());
  } else if (has("pattern") || has("forms")) {
    ReadMatchRule(fields, file, rule->mutable_match());
  } else {
    return false;
  }
  return true;
}

// A key that was meant to make it a rule of some sort is told by name.
void TellMissingBody(const YamlNode& node, YamlFile* file) {
  static const std::vector<std::string>* const kBodies =
      new std::vector<std::string>{"pattern", "forms", "list", "evidence", "verb_group"};
  for (const auto& key : node.keys) {
    const std::string meant = NearestWord(key->text, *kBodies);
    if (meant.empty()) continue;
    return file->Report(*key, absl::StrCat("unknown key ", key->text), absl::StrCat("did you mean ", meant, "?"));
  }
  file->Report(node, "the rule has no body",
               "give it pattern: or forms: (a match rule), list: (a list rule), evidence: (an evidence rule), "
               "verb_group: (a verb group) or pattern: with drop: or relabel: (a repair)");
}

}  // namespace

void ReadListRule(YamlFields* fields, YamlFile* file, pb::ListRule* rule) {
  ReadListUse(fields, file, rule);
  rule->set_aliases_column(fields->Text("aliases"));
  rule->set_nested(fields->Flag("nested"));
  ReadAnnotationFields(fields, file, rule);
  ReadContext(fields, file, rule->mutable_context());
  ReadSettings(fields, file, "set", rule->mutable_settings());
  const std::string mention = fields->Text("mention");
  if (!mention.empty() && mention != "none")
    file->Report(*fields->Find("mention"), "a list rule has no captures", "write mention: none, or remove the key");
  rule->set_no_mention(mention == "none");
}

void ReadVerbGroupRule(YamlFields* fields, YamlFile* file, pb::VerbGroupRule* rule) {
  YamlFields tables(*fields->Find("verb_group"), fields->PathOf("verb_group"), file);
  rule->set_label(fields->RequiredText("label"));
  rule->set_verb(tables.RequiredText("verb"));
  ReadListAt(&tables, file, "auxiliaries", true, rule->mutable_auxiliaries());
  ReadListAt(&tables, file, "forms", true, rule->mutable_forms());
  if (tables.Find("adverbs") != nullptr) ReadListAt(&tables, file, "adverbs", false, rule->mutable_adverbs());
  rule->set_adverb_pattern(ReadPattern(&tables, "adverb_pattern", *file));
  tables.Finish();
  rule->set_priority(static_cast<int32_t>(fields->Integer("priority", -kPriorityLimit, kPriorityLimit)));
  rule->set_confidence(static_cast<uint32_t>(fields->Thousandths("confidence", 1, 1000)));
  ReadGuards(fields, file, rule->mutable_guards());
}

void ReadRepairRule(YamlFields* fields, YamlFile* file, pb::RepairRule* rule) {
  fields->Require("pattern");
  rule->set_pattern(ReadPattern(fields, "pattern", *file));
  rule->set_ignore_case(fields->Flag("ignore_case"));
  ReadGuards(fields, file, rule->mutable_guards());
  for (std::string& capture : fields->Texts("drop")) rule->add_drop(std::move(capture));
  fields->Entries("relabel", [&](const YamlNode& capture, const YamlNode& label, const std::string&) {
    pb::Relabeling* relabel = rule->add_relabel();
    relabel->set_capture(capture.text);
    relabel->set_label(ScalarText(label, capture.text, file));
  });
  ReadSettings(fields, file, "set", rule->mutable_settings());
}

pb::Rule ReadRule(const YamlNode& node, const std::string& path, YamlFile* file) {
  pb::Rule rule;
  YamlFields fields(node, path, file);
  *rule.mutable_position() = MakePosition(file->name, node.line, node.column);
  rule.set_id(fields.RequiredText("id"));
  file->rule_id = rule.id();
  fields.Items("tests", [&](const YamlNode& item, const std::string& test_path) {
    ReadTest(item, test_path, file, rule.add_tests());
  });
  if (fields.Find("documents") != nullptr) ReadDocuments(&fields, file, rule.mutable_documents());
  if (ReadBody(&fields, file, &rule)) {
    fields.Finish();
  } else if (node.kind == YamlKind::kMap) {
    fields.TellMissing();
    TellMissingBody(node, file);
  }
  file->rule_id.clear();
  return rule;
}

}  // namespace caspian::extractor
