// The copy of a sentence that rules search: annotations stand as code points (see Alphabet), white space is one blank,
// typographic marks are plain, private-use characters of the text are U+FFFD, and what is elided is not there. Every
// piece of the copy knows where it came from.
#ifndef CASPIAN_EXTRACTOR_MATCH_LIFTED_TEXT_H_
#define CASPIAN_EXTRACTOR_MATCH_LIFTED_TEXT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "extractor/match/annotation.h"
#include "extractor/program/program.h"
#include "extractor/rules/pattern.h"

namespace caspian::extractor {

// A token, a blank or an annotation: where it stands in the copy and in the document.
struct LiftedPiece {
  uint32_t copy_begin;
  uint32_t copy_end;
  uint32_t begin;
  uint32_t end;
  int annotation;  // kNoAnnotation for tokens and blanks
  bool blank;
};

// Which annotations stand in the copy. What it points to outlives it. Where words are left out, white space on either
// side of them is one blank, and none before a mark that clings to them ("x (y), z" is "x, z").
struct LiftedView {
  bool raw = false;                  // none
  const LabelSet* sees = nullptr;    // these alone, and what they cover is not shown; null or empty: all
  const LabelSet* elided = nullptr;  // regions and annotations that are left out with all their words; null: none
};

// The annotations of sentence `sentence` that stand in lifted text for what sees `sees`, ascending; null or empty: all.
std::vector<int> VisibleTo(const Analysis& analysis, uint32_t sentence, const LabelSet* sees);

// An annotation as a pattern would name it, with all features that its label declares and it has: "<PLACE country=NO>".
std::string ReferenceTo(const Analysis& analysis, const Alphabet& alphabet, int annotation);

class LiftedText {
 public:
  LiftedText(const Analysis& analysis, uint32_t sentence, const Alphabet& alphabet, const LiftedView& view);
  // With the annotations `visible`, of which and of regions what is `elided` is left out; null: nothing.
  LiftedText(const Analysis& analysis, uint32_t sentence, const Alphabet& alphabet, const std::vector<int>& visible,
             const LabelSet* elided);

  const std::string& copy() const { return copy_; }
  const std::vector<LiftedPiece>& pieces() const { return pieces_; }

  // Index of the piece that begins, or ends, at the copy's offset; -1 where none does.
  int PieceBeginningAt(size_t offset) const;
  int PieceEndingAt(size_t offset) const;
  // Index of the piece that holds the copy's offset (of its last byte for an end); offset is inside the copy.
  int PieceAround(size_t offset) const;
  // The document's bytes of the pieces that [begin, end) of the copy touches; it is not empty.
  ByteRange RangeOf(size_t begin, size_t end) const;
  // True where a match may begin, or end, at the copy's offset: at a token or annotation.
  bool MayBeginAt(size_t offset) const;
  bool MayEndAt(size_t offset) const;
  // The first offset behind `offset` where a match may begin; the copy's size where there is none.
  size_t NextBegin(size_t offset) const;

 private:
  void AddBlank(uint32_t begin, uint32_t end);
  void AddToken(const Analysis& analysis, uint32_t begin, uint32_t end);
  void AddAnnotation(const Analysis& analysis, int annotation, const Alphabet& alphabet);
  // The piece that ends where the copy does now.
  void EndPiece(uint32_t begin, uint32_t end, int annotation, bool blank);

  std::string copy_;
  std::vector<LiftedPiece> pieces_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_LIFTED_TEXT_H_
