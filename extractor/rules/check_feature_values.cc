// Checks that a pattern asks of a feature only values that the feature can have: those that the settings of all rules
// that make the label name as constants or take from a list. A feature that any rule takes from the text is open.
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "extractor/rules/rule_set_facts.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

struct Values {
  bool open = false;
  std::set<std::string> known;

  void Add(const Values& other) {
    open = open || other.open;
    known.insert(other.known.begin(), other.known.end());
  }
};

// By label and feature.
using ValueTable = std::map<std::pair<std::string, std::string>, Values>;

Values ColumnValues(const List* list, absl::string_view column) {
  Values values;
  const int index = list == nullptr ? -1 : ColumnIndex(*list, column);
  values.open = index < 0;
  for (size_t r = 0; !values.open && r < list->rows.size(); ++r)
    values.known.emplace(list->rows[r][static_cast<size_t>(index)]);
  return values;
}

class ValueFinder {
 public:
  explicit ValueFinder(const RuleSetFacts& facts) : facts_(facts) {
    for (const pb::Stage& stage : facts.rule_set().stages()) {
      for (const pb::Rule& rule : stage.rules()) AddRule(rule);
    }
  }

  // What `feature` of `label` can be. Features without any setting are open: an annotation may have them from its head.
  Values Find(const std::string& label, const std::string& feature) const {
    const auto found = table_.find({label, feature});
    if (found == table_.end() || facts_.StandsForItsHead(label)) return {true, {}};
    return found->second;
  }

 private:
  // The feature of what the capture holds; open where that is not sure.
  Values OfCapture(const pb::Rule& rule, absl::string_view reference) {
    const std::vector<std::string> parts = absl::StrSplit(reference, '.');
    Values values;
    values.open = parts.size() != 2;
    for (const RulePattern& pattern : SearchedPatterns(rule)) {
      for (const std::string& label : LabelsInCapture(pattern.text, parts[0])) {
        const auto found = parts.size() == 2 ? table_.find({label, parts[1]}) : table_.end();
        found == table_.end() || facts_.StandsForItsHead(label) ? values.Add({true, {}}) : values.Add(found->second);
      }
    }
    if (values.known.empty()) values.open = true;
    return values;
  }

  Values Of(const pb::Rule& rule, absl::string_view value) {
    if (value.find('$') == absl::string_view::npos) return {false, {std::string(value)}};
    const bool whole = absl::ConsumePrefix(&value, "$") && value.find('$') == absl::string_view::npos;
    absl::ConsumePrefix(&value, "{");
    absl::ConsumeSuffix(&value, "}");
    if (!whole || value.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") != absl::string_view::npos)
      return {true, {}};
    if (rule.has_list()) return ColumnValues(facts_.FindList(rule.list().list()), value);
    if (rule.has_evidence() && rule.evidence().lists_size() > 0)
      return ColumnValues(facts_.FindList(rule.evidence().lists(0).list()), value);
    return rule.has_match() ? OfCapture(rule, value) : Values{true, {}};
  }

  std::vector<std::string> LabelsOf(const pb::Rule& rule) const {
    std::vector<std::string> labels;
    for (const pb::LabelWeight& weight : rule.evidence().weights()) labels.push_back(weight.label());
    for (const pb::Relabeling& relabel : rule.repair().relabel()) labels.push_back(relabel.label());
    if (labels.empty()) labels.push_back(LabelOf(rule));
    return labels;
  }

  void AddRule(const pb::Rule& rule) {
    for (const std::string& label : LabelsOf(rule)) {
      for (const pb::Setting& setting : SettingsOf(rule)) {
        for (const std::string& value : ValuesOf(setting)) table_[{label, setting.name()}].Add(Of(rule, value));
      }
    }
    if (rule.has_verb_group()) AddVerbGroup(rule.verb_group());
  }

  // A feature is a column of one of the tables, or else the verb's.
  void AddVerbGroup(const pb::VerbGroupRule& rule) {
    const pb::Label* label = facts_.FindLabel(rule.label());
    if (label == nullptr) return;
    for (const std::string& feature : label->features()) {
      Values& values = table_[{rule.label(), feature}];
      for (const pb::ListUse* use : {&rule.auxiliaries(), &rule.adverbs(), &rule.forms()}) {
        const List* list = facts_.FindList(use->list());
        if (list != nullptr && ColumnIndex(*list, feature) >= 0) values.Add(ColumnValues(list, feature));
      }
      const auto verb = table_.find({rule.verb(), feature});
      if (verb != table_.end()) values.Add(verb->second);
    }
  }

  const RuleSetFacts& facts_;
  ValueTable table_;
};

}  // namespace

void CheckFeatureValues(const RuleSetFacts& facts, ProblemSink* sink) {
  const ValueFinder finder(facts);
  const pb::RuleSet& set = facts.rule_set();
  for (int s = 0; s < set.stages_size(); ++s) {
    for (int i = 0; i < set.stages(s).rules_size(); ++i) {
      const pb::Rule& rule = set.stages(s).rules(i);
      for (const RulePattern& pattern : AllPatterns(rule)) {
        for (const LabelUse& use : LabelsIn(pattern.text)) {
          for (const FeatureUse& feature : use.features) {
            Values values;
            for (const std::string& label : use.labels) values.Add(finder.Find(label, feature.name));
            for (const std::string& value : feature.values) {
              if (values.open || values.known.count(value) > 0) continue;
              sink->Report(absl::StrCat("stages/", s, "/rules/", i, "/", pattern.path), &rule,
                           absl::StrCat("feature ", feature.name, " of ", use.labels.front(), " is never ", value),
                           SuggestionFor(value, {values.known.begin(), values.known.end()}), use.offset);
            }
          }
        }
      }
    }
  }
}

}  // namespace caspian::extractor
