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

}  // namespace

void TriggerSet::Add(uint32_t number) {
  if (numbers.empty() || numbers.back() != number) numbers.push_back(number);
}

void WordTriggers::AddNeed(uint32_t number) {
  if (!needs().empty() && needs().back() == number) return;
  numbers_.insert(numbers_.begin() + needs_++, number);
}

void WordTriggers::AddList(uint32_t number) {
  if (lists().empty() || lists().back() != number) numbers_.push_back(number);
}

TriggerIndex::TriggerIndex(const Program& program)
    : vocabulary_(program.vocabulary), labels_(static_cast<size_t>(program.alphabet.label_count())) {
  layout_.needs = static_cast<uint32_t>(program.edges.searches.row_size());
  for (const CompiledStage& stage : program.stages) stages_.push_back(OfStage(stage, program.alphabet));
  lists_.resize(trigger_count());
  layout_.Place(need_numbers_.size(), searches_.size());
  AddMarks();
  tokens_.Seal(program.vocabulary);
}

void TriggerIndex::AddMarks() {
  const std::vector<std::vector<uint32_t>> bits = BitsOfTriggers();
  const auto marks_of = [&](absl::Span<const uint32_t> triggers) {
    std::vector<uint32_t> all;
    for (uint32_t trigger : triggers) all.insert(all.end(), bits[trigger].begin(), bits[trigger].end());
    return marks_.Add(std::move(all));
  };
  for (const std::vector<uint32_t>& of_trigger : bits) of_triggers_.push_back(marks_.Add(of_trigger));
  for (StageTriggers& stage : stages_) stage.marks = marks_.Add(BitsOfSearches(stage.all));
  const auto settle = [&](TriggerSet* set) { *set = {{}, marks_of(set->numbers)}; };
  settle(&digit_);
  for (const std::string& word : needed_words_) tokens_.Of(word)->set_marks(marks_of(tokens_.Of(word)->needs()));
  for (LabelTriggers& label : labels_) {
    settle(&label.any);
    for (auto& [feature, by_value] : label.by_feature) {
      for (auto& [value, set] : by_value) settle(&set);
    }
  }
  need_numbers_.clear();
  needed_words_.clear();
}

std::vector<uint32_t> TriggerIndex::BitsOfSearches(const SearchRange& range) const {
  std::vector<uint32_t> bits;
  for (uint32_t s = range.first; s < range.last; ++s) bits.push_back(layout_.BitOfSearch(s));
  return bits;
}

std::vector<std::vector<uint32_t>> TriggerIndex::BitsOfTriggers() const {
  std::vector<std::vector<uint32_t>> bits(trigger_count() + 1);
  for (const auto& [trigger, number] : need_numbers_) bits[trigger].push_back(layout_.BitOfNeed(number));
  for (size_t stage = 0; stage < stages_.size(); ++stage) {
    for (uint32_t s = stages_[stage].all.first; s < stages_[stage].all.last; ++s) {
      std::vector<uint32_t>& begin = bits[std::min<size_t>(searches_[s].rarest, trigger_count())];
      begin.push_back(layout_.BitOfSearch(s));
      begin.push_back(layout_.BitOfStage(stage));
    }
  }
  return bits;
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
  if (edges.first != kAnyEdge) search.Demand(edges.first);
  for (const HeldEdge& held : edges.held) {
    if (held.edge != kAnyEdge) search.Demand(held.edge);
  }
  for (uint32_t need : needs) {
    if (search.rarest == RuleSearch::kAnywhere) {
      search.rarest = need;
    } else {
      search.Demand(layout_.BitOfNeed(
          need_numbers_.try_emplace(need, static_cast<uint32_t>(need_numbers_.size())).first->second));
    }
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
  needed_words_.insert(need.words.begin(), need.words.end());
  if (need.digit) digit_.Add(number);
  for (const NeededLabel& label : need.labels) {
    LabelTriggers& of = labels_[static_cast<size_t>(alphabet.LabelIndex(label.label))];
    if (label.feature.empty()) of.any.Add(number);
    for (const std::string& value : label.values) of.by_feature[label.feature][value].Add(number);
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
