// By what patterns know the pieces of a document: their edges, and a number for equal ones.
#ifndef CASPIAN_EXTRACTOR_MATCH_PIECE_KEYS_H_
#define CASPIAN_EXTRACTOR_MATCH_PIECE_KEYS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "extractor/document/segment.h"
#include "extractor/match/edge_rows.h"
#include "extractor/match/group_search.h"
#include "extractor/match/pattern_runs.h"
#include "extractor/program/vocabulary.h"

namespace caspian::extractor {

struct Analysis;

// A token or annotation as patterns see it.
struct PieceKey {
  uint32_t search_row = 0;  // where its row of edges of searches begins
  uint32_t place_row = 0;   // likewise of places
  PieceNumber number = 0;   // of it without a blank
};

// The keys of the tokens and annotations of one document (edge_table.h, pattern_runs.h), and what stands for
// annotations in lifted text (see Alphabet). Rows and runs are kept for the documents that come next. What it points to
// outlives it; not thread-safe.
class PieceKeys {
 public:
  explicit PieceKeys(const EdgeTables& edges)
      : searches_(edges.searches),
        places_(edges.places),
        runs_(std::make_unique<PatternRuns>()),
        groups_(std::make_unique<GroupSearch>()) {}

  // Forgets the document before, for one of so many tokens; true where keys that were given are no longer valid.
  bool Begin(size_t tokens);

  // Forgets the document and gives its memory back; keys stay valid.
  void Release();

  // A key for a token in its plain form, with a new number; `lowered` as the vocabulary says.
  PieceKey KeyOfToken(absl::string_view plain, WordId lowered) {
    return {searches_.OfToken(plain, lowered), places_.OfToken(plain, lowered), NewNumber()};
  }
  // The row of edges of places of such a token alone; rows move as where a key is made.
  uint32_t PlaceRowOf(absl::string_view plain, WordId lowered) { return places_.OfToken(plain, lowered); }
  // The token of the document has that key.
  void SetToken(uint32_t token, const PieceKey& key) { of_tokens_[token] = key; }

  // Looks at the annotations from index `first` on; from 0 on again where some were repaired.
  void AddAnnotations(const Analysis& analysis, size_t first);

  const EdgeRows& searches() const { return searches_; }
  const EdgeRows& places() const { return places_; }
  // Keys stay; rows stay where they are until a key is made or annotations are added.
  const PieceKey& OfToken(uint32_t token) const { return of_tokens_[token]; }
  void CopyOfTokens(uint32_t first, size_t count, std::vector<PieceKey>* keys) const {
    keys->assign(of_tokens_.data() + first, of_tokens_.data() + first + count);
  }
  const PieceKey& OfAnnotation(int annotation) const { return FormAt(annotation).key; }
  absl::string_view FormOf(int annotation) const { return FormAt(annotation).text; }
  // What reads patterns over pieces by these numbers, and then their groups; not const itself.
  PatternRuns& runs() const { return *runs_; }
  GroupSearch& groups() const { return *groups_; }

 private:
  // What stands for an annotation decides its row, too: patterns tell annotations apart by it.
  struct Form {
    std::string text;
    PieceKey key;
  };

  static constexpr size_t kMostKept = 8192;
  static constexpr PieceNumber kFirstNumber = 2;
  static constexpr PieceNumber kLastNumber = PieceNumber{1} << 31;  // before a document

  PieceNumber NewNumber() { return next_number_ += 2; }
  const Form& FormAt(int annotation) const { return forms_[of_annotations_[static_cast<size_t>(annotation)]]; }

  EdgeRows searches_;
  EdgeRows places_;
  std::unique_ptr<PatternRuns> runs_;
  std::unique_ptr<GroupSearch> groups_;
  PieceNumber next_number_ = kFirstNumber;
  std::vector<Form> forms_;
  absl::flat_hash_map<std::string, uint32_t> known_forms_;  // by text: index of the form
  std::vector<PieceKey> of_tokens_;
  std::vector<uint32_t> of_annotations_;  // index of the form of each
  std::string form_;                      // of the annotation that is looked at
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_PIECE_KEYS_H_
