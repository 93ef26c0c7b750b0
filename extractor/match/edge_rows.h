// What patterns can begin or end with, piece by piece of a document.
#ifndef CASPIAN_EXTRACTOR_MATCH_EDGE_ROWS_H_
#define CASPIAN_EXTRACTOR_MATCH_EDGE_ROWS_H_

#include <cstdint>
#include <vector>

#include "extractor/document/segment.h"
#include "extractor/program/edge_table.h"

namespace caspian::extractor {

struct Analysis;

// The rows of the tokens and annotations of one document (edge_table.h); tokens that can stand at the same edges share
// one. What it points to outlives it; not thread-safe.
class EdgeRows {
 public:
  EdgeRows(const EdgeTable& table, absl::string_view text, const std::vector<Token>& tokens);

  // Looks at the annotations from index `first` on; from 0 on again where some were repaired.
  void AddAnnotations(const Analysis& analysis, size_t first);

  const EdgeTable& table() const { return table_; }
  const uint64_t* OfToken(uint32_t token) const { return &rows_[of_tokens_[token]]; }
  const uint64_t* OfAnnotation(int annotation) const {
    return &of_annotations_[static_cast<size_t>(annotation) * table_.row_size()];
  }

 private:
  const EdgeTable& table_;
  std::vector<uint64_t> rows_;
  std::vector<uint32_t> of_tokens_;  // where the row of each begins
  std::vector<uint64_t> of_annotations_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_EDGE_ROWS_H_
