// Rows of an edge table (extractor/program/edge_table.h) for the tokens and annotations that texts have: each once,
// since few are different, so that those that are looked at again and again stay in caches.
#ifndef CASPIAN_EXTRACTOR_MATCH_EDGE_ROWS_H_
#define CASPIAN_EXTRACTOR_MATCH_EDGE_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "extractor/program/edge_table.h"
#include "extractor/program/vocabulary.h"

namespace caspian::extractor {

// Grows until it forgets. What it points to outlives it; not thread-safe.
class EdgeRows {
 public:
  // The row of a sentence's border.
  static constexpr uint32_t kBorder = 0;

  // `table` is sealed.
  explicit EdgeRows(const EdgeTable& table);
  EdgeRows(const EdgeRows&) = delete;
  EdgeRows& operator=(const EdgeRows&) = delete;

  // Where in Row(0) the row of a token in its plain form begins; `lowered` as the vocabulary says.
  uint32_t OfToken(absl::string_view plain, WordId lowered);
  // Likewise of an annotation; `value_of` gives the value of a feature, empty where it is absent.
  uint32_t OfAnnotation(int label, absl::FunctionRef<absl::string_view(absl::string_view)> value_of);

  // A row stays where it is until OfToken or OfAnnotation is called.
  const uint64_t* Row(uint32_t begin) const { return rows_.data() + begin; }
  const EdgeTable& table() const { return table_; }
  // Of a row: rows are numbered from 0 on.
  size_t NumberOf(uint32_t begin) const { return begin / table_.row_size(); }

  // For how many sorts of tokens it is known which row they have.
  size_t known_tokens() const { return known_tokens_.size(); }
  void Forget();
  size_t times_forgotten() const { return times_forgotten_; }

 private:
  // What decides the row of a token: the edges of its word, its first and last byte.
  using TokenKey = std::tuple<const std::vector<uint32_t>*, char, char>;

  // Of rows by where they begin.
  struct RowHash {
    const std::vector<uint64_t>* rows;
    size_t size;
    size_t operator()(uint32_t begin) const;
  };
  struct RowEqual {
    const std::vector<uint64_t>* rows;
    size_t size;
    bool operator()(uint32_t a, uint32_t b) const;
  };

  void AddBorder();
  // Makes room for a row; and where there is an equal one, gives it back and tells that one.
  uint32_t Add();
  uint32_t Settle(uint32_t added);

  const EdgeTable& table_;
  std::vector<uint64_t> rows_;
  absl::flat_hash_set<uint32_t, RowHash, RowEqual> known_rows_;
  absl::flat_hash_map<TokenKey, uint32_t> known_tokens_;
  size_t times_forgotten_ = 0;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_EDGE_ROWS_H_
