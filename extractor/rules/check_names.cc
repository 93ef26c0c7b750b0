// Checks of names stages: labels, threshold, shares, inherited weights, and that stages hold rules of their sort.
#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extractor/rules/enum_words.h"
#include "extractor/rules/rule_set_facts.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

constexpr int64_t kWeightLimit = 1000000;  // thousandths
constexpr int kVoteShareLimit = 64;

using Labels = google::protobuf::RepeatedPtrField<std::string>;

bool Contains(const Labels& labels, const std::string& label) {
  return std::count(labels.begin(), labels.end(), label) > 0;
}

void CheckDecided(const Labels& decided, const std::string& label, const std::string& path, const pb::Rule* rule,
                  ProblemSink* sink) {
  if (Contains(decided, label)) return;
  sink->Report(path, rule, absl::StrCat("the stage does not decide on label ", label),
               SuggestionFor(label, {decided.begin(), decided.end()}));
}

void CheckStageLabels(const RuleSetFacts& facts, const pb::NameSettings& names, const std::string& path,
                      ProblemSink* sink) {
  if (names.labels().empty())
    sink->Report(path + "/labels", nullptr, "the stage decides on no labels",
                 "name the labels of kind name that it decides among");
  std::set<std::string> seen;
  for (const std::string& name : names.labels()) {
    const pb::Label* label = facts.FindLabel(name);
    if (!seen.insert(name).second)
      sink->Report(path + "/labels", nullptr, absl::StrCat("label ", name, " stands twice"), "remove one of them");
    if (label == nullptr) {
      sink->Report(path + "/labels", nullptr, absl::StrCat("no label ", name), SuggestionFor(name, facts.LabelNames()));
    } else if (label->kind() != pb::LABEL_KIND_NAME) {
      sink->Report(path + "/labels", nullptr, absl::StrCat("label ", name, " is no name"),
                   "give it kind: name in pack.yaml, or leave it out here");
    }
  }
}

bool IsWithin(int64_t value, int64_t low, int64_t high) { return low <= value && value <= high; }

void CheckNumbers(const pb::NameSettings& names, const std::string& path, ProblemSink* sink) {
  if (!IsWithin(names.threshold(), 0, kWeightLimit))
    sink->Report(path + "/threshold", nullptr, "the threshold is out of range", "choose 0.001 to 1000");
  if (!IsWithin(names.own_share(), 0, kWeightLimit))
    sink->Report(path + "/own_share", nullptr, "the own share is out of range", "choose 0 to 1000");
  if (names.vote_shares_size() > kVoteShareLimit)
    sink->Report(path + "/vote_shares", nullptr, absl::StrCat("more than ", kVoteShareLimit, " vote shares"),
                 "the last serves all numbers of occurrences above");
  for (uint32_t share : names.vote_shares()) {
    if (!IsWithin(share, 1, kWeightLimit))
      sink->Report(path + "/vote_shares", nullptr, "a vote share is out of range", "choose 0.001 to 1000");
  }
}

void CheckUnknown(const pb::NameSettings& names, const std::string& path, ProblemSink* sink) {
  if (names.unknown_label().empty()) {
    if (names.unknown_weight() != 0)
      sink->Report(path, nullptr, "a weight for unknown names without a label", "name the label");
    return;
  }
  CheckDecided(names.labels(), names.unknown_label(), path + "/label", nullptr, sink);
  if (!IsWithin(names.unknown_weight(), 1, kWeightLimit))
    sink->Report(path + "/weight", nullptr, "the weight of unknown names is out of range", "choose 0.001 to 1000");
}

