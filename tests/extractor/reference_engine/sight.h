// What a stage sees of a sentence: words and whole annotations, character by character.
#ifndef CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_SIGHT_H_
#define CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_SIGHT_H_

#include <string>
#include <vector>

#include "tests/extractor/reference_engine/reading.h"

namespace caspian::extractor::reference {

// A token, an annotation or a blank.
struct Piece {
  uint32_t begin, end;
  int annotation = -1;
  bool blank = false;
  std::string plain;                 // of a token
  size_t first_symbol, last_symbol;  // half-open
};

// A character, or one of the places of an annotation: its label, then its features.
struct Symbol {
  std::string character;  // empty: of an annotation
  int annotation = -1;
  bool label_place = false;
  uint32_t begin, end;
  size_t piece;
};

struct Sight {
  std::vector<Piece> pieces;
  std::vector<Symbol> symbols;

  // Between two pieces, or at either end.
  bool IsBorder(size_t symbol) const;
  bool Begins(size_t symbol) const;  // a piece that is no blank
  bool Ends(size_t symbol) const;    // behind a piece that is no blank
};

// Of sentence `sentence`: the annotations that `stage` sees; what the rule elides is left out.
Sight SightOf(const Reading& reading, const Stage& stage, size_t sentence, const std::vector<std::string>& elide = {});
// The annotations that stand there for the stage, ascending.
std::vector<int> Standing(const Reading& reading, const Stage& stage, size_t sentence);

}  // namespace caspian::extractor::reference

#endif  // CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_SIGHT_H_
