#include "extractor/names/evidence.h"

#include <string>
#include <utility>

#include "extractor/match/guards.h"

namespace caspian::extractor {
namespace {

constexpr int64_t kNoRow = -1;

std::vector<std::string> TokensOfWords(const std::vector<std::string>& words) {
  std::vector<std::string> tokens;
  for (const std::string& word : words) {
    for (std::string& token : TokensOf(word)) tokens.push_back(std::move(token));
  }
  return tokens;
}

size_t CopyOffset(const LiftedText& text, uint32_t offset, bool end) {
  for (const LiftedPiece& piece : text.pieces()) {
    if (end ? piece.end >= offset : piece.end > offset) return end ? piece.copy_end : piece.copy_begin;
  }
  return text.copy().size();
}

int64_t RowInside(const PhraseIndex& index, v1::CandidatePart part, const std::vector<std::string>& words) {
  const std::vector<std::string> tokens = TokensOfWords(words);
  const std::vector<absl::string_view> views(tokens.begin(), tokens.end());
  switch (part) {
    case v1::CANDIDATE_PART_WHOLE:
      return index.RowOf(views, 0, views.size());
    case v1::CANDIDATE_PART_FIRST: {
      const PhraseHit hit = index.LongestAt(views, 0);
      return hit.token_count == 0 ? kNoRow : static_cast<int64_t>(hit.row);
    }
    case v1::CANDIDATE_PART_LAST: {
      const PhraseHit hit = index.LongestEndingAt(views, 0, views.size());
      return hit.token_count == 0 ? kNoRow : static_cast<int64_t>(hit.row);
    }
    default:
      for (size_t i = 0; i < views.size(); ++i) {
        const PhraseHit hit = index.LongestAt(views, i);
        if (hit.token_count > 0) return static_cast<int64_t>(hit.row);
      }
      return kNoRow;
  }
}

}  // namespace

int64_t EvidenceCollector::RowBeside(const CompiledListCondition& condition, const NameCandidate& candidate) const {
  const bool behind = condition.part == v1::CANDIDATE_PART_AFTER;
  std::vector<absl::string_view> tokens;
  for (const LiftedPiece& piece : text_.pieces()) {
    const bool beside = behind ? piece.begin >= candidate.end : piece.end <= candidate.begin;
    if (beside && !piece.blank) tokens.push_back(absl::string_view(text_.copy()).substr(piece.copy_begin, piece.copy_end - piece.copy_begin));
  }
  if (tokens.empty()) return kNoRow;
  const PhraseHit hit = behind ? condition.index->LongestAt(tokens, 0) : condition.index->LongestEndingAt(tokens, 0, tokens.size());
  return hit.token_count == 0 ? kNoRow : static_cast<int64_t>(hit.row);
}

bool EvidenceCollector::ListHolds(const CompiledListCondition& condition, const NameCandidate& candidate, int64_t* row) const {
  const bool beside = condition.part == v1::CANDIDATE_PART_BEFORE || condition.part == v1::CANDIDATE_PART_AFTER;
  *row = beside ? RowBeside(condition, candidate) : RowInside(*condition.index, condition.part, candidate.words);
  return (*row != kNoRow) != condition.negated;
}

bool EvidenceCollector::Holds(const CompiledEvidenceRule& rule, const NameCandidate& candidate, EvidenceHit* hit) const {
  const v1::EvidenceRule& evidence = rule.rule->evidence();
  const size_t words = candidate.words.size();
  if (evidence.min_words() > words || (evidence.max_words() != 0 && evidence.max_words() < words)) return false;
  if (evidence.sentence_initial() && !candidate.sentence_initial) return false;
  if (rule.regex != nullptr && !rule.regex->MatchesAll(candidate.text)) return false;
  int64_t first_row = kNoRow;
  for (size_t i = 0; i < rule.lists.size(); ++i) {
    int64_t row = kNoRow;
    if (!ListHolds(rule.lists[i], candidate, &row)) return false;
    if (i == 0) first_row = row;
  }
  if (!rule.guards.empty() && !GuardsHold(rule.guards, text_, CopyOffset(text_, candidate.begin, false), CopyOffset(text_, candidate.end, true))) return false;
  for (const Template& setting : rule.settings) {
    const std::string value = setting.Evaluate([&](const TemplateReference& reference) -> std::string {
      if (first_row == kNoRow) return "";
      const List& list = *rule.lists[0].list;
      const int column = ColumnIndex(list, reference.name);
      return column < 0 ? "" : list.rows[static_cast<size_t>(first_row)][static_cast<size_t>(column)];
    });
    if (!value.empty()) SetFeature(setting.name(), value, &hit->features);
  }
  return true;
}

std::vector<EvidenceHit> EvidenceCollector::Collect(const NameCandidate& candidate) const {
  std::vector<EvidenceHit> hits;
  for (const CompiledEvidenceRule& rule : names_.rules) {
    EvidenceHit hit;
    hit.rule = &rule;
    if (Holds(rule, candidate, &hit)) hits.push_back(std::move(hit));
  }
  return hits;
}

}  // namespace caspian::extractor
