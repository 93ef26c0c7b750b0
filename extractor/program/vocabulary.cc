#include "extractor/program/vocabulary.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "extractor/document/characters.h"
#include "extractor/document/segment.h"
#include "extractor/program/hash_slots.h"

namespace caspian::extractor {

std::vector<std::string> TokensOf(absl::string_view text) {
  std::vector<std::string> tokens;
  for (const Token& token : Tokenize(text)) tokens.emplace_back(text.substr(token.begin, token.end - token.begin));
  return tokens;
}

absl::optional<Vocabulary> Vocabulary::FromFlat(SharedBytes flat) {
  Vocabulary read;
  FlatReader reader(flat);
  if (!reader.Bytes(&read.words_) || !reader.Array(&read.ends_) || !reader.Array(&read.slots_) ||
      !reader.Array(&read.forms_) || !reader.Done() || !read.IsSound())
    return absl::nullopt;
  read.flat_ = std::move(flat);
  read.FillSieve();
  return read;
}

void Vocabulary::FillSieve() {
  sieve_ = HashSieve(end());
  for (const Slot& slot : slots_) {
    if (!slot.IsFree()) sieve_.Add(slot.hash);
  }
}

bool Vocabulary::IsSound() const {
  const auto is_word = [this](WordId id) { return id < end(); };
  const auto is_form = [&](const TokenWords& form) {
    return is_word(form.written) && is_word(form.uncapitalised) && is_word(form.lowered);
  };
  if (!std::is_sorted(ends_.begin(), ends_.end()) || (ends_.empty() ? 0 : ends_.back()) != words_.view().size())
    return false;
  if (forms_.size() != ends_.size() || !std::all_of(forms_.begin(), forms_.end(), is_form)) return false;
  return HasFreeSlot(slots_) &&
         std::all_of(slots_.begin(), slots_.end(), [&](const Slot& slot) { return is_word(slot.word); });
}

WordId Vocabulary::Find(absl::string_view word) const {
  const uint64_t hash = HashOf(word);
  if (!sieve_.MayHave(hash)) return kNoWord;
  return FindSlot(slots_, hash,
                  [&](const Slot& slot) {
                    return slot.hash == static_cast<uint32_t>(hash) && this->word(slot.word) == word;
                  })
      .word;
}

TokenWords Vocabulary::WordsOf(absl::string_view token) const {
  const WordId written = Find(token);
  return written != kNoWord ? forms_[written - 1] : FindWords(token, written);
}

TokenWords Vocabulary::FindWords(absl::string_view token, WordId written) const {
  TokenWords words;
  words.written = words.lowered = written;
  if (std::all_of(token.begin(), token.end(), absl::ascii_islower)) return words;
  const std::string lowered = Lowered(token);
  if (lowered != token) words.lowered = Find(lowered);
  if (StartsUpper(token)) words.uncapitalised = Find(Uncapitalised(token));
  return words;
}

absl::InlinedVector<TokenWords, 8> Vocabulary::WordsIn(absl::string_view text) const {
  absl::InlinedVector<TokenWords, 8> words;
  ForEachToken(
      text, [&](const Token& token) { words.push_back(WordsOf(text.substr(token.begin, token.end - token.begin))); });
  return words;
}

}  // namespace caspian::extractor
