#include "extractor/program/phrase_index.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace caspian::extractor {

absl::optional<PhraseIndex> PhraseIndex::FromFlat(SharedBytes flat, size_t words_end, size_t rows) {
  PhraseIndex read;
  FlatReader reader(flat);
  uint64_t letter_case = 0, max_tokens = 0;
  if (!reader.Number(&letter_case) || letter_case > static_cast<uint64_t>(PhraseCase::kIgnored)) return absl::nullopt;
  if (!reader.Number(&max_tokens) || !reader.Array(&read.first_words_) || !reader.Array(&read.steps_) || !reader.Done())
    return absl::nullopt;
  read.case_ = static_cast<PhraseCase>(letter_case);
  read.max_tokens_ = max_tokens;
  read.flat_ = std::move(flat);
  if (!read.IsSound(words_end, rows)) return absl::nullopt;
  read.MarkFirstWords();
  read.FillSieve();
  return read;
}

void PhraseIndex::MarkFirstWords() {
  begins_.assign(std::bit_ceil(first_words_.size() / 8 + 1), 0);  // of eight bits or more one is set
  for (WordId word : first_words_) begins_[word / 64 & (begins_.size() - 1)] |= uint64_t{1} << (word % 64);
}

std::vector<WordId> PhraseIndex::LastWords() const {
  std::vector<WordId> words;
  for (const Step& step : steps_) {
    if (!step.IsFree() && step.row != kNoRow) words.push_back(step.word);
  }
  return words;
}

bool PhraseIndex::IsSound(size_t words_end, size_t rows) const {
  const auto is_word = [&](WordId word) { return word != kNoWord && word < words_end; };
  const auto has_row = [&](const Step& step) { return step.row == kNoRow || step.row < rows; };
  return max_tokens_ < steps_.size() && HasFreeSlot(steps_) &&
         std::all_of(first_words_.begin(), first_words_.end(), is_word) &&
         std::all_of(steps_.begin(), steps_.end(), has_row);
}

void PhraseIndex::FillSieve() {
  const auto steps = std::count_if(steps_.begin(), steps_.end(), [](const Step& step) { return !step.IsFree(); });
  sieve_ = HashSieve(static_cast<size_t>(steps));
  for (const Step& step : steps_) {
    if (!step.IsFree()) sieve_.Add(HashOfStep(step.from, step.word));
  }
}

const PhraseIndex::Step& PhraseIndex::Next(uint32_t node, WordId word) const {
  static constexpr Step kNone = {};
  const uint64_t hash = HashOfStep(node, word);
  if (!sieve_.MayHave(hash)) return kNone;
  return FindSlot(steps_, hash, [&](const Step& step) { return step.Is(node, word); });
}

PhraseHit PhraseIndex::Walk(absl::Span<const TokenWords> tokens, size_t first, size_t last, WordId first_word) const {
  PhraseHit best;
  if (!MayBeginWith(first_word)) return best;
  uint32_t node = 0;
  for (size_t i = first; i < last; ++i) {
    const WordId next = i == first ? first_word : WordOf(tokens[i]);
    if (next == kNoWord) break;
    const Step& step = Next(node, next);
    if (step.IsFree()) break;
    if (step.row != kNoRow) best = {i + 1 - first, step.row};
    node = step.to;
  }
  return best;
}

PhraseHit PhraseIndex::LongestIn(absl::Span<const TokenWords> tokens, size_t first, size_t last) const {
  const TokenWords& token = tokens[first];
  if (case_ == PhraseCase::kIgnored) return Walk(tokens, first, last, token.lowered);
  const PhraseHit hit = Walk(tokens, first, last, token.written);
  if (case_ != PhraseCase::kFirstLetterFree || token.uncapitalised == kNoWord) return hit;
  const PhraseHit lower = Walk(tokens, first, last, token.uncapitalised);
  return lower.token_count > hit.token_count ? lower : hit;
}

PhraseBegin PhraseIndex::BeginOf(const TokenWords& token) const {
  PhraseBegin begin;
  const auto read = [&](WordId word, uint32_t* node) {
    if (word == kNoWord || !MayBeginWith(word)) return;
    const Step& step = Next(0, word);
    *node = step.to;
    begin.alone = begin.alone || (!step.IsFree() && step.row != kNoRow);
  };
  read(WordOf(token), &begin.nodes[0]);
  if (case_ == PhraseCase::kFirstLetterFree) read(token.uncapitalised, &begin.nodes[1]);
  return begin;
}

bool PhraseIndex::GoesOn(const PhraseBegin& begin, absl::Span<const TokenWords> tokens, size_t next) const {
  return GoesOn(begin.nodes[0], tokens, next) || GoesOn(begin.nodes[1], tokens, next);
}

bool PhraseIndex::GoesOn(uint32_t node, absl::Span<const TokenWords> tokens, size_t next) const {
  for (; node != 0 && next < tokens.size(); ++next) {
    const WordId word = WordOf(tokens[next]);
    if (word == kNoWord) return false;
    const Step& step = Next(node, word);
    if (!step.IsFree() && step.row != kNoRow) return true;
    node = step.to;
  }
  return false;
}

int64_t PhraseIndex::RowOf(absl::Span<const TokenWords> tokens, size_t first, size_t last) const {
  if (first >= last || last - first > max_tokens_) return -1;
  const PhraseHit hit = LongestIn(tokens, first, last);
  return hit.token_count == last - first ? static_cast<int64_t>(hit.row) : -1;
}

PhraseHit PhraseIndex::LongestEndingAt(absl::Span<const TokenWords> tokens, size_t least, size_t last) const {
  const size_t first = std::max(least, last > max_tokens_ ? last - max_tokens_ : 0);
  for (size_t begin = first; begin < last; ++begin) {
    const int64_t row = RowOf(tokens, begin, last);
    if (row >= 0) return {last - begin, static_cast<uint32_t>(row)};
  }
  return {};
}

}  // namespace caspian::extractor
