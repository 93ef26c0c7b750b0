#include "extractor/rules/rule_yaml.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "extractor/rules/enum_words.h"
#include "extractor/rules/problem.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

// Bounds of what an author may write, wide enough for any sense.
constexpr int64_t kPriorityLimit = 1000000;
constexpr int64_t kWeightLimit = 1000000;  // thousandths
constexpr int64_t kWordsLimit = 1000;

constexpr std::pair<const char*, pb::GuardKind> kGuards[] = {
    {"preceded_by", pb::GUARD_KIND_PRECEDED_BY},
    {"not_preceded_by", pb::GUARD_KIND_NOT_PRECEDED_BY},
    {"followed_by", pb::GUARD_KIND_FOLLOWED_BY},
    {"not_followed_by", pb::GUARD_KIND_NOT_FOLLOWED_BY},
};

template <typename Body>
void ReadGuards(YamlFields* fields, Body* body) {
  for (const auto& [key, kind] : kGuards) {
    for (std::string& pattern : fields->Texts(key)) {
      pb::Guard* guard = body->add_guards();
      guard->set_kind(kind);
      guard->set_pattern(std::move(pattern));
    }
  }
}

// By name, as the contract wants them.
template <typename Body>
void ReadSettings(YamlFields* fields, YamlFile* file, Body* body) {
  fields->Entries("set", [&](const YamlNode& name, const YamlNode& value, const std::string&) {
    pb::Setting* setting = body->add_settings();
    setting->set_name(name.text);
    setting->set_value(ScalarText(value, name.text, file));
  });
  std::sort(body->mutable_settings()->begin(), body->mutable_settings()->end(),
            [](const pb::Setting& a, const pb::Setting& b) { return a.name() < b.name(); });
}

// What match and list rules share.
template <typename Body>
void ReadAnnotationRule(YamlFields* fields, YamlFile* file, Body* body) {
  body->set_label(fields->RequiredText("label"));
  body->set_priority(static_cast<int32_t>(fields->Integer("priority", -kPriorityLimit, kPriorityLimit)));
  body->set_confidence(static_cast<uint32_t>(fields->Thousandths("confidence", 1, 1000)));
  body->set_ignore_case(fields->Flag("ignore_case"));
  ReadGuards(fields, body);
  ReadSettings(fields, file, body);
}

void ReadMatchRule(YamlFields* fields, YamlFile* file, pb::MatchRule* rule) {
  rule->set_pattern(fields->RequiredText("pattern"));
  rule->set_span_capture(fields->Text("span"));
  rule->set_type(fields->Text("type"));
  ReadAnnotationRule(fields, file, rule);
}

void ReadListRule(YamlFields* fields, YamlFile* file, pb::ListRule* rule) {
  ReadListUse(fields, file, rule);
  rule->set_aliases_column(fields->Text("aliases"));
  rule->set_nested(fields->Flag("nested"));
  ReadAnnotationRule(fields, file, rule);
}

void ReadWeights(YamlFields* fields, YamlFile* file, pb::EvidenceRule* rule) {
  fields->Entries("evidence", [&](const YamlNode& label, const YamlNode& value, const std::string&) {
    pb::LabelWeight* weight = rule->add_weights();
    weight->set_label(label.text);
    weight->set_weight(static_cast<int32_t>(ScalarThousandths(value, label.text, -kWeightLimit, kWeightLimit, file)));
  });
  std::sort(rule->mutable_weights()->begin(), rule->mutable_weights()->end(),
            [](const pb::LabelWeight& a, const pb::LabelWeight& b) { return a.label() < b.label(); });
}

void ReadListCondition(const YamlNode& node, const std::string& path, YamlFile* file, pb::ListCondition* condition) {
  YamlFields fields(node, path, file);
  const std::string part = fields.RequiredText("part");
  const auto& parts = *pb::CandidatePart_descriptor();
  const int number = EnumNumber(parts, part);
  if (number == 0 && !part.empty())
    file->Report(*fields.Find("part"), absl::StrCat("no part ", part, " of a candidate"),
                 SuggestionFor(part, EnumWords(parts)));
  condition->set_part(static_cast<pb::CandidatePart>(number));
  ReadListUse(&fields, file, condition);
  condition->set_negated(fields.Flag("not"));
  fields.Finish();
}

