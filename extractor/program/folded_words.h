#ifndef CASPIAN_EXTRACTOR_PROGRAM_FOLDED_WORDS_H_
#define CASPIAN_EXTRACTOR_PROGRAM_FOLDED_WORDS_H_

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
  Value* Of(absl::string_view folded) { return &values_[std::string(folded)]; }

  // `vocabulary` has all words that it will have.
  void Seal(const Vocabulary& vocabulary) {
    by_word_.assign(vocabulary.end(), nullptr);
    for (const auto& [word, value] : values_) by_word_[vocabulary.Find(word)] = &value;
  }

  // Of a token in its plain form, whose number in lower case is `lowered`, kNoWord where the vocabulary lacks it; null:
  // nothing.
  const Value* Find(absl::string_view token, WordId lowered) const {
    if (lowered != kNoWord && IsAscii(token)) return by_word_[lowered];
    const auto found = values_.find(FoldedWord(token));
    return found == values_.end() ? nullptr : &found->second;
  }

 private:
  absl::flat_hash_map<std::string, Value> values_;
  std::vector<const Value*> by_word_;  // sealed
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_FOLDED_WORDS_H_
