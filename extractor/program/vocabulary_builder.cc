#include "extractor/program/vocabulary_builder.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "extractor/program/hash_slots.h"

namespace caspian::extractor {

WordId VocabularyBuilder::Add(absl::string_view word) {
  const auto found = ids_.find(word);
  if (found != ids_.end()) return found->second;
  words_.emplace_back(word);
  const auto id = static_cast<WordId>(words_.size());
  ids_.emplace(words_.back(), id);
  return id;
}

Vocabulary VocabularyBuilder::Build() const {
  std::string all;
  std::vector<uint32_t> ends;
  std::vector<Vocabulary::Slot> slots(SlotCount(words_.size()));
  for (const std::string& word : words_) {
    absl::StrAppend(&all, word);
    ends.push_back(static_cast<uint32_t>(all.size()));
    const uint64_t hash = HashOf(word);
    *FreeSlot(&slots, hash) = {static_cast<uint32_t>(hash), static_cast<WordId>(ends.size())};
  }
  Vocabulary words;
  words.words_ = SharedBytes(std::move(all));
  words.ends_ = ends;
  words.slots_ = slots;
  words.FillSieve();
  std::vector<TokenWords> forms;
  for (WordId id = 1; id < words.end(); ++id) forms.push_back(words.FindWords(words.word(id), id));
  FlatWriter flat;
  flat.Bytes(words.words_.view());
  flat.Array(ends);
  flat.Array(slots);
  flat.Array(forms);
  return *Vocabulary::FromFlat(SharedBytes(flat.Take()));
}

}  // namespace caspian::extractor
