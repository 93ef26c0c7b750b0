// Checks of settings: names that the label knows, constants that the kind knows, references that lead somewhere.
#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "extractor/rules/label_fields.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/rule_set_facts.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

// `$name`, `$name.feature` or either in braces.
struct Reference {
  std::string name;
  std::string feature;
};

std::string TakeWord(absl::string_view* text) {
  size_t length = 0;
  while (length < text->size() && (absl::ascii_isalnum((*text)[length]) || (*text)[length] == '_')) ++length;
  std::string word(text->substr(0, length));
  text->remove_prefix(length);
  return word;
}

// Takes the reference behind a dollar; nullopt where none stands there. The engine would take such a dollar for itself;
// in a rule it is a slip.
absl::optional<Reference> TakeReference(absl::string_view* text) {
  const bool has_brace = absl::ConsumePrefix(text, "{");
  Reference reference;
  reference.name = TakeWord(text);
  if (text->size() > 1 && text->front() == '.' && (absl::ascii_isalnum((*text)[1]) || (*text)[1] == '_')) {
    text->remove_prefix(1);
    reference.feature = TakeWord(text);
  }
  if (reference.name.empty() || (has_brace && !absl::ConsumePrefix(text, "}"))) return absl::nullopt;
  return reference;
}

// The references of a setting's value; nullopt where a dollar begins none.
absl::optional<std::vector<Reference>> ReferencesIn(absl::string_view value) {
  std::vector<Reference> references;
  for (size_t dollar = value.find('$'); dollar != absl::string_view::npos; dollar = value.find('$')) {
    value.remove_prefix(dollar + 1);
    if (absl::ConsumePrefix(&value, "$")) continue;
    auto reference = TakeReference(&value);
    if (!reference.has_value()) return absl::nullopt;
    references.push_back(*std::move(reference));
  }
  return references;
}

// Where the group that begins at `begin` ends, both brackets included.
size_t GroupEnd(absl::string_view pattern, size_t begin) {
  int depth = 0;
  bool in_class = false;
  for (size_t i = begin; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      ++i;
    } else if (in_class) {
      in_class = pattern[i] != ']';
    } else if (pattern[i] == '[') {
      in_class = true;
    } else if (pattern[i] == '(') {
      ++depth;
    } else if (pattern[i] == ')' && --depth == 0) {
      return i + 1;
    }
  }
  return pattern.size();
}

// The labels that may fill capture `name` of `pattern`, or stand in it.
std::vector<std::string> LabelsInCapture(absl::string_view pattern, absl::string_view name) {
  const size_t begin = pattern.find(absl::StrCat("(?P<", name, ">"));
  if (begin == absl::string_view::npos) return {};
  const size_t end = GroupEnd(pattern, begin);
  std::vector<std::string> labels;
  for (const LabelUse& use : LabelsIn(pattern)) {
    if (use.offset > begin && use.offset < end) labels.insert(labels.end(), use.labels.begin(), use.labels.end());
  }
  return labels;
}

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

void CheckCaptureReference(const PlacedSetting& at, const Reference& reference) {
  const std::string& pattern = at.placed.rule.match().pattern();
  const std::vector<std::string> captures = CaptureNamesIn(pattern);
  if (std::find(captures.begin(), captures.end(), reference.name) == captures.end()) {
    const std::string suggestion = SuggestionFor(reference.name, captures);
    return at.Report(absl::StrCat("the pattern has no capture ", reference.name),
                     suggestion.empty() ? "write $$ for a dollar" : suggestion);
  }
  if (reference.feature.empty()) return;
  const std::vector<std::string> labels = LabelsInCapture(pattern, reference.name);
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

void CheckColumnReference(const PlacedSetting& at, const Reference& reference) {
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
bool CheckValue(const PlacedSetting& at) {
  const auto references = ReferencesIn(at.setting.value());
  if (at.setting.value().empty()) at.Report(absl::StrCat(at.setting.name(), " is set to nothing"), "give it a value");
  if (!references.has_value()) {
    at.Report(absl::StrCat("'", at.setting.value(), "' holds a dollar that begins no reference"),
              "write $capture, $capture.feature, ${capture.feature}, $column, or $$ for a dollar");
    return false;
  }
  for (const Reference& reference : *references) {
    at.placed.rule.has_match() ? CheckCaptureReference(at, reference) : CheckColumnReference(at, reference);
  }
  return references->empty();
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

void CheckConstant(const PlacedSetting& at, const pb::Label& label) {
  const std::vector<std::string> known = SettingValues(label.kind(), at.setting.name());
  if (known.empty() || std::find(known.begin(), known.end(), at.setting.value()) != known.end()) return;
  at.Report(absl::StrCat("no ", at.setting.name(), " ", at.setting.value()), SuggestionFor(at.setting.value(), known));
}

// Labels that get the rule's settings.
std::vector<std::string> SetLabels(const pb::Rule& rule) {
  if (!rule.has_evidence()) return {LabelOf(rule)};
  std::vector<std::string> labels;
  for (const pb::LabelWeight& weight : rule.evidence().weights()) {
    if (weight.weight() > 0) labels.push_back(weight.label());
  }
  return labels;
}

void CheckSetting(const PlacedSetting& at) {
  if (!IsSmallName(at.setting.name()))
    at.Report(absl::StrCat("'", at.setting.name(), "' is no name of a setting"),
              "use a-z, 0-9 and '_', beginning with a letter");
  const bool is_constant = CheckValue(at);
  for (const std::string& name : SetLabels(at.placed.rule)) {
    const pb::Label* label = at.facts.FindLabel(name);
    if (label == nullptr) continue;
    CheckNameFor(at, *label);
    if (is_constant) CheckConstant(at, *label);
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
