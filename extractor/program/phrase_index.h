// Finds the phrases of a list in a sequence of tokens, longest first.
#ifndef CASPIAN_EXTRACTOR_PROGRAM_PHRASE_INDEX_H_
#define CASPIAN_EXTRACTOR_PROGRAM_PHRASE_INDEX_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/program/vocabulary.h"

namespace caspian::extractor {

// A phrase found: how many tokens it takes and its row in the list.
struct PhraseHit {
  size_t token_count = 0;
  uint32_t row = 0;
};

// How letters compare: as written, or with a capital first letter standing for a lower-case one, or all in lower case.
enum class PhraseCase { kExact, kFirstLetterFree, kIgnored };

// Mutable while phrases are added, then read by any number of threads. White space between tokens does not count.
class PhraseIndex {
 public:
  // The words go to `vocabulary`, which outlives it and looks the tokens up that are searched.
  PhraseIndex(PhraseCase letter_case, Vocabulary* vocabulary) : case_(letter_case), vocabulary_(*vocabulary) {}

  // Adds a phrase in its plain form (see PlainForm); of equal phrases the first row counts. An empty one is left out.
  void Add(absl::string_view phrase, uint32_t row);

  // The longest phrase that begins at `tokens[first]`, token_count 0 where there is none.
  PhraseHit LongestAt(absl::Span<const TokenWords> tokens, size_t first) const;
  // The row of the phrase that is exactly [first, last); -1 where there is none.
  int64_t RowOf(absl::Span<const TokenWords> tokens, size_t first, size_t last) const;
  // The longest phrase that ends at `last` (exclusive) and begins at or behind `least`.
  PhraseHit LongestEndingAt(absl::Span<const TokenWords> tokens, size_t least, size_t last) const;

  // The words that phrases begin with, in the case of the index, in the order of adding.
  const std::vector<WordId>& first_words() const { return first_words_; }
  const Vocabulary& vocabulary() const { return vocabulary_; }

  size_t max_tokens() const { return max_tokens_; }

 private:
  static constexpr int64_t kNoRow = -1;

  // What a step by `word` from `node` leads to; 0, the root, where there is none.
  uint32_t Next(uint32_t node, WordId word) const;
  PhraseHit LongestIn(absl::Span<const TokenWords> tokens, size_t first, size_t last) const;
  PhraseHit Walk(absl::Span<const TokenWords> tokens, size_t first, size_t last, WordId first_word) const;

  PhraseCase case_;
  Vocabulary& vocabulary_;
  std::vector<int64_t> rows_ = {kNoRow};          // by node; the first is the root
  absl::flat_hash_map<uint64_t, uint32_t> next_;  // by node and word
  std::vector<WordId> first_words_;
  size_t max_tokens_ = 0;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_PHRASE_INDEX_H_
