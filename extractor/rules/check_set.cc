// Checks of what a rule set says of itself: name, labels, stages, ids.
#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extractor/rules/enum_words.h"
#include "extractor/rules/rule_parts.h"
#include "extractor/rules/rule_set_facts.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

constexpr size_t kLongestSetName = 64;
constexpr size_t kLongestRuleId = 128;
constexpr int kFeatureLimit = 8;
// The first private-use plane holds 65534 labels; long before that a set is a mistake. The second holds the features'
// values.
constexpr int kLabelLimit = 4096;
constexpr size_t kValueLimit = 60000;
constexpr int kStageLimit = 64;
constexpr int kRuleLimit = 100000;
constexpr size_t kElisionSetLimit = 8;

void CheckHead(const pb::RuleSet& set, ProblemSink* sink) {
  const bool is_name = IsDottedName(set.name(), kLongestSetName) && set.name().find_first_of("._") == std::string::npos;
  if (!is_name)
    sink->Report("name", nullptr, absl::StrCat("'", set.name(), "' is no name of a rule set"),
                 "use 1 to 64 of a-z, 0-9 and '-', such as en-news");
  if (set.version() == 0) sink->Report("version", nullptr, "the version is 0", "versions count from 1");
  if (set.labels().empty())
    sink->Report("labels", nullptr, "the rule set declares no labels", "declare what its rules make");
  if (set.labels_size() > kLabelLimit)
    sink->Report("labels", nullptr, absl::StrCat("more than ", kLabelLimit, " labels"),
                 "use features where labels are alike");
  if (set.stages().empty())
    sink->Report("stages", nullptr, "the rule set has no stages", "name at least one stage file");
  if (set.stages_size() > kStageLimit)
    sink->Report("stages", nullptr, absl::StrCat("more than ", kStageLimit, " stages"),
                 "put rules that do not need each other into one stage");
}

void CheckFeatures(const pb::Label& label, const std::string& path, ProblemSink* sink) {
  if (label.features_size() > kFeatureLimit) {
    sink->Report(path + "/features", nullptr,
                 absl::StrCat("label ", label.name(), " declares ", label.features_size(), " features; ", kFeatureLimit,
                              " are possible"),
                 "declare those that patterns constrain");
  }
  std::set<std::string> seen;
  for (const std::string& feature : label.features()) {
    if (!IsSmallName(feature))
      sink->Report(path + "/features", nullptr, absl::StrCat("'", feature, "' is no name of a feature"),
                   "use a-z, 0-9 and '_', beginning with a letter");
    if (!seen.insert(feature).second)
      sink->Report(path + "/features", nullptr, absl::StrCat("feature ", feature, " stands twice"),
                   "remove one of them");
  }
}

void CheckNormalizer(const pb::Label& label, const std::string& path, ProblemSink* sink) {
  const bool is_value = label.kind() == pb::LABEL_KIND_VALUE;
  const std::vector<std::string> known = {"code",  "coordinates", "date",    "duration", "email",    "ip",
                                          "money", "number",      "percent", "phone",    "quantity", "url"};
  const bool is_known = std::count(known.begin(), known.end(), label.normalizer()) > 0;
  if (is_value && label.normalizer().empty()) {
    sink->Report(path, nullptr, absl::StrCat("value label ", label.name(), " names no normalizer"),
                 absl::StrCat("add normalizer: one of ", absl::StrJoin(known, ", ")));
  } else if (is_value && !is_known) {
    sink->Report(path + "/normalizer", nullptr, absl::StrCat("no normalizer ", label.normalizer()),
                 SuggestionFor(label.normalizer(), known));
  } else if (!is_value && !label.normalizer().empty()) {
    sink->Report(path + "/normalizer", nullptr,
                 absl::StrCat("label ", label.name(), " is no value and has a normalizer"),
                 "remove it, or make the label's kind value");
  }
}

void CheckConflict(const pb::Label& label, const std::string& path, ProblemSink* sink) {
  if (label.conflict() == pb::CONFLICT_POLICY_ALL && IsLiftedKind(label.kind()))
    sink->Report(path + "/conflict", nullptr,
                 absl::StrCat("annotations of label ", label.name(), " stand in the text and can't overlap"),
                 "choose longest, leftmost or shortest");
}

