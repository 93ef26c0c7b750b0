// Finds the phrases of a list in a sequence of tokens, longest first.
#ifndef CASPIAN_EXTRACTOR_PROGRAM_PHRASE_INDEX_H_
#define CASPIAN_EXTRACTOR_PROGRAM_PHRASE_INDEX_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

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
  explicit PhraseIndex(PhraseCase letter_case) : case_(letter_case) { nodes_.emplace_back(); }

  // Adds a phrase in its plain form (see PlainForm); of equal phrases the first row counts. An empty one is left out.
  void Add(absl::string_view phrase, uint32_t row);

  // The longest phrase that begins at `tokens[first]`, token_count 0 where there is none. Tokens are plain forms.
  PhraseHit LongestAt(absl::Span<const absl::string_view> tokens, size_t first) const;
  // The row of the phrase that is exactly [first, last); -1 where there is none.
  int64_t RowOf(absl::Span<const absl::string_view> tokens, size_t first, size_t last) const;
  // The longest phrase that ends at `last` (exclusive) and begins at or behind `least`.
  PhraseHit LongestEndingAt(absl::Span<const absl::string_view> tokens, size_t least, size_t last) const;

  // The tokens that phrases begin with, in the case of the index, in no order.
  std::vector<absl::string_view> FirstTokens() const;

  size_t max_tokens() const { return max_tokens_; }

 private:
  static constexpr int64_t kNoRow = -1;
  struct Node {
    absl::flat_hash_map<std::string, uint32_t> next;
    int64_t row = kNoRow;
  };

  PhraseHit LongestIn(absl::Span<const absl::string_view> tokens, size_t first, size_t last) const;
  PhraseHit Walk(absl::Span<const absl::string_view> tokens, size_t first, size_t last,
                 absl::string_view first_token) const;

  PhraseCase case_;
  std::vector<Node> nodes_;
  size_t max_tokens_ = 0;
};

// The tokens of a plain phrase, as Segment cuts them.
std::vector<std::string> TokensOf(absl::string_view phrase);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_PHRASE_INDEX_H_
