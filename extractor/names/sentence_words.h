#ifndef CASPIAN_EXTRACTOR_NAMES_SENTENCE_WORDS_H_
#define CASPIAN_EXTRACTOR_NAMES_SENTENCE_WORDS_H_

#include <cstdint>
#include <memory_resource>
#include <string>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/names/words.h"

namespace caspian::extractor {

// The tokens of a few words.
using WordTokens = absl::InlinedVector<TokenWords, 16>;

// The words of one sentence, and what the lists of a names stage say of them. Words are meant by their index. Refers to
// its arguments; not thread-safe.
class SentenceWords {
 public:
  SentenceWords(const Program& program, const CompiledNames& names, const Analysis& analysis);

  // Makes it the words of `sentence`.
  void Read(uint32_t sentence);

  size_t size() const { return words_.size(); }
  const Word& operator[](size_t i) const { return words_[i]; }
  const WordLists& lists() const { return lists_; }

  // True where words [first, last), or the one word, are a phrase of that function; one that is ordinary, in small
  // letters.
  bool Has(v1::NameWordFunction function, size_t first, size_t last) const;
  bool Is(v1::NameWordFunction function, size_t i) const;
  bool IsStop(size_t i) const { return Is(v1::NAME_WORD_FUNCTION_STOP, i); }
  bool IsGiven(size_t i) const { return Is(v1::NAME_WORD_FUNCTION_GIVEN_NAME, i); }
  bool IsOrdinary(size_t i) const { return Is(v1::NAME_WORD_FUNCTION_ORDINARY, i); }

  // True where a phrase of a list may begin with the word.
  bool BeginsPhrase(size_t i) const;

  // True for a word that may be a part of a name; false behind the last one.
  bool IsNameWord(size_t i) const { return i < size() && words_[i].capital && !IsStop(i); }
  // True where `i` follows the word before it across white space alone; false behind the last one.
  bool Follows(size_t i) const;
  // True where all words before `i` are punctuation.
  bool BeginsSentence(size_t i) const;
  // True where some word has no capital.
  bool HasSmallLetters() const { return has_small_letters_; }

  // True where the words [first, last) are ASCII and the document's tokens without a gap.
  bool AreTokens(size_t first, size_t last) const;
  // Appends the tokens of word `i`.
  void AppendTokens(size_t i, WordTokens* tokens) const;

  // `plain` in the place of the words from `first` on, with blanks where these have some.
  std::string Joined(absl::Span<const absl::string_view> plain, size_t first) const;

 private:
  // True where nothing of the document stands between the tokens of the words, of which there is one.
  bool HaveNoGap(size_t first, size_t last) const;
  // What a word is, by function.
  uint32_t FunctionsOf(const Word& word) const;

  const Program& program_;
  const Analysis& analysis_;
  const WordLists lists_;
  Words words_;
  mutable std::pmr::vector<uint32_t> functions_;  // by word; kNotLookedUp where nobody asked
  bool has_small_letters_ = false;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_SENTENCE_WORDS_H_
