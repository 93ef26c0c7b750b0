// Checks of settings: names that the label knows, constants that the kind knows, references that lead somewhere.
#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "extractor/rules/label_fields.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/rule_set_facts.h"
#include "extractor/rules/setting_references.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

bool AnyHasFeature(const RuleSetFacts& facts, const std::vector<std::string>& labels, const std::string& feature) {
  return std::any_of(labels.begin(), labels.end(), [&](const std::string& name) {
    const pb::Label* label = facts.FindLabel(name);
    return facts.StandsForItsHead(name) || (label != nullptr && facts.HasFeature(*label, feature));
  });
}

// One setting of one rule, with all that its checks look at.
struct PlacedSetting {
  const RuleSetFacts& facts;
  const PlacedRule& placed;
  const pb::Setting& setting;
  ProblemSink* sink;

  std::string Path() const { return absl::StrCat(placed.path, "/set/", setting.name()); }
  void Report(absl::string_view message, absl::string_view hint) const {
    sink->Report(Path(), &placed.rule, message, hint);
  }
};

// The labels that stand in the capture, in whatever form.
std::vector<std::string> LabelsOfCapture(const pb::Rule& rule, const std::string& capture) {
  std::vector<std::string> labels;
  for (const RulePattern& pattern : SearchedPatterns(rule)) {
    for (std::string& label : LabelsInCapture(pattern.text, capture)) labels.push_back(std::move(label));
  }
  return labels;
}

void CheckCaptureReference(const PlacedSetting& at, const SettingReference& reference) {
  const std::vector<std::string> captures = CapturesOf(at.placed.rule);
  if (std::find(captures.begin(), captures.end(), reference.name) == captures.end()) {
    const std::string suggestion = SuggestionFor(reference.name, captures);
    return at.Report(absl::StrCat("the pattern has no capture ", reference.name),
                     suggestion.empty() ? "write $$ for a dollar" : suggestion);
  }
  if (reference.feature.empty()) return;
  const std::vector<std::string> labels = LabelsOfCapture(at.placed.rule, reference.name);
  if (labels.empty()) {
    at.Report(absl::StrCat("capture ", reference.name, " holds no annotation and has no features"),
              absl::StrCat("write $", reference.name, " for its words"));
  } else if (!AnyHasFeature(at.facts, labels, reference.feature)) {
    at.Report(absl::StrCat("no label of capture ", reference.name, " declares feature ", reference.feature),
              absl::StrCat("add it to features: of ", labels.front(), " in pack.yaml"));
  }
}

// The list whose columns the rule's settings may name; empty where none.
std::string ListOf(const pb::Rule& rule) {
  if (rule.has_list()) return rule.list().list();
  const auto& conditions = rule.evidence().lists();
  return conditions.empty() || conditions[0].negated() ? "" : conditions[0].list();
}

void CheckColumnReference(const PlacedSetting& at, const SettingReference& reference) {
  const std::string name = ListOf(at.placed.rule);
  const List* list = at.facts.FindList(name);
  if (name.empty())
    return at.Report(absl::StrCat("$", reference.name, " needs a list condition"),
                     "its row is the first list condition's, which must not be negated");
  if (list == nullptr) return;  // told of the list itself
  if (!reference.feature.empty())
    return at.Report(absl::StrCat("$", reference.name, ".", reference.feature, ": columns have no features"),
                     absl::StrCat("write $", reference.name));
  if (ColumnIndex(*list, reference.name) < 0)
    at.Report(absl::StrCat("list ", name, " has no column ", reference.name),
              SuggestionFor(reference.name, list->columns));
}

