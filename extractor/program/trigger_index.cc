#include "extractor/program/trigger_index.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extractor/rules/rule_parts.h"

namespace caspian::extractor {
namespace {

std::string Written(const PatternNeed& need) {
  std::string text = absl::StrCat(absl::StrJoin(need.words, "\n"), need.digit ? "\t0" : "");
  for (const NeededLabel& label : need.labels)
    absl::StrAppend(&text, "\t", label.label, "\n", label.feature, "\n", absl::StrJoin(label.values, "\n"));
  return text;
}

void AddOnce(uint32_t number, TriggerNumbers* numbers) {
  if (numbers->empty() || numbers->back() != number) numbers->push_back(number);
}

}  // namespace

void WordTriggers::AddNeed(uint32_t number) {
  if (!needs().empty() && needs().back() == number) return;
  numbers_.insert(numbers_.begin() + needs_++, number);
}

void WordTriggers::AddList(uint32_t number) {
  if (lists().empty() || lists().back() != number) numbers_.push_back(number);
}

TriggerIndex::TriggerIndex(const Program& program)
    : vocabulary_(program.vocabulary), labels_(static_cast<size_t>(program.alphabet.label_count())) {
  for (const CompiledStage& stage : program.stages) stages_.push_back(OfStage(stage, program.alphabet));
  tokens_.Seal(program.vocabulary);
  lists_.resize(trigger_count());
  NumberSearches();
}

void TriggerIndex::NumberSearches() {
  std::vector<std::vector<SearchBegin>> by_rarest(trigger_count());
  for (uint32_t stage = 0; stage < stages_.size(); ++stage) {
    for (uint32_t s = stages_[stage].all.first; s < stages_[stage].all.last; ++s)
      (searches_[s].need_count == 0 ? anywhere_ : by_rarest[searches_[s].needs[0]]).push_back({s, stage});
  }
  rarest_ends_.push_back(0);
  for (const std::vector<SearchBegin>& searches : by_rarest) {
    by_rarest_.insert(by_rarest_.end(), searches.begin(), searches.end());
    rarest_ends_.push_back(static_cast<uint32_t>(by_rarest_.size()));
  }
}

StageTriggers TriggerIndex::OfStage(const CompiledStage& stage, const Alphabet& alphabet) {
  StageTriggers triggers;
  const auto begin = static_cast<uint32_t>(searches_.size());
  uint32_t first = begin;
  const auto end_sort = [&](SearchRange* range) {
    *range = {first, static_cast<uint32_t>(searches_.size())};
    first = range->last;
  };
  AddLists(stage, alphabet, &triggers.list_starts);
  end_sort(&triggers.lists);
  AddMatches(stage, alphabet);
  end_sort(&triggers.matches);
  for (size_t r = 0; r < stage.verb_groups.size(); ++r) {
    const std::string& verb = alphabet.label(stage.verb_groups[r].verb_label).name();
    AddSearch(r, 0, {NumberOf(PatternNeed{{}, {{verb, "", {}}}}, alphabet)});
  }
  end_sort(&triggers.verb_groups);
  for (size_t r = 0; r < stage.repairs.size(); ++r) {
    const v1::Rule& rule = *stage.repairs[r].rule;
    AddSearch(r, 0, NumbersOf(NeedsOf(rule.repair().pattern()), NeedsAround(rule), alphabet), stage.repairs[r].start);
  }
  end_sort(&triggers.repairs);
  triggers.all = {begin, first};
  return triggers;
}

void TriggerIndex::AddMatches(const CompiledStage& stage, const Alphabet& alphabet) {
  for (size_t r = 0; r < stage.matches.size(); ++r) {
    const CompiledMatchRule& rule = stage.matches[r];
    const std::vector<PatternNeed> around = NeedsAround(*rule.rule);
    for (size_t f = 0; f < rule.forms.size(); ++f) {
      StartEdges edges = rule.forms[f].start;
      // Where words are left out others come to stand side by side.
      if (rule.elision != kNoElision) edges.first = kAnyEdge;
      for (const RulePattern& pattern : SearchedPatterns(*rule.rule)) {
        if (pattern.form == rule.forms[f].name)
          AddSearch(r, f, NumbersOf(NeedsOf(pattern.text), around, alphabet), edges);
      }
    }
  }
}

void TriggerIndex::AddLists(const CompiledStage& stage, const Alphabet& alphabet, std::vector<uint32_t>* starts) {
  for (size_t r = 0; r < stage.lists.size(); ++r) {
    TriggerNumbers needs = {NumberOf(*stage.lists[r].index)};
    starts->push_back(needs[0]);
    for (uint32_t number : NumbersOf({}, NeedsAround(*stage.lists[r].rule), alphabet)) needs.push_back(number);
    AddSearch(r, 0, needs);
  }
}

void TriggerIndex::AddSearch(size_t rule, size_t form, const TriggerNumbers& needs, const StartEdges& edges) {
  RuleSearch& search = searches_.emplace_back();
  search.rule = static_cast<uint32_t>(rule);
  search.form = static_cast<uint32_t>(form);
  for (uint32_t need : needs) search.AddNeed(need);
  if (edges.first != kAnyEdge) search.AddEdge(edges.first);
  for (const HeldEdge& held : edges.held) {
    if (held.edge != kAnyEdge) search.AddEdge(held.edge);
  }
}

// What the pattern needs beside the rarest is among the edges of the search; more needs of guards rarely exclude what
// the rarest let through.
TriggerNumbers TriggerIndex::NumbersOf(const std::vector<PatternNeed>& own, std::vector<PatternNeed> around,
                                       const Alphabet& alphabet) {
  std::vector<PatternNeed> needs(own.begin(), own.begin() + (own.empty() ? 0 : 1));
  std::move(around.begin(), around.end(), std::back_inserter(needs));
  SortByRarity(&needs);
  needs.resize(std::min(needs.size(), RuleSearch::kMostNeeds));
  TriggerNumbers numbers;
  for (const PatternNeed& need : needs) numbers.push_back(NumberOf(need, alphabet));
  return numbers;
}

uint32_t TriggerIndex::NumberOf(const PatternNeed& need, const Alphabet& alphabet) {
  const auto [known, is_new] = numbers_.emplace(Written(need), static_cast<uint32_t>(trigger_count()));
  const uint32_t number = known->second;
  if (!is_new) return number;
  for (const std::string& word : need.words) tokens_.Of(word)->AddNeed(number);
  if (need.digit) AddOnce(number, &digit_);
  for (const NeededLabel& label : need.labels) {
    LabelTriggers& of = labels_[static_cast<size_t>(alphabet.LabelIndex(label.label))];
    if (label.feature.empty()) AddOnce(number, &of.any);
    for (const std::string& value : label.values) AddOnce(number, &of.by_feature[label.feature][value]);
  }
  return number;
}

uint32_t TriggerIndex::NumberOf(const PhraseIndex& phrases) {
  const auto number = static_cast<uint32_t>(trigger_count());
  ++list_count_;
  lists_.resize(number + 1);
  lists_[number] = &phrases;
  for (WordId word : phrases.first_words()) tokens_.Of(FoldedWord(vocabulary_.word(word)))->AddList(number);
  return number;
}

}  // namespace caspian::extractor
