// What a piece looks like where letters, and digits, are not told apart: most patterns read most words by that alone.
#ifndef CASPIAN_EXTRACTOR_MATCH_PIECE_SHAPE_H_
#define CASPIAN_EXTRACTOR_MATCH_PIECE_SHAPE_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace caspian::extractor {

// Pieces of one shape have as many characters, each of the same class (extractor/rules/character_set.h), and a blank or
// none behind.
struct PieceShape {
  uint32_t kind = 0;  // a bit for the classes alone; 0: the piece has no shape
  uint32_t number = 0;
};

// Shapes have numbers from here on.
inline constexpr uint32_t kFirstShape = 0xFFFF0000;

// Of a token whose first character is of one class of ASCII and whose others are of one; other pieces have none.
PieceShape ShapeOf(absl::string_view bytes, bool blank);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_PIECE_SHAPE_H_