// Returns whether the value is a constant.
bool CheckValue(const PlacedSetting& at, const std::string& value) {
  const auto references = ReferencesIn(value);
  if (!references.has_value()) {
    at.Report(absl::StrCat("'", value, "' holds a dollar that begins no reference"),
              "write $capture, $capture.feature, ${capture.feature}, $column, or $$ for a dollar");
    return false;
  }
  const bool captures = at.placed.rule.has_match() || at.placed.rule.has_repair();
  for (const SettingReference& reference : *references) {
    captures ? CheckCaptureReference(at, reference) : CheckColumnReference(at, reference);
  }
  return references->empty();
}

void CheckForms(const PlacedSetting& at) {
  std::vector<std::string> forms;
  for (const pb::PatternForm& form : at.placed.rule.match().forms()) forms.push_back(form.name());
  for (const pb::FormValue& value : at.setting.by_form()) {
    if (std::find(forms.begin(), forms.end(), value.form()) == forms.end())
      at.Report(absl::StrCat("the rule has no form ", value.form()),
                forms.empty() ? "write one value, or give the rule forms:" : SuggestionFor(value.form(), forms));
  }
}

std::vector<std::string> KnownNames(const pb::Label& label) {
  std::vector<std::string> names = SettingNames(label.kind());
  names.insert(names.end(), label.features().begin(), label.features().end());
  return names;
}

void CheckNameFor(const PlacedSetting& at, const pb::Label& label) {
  const std::string& name = at.setting.name();
  const std::vector<std::string> known = KnownNames(label);
  if (label.kind() == pb::LABEL_KIND_VALUE || std::find(known.begin(), known.end(), name) != known.end()) return;
  const std::string suggestion = SuggestionFor(name, known);
  at.Report(absl::StrCat("label ", label.name(), " has nothing called ", name, " to set"),
            suggestion.empty() ? absl::StrCat("add it to features: of ", label.name(), " in pack.yaml") : suggestion);
}

void CheckConstant(const PlacedSetting& at, const pb::Label& label, const std::string& value) {
  const std::vector<std::string> known = SettingValues(label.kind(), at.setting.name());
  if (known.empty() || std::find(known.begin(), known.end(), value) != known.end()) return;
  at.Report(absl::StrCat("no ", at.setting.name(), " ", value), SuggestionFor(value, known));
}

// Labels that get the rule's settings.
std::vector<std::string> SetLabels(const pb::Rule& rule) {
  std::vector<std::string> labels;
  for (const pb::Relabeling& relabel : rule.repair().relabel()) labels.push_back(relabel.label());
  if (rule.has_repair()) return labels;
  if (!rule.has_evidence()) return {LabelOf(rule)};
  for (const pb::LabelWeight& weight : rule.evidence().weights()) {
    if (weight.weight() > 0) labels.push_back(weight.label());
  }
  return labels;
}

void CheckSetting(const PlacedSetting& at) {
  if (!IsSmallName(at.setting.name()))
    at.Report(absl::StrCat("'", at.setting.name(), "' is no name of a setting"),
              "use a-z, 0-9 and '_', beginning with a letter");
  const std::vector<std::string> values = ValuesOf(at.setting);
  if (values.empty()) at.Report(absl::StrCat(at.setting.name(), " is set to nothing"), "give it a value");
  CheckForms(at);
  for (const std::string& name : SetLabels(at.placed.rule)) {
    if (const pb::Label* label = at.facts.FindLabel(name)) CheckNameFor(at, *label);
  }
  for (const std::string& value : values) {
    if (!CheckValue(at, value)) continue;
    for (const std::string& name : SetLabels(at.placed.rule)) {
      if (const pb::Label* label = at.facts.FindLabel(name)) CheckConstant(at, *label, value);
    }
  }
}

}  // namespace

void CheckSettings(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink) {
  std::set<std::string> seen;
  for (const pb::Setting& setting : SettingsOf(placed.rule)) {
    const PlacedSetting at{facts, placed, setting, sink};
    if (!seen.insert(setting.name()).second)
      at.Report(absl::StrCat(setting.name(), " is set twice"), "remove one of them");
    CheckSetting(at);
  }
}

}  // namespace caspian::extractor