void CheckEnumeration(const RuleSetFacts& facts, ProblemSink* sink) {
  const std::string& separator = facts.rule_set().enumeration_separator();
  if (separator.empty()) return;
  for (const PatternProblem& problem : CheckPattern(separator, false, facts.alphabet()))
    sink->Report("enumeration", nullptr, problem.message, problem.hint, problem.offset);
  if (!CaptureNamesIn(separator).empty() || !LabelsIn(separator).empty())
    sink->Report("enumeration", nullptr, "what parts an enumeration has captures or labels",
                 "write words and marks alone, such as '(?:, (?:and )?| and )'");
}

void CheckFormat(const pb::RuleSet& set, ProblemSink* sink) {
  if (set.format() > kPackFormat)
    sink->Report("format", nullptr,
                 absl::StrCat("the pack is of format ", set.format(), ", this program reads ", kPackFormat),
                 "use a newer caspian, or the pack's earlier version");
}

// A copy of the sentence is made for each set of labels that rules of a stage elide.
void CheckElisionSets(const pb::RuleSet& set, ProblemSink* sink) {
  for (int s = 0; s < set.stages_size(); ++s) {
    std::set<std::set<std::string>> sets;
    for (int i = 0; i < set.stages(s).rules_size(); ++i) {
      const pb::Rule& rule = set.stages(s).rules(i);
      const auto& elide = rule.match().elide();
      if (elide.empty() || !sets.insert({elide.begin(), elide.end()}).second) continue;
      if (sets.size() == kElisionSetLimit + 1)
        sink->Report(absl::StrCat("stages/", s, "/rules/", i, "/elide"), &rule,
                     absl::StrCat("more than ", kElisionSetLimit, " different sets of elided labels in stage ",
                                  set.stages(s).name()),
                     "elide the same labels in several rules, or move rules to another stage");
    }
  }
}

void CheckLabels(const pb::RuleSet& set, ProblemSink* sink) {
  std::set<std::string> seen;
  for (const pb::Label& label : set.labels()) {
    const std::string path = absl::StrCat("labels/", label.name());
    if (!IsCapitalName(label.name()))
      sink->Report(path, nullptr, absl::StrCat("'", label.name(), "' is no name of a label"),
                   "use 1 to 64 of A-Z, 0-9 and '_', beginning with a letter");
    if (!seen.insert(label.name()).second)
      sink->Report(path, nullptr, absl::StrCat("label ", label.name(), " stands twice"), "remove one of them");
    if (EnumWord(*pb::LabelKind_descriptor(), label.kind()).empty()) {
      sink->Report(path, nullptr, absl::StrCat("label ", label.name(), " has no kind"),
                   absl::StrCat("give it one of ", absl::StrJoin(EnumWords(*pb::LabelKind_descriptor()), ", ")));
    }
    CheckConflict(label, path, sink);
    CheckFeatures(label, path, sink);
    CheckNormalizer(label, path, sink);
  }
}

// The types that rules make.
std::set<std::string> EventTypesOf(const RuleSetFacts& facts) {
  std::set<std::string> types;
  for (const pb::Stage& stage : facts.rule_set().stages()) {
    for (const pb::Rule& rule : stage.rules()) {
      const pb::Label* label = facts.FindLabel(rule.match().label());
      if (label != nullptr && label->kind() == pb::LABEL_KIND_EVENT)
        types.insert(rule.match().type().empty() ? label->name() : rule.match().type());
    }
  }
  return types;
}

// True where the parents of `name` lead back to it.
bool IsItsOwnKind(const std::map<std::string, std::string>& parents, const std::string& name) {
  auto parent = parents.find(name);
  for (size_t steps = 0; parent != parents.end() && steps <= parents.size(); ++steps) {
    if (parent->second == name) return true;
    parent = parents.find(parent->second);
  }
  return false;
}

