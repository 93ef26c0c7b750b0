#include "extractor/program/phrase_index_builder.h"

#include <algorithm>
#include <limits>

#include "extractor/document/characters.h"
#include "extractor/document/segment.h"
#include "extractor/program/hash_slots.h"

namespace caspian::extractor {

uint32_t PhraseIndexBuilder::StepTo(uint32_t node, WordId word) {
  const auto next = static_cast<uint32_t>(steps_.size() + 1);
  const auto [step, is_new] = nodes_.try_emplace({node, word}, next);
  if (is_new) steps_.push_back({node, word, next, PhraseIndex::kNoRow});
  return step->second;
}

void PhraseIndexBuilder::Add(absl::string_view phrase, uint32_t row) {
  uint32_t node = 0;
  size_t count = 0;
  for (const Token& token : Tokenize(phrase)) {
    const absl::string_view text = phrase.substr(token.begin, token.end - token.begin);
    node = StepTo(node, case_ == PhraseCase::kIgnored ? words_.Add(Lowered(text)) : words_.Add(text));
    ++count;
  }
  if (count > 0 && steps_[node - 1].row == PhraseIndex::kNoRow) steps_[node - 1].row = row;
  max_tokens_ = std::max(max_tokens_, count);
}

PhraseIndex PhraseIndexBuilder::Build() const {
  std::vector<WordId> first_words;
  std::vector<PhraseIndex::Step> slots(SlotCount(steps_.size()));
  for (const PhraseIndex::Step& step : steps_) {
    if (step.from == 0) first_words.push_back(step.word);
    *FreeSlot(&slots, PhraseIndex::HashOfStep(step.from, step.word)) = step;
  }
  FlatWriter flat;
  flat.Number(static_cast<uint64_t>(case_));
  flat.Number(max_tokens_);
  flat.Array(first_words);
  flat.Array(slots);
  constexpr size_t kAny = std::numeric_limits<size_t>::max();
  return *PhraseIndex::FromFlat(SharedBytes(flat.Take()), kAny, kAny);
}

}  // namespace caspian::extractor