void CheckWeights(const google::protobuf::RepeatedPtrField<pb::LabelWeight>& weights, const Labels& decided,
                  const std::string& path, const pb::Rule* rule, ProblemSink* sink) {
  std::set<std::string> seen;
  for (const pb::LabelWeight& weight : weights) {
    const std::string weight_path = absl::StrCat(path, "/", weight.label());
    CheckDecided(decided, weight.label(), weight_path, rule, sink);
    if (!seen.insert(weight.label()).second)
      sink->Report(weight_path, rule, absl::StrCat("label ", weight.label(), " has two weights"), "remove one of them");
    if (!IsWithin(weight.weight(), -kWeightLimit, kWeightLimit))
      sink->Report(weight_path, rule, "the weight is out of range", "choose -1000 to 1000");
    if (weight.weight() == 0)
      sink->Report(weight_path, rule, absl::StrCat("the weight of ", weight.label(), " is 0 and says nothing"),
                   "leave the label out");
  }
}

void CheckWordLists(const pb::NameSettings& names, const std::string& path, ProblemSink* sink) {
  const auto& functions = *pb::NameWordFunction_descriptor();
  for (int i = 0; i < names.word_lists_size(); ++i) {
    if (!EnumWord(functions, names.word_lists(i).function()).empty()) continue;
    sink->Report(absl::StrCat(path, "/word_lists/", i), nullptr, "the word list has no function",
                 absl::StrCat("give it one of ", absl::StrJoin(EnumWords(functions), ", ")));
  }
}

void CheckNames(const RuleSetFacts& facts, const pb::Stage& stage, const std::string& path, ProblemSink* sink) {
  const pb::NameSettings& names = stage.names();
  const std::string names_path = path + "/names";
  CheckStageLabels(facts, names, names_path, sink);
  CheckNumbers(names, names_path, sink);
  CheckUnknown(names, names_path + "/unknown", sink);
  CheckWeights(names.inherited(), names.labels(), names_path + "/inherited", nullptr, sink);
  CheckWeights(names.inherited_given(), names.labels(), names_path + "/inherited_given", nullptr, sink);
  if (names.enumerated_members() > 0 && facts.rule_set().enumeration_separator().empty())
    sink->Report(names_path + "/enumerated_members", nullptr, "the set says nowhere what parts an enumeration",
                 "add enumeration: to pack.yaml");
  CheckWordLists(names, names_path, sink);
  for (int i = 0; i < stage.rules_size(); ++i) {
    const pb::Rule& rule = stage.rules(i);
    CheckWeights(rule.evidence().weights(), names.labels(), absl::StrCat(path, "/rules/", i, "/evidence"), &rule, sink);
    if (!rule.evidence().on().empty())
      sink->Report(absl::StrCat(path, "/rules/", i, "/on"), &rule, "a candidate has no label yet that on could name",
                   "remove on:, it is for stages of senses");
  }
}

void CheckSorts(const pb::Stage& stage, const std::string& path, ProblemSink* sink) {
  for (int i = 0; i < stage.rules_size(); ++i) {
    const pb::Rule& rule = stage.rules(i);
    const std::string rule_path = absl::StrCat(path, "/rules/", i);
    const bool decides = stage.has_names() || stage.has_senses();
    if (rule.has_evidence() && !decides) {
      sink->Report(rule_path, &rule, "an evidence rule in a stage that decides neither names nor senses",
                   "move it to a stage with names: or senses:");
    } else if (!rule.has_evidence() && decides && rule.body_case() != pb::Rule::BODY_NOT_SET) {
      sink->Report(rule_path, &rule, "an evidence rule belongs in a stage that decides names or senses, no other",
                   "move it to a stage above or below");
    }
  }
}

}  // namespace

void CheckNameStages(const RuleSetFacts& facts, ProblemSink* sink) {
  for (int s = 0; s < facts.rule_set().stages_size(); ++s) {
    const pb::Stage& stage = facts.rule_set().stages(s);
    const std::string path = absl::StrCat("stages/", s);
    if (stage.has_names()) CheckNames(facts, stage, path, sink);
    CheckSorts(stage, path, sink);
  }
}

}  // namespace caspian::extractor
