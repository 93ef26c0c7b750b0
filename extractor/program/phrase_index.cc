#include "extractor/program/phrase_index.h"

#include <algorithm>

#include "extractor/document/characters.h"
#include "extractor/document/segment.h"

namespace caspian::extractor {
namespace {

uint64_t StepOf(uint32_t node, WordId word) { return uint64_t{node} << 32 | word; }

}  // namespace

void PhraseIndex::Add(absl::string_view phrase, uint32_t row) {
  uint32_t node = 0;
  size_t count = 0;
  for (const Token& token : Tokenize(phrase)) {
    const absl::string_view text = phrase.substr(token.begin, token.end - token.begin);
    const WordId word = case_ == PhraseCase::kIgnored ? vocabulary_.Add(Lowered(text)) : vocabulary_.Add(text);
    const auto [step, added] = next_.try_emplace(StepOf(node, word), static_cast<uint32_t>(rows_.size()));
    if (added && node == 0) first_words_.push_back(word);
    if (added) rows_.push_back(kNoRow);
    node = step->second;
    ++count;
  }
  if (count > 0 && rows_[node] == kNoRow) rows_[node] = row;
  max_tokens_ = std::max(max_tokens_, count);
}

uint32_t PhraseIndex::Next(uint32_t node, WordId word) const {
  if (word == kNoWord) return 0;
  const auto found = next_.find(StepOf(node, word));
  return found == next_.end() ? 0 : found->second;
}

PhraseHit PhraseIndex::Walk(absl::Span<const TokenWords> tokens, size_t first, size_t last, WordId first_word) const {
  PhraseHit best;
  uint32_t node = 0;
  for (size_t i = first; i < last; ++i) {
    const WordId word = case_ == PhraseCase::kIgnored ? tokens[i].lowered : tokens[i].written;
    node = Next(node, i == first ? first_word : word);
    if (node == 0) break;
    if (rows_[node] != kNoRow) best = {i + 1 - first, static_cast<uint32_t>(rows_[node])};
  }
  return best;
}

PhraseHit PhraseIndex::LongestAt(absl::Span<const TokenWords> tokens, size_t first) const {
  return LongestIn(tokens, first, std::min(tokens.size(), first + max_tokens_));
}

PhraseHit PhraseIndex::LongestIn(absl::Span<const TokenWords> tokens, size_t first, size_t last) const {
  const TokenWords& token = tokens[first];
  if (case_ == PhraseCase::kIgnored) return Walk(tokens, first, last, token.lowered);
  const PhraseHit hit = Walk(tokens, first, last, token.written);
  if (case_ != PhraseCase::kFirstLetterFree || token.uncapitalised == kNoWord) return hit;
  const PhraseHit lower = Walk(tokens, first, last, token.uncapitalised);
  return lower.token_count > hit.token_count ? lower : hit;
}

int64_t PhraseIndex::RowOf(absl::Span<const TokenWords> tokens, size_t first, size_t last) const {
  if (first >= last || last - first > max_tokens_) return kNoRow;
  const PhraseHit hit = LongestIn(tokens, first, last);
  return hit.token_count == last - first ? static_cast<int64_t>(hit.row) : kNoRow;
}

PhraseHit PhraseIndex::LongestEndingAt(absl::Span<const TokenWords> tokens, size_t least, size_t last) const {
  const size_t first = std::max(least, last > max_tokens_ ? last - max_tokens_ : 0);
  for (size_t begin = first; begin < last; ++begin) {
    const int64_t row = RowOf(tokens, begin, last);
    if (row != kNoRow) return {last - begin, static_cast<uint32_t>(row)};
  }
  return {};
}

}  // namespace caspian::extractor
