// The words of a program's lists, by number: each token of a text is looked up once, and lists then compare numbers.
#ifndef CASPIAN_EXTRACTOR_PROGRAM_VOCABULARY_H_
#define CASPIAN_EXTRACTOR_PROGRAM_VOCABULARY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "extractor/program/hash_sieve.h"
#include "extractor/rules/flat_bytes.h"

namespace caspian::extractor {

using WordId = uint32_t;

// Of a word that no list has, and of an annotation.
inline constexpr WordId kNoWord = 0;

// A token as lists compare it.
struct TokenWords {
  WordId written = kNoWord;
  WordId uncapitalised = kNoWord;  // where it begins with a capital: with a small first letter
  WordId lowered = kNoWord;
};

// Immutable; thread-safe. Made by VocabularyBuilder (vocabulary_builder.h), used where it lies.
class Vocabulary {
 public:
  // Without words.
  Vocabulary() = default;

  // What flat_bytes() gave; empty where it can't be that.
  static absl::optional<Vocabulary> FromFlat(SharedBytes flat);

  // kNoWord where it has not been added.
  WordId Find(absl::string_view word) const;
  // Of a token in its plain form (see PlainForm).
  TokenWords WordsOf(absl::string_view token) const;
  // Of the tokens of a plain text, as Segment cuts them.
  absl::InlinedVector<TokenWords, 8> WordsIn(absl::string_view text) const;

  absl::string_view word(WordId id) const { return words_.view().substr(BeginOf(id), ends_[id - 1] - BeginOf(id)); }
  // Greater than any number of a word.
  size_t end() const { return ends_.size() + 1; }

  absl::string_view flat_bytes() const { return flat_.view(); }

 private:
  friend class VocabularyBuilder;

  struct Slot {
    uint32_t hash;  // the lower half
    WordId word;

    bool IsFree() const { return word == kNoWord; }
  };

  size_t BeginOf(WordId id) const { return id == 1 ? 0 : ends_[id - 2]; }
  bool IsSound() const;
  void FillSieve();
  TokenWords FindWords(absl::string_view token, WordId written) const;

  SharedBytes flat_;
  SharedBytes words_;                   // one behind the other
  absl::Span<const uint32_t> ends_;     // in `words_`, by word
  absl::Span<const Slot> slots_;        // empty where there are no words
  absl::Span<const TokenWords> forms_;  // by word: as a token
  HashSieve sieve_;                     // of the words
};

// The tokens of a plain text, as Segment cuts them.
std::vector<std::string> TokensOf(absl::string_view text);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_VOCABULARY_H_
