// The copy of a sentence that rules search: annotations stand as code points (see Alphabet), white space is one blank,
// typographic marks are plain, private-use characters of the text are U+FFFD, and what is elided is not there. Every
// piece of the copy knows where it came from; between two of them stands nothing or one blank.
#ifndef CASPIAN_EXTRACTOR_MATCH_LIFTED_TEXT_H_
#define CASPIAN_EXTRACTOR_MATCH_LIFTED_TEXT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/match/annotation.h"
#include "extractor/program/program.h"
#include "extractor/rules/pattern.h"

namespace caspian::extractor {

// A token or an annotation: where it stands in the copy and in the document.
struct LiftedPiece {
  uint32_t copy_begin;
  uint32_t copy_end;
  uint32_t begin;
  uint32_t end;
  int annotation;  // kNoAnnotation for tokens
};

// Pieces by index, [first, last).
struct PieceRange {
  size_t first;
  size_t last;

  bool empty() const { return first >= last; }
};

// Which annotations stand in the copy. What it points to outlives it. Where words are left out, white space on either
// side of them is one blank, and none before a mark that clings to them ("x (y), z" is "x, z").
struct LiftedView {
  bool raw = false;                  // none
  const LabelSet* sees = nullptr;    // these alone, and what they cover is not shown; null or empty: all
  const LabelSet* elided = nullptr;  // regions and annotations that are left out with all their words; null: none
};

// An annotation as a pattern would name it, with all features that its label declares and it has: "<PLACE country=NO>".
std::string ReferenceTo(const Analysis& analysis, const Alphabet& alphabet, int annotation);

// False where nothing of the sentence has one of the labels: nothing is left out of a copy without them.
bool MayElide(const Analysis& analysis, uint32_t sentence, const LabelSet& elided);

class LiftedText {
 public:
  // Of nothing.
  LiftedText() = default;
  LiftedText(const Analysis& analysis, uint32_t sentence, const Alphabet& alphabet, const LiftedView& view);

  // Makes it the copy of the sentence with the annotations `visible`, of which and of regions what is `elided` is left
  // out; null: nothing.
  void Read(const Analysis& analysis, uint32_t sentence, const Alphabet& alphabet, const AnnotationIndexes& visible,
            const LabelSet* elided);
  // Makes it the copy of the sentence of `raw`, in which nothing is lifted, with the annotations `visible` and nothing
  // left out: the runs of `raw` between them are copied as they stand. The analysis has keys; each annotation begins
  // with a piece of `raw` of its own.
  void Lift(const LiftedText& raw, const Analysis& analysis, const AnnotationIndexes& visible);

  // Makes it what Read makes of the same sentence, annotations and `elided`: of `whole`, the copy in which nothing is
  // left out, whose runs are copied as they stand.
  void Elide(const LiftedText& whole, const Analysis& analysis, uint32_t sentence, const AnnotationIndexes& visible,
             const LabelSet& elided);

  const std::string& copy() const { return copy_; }
  // Ascending; and beside them their words, an annotation's none.
  const std::vector<LiftedPiece>& pieces() const { return pieces_; }
  const std::vector<TokenWords>& words() const { return words_; }
  // What stands in the copy for a piece of it.
  absl::string_view TextOf(const LiftedPiece& piece) const {
    return absl::string_view(copy_.data() + piece.copy_begin, piece.copy_end - piece.copy_begin);
  }
  // True where a blank stands before the piece.
  bool HasBlankBefore(size_t piece) const {
    return piece > 0 && pieces_[piece - 1].copy_end < pieces_[piece].copy_begin;
  }

  // The first piece that begins at or behind the document's `begin`; their number where there is none. It is known to
  // be `most` or before.
  size_t PieceFrom(uint32_t begin, size_t most = static_cast<size_t>(-1)) const;
  // Likewise at or behind the copy's `offset`.
  size_t PieceBehind(size_t offset) const;
  // The first piece that ends behind the copy's `offset`, and holds it unless that is a blank.
  size_t PieceAround(size_t offset) const;
  // The pieces that [begin, end) of the copy touches.
  PieceRange PiecesIn(size_t begin, size_t end) const { return {PieceAround(begin), PieceBehind(end)}; }

