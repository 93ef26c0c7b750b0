#include "extractor/program/phrase_index.h"

#include <algorithm>

#include "extractor/document/characters.h"
#include "extractor/document/segment.h"

namespace caspian::extractor {

std::vector<std::string> TokensOf(absl::string_view phrase) {
  std::vector<std::string> tokens;
  for (const Token& token : Tokenize(phrase)) tokens.emplace_back(phrase.substr(token.begin, token.end - token.begin));
  return tokens;
}

void PhraseIndex::Add(absl::string_view phrase, uint32_t row) {
  const std::vector<std::string> tokens = TokensOf(phrase);
  if (tokens.empty()) return;
  uint32_t node = 0;
  for (const std::string& token : tokens) {
    const auto [entry, added] = nodes_[node].next.try_emplace(case_ == PhraseCase::kIgnored ? Lowered(token) : token,
                                                              static_cast<uint32_t>(nodes_.size()));
    node = entry->second;
    if (added) nodes_.emplace_back();
  }
  if (nodes_[node].row == kNoRow) nodes_[node].row = row;
  max_tokens_ = std::max(max_tokens_, tokens.size());
}

PhraseHit PhraseIndex::Walk(absl::Span<const absl::string_view> tokens, size_t first, size_t last,
                            absl::string_view first_token) const {
  PhraseHit best;
  uint32_t node = 0;
  for (size_t i = first; i < last; ++i) {
    const auto found = i == first ? nodes_[node].next.find(first_token)
                                  : (case_ == PhraseCase::kIgnored ? nodes_[node].next.find(Lowered(tokens[i]))
                                                                   : nodes_[node].next.find(tokens[i]));
    if (found == nodes_[node].next.end()) break;
    node = found->second;
    if (nodes_[node].row != kNoRow) best = {i + 1 - first, static_cast<uint32_t>(nodes_[node].row)};
  }
  return best;
}

PhraseHit PhraseIndex::LongestAt(absl::Span<const absl::string_view> tokens, size_t first) const {
  return LongestIn(tokens, first, std::min(tokens.size(), first + max_tokens_));
}

PhraseHit PhraseIndex::LongestIn(absl::Span<const absl::string_view> tokens, size_t first, size_t last) const {
  if (case_ == PhraseCase::kIgnored) return Walk(tokens, first, last, Lowered(tokens[first]));
  const PhraseHit hit = Walk(tokens, first, last, tokens[first]);
  if (case_ != PhraseCase::kFirstLetterFree || !StartsUpper(tokens[first])) return hit;
  const PhraseHit lower = Walk(tokens, first, last, Uncapitalised(tokens[first]));
  return lower.token_count > hit.token_count ? lower : hit;
}

std::vector<absl::string_view> PhraseIndex::FirstTokens() const {
  std::vector<absl::string_view> tokens;
  for (const auto& [token, node] : nodes_[0].next) tokens.push_back(token);
  return tokens;
}

int64_t PhraseIndex::RowOf(absl::Span<const absl::string_view> tokens, size_t first, size_t last) const {
  if (first >= last || last - first > max_tokens_) return kNoRow;
  const PhraseHit hit = LongestIn(tokens, first, last);
  return hit.token_count == last - first ? static_cast<int64_t>(hit.row) : kNoRow;
}

PhraseHit PhraseIndex::LongestEndingAt(absl::Span<const absl::string_view> tokens, size_t least, size_t last) const {
  const size_t first = std::max(least, last > max_tokens_ ? last - max_tokens_ : 0);
  for (size_t begin = first; begin < last; ++begin) {
    const int64_t row = RowOf(tokens, begin, last);
    if (row != kNoRow) return {last - begin, static_cast<uint32_t>(row)};
  }
  return {};
}

}  // namespace caspian::extractor
