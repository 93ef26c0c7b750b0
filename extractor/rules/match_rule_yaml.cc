// Match rules: patterns or forms, what is read over, what is found around the match, what is said of it.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "extractor/rules/rule_bodies.h"
#include "extractor/rules/rule_fields.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

constexpr char kNoMention[] = "none";

void ReadForms(YamlFields* fields, YamlFile* file, pb::MatchRule* rule) {
  fields->Entries("forms", [&](const YamlNode& name, const YamlNode& value, const std::string& path) {
    pb::PatternForm* form = rule->add_forms();
    form->set_name(name.text);
    form->set_pattern(ExpandPattern(ScalarText(value, name.text, file), path, *file));
  });
  std::sort(rule->mutable_forms()->begin(), rule->mutable_forms()->end(),
            [](const pb::PatternForm& a, const pb::PatternForm& b) { return a.name() < b.name(); });
}

void ReadAttachment(const YamlNode& role, const YamlNode& node, const std::string& path, YamlFile* file,
                    pb::Attachment* attachment) {
  YamlFields fields(node, path, file);
  attachment->set_role(role.text);
  attachment->set_label(fields.RequiredText("label"));
  ReadGuards(&fields, file, attachment->mutable_guards());
  attachment->set_within(fields.Text("within"));
  attachment->set_side(
      static_cast<pb::AttachmentSide>(ReadEnum(&fields, file, "side", *pb::AttachmentSide_descriptor(), false)));
  fields.Finish();
}

void ReadAttachments(YamlFields* fields, YamlFile* file, pb::MatchRule* rule) {
  fields->Entries("attach", [&](const YamlNode& role, const YamlNode& node, const std::string& path) {
    ReadAttachment(role, node, path, file, rule->add_attachments());
  });
  std::sort(rule->mutable_attachments()->begin(), rule->mutable_attachments()->end(),
            [](const pb::Attachment& a, const pb::Attachment& b) { return a.role() < b.role(); });
}

// sentence, paragraph, {from: LABEL} or {to: LABEL}.
void ReadCoverage(YamlFields* fields, YamlFile* file, pb::MatchRule* rule) {
  const YamlNode* node = fields->Find("covers");
  if (node == nullptr) return;
  pb::Coverage* covers = rule->mutable_covers();
  if (node->kind != YamlKind::kMap) {
    covers->set_kind(
        static_cast<pb::CoverageKind>(ReadEnum(fields, file, "covers", *pb::CoverageKind_descriptor(), true)));
    if (covers->kind() == pb::COVERAGE_KIND_FROM || covers->kind() == pb::COVERAGE_KIND_TO)
      file->Report(*node, absl::StrCat("covers: ", node->text, " names no label"),
                   absl::StrCat("write covers: {", node->text, ": LABEL}"));
    return;
  }
  YamlFields reach(*node, fields->PathOf("covers"), file);
  const bool from = reach.Find("from") != nullptr;
  covers->set_kind(from ? pb::COVERAGE_KIND_FROM : pb::COVERAGE_KIND_TO);
  covers->set_label(reach.RequiredText(from ? "from" : "to"));
  reach.Finish();
}

// {name: PERSON, called: CAPTURE, rivals: [ROLE]}.
void ReadAntecedent(YamlFields* fields, YamlFile* file, pb::MatchRule* rule) {
  const YamlNode* node = fields->Find("refers_to");
  if (node == nullptr) return;
  YamlFields antecedent(*node, fields->PathOf("refers_to"), file);
  rule->mutable_refers_to()->set_name(antecedent.RequiredText("name"));
  rule->mutable_refers_to()->set_called(antecedent.Text("called"));
  for (std::string& label : antecedent.Texts("rivals")) rule->mutable_refers_to()->add_rivals(std::move(label));
  antecedent.Finish();
}

void ReadMention(YamlFields* fields, pb::MatchRule* rule) {
  const std::string mention = fields->Text("mention");
  rule->set_no_mention(mention == kNoMention);
  if (!rule->no_mention()) rule->set_mention_capture(mention);
}

}  // namespace

void ReadMatchRule(YamlFields* fields, YamlFile* file, pb::MatchRule* rule) {
  rule->set_pattern(ReadPattern(fields, "pattern", *file));
  ReadForms(fields, file, rule);
  if (!rule->pattern().empty() && !rule->forms().empty())
    file->Report(*fields->Find("forms"), "the rule has a pattern and forms", "make the pattern one of the forms");
  rule->set_span_capture(fields->Text("span"));
  rule->set_type(fields->Text("type"));
  for (std::string& label : fields->Texts("elide")) rule->add_elide(std::move(label));
  ReadAttachments(fields, file, rule);
  ReadMention(fields, rule);
  ReadCoverage(fields, file, rule);
  ReadAntecedent(fields, file, rule);
  for (std::string& type : fields->Texts("elaborates")) rule->add_elaborates(std::move(type));
  ReadAnnotationFields(fields, file, rule);
  ReadContext(fields, file, rule->mutable_context());
  ReadSettings(fields, file, "set", rule->mutable_settings());
}

}  // namespace caspian::extractor
