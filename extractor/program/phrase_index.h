// Finds the phrases of a list in a sequence of tokens, longest first.
#ifndef CASPIAN_EXTRACTOR_PROGRAM_PHRASE_INDEX_H_
#define CASPIAN_EXTRACTOR_PROGRAM_PHRASE_INDEX_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "extractor/program/hash_sieve.h"
#include "extractor/program/hash_slots.h"
#include "extractor/program/vocabulary.h"
#include "extractor/rules/flat_bytes.h"

namespace caspian::extractor {

// A phrase found: how many tokens it takes and its row in the list.
struct PhraseHit {
  size_t token_count = 0;
  uint32_t row = 0;
};

// Where phrases that begin with a token go on: so that they are looked for from the token behind it.
struct PhraseBegin {
  std::array<uint32_t, 2> nodes = {};  // of the token as it is written, and with a small first letter; 0: none
  bool alone = false;                  // the token alone is a phrase

  // Some phrase begins with the token.
  bool any() const { return alone || nodes[0] != 0 || nodes[1] != 0; }
};

// How letters compare: as written, or with a capital first letter standing for a lower-case one, or all in lower case.
enum class PhraseCase { kExact, kFirstLetterFree, kIgnored };

// Immutable; thread-safe. White space between tokens does not count. Made by PhraseIndexBuilder
// (phrase_index_builder.h), used where it lies; the tokens that are searched are looked up in the vocabulary that it
// was made with.
class PhraseIndex {
 public:
  // Without phrases.
  PhraseIndex() = default;

  // What flat_bytes() gave; empty where it can't be that of a vocabulary with that end() and a list of so many rows.
  static absl::optional<PhraseIndex> FromFlat(SharedBytes flat, size_t words_end, size_t rows);

  // The longest phrase that begins at `tokens[first]`, token_count 0 where there is none.
  PhraseHit LongestAt(absl::Span<const TokenWords> tokens, size_t first) const {
    return MayBeginWith(tokens[first]) ? LongestIn(tokens, first, std::min(tokens.size(), first + max_tokens_))
                                       : PhraseHit();
  }
  // The phrases that begin with the token.
  PhraseBegin BeginOf(const TokenWords& token) const;
  // True where one of them, of more tokens than one, goes on at `tokens[next]`.
  bool GoesOn(const PhraseBegin& begin, absl::Span<const TokenWords> tokens, size_t next) const;
  // The row of the phrase that is exactly [first, last); -1 where there is none.
  int64_t RowOf(absl::Span<const TokenWords> tokens, size_t first, size_t last) const;
  // The longest phrase that ends at `last` (exclusive) and begins at or behind `least`.
  PhraseHit LongestEndingAt(absl::Span<const TokenWords> tokens, size_t least, size_t last) const;

  // The words that phrases begin with, in the case of the index, in the order of adding.
  absl::Span<const WordId> first_words() const { return first_words_; }

  // The words that phrases end with, likewise, in any order; some more than once.
  std::vector<WordId> LastWords() const;

  absl::string_view flat_bytes() const { return flat_.view(); }

 private:
  friend class PhraseIndexBuilder;

  static constexpr uint32_t kNoRow = 0xFFFFFFFF;

  // From what has been read of phrases to what has been read with another word. 0 is where nothing has been read.
  struct Step {
    uint32_t from;
    WordId word;
    uint32_t to;
    uint32_t row;  // of the phrase that has been read then; kNoRow: none

    bool IsFree() const { return to == 0; }
    bool Is(uint32_t node, WordId next) const { return from == node && word == next; }
  };

  static uint64_t HashOfStep(uint32_t from, WordId word) { return HashOf(uint64_t{from} << 32 | word); }
  bool IsSound(size_t words_end, size_t rows) const;
  void MarkFirstWords();
  void FillSieve();
  // True for the tokens, or words, that phrases begin with, and for few others.
  bool MayBeginWith(const TokenWords& token) const {
    if (case_ == PhraseCase::kIgnored) return MayBeginWith(token.lowered);
    return MayBeginWith(token.written) || (case_ == PhraseCase::kFirstLetterFree && MayBeginWith(token.uncapitalised));
  }
  bool MayBeginWith(WordId word) const { return (begins_[word / 64 & (begins_.size() - 1)] >> (word % 64) & 1) != 0; }
  // The step by `word` from `node`; a free one where there is none.
  const Step& Next(uint32_t node, WordId word) const;
  PhraseHit LongestIn(absl::Span<const TokenWords> tokens, size_t first, size_t last) const;
  // The longest phrase that begins with `first_word`, which stands for the first token.
  PhraseHit Walk(absl::Span<const TokenWords> tokens, size_t first, size_t last, WordId first_word) const;
  // True where a phrase of which that much is read goes on at `tokens[next]`.
  bool GoesOn(uint32_t node, absl::Span<const TokenWords> tokens, size_t next) const;
  WordId WordOf(const TokenWords& token) const { return case_ == PhraseCase::kIgnored ? token.lowered : token.written; }

  PhraseCase case_ = PhraseCase::kExact;
  size_t max_tokens_ = 0;
  SharedBytes flat_;
  absl::Span<const WordId> first_words_;
  absl::Span<const Step> steps_;
  HashSieve sieve_;  // of the steps
  // A bit for each first word: most searches end there, whose steps lie far off. A power of two of words.
  std::vector<uint64_t> begins_ = {0};
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_PHRASE_INDEX_H_
