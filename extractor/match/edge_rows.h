// What patterns can begin or end with, piece by piece of a document.
#ifndef CASPIAN_EXTRACTOR_MATCH_EDGE_ROWS_H_
#define CASPIAN_EXTRACTOR_MATCH_EDGE_ROWS_H_

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "extractor/document/segment.h"
#include "extractor/program/edge_table.h"
#include "extractor/program/vocabulary.h"

namespace caspian::extractor {

struct Analysis;

// The rows of the tokens and annotations of one document (edge_table.h), and what stands for annotations in lifted text
// (see Alphabet); what can stand at the same edges shares a row. Rows are kept for the documents that come next. What
// it points to outlives it; not thread-safe.
class EdgeRows {
 public:
  explicit EdgeRows(const EdgeTable& table) : table_(table), row_size_(table.row_size()) {}

  // Forgets the document before; true where rows that were kept are gone, too.
  bool Begin();

  // Where in Row(0) the row of a token in its plain form begins; `lowered` as the vocabulary says.
  uint32_t RowOfToken(absl::string_view plain, WordId lowered);
  // The next token of the document has the row that begins there.
  void AddToken(uint32_t row) { of_tokens_.push_back(row); }

  // Looks at the annotations from index `first` on; from 0 on again where some were repaired.
  void AddAnnotations(const Analysis& analysis, size_t first);

  const EdgeTable& table() const { return table_; }
  // Where in Row(0) the row begins, which stays; a row itself stays until annotations are added.
  uint32_t OfToken(uint32_t token) const { return of_tokens_[token]; }
  uint32_t OfAnnotation(int annotation) const { return FormAt(annotation).row; }
  const uint64_t* Row(uint32_t begin) const { return rows_.data() + begin; }
  absl::string_view FormOf(int annotation) const { return FormAt(annotation).text; }

 private:
  // What decides the row of a token: the edges of its word, its first and last byte.
  using TokenKey = std::tuple<const std::vector<uint32_t>*, char, char>;

  // What stands for an annotation decides its row, too: patterns tell annotations apart by it.
  struct Form {
    std::string text;
    uint32_t row;
  };

  static constexpr size_t kMostKept = 4096;

  uint32_t AddRow();
  const Form& FormAt(int annotation) const { return forms_[of_annotations_[static_cast<size_t>(annotation)]]; }

  const EdgeTable& table_;
  const size_t row_size_;
  std::vector<uint64_t> rows_;
  std::vector<Form> forms_;
  absl::flat_hash_map<TokenKey, uint32_t> known_tokens_;    // where their rows begin
  absl::flat_hash_map<std::string, uint32_t> known_forms_;  // by text: index of the form
  std::vector<uint32_t> of_tokens_;                         // where the row of each begins
  std::vector<uint32_t> of_annotations_;                    // index of the form of each
  std::string form_;                                        // of the annotation that is looked at
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_EDGE_ROWS_H_
