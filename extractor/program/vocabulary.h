// The words of a program's lists, by number: each token of a text is looked up once, and lists then compare numbers.
#ifndef CASPIAN_EXTRACTOR_PROGRAM_VOCABULARY_H_
#define CASPIAN_EXTRACTOR_PROGRAM_VOCABULARY_H_

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

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

// Filled while lists are indexed, then read by any number of threads.
class Vocabulary {
 public:
  WordId Add(absl::string_view word);
  // No word is added any more.
  void Seal();
  // kNoWord where it has not been added.
  WordId Find(absl::string_view word) const;
  // Of a token in its plain form (see PlainForm).
  TokenWords WordsOf(absl::string_view token) const;
  // Of the tokens of a plain text, as Segment cuts them.
  std::vector<TokenWords> WordsIn(absl::string_view text) const;

  const std::string& word(WordId id) const { return words_[id - 1]; }
  // Greater than any number of a word.
  size_t end() const { return words_.size() + 1; }

 private:
  TokenWords FindWords(absl::string_view token, WordId written) const;

  std::deque<std::string> words_;
  std::vector<TokenWords> forms_;  // by word, sealed: as a token
  absl::flat_hash_map<absl::string_view, WordId> ids_;
};

// The tokens of a plain text, as Segment cuts them.
std::vector<std::string> TokensOf(absl::string_view text);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_VOCABULARY_H_