void ReadWordCount(YamlFields* fields, YamlFile* file, pb::EvidenceRule* rule) {
  const YamlNode* node = fields->Find("words");
  if (node == nullptr) return;
  YamlFields bounds(*node, fields->PathOf("words"), file);
  rule->set_min_words(static_cast<uint32_t>(bounds.Integer("min", 1, kWordsLimit)));
  rule->set_max_words(static_cast<uint32_t>(bounds.Integer("max", 1, kWordsLimit)));
  bounds.Finish();
}

void ReadEvidenceRule(YamlFields* fields, YamlFile* file, pb::EvidenceRule* rule) {
  ReadWeights(fields, file, rule);
  rule->set_pattern(fields->Text("pattern"));
  ReadGuards(fields, rule);
  fields->Items("lists", [&](const YamlNode& item, const std::string& path) {
    ReadListCondition(item, path, file, rule->add_lists());
  });
  ReadWordCount(fields, file, rule);
  rule->set_sentence_initial(fields->Flag("sentence_initial"));
  const std::string vote = fields->Text("vote");
  if (!vote.empty() && vote != "none")
    file->Report(*fields->Find("vote"), "vote must be none", "remove the key where the weight takes part in the vote");
  rule->set_no_vote(vote == "none");
  ReadSettings(fields, file, rule);
}

void ReadTest(const YamlNode& node, const std::string& path, YamlFile* file, pb::RuleTest* test) {
  YamlFields fields(node, path, file);
  *test->mutable_position() = MakePosition(file->name, node.line, node.column);
  test->set_text(fields.RequiredText("text"));
  fields.Entries("captures", [&](const YamlNode& name, const YamlNode& value, const std::string&) {
    pb::ExpectedCapture* capture = test->add_captures();
    capture->set_name(name.text);
    capture->set_text(ScalarText(value, name.text, file));
  });
  test->set_none(fields.Flag("none"));
  test->set_value(fields.Text("value"));
  test->set_published(fields.Text("published"));
  test->set_match(fields.Text("match"));
  fields.Finish();
}

// What makes a rule one of its three sorts. False where nothing does.
bool ReadBody(YamlFields* fields, YamlFile* file, pb::Rule* rule) {
  if (fields->node().Find("evidence") != nullptr) {
    ReadEvidenceRule(fields, file, rule->mutable_evidence());
  } else if (fields->node().Find("list") != nullptr) {
    ReadListRule(fields, file, rule->mutable_list());
  } else if (fields->node().Find("pattern") != nullptr) {
    ReadMatchRule(fields, file, rule->mutable_match());
  } else {
    return false;
  }
  return true;
}

}  // namespace

pb::Rule ReadRule(const YamlNode& node, const std::string& path, YamlFile* file) {
  pb::Rule rule;
  YamlFields fields(node, path, file);
  *rule.mutable_position() = MakePosition(file->name, node.line, node.column);
  rule.set_id(fields.RequiredText("id"));
  file->rule_id = rule.id();
  fields.Items("tests", [&](const YamlNode& item, const std::string& test_path) {
    ReadTest(item, test_path, file, rule.add_tests());
  });
  if (ReadBody(&fields, file, &rule)) {
    fields.Finish();
  } else if (node.kind == YamlKind::kMap) {
    file->Report(node, "the rule has no body",
                 "give it pattern: (a match rule), list: (a list rule) or evidence: (an evidence rule)");
  }
  file->rule_id.clear();
  return rule;
}

void ReadColumnFilter(YamlFields* fields, YamlFile* file, pb::ColumnFilter* filter) {
  const YamlNode* node = fields->Find("where");
  YamlFields columns(*node, fields->PathOf("where"), file);
  if (node->kind != YamlKind::kMap) return;
  if (node->keys.size() != 1)
    return file->Report(*node, "where must name exactly one column", "write where: {column: [value, value]}");
  filter->set_column(node->keys[0]->text);
  for (std::string& value : columns.Texts(filter->column())) filter->add_values(std::move(value));
}

}  // namespace caspian::extractor
