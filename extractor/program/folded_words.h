#ifndef CASPIAN_EXTRACTOR_PROGRAM_FOLDED_WORDS_H_
#define CASPIAN_EXTRACTOR_PROGRAM_FOLDED_WORDS_H_

#include <bitset>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "common/base/utf8.h"
#include "extractor/program/vocabulary.h"

namespace caspian::extractor {

// The form in which words of patterns and texts compare: lower case, which makes an s of ASCII of what else RE2 takes
// for one where case is ignored; the Kelvin sign is a k in lower case.
std::string FoldedWord(absl::string_view token);

// What is known of words by their folded forms. Filled, then sealed; then immutable and thread-safe.
template <typename Value>
class FoldedWords {
 public:
  Value* Of(absl::string_view folded) {
    if (IsAscii(folded)) shapes_.set(ShapeOf(folded));
    return &values_[std::string(folded)];
  }

  // `vocabulary` has all words that it will have.
  void Seal(const Vocabulary& vocabulary) {
    by_word_.assign(vocabulary.end(), nullptr);
    for (const auto& [word, value] : values_) by_word_[vocabulary.Find(word)] = &value;
    for (WordId id = 1; id < vocabulary.end(); ++id) {
      if (!IsAscii(vocabulary.word(id))) by_word_[id] = FindFolded(FoldedWord(vocabulary.word(id)));
    }
  }

  // Of a token in its plain form, whose number in lower case is `lowered`, kNoWord where the vocabulary lacks it; null:
  // nothing.
  const Value* Find(absl::string_view token, WordId lowered) const {
    if (lowered != kNoWord) return by_word_[lowered];
    if (!IsAscii(token)) return FindFolded(FoldedWord(token));
    return shapes_[ShapeOf(token)] ? FindFolded(FoldedWord(token)) : nullptr;
  }

 private:
  static constexpr size_t kShapes = size_t{1} << 15;

  // Of a token of ASCII in any case: its length, first and last letters.
  static size_t ShapeOf(absl::string_view token) {
    const auto bits = [](char c) { return static_cast<size_t>(c) & 0x1F; };
    return (token.size() << 10 | bits(token.front()) << 5 | bits(token.back())) % kShapes;
  }

  const Value* FindFolded(absl::string_view folded) const {
    const auto found = values_.find(folded);
    return found == values_.end() ? nullptr : &found->second;
  }

  absl::flat_hash_map<std::string, Value> values_;
  std::bitset<kShapes> shapes_;        // of its words of ASCII: most other words have another one
  std::vector<const Value*> by_word_;  // sealed
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_FOLDED_WORDS_H_
