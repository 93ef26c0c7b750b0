// How a word of one name can stand for one, or several, of the other.
#ifndef CASPIAN_COMMON_NAMES_WORD_MATCH_H_
#define CASPIAN_COMMON_NAMES_WORD_MATCH_H_

#include <cstdint>

#include "absl/container/inlined_vector.h"
#include "common/names/name_form.h"
#include "common/names/name_reason.h"

namespace caspian {

// Some words of the left name and some of the right that may be the same.
struct WordMatch {
  uint32_t left_words = 0;  // bit i: word i
  uint32_t right_words = 0;
  NameFeature feature = NameFeature::kEqualWord;
  int taken = 0;

  friend bool operator==(const WordMatch&, const WordMatch&) = default;
};

using WordMatches = absl::InlinedVector<WordMatch, 16>;

// Matches that do not share a word: of all possible ones always that which takes least, then the one of more words,
// then by the words themselves; so the sides may be exchanged. O(words² · letters²), within the forms' bounds.
WordMatches MatchWords(const NameForm& left, const NameForm& right);

// The first of the words of `mask`, which is not empty.
const NameWord& FirstWord(const NameForm& form, uint32_t mask);

// The letters of the words of `mask`, from the first to the last of them.
absl::string_view WordsOf(const NameForm& form, uint32_t mask);

}  // namespace caspian

#endif  // CASPIAN_COMMON_NAMES_WORD_MATCH_H_
