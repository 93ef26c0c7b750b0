// The words of a sentence as names are made of them: tokens joined where typography joins them (U.S., O'Brien,
// d'Estaing, AT&T, Interfax-Kazakhstan).
#ifndef CASPIAN_EXTRACTOR_NAMES_WORDS_H_
#define CASPIAN_EXTRACTOR_NAMES_WORDS_H_

#include <cstdint>
#include <memory_resource>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "extractor/match/annotation.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

struct Word {
  uint32_t begin = 0;  // bytes of the document
  uint32_t end = 0;
  uint32_t first_token = 0;  // of the document; its tokens are [first_token, last_token)
  uint32_t last_token = 0;
  absl::string_view plain;   // see PlainForm; of the document, or kept in the analysis
  bool capital = false;      // begins with a capital and can be part of a name
  bool glued = false;        // no white space before it
  bool possessive = false;   // "'s" or "'" follows
  bool blocked = false;      // a value or a name of an earlier stage stands there
  bool punctuation = false;  // neither letters nor digits
  bool tailed = false;       // a lower-case tail follows behind a hyphen ("Lima-based")
};

using Words = std::pmr::vector<Word>;

// Knows the word lists of a names stage by what they do.
class WordLists {
 public:
  explicit WordLists(const CompiledNames& names) : names_(names) {}

  // True where the tokens of `text` are a phrase of that function.
  bool Has(v1::NameWordFunction function, absl::string_view text) const;
  // True where they are a phrase of one of the functions (see WordFunctions).
  bool HasAny(uint32_t functions, absl::string_view text) const;
  // Tokens of the longest phrase of that function at `first`; 0 where there is none.
  size_t LongestAt(v1::NameWordFunction function, absl::Span<const TokenWords> tokens, size_t first) const;
  // True where the tokens are a phrase of that function.
  bool Has(v1::NameWordFunction function, absl::Span<const TokenWords> tokens) const;
  // What a word begins and is, by function.
  const WordFunctions& FunctionsOf(WordId word) const { return names_.functions.Of(word); }

  const Vocabulary& vocabulary() const { return *names_.vocabulary; }

 private:
  const CompiledNames& names_;
};

// Makes `words` those of `sentence`, ascending.
void ReadWords(const Program& program, const Analysis& analysis, uint32_t sentence, const WordLists& lists,
               Words* words);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_WORDS_H_
