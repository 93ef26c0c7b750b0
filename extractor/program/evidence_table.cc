#include "extractor/program/evidence_table.h"

#include <algorithm>
#include <bit>
#include <set>

#include "absl/container/flat_hash_map.h"
#include "extractor/program/program.h"

namespace caspian::extractor {
namespace {

constexpr size_t kNumberBits = 64;

void SetBit(size_t bit, RuleBits* bits) { (*bits)[bit / kNumberBits] |= uint64_t{1} << bit % kNumberBits; }

void KeepThose(const RuleBits& those, RuleBits* rules) {
  const uint64_t* from = those.data();
  for (uint64_t& number : *rules) number &= *from++;
}

void AddThose(const RuleBits& those, RuleBits* rules) {
  const uint64_t* from = those.data();
  for (uint64_t& number : *rules) number |= *from++;
}

// The condition of the rule to be in a list that is looked at first; null: there is none.
const CompiledListCondition* ListOf(const CompiledEvidenceRule& rule) {
  const auto found = std::find_if(rule.lists.begin(), rule.lists.end(),
                                  [](const CompiledListCondition& condition) { return !condition.negated; });
  return found == rule.lists.end() ? nullptr : &*found;
}

// A part that is not known is any.
size_t PartOf(const CompiledListCondition& condition) {
  return v1::CandidatePart_IsValid(condition.part) ? condition.part : v1::CANDIDATE_PART_UNSPECIFIED;
}

bool CanHaveWords(const CompiledEvidenceRule& rule, size_t words) {
  const v1::EvidenceRule& evidence = rule.rule->evidence();
  const size_t least = std::max(evidence.min_words(), rule.least_words);
  const bool more = words == EvidenceTable::kCountedWords;
  return (more || least <= words) && (more || evidence.max_words() == 0 || words <= evidence.max_words());
}

bool LooksAt(const CompiledEvidenceRule& rule, int label) {
  return rule.on.empty() || std::count(rule.on.begin(), rule.on.end(), label) > 0;
}

int GreatestLabel(const std::vector<CompiledEvidenceRule>& rules) {
  int greatest = -1;
  for (const CompiledEvidenceRule& rule : rules) {
    for (int label : rule.on) greatest = std::max(greatest, label);
  }
  return greatest;
}

}  // namespace

void RuleGate::Add(size_t bit, size_t rule, size_t width) {
  const uint64_t asked = uint64_t{1} << bit;
  if ((asked_ & asked) == 0) {
    places_[bit] = static_cast<uint8_t>(rules_.size());
    rules_.emplace_back(width, 0);
    asked_ |= asked;
  }
  SetBit(rule, &rules_[places_[bit]]);
}

void RuleGate::Open(uint64_t bits, RuleBits* through) const {
  for (bits &= asked_; bits != 0; bits &= bits - 1)
    AddThose(rules_[places_[static_cast<size_t>(std::countr_zero(bits))]], through);
}

EvidenceTable::EvidenceTable(const std::vector<CompiledEvidenceRule>& rules)
    : width_((rules.size() + kNumberBits - 1) / kNumberBits) {
  AddConditions(rules);
  for (size_t words = 0; words <= kCountedWords; ++words)
    by_words_.push_back(Where(rules, [&](const auto& rule) { return CanHaveWords(rule, words); }));
  AddLabels(rules);
  anywhere_ = Where(rules, [](const auto& rule) { return !rule.rule->evidence().sentence_initial(); });
  for (const CompiledEvidenceRule& rule : rules) edges_.push_back(EdgesOf(rule));
  AddLists(rules);
}

template <typename Holds>
RuleBits EvidenceTable::Where(const std::vector<CompiledEvidenceRule>& rules, const Holds& holds) {
  RuleBits bits((rules.size() + kNumberBits - 1) / kNumberBits, 0);
  for (size_t number = 0; number < rules.size(); ++number) {
    if (holds(rules[number])) SetBit(number, &bits);
  }
  return bits;
}

void EvidenceTable::AddConditions(const std::vector<CompiledEvidenceRule>& rules) {
  std::set<int> conditions;
  for (const CompiledEvidenceRule& rule : rules) conditions.insert(rule.condition);
  for (int condition : conditions)
    by_condition_.emplace_back(condition, Where(rules, [&](const auto& rule) { return rule.condition == condition; }));
}

void EvidenceTable::AddLabels(const std::vector<CompiledEvidenceRule>& rules) {
  for (int label = -1; label <= GreatestLabel(rules) + 1; ++label)
    by_label_.push_back(Where(rules, [&](const auto& rule) { return LooksAt(rule, label); }));
}

// Edges of guards are of those that demand something, one a place.
EvidenceTable::RuleEdges EvidenceTable::EdgesOf(const CompiledEvidenceRule& rule) {
  RuleEdges edges = {rule.begin_edge, rule.end_edge, rule.held_edge, kAnyEdge, kAnyEdge};
  for (const CompiledGuard& guard : rule.guards) {
    uint32_t& before = edges[static_cast<size_t>(EdgePlace::kBefore)];
    uint32_t& behind = edges[static_cast<size_t>(EdgePlace::kBehind)];
    if (guard.kind == v1::GUARD_KIND_PRECEDED_BY && before == kAnyEdge) before = guard.edge;
    if (guard.kind == v1::GUARD_KIND_FOLLOWED_BY && behind == kAnyEdge) behind = guard.edge;
  }
  return edges;
}

RuleBits EvidenceTable::ThroughAt(EdgePlace place, const uint64_t* row) const {
  RuleBits through(width_, 0);
  for (size_t number = 0; number < edges_.size(); ++number) {
    const uint32_t edge = edges_[number][static_cast<size_t>(place)];
    if (edge == kAnyEdge || IsAtEdge(row, edge)) SetBit(number, &through);
  }
  return through;
}

void EvidenceTable::AddLists(const std::vector<CompiledEvidenceRule>& rules) {
  absl::flat_hash_map<const PhraseIndex*, size_t> bits;
  absl::flat_hash_map<WordId, WordPhrases> words;
  unlisted_ = Where(rules, [](const auto& rule) { return ListOf(rule) == nullptr; });
  for (size_t number = 0; number < rules.size(); ++number) {
    for (const CompiledListCondition& condition : rules[number].lists)
      lookups_ = std::max(lookups_, condition.lookup + 1);
    const CompiledListCondition* condition = ListOf(rules[number]);
    if (condition == nullptr) continue;
    const auto [known, is_new] =
        bits.try_emplace(condition->index.get(), std::min(bits.size(), size_t{kNumberBits - 1}));
    const uint64_t bit = uint64_t{1} << known->second;
    listed_[PartOf(*condition)].Add(known->second, number, width_);
    if (!is_new) continue;
    for (WordId word : condition->index->first_words()) words[word].begins |= bit;
    for (WordId word : condition->index->LastWords()) words[word].ends |= bit;
  }
  words_ = WordTable<WordPhrases>(words);
}

WordPhrases EvidenceTable::PhrasesOf(const TokenWords& token) const {
  const WordPhrases& written = words_.Of(token.written);
  const WordPhrases& small = words_.Of(token.uncapitalised);
  return {written.begins | small.begins, written.ends | small.ends};
}

RuleBits EvidenceTable::ForDocument(const std::vector<bool>& conditions) const {
  RuleBits rules(width_, 0);
  for (const auto& [condition, those] : by_condition_) {
    if (condition < 0 || conditions[static_cast<size_t>(condition)]) AddThose(those, &rules);
  }
  return rules;
}

void EvidenceTable::Narrow(const CandidateTraits& candidate, RuleBits* rules) const {
  if (width_ == 0) return;
  KeepThose(by_words_[std::min(candidate.words, kCountedWords)], rules);
  KeepThose(by_label_[std::min(static_cast<size_t>(candidate.label + 1), by_label_.size() - 1)], rules);
  if (!candidate.sentence_initial) KeepThose(anywhere_, rules);
  RuleBits through = unlisted_;
  for (size_t part = 0; part < listed_.size(); ++part) listed_[part].Open(candidate.lists[part], &through);
  KeepThose(through, rules);
}

}  // namespace caspian::extractor
