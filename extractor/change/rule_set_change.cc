#include "extractor/change/rule_set_change.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/sha256.h"
#include "extractor/document/segment.h"
#include "extractor/match/plain_token.h"
#include "extractor/program/folded_words.h"
#include "extractor/rules/digest.h"
#include "extractor/rules/list_uses.h"

namespace caspian::extractor {
namespace {

bool AreSame(const google::protobuf::MessageLite& one, const google::protobuf::MessageLite& other) {
  return SerializeDeterministically(one) == SerializeDeterministically(other);
}

// What rules, rows, labels and stages are not; name and version say nothing of what is found.
v1::RuleSet SettingsAlone(v1::RuleSet set) {
  set.clear_name();
  set.clear_version();
  set.clear_labels();
  set.clear_stages();
  set.clear_lists();
  return set;
}

v1::Stage WithoutRules(v1::Stage stage) {
  stage.clear_rules();
  return stage;
}

const v1::Rule* FindRule(const v1::Stage& stage, const std::string& id) {
  const auto found =
      std::find_if(stage.rules().begin(), stage.rules().end(), [&](const v1::Rule& rule) { return rule.id() == id; });
  return found == stage.rules().end() ? nullptr : &*found;
}

std::vector<absl::string_view> LinesOf(const List& list) {
  std::vector<absl::string_view> lines;
  lines.reserve(list.rows.size());
  for (const ListRow row : list.rows) lines.push_back(row.line());
  return lines;
}

// The lines that `other` lacks; all where its columns are others.
std::vector<absl::string_view> LinesWithout(const List& list, const List& other) {
  std::vector<absl::string_view> lines = LinesOf(list);
  if (list.columns != other.columns) return lines;
  const std::vector<absl::string_view> others = LinesOf(other);
  std::vector<absl::string_view> rest;
  std::set_difference(lines.begin(), lines.end(), others.begin(), others.end(), std::back_inserter(rest));
  return rest;
}

// The columns in which `place` may look for a row's phrases.
std::set<int> PhraseColumns(const List& list, const ListPlace& place) {
  std::set<int> columns = {0, ColumnIndex(list, "aliases")};
  for (const auto& [key, column] : place.columns) columns.insert(ColumnIndex(list, column));
  columns.erase(-1);
  return columns;
}

// Read by its columns alone, not by words of a text.
bool IsTable(const ListPlace& place) { return absl::EndsWith(place.path, "/verb_group/forms"); }

}  // namespace

RuleSetChange::RuleSetChange(const Program& before, const Program& after) {
  const v1::RuleSet old_set = CanonicalRuleSet(before.rule_set), new_set = CanonicalRuleSet(after.rule_set);
  CompareSettings(old_set, new_set);
  CompareStages(old_set, new_set);
  if (!unbounded_.empty()) return;
  AddRules(before, old_set, new_set);
  AddRules(after, new_set, old_set);
  for (const auto& [name, list] : before.lists) {
    const auto other = after.lists.find(name);
    // Where a list is new or gone, so is each use of it.
    if (other == after.lists.end() || other->second.sha256 == list.sha256) continue;
    AddRows(list, other->second, before.rule_set);
    AddRows(other->second, list, after.rule_set);
  }
}

void RuleSetChange::CompareSettings(const v1::RuleSet& before, const v1::RuleSet& after) {
  if (!AreSame(SettingsAlone(before), SettingsAlone(after))) unbounded_.push_back("settings in pack.yaml");
  for (const v1::Label& label : before.labels()) {
    for (const v1::Label& other : after.labels()) {
      if (label.name() == other.name() && !AreSame(label, other))
        unbounded_.push_back(absl::StrCat("label ", label.name()));
    }
  }
}

void RuleSetChange::CompareStages(const v1::RuleSet& before, const v1::RuleSet& after) {
  if (before.stages_size() != after.stages_size()) {
    unbounded_.push_back("the number of stages");
    return;
  }
  for (int s = 0; s < before.stages_size(); ++s) {
    if (!AreSame(WithoutRules(before.stages(s)), WithoutRules(after.stages(s))))
      unbounded_.push_back(absl::StrCat("settings of stage ", after.stages(s).name()));
  }
}

void RuleSetChange::AddRules(const Program& one, const v1::RuleSet& canonical, const v1::RuleSet& other) {
  RuleNeeds needs(one);
  for (int s = 0; s < canonical.stages_size(); ++s) {
    for (const v1::Rule& rule : canonical.stages(s).rules()) {
      const v1::Rule* same = FindRule(other.stages(s), rule.id());
      if (same != nullptr && AreSame(rule, *same)) continue;
      for (const TextNeeds& way : needs.Of(rule, s)) {
        if (way.empty()) unbounded_.push_back(absl::StrCat("rule ", rule.id(), ", which needs no word"));
        Add(way);
      }
    }
  }
}

void RuleSetChange::AddRows(const List& list, const List& other, const v1::RuleSet& rule_set) {
  const std::vector<ListPlace> places = ListPlacesOf(rule_set);
  for (const ListPlace& place : places) {
    if (place.list == list.name && IsTable(place)) unbounded_.push_back(absl::StrCat("list ", list.name));
  }
  for (absl::string_view line : LinesWithout(list, other)) {
    for (const ListPlace& place : places) {
      if (place.list == list.name) AddRow(list, ListRow(line), place);
    }
  }
}

void RuleSetChange::AddRow(const List& list, const ListRow& row, const ListPlace& place) {
  if (place.where != nullptr && !PassesFilter(list, *place.where, row)) return;
  for (int column : PhraseColumns(list, place)) {
    for (absl::string_view phrase : absl::StrSplit(row[static_cast<size_t>(column)], ';', absl::SkipEmpty()))
      Add(NeedsOfPhrase(phrase));
  }
}

void RuleSetChange::Add(const TextNeeds& needs) {
  std::vector<uint32_t> numbers;
  for (const TextNeed& need : needs) numbers.push_back(NumberOf(need));
  touches_.push_back(std::move(numbers));
}

uint32_t RuleSetChange::NumberOf(const TextNeed& need) {
  const auto [known, is_new] = numbers_.emplace(need, static_cast<uint32_t>(numbers_.size()));
  if (!is_new) return known->second;
  for (const std::string& word : need.words) words_[word].push_back(known->second);
  if (need.digit) digits_.push_back(known->second);
  return known->second;
}

bool RuleSetChange::Touches(absl::string_view text) const {
  if (!unbounded_.empty()) return true;
  std::vector<bool> met(numbers_.size());
  for (const Token& token : Tokenize(text)) {
    std::string storage;
    const auto found = words_.find(FoldedWord(PlainToken(text, token, &storage)));
    if (found != words_.end()) {
      for (uint32_t number : found->second) met[number] = true;
    }
    if (token.kind == TokenKind::kDigits) {
      for (uint32_t number : digits_) met[number] = true;
    }
  }
  return std::any_of(touches_.begin(), touches_.end(), [&](const std::vector<uint32_t>& needs) {
    return std::all_of(needs.begin(), needs.end(), [&](uint32_t number) { return met[number]; });
  });
}

}  // namespace caspian::extractor
