#include "extractor/names/evidence.h"

#include <algorithm>
#include <bit>
#include <string>
#include <utility>

#include "extractor/document/segment.h"
#include "extractor/match/guards.h"

namespace caspian::extractor {
namespace {

constexpr int64_t kNoRow = -1, kNotLookedUp = -2;

// Whether the rule wants that many words.
bool HasWords(const CompiledEvidenceRule& rule, size_t words) {
  const v1::EvidenceRule& evidence = rule.rule->evidence();
  return evidence.min_words() <= words && (evidence.max_words() == 0 || words <= evidence.max_words());
}

int64_t RowOfHit(const PhraseHit& hit) { return hit.token_count == 0 ? kNoRow : static_cast<int64_t>(hit.row); }

// The row of the first phrase anywhere in `tokens`.
int64_t RowAnywhere(const PhraseIndex& index, absl::Span<const TokenWords> tokens) {
  for (size_t i = 0; i < tokens.size(); ++i) {
    const int64_t row = RowOfHit(index.LongestAt(tokens, i));
    if (row != kNoRow) return row;
  }
  return kNoRow;
}

}  // namespace

absl::InlinedVector<Features::value_type, 4> FeaturesOf(const EvidenceHit& hit, std::pmr::memory_resource* memory) {
  absl::InlinedVector<Features::value_type, 4> features;
  const auto cell = [&](const TemplateReference& reference) -> absl::string_view {
    if (hit.row == kNoRow) return "";
    const List& list = *hit.rule->lists[0].list;
    const int column = ColumnIndex(list, reference.name);
    return column < 0 ? "" : absl::string_view(list.rows[static_cast<size_t>(hit.row)][static_cast<size_t>(column)]);
  };
  for (const CompiledSetting& setting : hit.rule->settings) {
    const absl::string_view value = setting.For("").Evaluate(cell, memory);
    if (!value.empty()) SetFeature(setting.name(), value, &features);
  }
  return features;
}

EvidenceCollector::EvidenceCollector(const std::vector<CompiledEvidenceRule>& rules, const EvidenceTable& table,
                                     const Vocabulary& vocabulary, const Analysis& analysis, const LiftedText& text,
                                     const NameMemory& memory)
    : rules_(rules),
      table_(table),
      for_document_(table.ForDocument(analysis.conditions)),
      vocabulary_(vocabulary),
      analysis_(analysis),
      text_(&text),
      matcher_(memory.matcher),
      edges_(memory.edges == nullptr ? nullptr : memory.edges->Of(table, analysis.keys->places())) {}

PartLists EvidenceCollector::ListsOf(const CandidateView& view) const {
  PartLists lists = {};
  const std::vector<TokenWords>& words = text_->words();
  if (view.first_token > 0) lists[v1::CANDIDATE_PART_BEFORE] = table_.PhrasesOf(words[view.first_token - 1]).ends;
  if (view.last_token < words.size()) lists[v1::CANDIDATE_PART_AFTER] = table_.PhrasesOf(words[view.last_token]).begins;
  if (view.tokens.empty()) return lists;
  const WordPhrases first = table_.PhrasesOf(view.tokens.front());
  const WordPhrases last = table_.PhrasesOf(view.tokens.back());
  lists[v1::CANDIDATE_PART_WHOLE] = first.begins & last.ends;
  lists[v1::CANDIDATE_PART_FIRST] = first.begins;
  lists[v1::CANDIDATE_PART_LAST] = last.ends;
  uint64_t any = first.begins;
  for (size_t i = 1; i < view.tokens.size(); ++i) any |= table_.PhrasesOf(view.tokens[i]).begins;
  lists[v1::CANDIDATE_PART_ANY] = lists[v1::CANDIDATE_PART_UNSPECIFIED] = any;
  return lists;
}

RuleBits EvidenceCollector::ThoseThatMayHold(const CandidateView& view) const {
  const NameCandidate& candidate = *view.candidate;
  RuleBits rules = for_document_;
  table_.Narrow({candidate.words.size(), candidate.label, candidate.sentence_initial, ListsOf(view)}, &rules);
  if (HasEdges()) NarrowByEdges(view, &rules);
  return rules;
}

void EvidenceCollector::NarrowByEdges(const CandidateView& view, RuleBits* rules) const {
  const auto keep = [&](EdgePlace place, uint32_t row) {
    const uint64_t* through = edges_->ThroughAt(place, row).data();
    for (uint64_t& number : *rules) number &= *through++;
  };
  keep(EdgePlace::kBegin, view.rows_of_tokens.front());
  keep(EdgePlace::kEnd, view.rows_of_tokens.back());
  keep(EdgePlace::kBefore, text_->PlaceRowBefore(view.first_token));
  keep(EdgePlace::kBehind, text_->PlaceRowAt(view.last_token));
  RuleBits inside(rules->size(), 0);
  for (uint32_t row : view.rows_of_tokens) {
    const uint64_t* through = edges_->ThroughAt(EdgePlace::kInside, row).data();
    for (uint64_t& number : inside) number |= *through++;
  }
  for (size_t i = 0; i < inside.size(); ++i) (*rules)[i] &= inside[i];
}

void EvidenceCollector::Look(const NameCandidate& candidate) {
  view_.candidate = &candidate;
  view_.rows.assign(table_.lookups(), kNotLookedUp);
  const std::vector<LiftedPiece>& pieces = text_->pieces();
  const auto first = std::upper_bound(pieces.begin(), pieces.end(), candidate.begin,
                                      [](uint32_t offset, const LiftedPiece& piece) { return offset < piece.end; });
  view_.first_token = static_cast<size_t>(first - pieces.begin());
  view_.last_token = std::max(view_.first_token, text_->PieceFrom(candidate.end));
  view_.copy_begin = pieces[view_.first_token].copy_begin;
  view_.copy_end = pieces[view_.last_token - 1].copy_end;
  view_.rows_of_tokens.clear();
  candidate.first_token < candidate.last_token ? AddTokens() : ReadTokens();
}

void EvidenceCollector::AddTokens() {
  const NameCandidate& candidate = *view_.candidate;
  view_.tokens =
      absl::MakeConstSpan(analysis_.words).subspan(candidate.first_token, candidate.last_token - candidate.first_token);
  if (!HasEdges()) return;
  for (uint32_t t = candidate.first_token; t < candidate.last_token; ++t)
    view_.rows_of_tokens.push_back(analysis_.keys->OfToken(t).place_row);
}

void EvidenceCollector::ReadTokens() {
  view_.own_tokens.clear();
  for (absl::string_view word : view_.candidate->words) {
    ForEachToken(word, [&](const Token& token) {
      const absl::string_view plain = word.substr(token.begin, token.end - token.begin);
      view_.own_tokens.push_back(vocabulary_.WordsOf(plain));
      if (HasEdges())
        view_.rows_of_tokens.push_back(analysis_.keys->PlaceRowOf(plain, view_.own_tokens.back().lowered));
    });
  }
  view_.tokens = view_.own_tokens;
}

int64_t EvidenceCollector::RowOf(const CompiledListCondition& condition, CandidateView* view) const {
  int64_t& row = view->rows[condition.lookup];
  if (row == kNotLookedUp) row = FindRow(condition, *view);
  return row;
}

int64_t EvidenceCollector::FindRow(const CompiledListCondition& condition, const CandidateView& view) const {
  const PhraseIndex& index = *condition.index;
  switch (condition.part) {
    case v1::CANDIDATE_PART_WHOLE:
      return index.RowOf(view.tokens, 0, view.tokens.size());
    case v1::CANDIDATE_PART_FIRST:
      return RowOfHit(index.LongestAt(view.tokens, 0));
    case v1::CANDIDATE_PART_LAST:
      return RowOfHit(index.LongestEndingAt(view.tokens, 0, view.tokens.size()));
    case v1::CANDIDATE_PART_BEFORE:
      return view.first_token == 0 ? kNoRow : RowOfHit(index.LongestEndingAt(text_->words(), 0, view.first_token));
    case v1::CANDIDATE_PART_AFTER:
      return view.last_token == text_->words().size() ? kNoRow
                                                      : RowOfHit(index.LongestAt(text_->words(), view.last_token));
    default:
      return RowAnywhere(index, view.tokens);
  }
}

bool EvidenceCollector::PatternMatches(const CompiledEvidenceRule& rule, const CandidateView& view) const {
  const auto& [regex, automaton] = rule.pattern;
  if (matcher_ == nullptr || automaton == nullptr) return regex->MatchesAll(view.candidate->text);
  return matcher_->Matches(*automaton, view.candidate->text);
}

std::optional<FailedCondition> EvidenceCollector::FirstFailing(const CompiledEvidenceRule& rule, CandidateView* view,
                                                               int64_t* row) const {
  const NameCandidate& candidate = *view->candidate;
  const v1::EvidenceRule& evidence = rule.rule->evidence();
  const bool looks = rule.on.empty() || std::count(rule.on.begin(), rule.on.end(), candidate.label) > 0;
  if (!looks) return FailedCondition{EvidenceCondition::kLabel};
  if (!HasWords(rule, candidate.words.size())) return FailedCondition{EvidenceCondition::kWordCount};
  if (evidence.sentence_initial() && !candidate.sentence_initial)
    return FailedCondition{EvidenceCondition::kSentenceInitial};
  if (rule.pattern.regex != nullptr && !PatternMatches(rule, *view))
    return FailedCondition{EvidenceCondition::kPattern};
  for (size_t i = 0; i < rule.lists.size(); ++i) {
    const int64_t found = RowOf(rule.lists[i], view);
    if ((found != kNoRow) == rule.lists[i].negated) return FailedCondition{EvidenceCondition::kList, i};
    if (i == 0) *row = found;
  }
  const int guard = rule.guards.empty() ? -1 : FailingGuard(rule.guards, *text_, view->copy_begin, view->copy_end);
  if (guard >= 0) return FailedCondition{EvidenceCondition::kGuard, static_cast<size_t>(guard)};
  return std::nullopt;
}

bool EvidenceCollector::Holds(const CompiledEvidenceRule& rule, CandidateView* view, int64_t* row) const {
  const size_t words = view->candidate->words.size();
  if (words >= EvidenceTable::kCountedWords && !HasWords(rule, words)) return false;
  for (size_t i = 0; i < rule.lists.size(); ++i) {
    const int64_t found = RowOf(rule.lists[i], view);
    if ((found != kNoRow) == rule.lists[i].negated) return false;
    if (i == 0) *row = found;
  }
  if (rule.pattern.regex != nullptr && !PatternMatches(rule, *view)) return false;
  return GuardsHold(rule.guards, *text_, view->copy_begin, view->copy_end);
}

EvidenceHits EvidenceCollector::Collect(const NameCandidate& candidate) {
  Look(candidate);
  const RuleBits rules = ThoseThatMayHold(view_);
  EvidenceHits hits;
  for (size_t i = 0; i < rules.size(); ++i) {
    for (uint64_t bits = rules[i]; bits != 0; bits &= bits - 1) {
      const CompiledEvidenceRule& rule = rules_[64 * i + static_cast<size_t>(std::countr_zero(bits))];
      int64_t row = kNoRow;
      if (Holds(rule, &view_, &row)) hits.push_back({&rule, row});
    }
  }
  return hits;
}

std::optional<FailedCondition> EvidenceCollector::WhyNot(const CompiledEvidenceRule& rule,
                                                         const NameCandidate& candidate) {
  int64_t row = kNoRow;
  Look(candidate);
  return FirstFailing(rule, &view_, &row);
}

}  // namespace caspian::extractor