  // False where it is not known by what keys patterns know the pieces (extractor/match/piece_keys.h).
  bool has_keys() const { return piece_keys_ != nullptr; }
  // The first piece from `i` on, and before `last`, that what begins at those edges can begin with, behind what it can
  // stand behind and near what it holds; `last` where there is none.
  size_t NextStart(const StartEdges& edges, size_t i, size_t last) const;
  // The pieces before which alone what holds those edges can begin.
  size_t EndOfStarts(const StartEdges& edges) const;
  // The pieces by number, where keys are known: each with the blank behind it, or before it.
  PieceNumber NumberWithBlankBehind(size_t piece) const { return keys_[piece].number; }
  PieceNumber NumberWithBlankBefore(size_t piece) const {
    return (keys_[piece].number & ~kBlankPiece) | (piece == 0 ? 0 : keys_[piece - 1].number & kBlankPiece);
  }
  // What reads patterns over them, where keys are known.
  PatternRuns& runs() const { return piece_keys_->runs(); }
  GroupSearch& groups() const { return piece_keys_->groups(); }
  // The row of edges of places of the piece `i`, or of the one before it; or of the border there.
  uint32_t PlaceRowAt(size_t i) const { return i < pieces_.size() ? keys_[i].place_row : EdgeRows::kBorder; }
  const uint64_t* EdgesAt(size_t i) const { return piece_keys_->places().Row(PlaceRowAt(i)); }
  uint32_t PlaceRowBefore(size_t i) const { return PlaceRowAt(i > 0 ? i - 1 : pieces_.size()); }
  const uint64_t* EdgesBefore(size_t i) const { return piece_keys_->places().Row(PlaceRowBefore(i)); }

  // The document's bytes of the pieces and blanks that [begin, end) of the copy touches; it is not empty.
  ByteRange RangeOf(size_t begin, size_t end) const;
  // True where no piece stands on both sides of the copy's offset.
  bool IsBorder(size_t offset) const;
  // True where a match may begin, or end, at the copy's offset: at a token or annotation.
  bool MayBeginAt(size_t offset) const;
  bool MayEndAt(size_t offset) const;
  // The first offset behind `offset` where a match may begin; the copy's size where there is none.
  size_t NextBegin(size_t offset) const;

 private:
  // Puts pieces one behind the other where there is room for all.
  struct LiftWriter {
    char* copy;
    LiftedPiece* pieces;
    TokenWords* words;
    PieceKey* keys;
    uint32_t bytes_put = 0;
    size_t pieces_put = 0;

    void PutBlank() {
      copy[bytes_put++] = ' ';
      keys[pieces_put - 1].number |= kBlankPiece;
    }
    // The pieces [first, last) of `raw`, of which there is one at least.
    void PutRun(const LiftedText& raw, size_t first, size_t last);
    void PutAnnotation(absl::string_view form, const ByteRange& range, int annotation, const PieceKey& key);
  };

  LiftWriter WriterFor(const LiftedText& raw, const Analysis& analysis, const AnnotationIndexes& visible);
  void Resize(size_t pieces, size_t bytes);
  void Clear(const PieceKeys* piece_keys);
  // The sentence with nothing lifted and nothing left out.
  void ReadTokens(const Analysis& analysis, const Sentence& sentence);
  // Of a copy that is as long as the text from the first token on, and begins as it does: reads the first tokens as far
  // as they are plain as they stand, with one character of white space between them at most. How many those are.
  size_t ReadVerbatim(absl::string_view text, absl::Span<const Token> tokens);
  // True for white space between the token of `piece` and the one before; it is noted.
  bool HasBlankBetween(absl::string_view text, const Token& before, const Token& token, size_t piece);
  void AddBlank();
  void AddToken(const Analysis& analysis, uint32_t token);
  void AddAnnotation(const Analysis& analysis, int annotation, const Alphabet& alphabet);
  // The pieces [first, last) of `from`, of which there is one at least.
  void AddRun(const LiftedText& from, size_t first, size_t last);
  // True where what stands behind the piece `i` is at `edge`, or may be one run of characters with it.
  bool MayStandBehind(size_t i, uint32_t edge) const;
  // False where neither the piece `i` is at `edge`, nor one behind it with at most so many blanks between them.
  bool MayBeNear(size_t i, uint32_t edge, uint32_t most_blanks) const;
  void AddPiece(absl::string_view shown, const ByteRange& range, int annotation, const TokenWords& words,
                const PieceKey& key);

  const PieceKeys* piece_keys_ = nullptr;
  std::string copy_;
  std::vector<LiftedPiece> pieces_;
  std::vector<TokenWords> words_;
  std::vector<PieceKey> keys_;  // beside them, with the blank behind each
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_LIFTED_TEXT_H_
