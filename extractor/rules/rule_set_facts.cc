#include "extractor/rules/rule_set_facts.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "extractor/rules/problem.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

constexpr size_t kLongestName = 64;

bool IsNameOf(absl::string_view name, bool (*is_letter)(unsigned char)) {
  const auto is_allowed = [is_letter](char c) { return is_letter(c) || absl::ascii_isdigit(c) || c == '_'; };
  return !name.empty() && name.size() <= kLongestName && is_letter(name[0]) &&
         std::all_of(name.begin(), name.end(), is_allowed);
}

}  // namespace

RuleSetFacts::RuleSetFacts(const pb::RuleSet& rule_set, const std::vector<List>& lists)
    : rule_set_(rule_set), alphabet_(rule_set) {
  for (const pb::Label& label : rule_set.labels()) labels_.try_emplace(label.name(), &label);
  for (const List& list : lists) lists_.try_emplace(list.name, &list);
  for (int i = 0; i < rule_set.stages_size(); ++i) AddStage(rule_set.stages(i), i);
}

void RuleSetFacts::AddStage(const pb::Stage& stage, int index) {
  for (const std::string& label : stage.names().labels()) first_stage_.try_emplace(label, index);
  if (stage.has_senses()) first_stage_.try_emplace(stage.senses().label(), index);
  for (const pb::Rule& rule : stage.rules()) {
    if (!LabelOf(rule).empty()) first_stage_.try_emplace(LabelOf(rule), index);
    if (IsUnknownMaker(rule)) first_unknown_maker_ = std::min(first_unknown_maker_, index);
    for (const pb::Relabeling& relabel : rule.repair().relabel()) first_stage_.try_emplace(relabel.label(), index);
    const std::vector<std::string> captures = CapturesOf(rule);
    if (std::count(captures.begin(), captures.end(), "head") > 0) headed_.insert(LabelOf(rule));
  }
}

bool RuleSetFacts::IsUnknownMaker(const pb::Rule& rule) const {
  if (rule.body_case() == pb::Rule::BODY_NOT_SET) return true;
  return !LabelOf(rule).empty() && FindLabel(LabelOf(rule)) == nullptr;
}

const pb::Label* RuleSetFacts::FindLabel(absl::string_view name) const {
  const auto found = labels_.find(name);
  return found == labels_.end() ? nullptr : found->second;
}

const List* RuleSetFacts::FindList(absl::string_view name) const {
  const auto found = lists_.find(name);
  return found == lists_.end() ? nullptr : found->second;
}

std::vector<std::string> RuleSetFacts::LabelNames() const {
  std::vector<std::string> names;
  for (const auto& [name, label] : labels_) names.push_back(name);
  return names;
}

std::vector<std::string> RuleSetFacts::ListNames() const {
  std::vector<std::string> names;
  for (const auto& [name, list] : lists_) names.push_back(name);
  return names;
}

int RuleSetFacts::FirstStageOf(absl::string_view label) const {
  const auto found = first_stage_.find(label);
  return found == first_stage_.end() ? -1 : found->second;
}

bool RuleSetFacts::StandsForItsHead(absl::string_view label) const { return headed_.count(label) > 0; }

bool RuleSetFacts::HasFeature(const pb::Label& label, absl::string_view feature) const {
  if (std::count(label.features().begin(), label.features().end(), feature) > 0) return true;
  return label.kind() == pb::LABEL_KIND_NAME && IsFeatureOfAllNames(feature);
}

bool CheckEarlierLabel(const RuleSetFacts& facts, const std::string& label, int stage, const std::string& path,
                       const pb::Rule* rule, ProblemSink* sink, size_t offset) {
  if (facts.FindLabel(label) == nullptr) {
    const std::string suggestion = SuggestionFor(label, facts.LabelNames());
    sink->Report(path, rule, absl::StrCat("no label ", label),
                 suggestion.empty() ? "declare it under labels: in pack.yaml" : suggestion, offset);
    return false;
  }
  const int made = facts.FirstStageOf(label);
  if (made >= 0 && made < stage) return true;
  if (facts.HasUnknownMaker(stage)) return false;
  const std::string hint = made < 0 ? "add a rule that makes it to an earlier stage"
                                    : absl::StrCat("stage ", facts.rule_set().stages(made).name(),
                                                   " makes it first: put this rule in a later one");
  sink->Report(path, rule, absl::StrCat("no earlier stage makes <", label, ">"), hint, offset);
  return false;
}

void ProblemSink::Report(absl::string_view path, const pb::Rule* rule, absl::string_view message,
                         absl::string_view hint, size_t offset) {
  pb::SourcePosition position = places_.Find(path, offset);
  if (position.line() == 0 && rule != nullptr) position = rule->position();
  Add(MakeProblem(position, rule == nullptr ? "" : rule->id(), message, hint));
}

void ProblemSink::ReportAt(const pb::SourcePosition& position, absl::string_view message, absl::string_view hint) {
  Add(MakeProblem(position, "", message, hint));
}

void ProblemSink::Add(pb::RuleSetProblem problem) {
  problem.set_severity(severity_);
  problems_.push_back(std::move(problem));
}

std::vector<pb::RuleSetProblem> ProblemSink::TakeSorted() {
  SortProblems(&problems_);
  return std::move(problems_);
}

bool IsDottedName(absl::string_view name, size_t limit) {
  if (name.empty() || name.size() > limit) return false;
  bool may_part = false;
  for (char c : name) {
    const bool is_word = absl::ascii_islower(c) || absl::ascii_isdigit(c);
    if (!is_word && !(may_part && (c == '.' || c == '_' || c == '-'))) return false;
    may_part = is_word;
  }
  return may_part;
}

bool IsSmallName(absl::string_view name) { return IsNameOf(name, absl::ascii_islower); }
bool IsCapitalName(absl::string_view name) { return IsNameOf(name, absl::ascii_isupper); }

}  // namespace caspian::extractor
