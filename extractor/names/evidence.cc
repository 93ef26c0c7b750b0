#include "extractor/names/evidence.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "extractor/match/guards.h"

namespace caspian::extractor {
namespace {

constexpr int64_t kNoRow = -1, kNotLookedUp = -2;

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

Features FeaturesOf(const EvidenceHit& hit, StringPool* pool) {
  Features features;
  const auto cell = [&](const TemplateReference& reference) -> absl::string_view {
    if (hit.row == kNoRow) return "";
    const List& list = *hit.rule->lists[0].list;
    const int column = ColumnIndex(list, reference.name);
    return column < 0 ? "" : absl::string_view(list.rows[static_cast<size_t>(hit.row)][static_cast<size_t>(column)]);
  };
  for (const CompiledSetting& setting : hit.rule->settings) {
    const absl::string_view value = setting.For("").Evaluate(cell, pool);
    if (!value.empty()) SetFeature(setting.name(), value, &features);
  }
  return features;
}

EvidenceCollector::EvidenceCollector(const std::vector<CompiledEvidenceRule>& rules, const Vocabulary& vocabulary,
                                     const Analysis& analysis, const LiftedText& text)
    : vocabulary_(vocabulary), analysis_(analysis), text_(&text) {
  rules_.reserve(rules.size());
  for (const CompiledEvidenceRule& rule : rules) {
    if (!analysis.Meets(rule.condition)) continue;
    rules_.push_back(Collected(rule));
    for (const CompiledListCondition& condition : rule.lists) lookups_ = std::max(lookups_, condition.lookup + 1);
  }
}

// Edges of guards are of those that demand something.
EvidenceCollector::CollectedRule EvidenceCollector::Collected(const CompiledEvidenceRule& rule) {
  const v1::EvidenceRule& evidence = rule.rule->evidence();
  const uint32_t max_words = evidence.max_words() == 0 ? std::numeric_limits<uint32_t>::max() : evidence.max_words();
  CollectedRule collected{&rule, std::max(evidence.min_words(), rule.least_words), max_words};
  const auto need = [&](EdgePlace place, uint32_t edge) {
    if (edge != kAnyEdge && collected.edge_count < kEdgePlaces) collected.edges[collected.edge_count++] = {place, edge};
  };
  need(EdgePlace::kBegin, rule.begin_edge);
  need(EdgePlace::kEnd, rule.end_edge);
  for (const CompiledGuard& guard : rule.guards) {
    if (guard.kind == v1::GUARD_KIND_PRECEDED_BY) need(EdgePlace::kBefore, guard.edge);
    if (guard.kind == v1::GUARD_KIND_FOLLOWED_BY) need(EdgePlace::kBehind, guard.edge);
  }
  return collected;
}

inline bool EvidenceCollector::MayHold(const CollectedRule& rule, const CandidateView& view) const {
  const size_t words = view.candidate->words.size();
  if (words < rule.min_words || words > rule.max_words) return false;
  for (size_t i = 0; i < rule.edge_count && text_->has_edges(); ++i) {
    const NeededEdge& needed = rule.edges[i];
    if (!IsAtEdge(view.edges[static_cast<size_t>(needed.place)], needed.edge)) return false;
  }
  return true;
}

CandidateView EvidenceCollector::ViewOf(const NameCandidate& candidate) const {
  CandidateView view;
  view.candidate = &candidate;
  view.rows.assign(lookups_, kNotLookedUp);
  const auto& solid = text_->solid();
  const auto first =
      std::upper_bound(solid.begin(), solid.end(), candidate.begin,
                       [this](uint32_t offset, uint32_t piece) { return offset < text_->pieces()[piece].end; });
  view.first_token = static_cast<size_t>(first - solid.begin());
  view.last_token = std::max(view.first_token, text_->SolidFrom(candidate.end));
  view.copy_begin = text_->solid_piece(view.first_token).copy_begin;
  view.copy_end = text_->solid_piece(view.last_token - 1).copy_end;
  if (text_->has_edges()) {
    view.SetEdges(EdgePlace::kBefore, text_->EdgesBefore(view.copy_begin));
    view.SetEdges(EdgePlace::kBehind, text_->EdgesBehind(view.copy_end));
  }
  candidate.first_token < candidate.last_token ? AddTokens(&view) : ReadTokens(&view);
  return view;
}

void EvidenceCollector::AddTokens(CandidateView* view) const {
  const NameCandidate& candidate = *view->candidate;
  view->tokens =
      absl::MakeConstSpan(analysis_.words).subspan(candidate.first_token, candidate.last_token - candidate.first_token);
  if (!text_->has_edges()) return;
  const EdgeRows& edges = *analysis_.edges;
  view->SetEdges(EdgePlace::kBegin, edges.Row(edges.OfToken(candidate.first_token)));
  view->SetEdges(EdgePlace::kEnd, edges.Row(edges.OfToken(candidate.last_token - 1)));
}

void EvidenceCollector::ReadTokens(CandidateView* view) const {
  std::vector<std::string> tokens;
  for (absl::string_view word : view->candidate->words) {
    for (std::string& token : TokensOf(word)) tokens.push_back(std::move(token));
  }
  for (const std::string& token : tokens) view->own_tokens.push_back(vocabulary_.WordsOf(token));
  view->tokens = view->own_tokens;
  if (!text_->has_edges()) return;
  const EdgeTable& table = analysis_.edges->table();
  view->own_edges.resize(2 * table.row_size());
  const auto fill = [&](absl::string_view token, const TokenWords& words, uint64_t* row) {
    table.RowOfToken(table.EdgesOfWord(token, words.lowered), token.front(), token.back(), row);
    return row;
  };
  uint64_t* const rows = view->own_edges.data();
  view->SetEdges(EdgePlace::kBegin, fill(tokens.front(), view->tokens.front(), rows));
  view->SetEdges(EdgePlace::kEnd, fill(tokens.back(), view->tokens.back(), rows + table.row_size()));
}

int64_t EvidenceCollector::RowOf(const CompiledListCondition& condition, CandidateView* view) const {
  // A rule that is not for the document may have a lookup of its own (WhyNot).
  if (condition.lookup >= view->rows.size()) return FindRow(condition, *view);
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

std::optional<FailedCondition> EvidenceCollector::FirstFailing(const CompiledEvidenceRule& rule, CandidateView* view,
                                                               int64_t* row) const {
  const NameCandidate& candidate = *view->candidate;
  const v1::EvidenceRule& evidence = rule.rule->evidence();
  const bool looks = rule.on.empty() || std::count(rule.on.begin(), rule.on.end(), candidate.label) > 0;
  if (!looks) return FailedCondition{EvidenceCondition::kLabel};
  const size_t words = candidate.words.size();
  if (evidence.min_words() > words || (evidence.max_words() != 0 && evidence.max_words() < words))
    return FailedCondition{EvidenceCondition::kWordCount};
  if (evidence.sentence_initial() && !candidate.sentence_initial)
    return FailedCondition{EvidenceCondition::kSentenceInitial};
  if (rule.regex != nullptr && !rule.regex->MatchesAll(candidate.text))
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

// The same conditions, what costs least first.
bool EvidenceCollector::Holds(const CompiledEvidenceRule& rule, CandidateView* view, int64_t* row) const {
  const NameCandidate& candidate = *view->candidate;
  if (rule.rule->evidence().sentence_initial() && !candidate.sentence_initial) return false;
  if (!rule.on.empty() && std::count(rule.on.begin(), rule.on.end(), candidate.label) == 0) return false;
  for (size_t i = 0; i < rule.lists.size(); ++i) {
    const int64_t found = RowOf(rule.lists[i], view);
    if ((found != kNoRow) == rule.lists[i].negated) return false;
    if (i == 0) *row = found;
  }
  if (rule.regex != nullptr && !rule.regex->MatchesAll(candidate.text)) return false;
  return GuardsHold(rule.guards, *text_, view->copy_begin, view->copy_end);
}

EvidenceHits EvidenceCollector::Collect(const NameCandidate& candidate) const {
  CandidateView view = ViewOf(candidate);
  EvidenceHits hits;
  for (const CollectedRule& rule : rules_) {
    int64_t row = kNoRow;
    if (MayHold(rule, view) && Holds(*rule.rule, &view, &row)) hits.push_back({rule.rule, row});
  }
  return hits;
}

std::optional<FailedCondition> EvidenceCollector::WhyNot(const CompiledEvidenceRule& rule,
                                                         const NameCandidate& candidate) const {
  int64_t row = kNoRow;
  CandidateView view = ViewOf(candidate);
  return FirstFailing(rule, &view, &row);
}

}  // namespace caspian::extractor
