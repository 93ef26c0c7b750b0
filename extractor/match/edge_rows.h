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
// (see Alphabet); tokens that can stand at the same edges share a row. Their memory is used again for the next
// document. What it points to outlives it; not thread-safe.
class EdgeRows {
 public:
  explicit EdgeRows(const EdgeTable& table) : table_(table), row_size_(table.row_size()) {}

  // Forgets the document before. `words` are those of the tokens.
  void Begin(absl::string_view text, const std::vector<Token>& tokens, const std::vector<TokenWords>& words);

  // Looks at the annotations from index `first` on; from 0 on again where some were repaired.
  void AddAnnotations(const Analysis& analysis, size_t first);

  const EdgeTable& table() const { return table_; }
  // Where in Row(0) the row begins, which stays; a row itself stays until annotations are added.
  uint32_t OfToken(uint32_t token) const { return of_tokens_[token]; }
  uint32_t OfAnnotation(int annotation) const {
    return static_cast<uint32_t>((rows_of_tokens_ + static_cast<size_t>(annotation)) * row_size_);
  }
  const uint64_t* Row(uint32_t begin) const { return rows_.data() + begin; }
  absl::string_view FormOf(int annotation) const {
    const size_t end = form_ends_[static_cast<size_t>(annotation)];
    const size_t begin = annotation == 0 ? 0 : form_ends_[static_cast<size_t>(annotation) - 1];
    return absl::string_view(forms_).substr(begin, end - begin);
  }

 private:
  // What decides the row of a token: the edges of its word, its first and last byte.
  using RowKey = std::tuple<const std::vector<uint32_t>*, char, char>;

  const EdgeTable& table_;
  const size_t row_size_;
  absl::flat_hash_map<RowKey, uint32_t> known_;  // where the rows of tokens begin
  std::vector<uint64_t> rows_;                   // of tokens, then of annotations
  std::vector<uint32_t> of_tokens_;              // where the row of each begins
  size_t rows_of_tokens_ = 0;
  std::string forms_;              // of the annotations, one behind the other
  std::vector<size_t> form_ends_;  // by annotation
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_EDGE_ROWS_H_
