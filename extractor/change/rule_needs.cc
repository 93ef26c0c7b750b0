#include "extractor/change/rule_needs.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_split.h"
#include "extractor/document/segment.h"
#include "extractor/program/folded_words.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/rule_parts.h"

namespace caspian::extractor {
namespace {

// What holds any of two sides; nothing is sure where of one nothing is.
void AddTo(std::optional<TextNeed>* any, std::optional<TextNeed> other) {
  if (!any->has_value() || !other.has_value()) {
    any->reset();
    return;
  }
  (*any)->words.merge(other->words);
  (*any)->digit = (*any)->digit || other->digit;
}

// What can stand for all the ways: of each way its first need, which is its rarest.
std::optional<TextNeed> AnyOf(const std::vector<TextNeeds>& ways) {
  std::optional<TextNeed> any = TextNeed();
  for (const TextNeeds& way : ways) AddTo(&any, way.empty() ? std::nullopt : std::optional<TextNeed>(way.front()));
  return any;
}

void AddFirst(std::optional<TextNeed> need, TextNeeds* needs) {
  if (need.has_value()) needs->insert(needs->begin(), *std::move(need));
}

const v1::Setting* FindSetting(const v1::Rule& rule, absl::string_view name) {
  for (const v1::Setting& setting : SettingsOf(rule)) {
    if (setting.name() == name) return &setting;
  }
  return nullptr;
}

bool IsIn(absl::string_view value, const std::vector<std::string>& values) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

// True where the rule sets the feature to other values than those.
bool SetsAnother(const v1::Rule& rule, const NeededLabel& label) {
  const v1::Setting* setting = label.feature.empty() ? nullptr : FindSetting(rule, label.feature);
  if (setting == nullptr) return false;
  const std::vector<std::string> values = ValuesOf(*setting);
  return std::none_of(values.begin(), values.end(), [&](const std::string& value) {
    return value.find('$') != std::string::npos || IsIn(value, label.values);
  });
}

// The column that alone is the feature's value; -1: none.
int ColumnOf(const v1::Rule& rule, const std::string& feature, const List& list) {
  const v1::Setting* setting = feature.empty() ? nullptr : FindSetting(rule, feature);
  if (setting == nullptr || setting->by_form_size() > 0 || setting->value().substr(0, 1) != "$") return -1;
  return ColumnIndex(list, setting->value().substr(1));
}

}  // namespace

TextNeeds NeedsOfPhrase(absl::string_view phrase) {
  TextNeeds needs;
  const std::string plain = PlainForm(phrase);
  for (const std::string& token : TokensOf(plain)) needs.push_back({{FoldedWord(token)}});
  return needs;
}

std::vector<TextNeeds> RuleNeeds::Of(const v1::Rule& rule, int stage) {
  const std::vector<PatternNeed> around = NeedsAround(rule);
  TextNeeds common = InWords(around, stage);
  if (rule.has_list()) AddFirst(OfRows(rule, {}), &common);
  if (rule.has_verb_group()) AddFirst(OfLabel({rule.verb_group().verb(), "", {}}, stage), &common);
  for (const v1::ListCondition& condition : rule.evidence().lists()) {
    if (!condition.negated())
      AddFirst(OfFirstWords(condition, "aliases", [](const ListRow&) { return true; }), &common);
  }
  const std::vector<RulePattern> patterns = SearchedPatterns(rule);
  if (patterns.empty()) return {common};
  std::vector<TextNeeds> ways;
  for (const RulePattern& pattern : patterns) {
    ways.push_back(InWords(NeedsOf(pattern.text), stage));
    ways.back().insert(ways.back().end(), common.begin(), common.end());
  }
  return ways;
}

TextNeeds RuleNeeds::InWords(const std::vector<PatternNeed>& needs, int stage) {
  TextNeeds known;
  for (const PatternNeed& need : needs) {
    if (MaybeNeed words = InWords(need, stage); words.has_value()) known.push_back(*std::move(words));
  }
  return known;
}

RuleNeeds::MaybeNeed RuleNeeds::InWords(const PatternNeed& need, int stage) {
  MaybeNeed any = TextNeed{{}, need.digit};
  for (const std::string& word : need.words) any->words.insert(FoldedWord(word));
  for (const NeededLabel& label : need.labels) AddTo(&any, OfLabel(label, stage));
  return any;
}

RuleNeeds::MaybeNeed RuleNeeds::OfLabel(const NeededLabel& label, int stage) {
  const LabelKey key(label.label, label.feature, label.values, stage);
  const auto known = known_.find(key);
  if (known != known_.end()) return known->second;
  return known_[key] = OfMakers(label, stage);
}

RuleNeeds::MaybeNeed RuleNeeds::OfMakers(const NeededLabel& label, int stage) {
  MaybeNeed any = TextNeed();
  for (int s = 0; s < stage && any.has_value(); ++s) {
    const v1::Stage& maker = program_.rule_set.stages(s);
    const auto& names = maker.names().labels();
    if (std::find(names.begin(), names.end(), label.label) != names.end()) return std::nullopt;
    if (maker.has_senses() && maker.senses().label() == label.label) return std::nullopt;
    for (const v1::Rule& rule : maker.rules()) AddTo(&any, OfMaker(rule, label, s));
  }
  return any;
}

RuleNeeds::MaybeNeed RuleNeeds::OfMaker(const v1::Rule& rule, const NeededLabel& label, int stage) {
  if (rule.has_repair()) return OfRepair(rule, label, stage);
  if (rule.has_evidence() || LabelOf(rule) != label.label || SetsAnother(rule, label)) return TextNeed();
  if (rule.has_list()) return OfRows(rule, label);
  if (rule.has_verb_group()) return OfVerbGroup(rule.verb_group(), label, stage);
  return AnyOf(Of(rule, stage));
}

// What its verb says counts but for what the tables of auxiliaries and forms tell.
RuleNeeds::MaybeNeed RuleNeeds::OfVerbGroup(const v1::VerbGroupRule& group, const NeededLabel& label, int stage) {
  const bool told = HasColumn(group.auxiliaries(), label.feature) || HasColumn(group.adverbs(), label.feature) ||
                    HasColumn(group.forms(), label.feature);
  if (told || label.feature.empty()) return OfLabel({group.verb(), "", {}}, stage);
  return OfLabel({group.verb(), label.feature, label.values}, stage);
}

RuleNeeds::MaybeNeed RuleNeeds::OfRepair(const v1::Rule& rule, const NeededLabel& label, int stage) {
  MaybeNeed any = TextNeed();
  for (const v1::Relabeling& relabeling : rule.repair().relabel()) {
    if (relabeling.label() != label.label || SetsAnother(rule, label)) continue;
    // A feature that the rule does not set is what it was under the label before.
    const auto before = LabelsInCapture(rule.repair().pattern(), relabeling.capture());
    if (label.feature.empty() || FindSetting(rule, label.feature) != nullptr || before.empty())
      return AnyOf(Of(rule, stage));
    for (const std::string& name : before) AddTo(&any, OfLabel({name, label.feature, label.values}, stage));
  }
  return any;
}

RuleNeeds::MaybeNeed RuleNeeds::OfRows(const v1::Rule& rule, const NeededLabel& label) {
  const auto list = program_.lists.find(rule.list().list());
  if (list == program_.lists.end()) return std::nullopt;
  const int column = ColumnOf(rule, label.feature, list->second);
  return OfFirstWords(rule.list(), rule.list().aliases_column(), [&](const ListRow& row) {
    return column < 0 || IsIn(row[static_cast<size_t>(column)], label.values);
  });
}

template <typename Use, typename Takes>
RuleNeeds::MaybeNeed RuleNeeds::OfFirstWords(const Use& use, absl::string_view aliases, const Takes& takes) const {
  const auto found = program_.lists.find(use.list());
  if (found == program_.lists.end()) return std::nullopt;
  const List& list = found->second;
  const size_t phrase = static_cast<size_t>(std::max(0, ColumnIndex(list, use.column())));
  const int spellings = aliases.empty() ? -1 : ColumnIndex(list, aliases);
  TextNeed any;
  const auto add = [&](absl::string_view text) {
    TextNeeds words = NeedsOfPhrase(text);
    if (!words.empty()) any.words.merge(words.front().words);
  };
  for (const ListRow row : list.rows) {
    if (!PassesFilter(list, use.where(), row) || !takes(row)) continue;
    add(row[phrase]);
    if (spellings < 0) continue;
    for (absl::string_view spelling : absl::StrSplit(row[static_cast<size_t>(spellings)], ';', absl::SkipEmpty()))
      add(spelling);
  }
  return any;
}

bool RuleNeeds::HasColumn(const v1::ListUse& use, absl::string_view column) const {
  const auto found = program_.lists.find(use.list());
  return found != program_.lists.end() && !column.empty() && ColumnIndex(found->second, column) >= 0;
}

}  // namespace caspian::extractor