void CheckEventTypes(const RuleSetFacts& facts, ProblemSink* sink) {
  std::map<std::string, std::string> parents;
  std::set<std::string> known = EventTypesOf(facts);
  for (const pb::EventType& type : facts.rule_set().event_types()) {
    known.insert(type.parent());
    const std::string path = absl::StrCat("event_types/", type.name());
    if (!parents.emplace(type.name(), type.parent()).second)
      sink->Report(path, nullptr, absl::StrCat("type ", type.name(), " stands twice"), "remove one of them");
    if (!IsCapitalName(type.parent()))
      sink->Report(path, nullptr, absl::StrCat("'", type.parent(), "' is no type of events"),
                   "use 1 to 64 of A-Z, 0-9 and '_', beginning with a letter");
  }
  for (const auto& [name, parent] : parents) {
    const std::string path = absl::StrCat("event_types/", name);
    if (known.count(name) == 0)
      sink->Report(path, nullptr, absl::StrCat("no rule makes events of type ", name),
                   SuggestionFor(name, {known.begin(), known.end()}));
    if (IsItsOwnKind(parents, name))
      sink->Report(path, nullptr, absl::StrCat("type ", name, " is a kind of itself"), "give one of them no parent");
  }
}

void CheckStages(const pb::RuleSet& set, ProblemSink* sink) {
  std::set<std::string> seen;
  int rule_count = 0;
  for (int i = 0; i < set.stages_size(); ++i) {
    const pb::Stage& stage = set.stages(i);
    const std::string path = absl::StrCat("stages/", i, "/stage");
    if (!IsDottedName(stage.name(), kLongestSetName))
      sink->Report(path, nullptr, absl::StrCat("'", stage.name(), "' is no name of a stage"),
                   "use a-z, 0-9, '.', '_' and '-'");
    if (!seen.insert(stage.name()).second)
      sink->Report(path, nullptr, absl::StrCat("stage ", stage.name(), " stands twice"),
                   "give one of them another name");
    rule_count += stage.rules_size();
  }
  if (rule_count > kRuleLimit)
    sink->Report("stages", nullptr, absl::StrCat("more than ", kRuleLimit, " rules"), "put names and words into lists");
}

// Where a rule stands, for messages: file and line, or else its stage.
std::string WhereIs(const pb::Rule& rule, const pb::Stage& stage) {
  return rule.position().line() > 0 ? absl::StrCat(rule.position().file(), ":", rule.position().line())
                                    : absl::StrCat("stage ", stage.name());
}

void CheckIds(const pb::RuleSet& set, ProblemSink* sink) {
  std::map<std::string, std::string> seen;
  for (int s = 0; s < set.stages_size(); ++s) {
    for (int i = 0; i < set.stages(s).rules_size(); ++i) {
      const pb::Rule& rule = set.stages(s).rules(i);
      const std::string path = absl::StrCat("stages/", s, "/rules/", i, "/id");
      if (!IsDottedName(rule.id(), kLongestRuleId))
        sink->Report(path, &rule, absl::StrCat("'", rule.id(), "' is no id of a rule"),
                     "use small words joined by '.', '_' or '-', such as date.month_day");
      const auto [first, is_new] = seen.try_emplace(rule.id(), WhereIs(rule, set.stages(s)));
      if (!is_new)
        sink->Report(path, &rule, absl::StrCat("rule ", rule.id(), " stands twice; the first is in ", first->second),
                     "give one of them another id");
    }
  }
}

void CheckValueCount(const pb::RuleSet& set, ProblemSink* sink) {
  std::set<std::string> values;
  for (const pb::Stage& stage : set.stages()) {
    for (const pb::Rule& rule : stage.rules()) {
      for (const RulePattern& pattern : AllPatterns(rule)) CollectFeatureValues(pattern.text, &values);
    }
  }
  if (values.size() > kValueLimit)
    sink->Report("stages", nullptr, absl::StrCat("patterns name more than ", kValueLimit, " values of features"),
                 "group the values in the lists");
}

}  // namespace

void CheckSet(const RuleSetFacts& facts, ProblemSink* sink) {
  CheckHead(facts.rule_set(), sink);
  CheckFormat(facts.rule_set(), sink);
  CheckEnumeration(facts, sink);
  CheckElisionSets(facts.rule_set(), sink);
  CheckLabels(facts.rule_set(), sink);
  CheckEventTypes(facts, sink);
  CheckStages(facts.rule_set(), sink);
  CheckIds(facts.rule_set(), sink);
  CheckValueCount(facts.rule_set(), sink);
}

}  // namespace caspian::extractor
