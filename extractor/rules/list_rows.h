// The rows of a list where they lie, in a buffer or a mapped file: found by number, their cells when they are asked
// for.
#ifndef CASPIAN_EXTRACTOR_RULES_LIST_ROWS_H_
#define CASPIAN_EXTRACTOR_RULES_LIST_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "extractor/rules/flat_bytes.h"

namespace caspian::extractor {

// A row: cells parted by tabs. As long as the rows that it is of, or a copy of them.
class ListRow {
 public:
  explicit ListRow(absl::string_view line) : line_(line) {}

  // Empty where the row has no such cell. Linear in the row.
  absl::string_view operator[](size_t column) const;
  std::vector<absl::string_view> cells() const;
  absl::string_view line() const { return line_; }

 private:
  absl::string_view line_;
};

// Immutable; thread-safe; cheap to copy.
class ListRows {
 public:
  class Iterator;

  ListRows() = default;

  // Of a line with the columns' names, and `lines`, the rows in their order.
  static ListRows Of(absl::string_view head, const std::vector<absl::string_view>& lines);
  // What `flat_bytes` gave; empty where it can't be that.
  static absl::optional<ListRows> FromFlat(SharedBytes flat);

  size_t size() const { return ends_.size(); }
  bool empty() const { return ends_.empty(); }
  // `row` is below size().
  ListRow operator[](size_t row) const;
  Iterator begin() const;
  Iterator end() const;

  // The line with the columns' names.
  absl::string_view head() const { return lines_.view().substr(0, head_size_); }
  // All lines, the head first, each ended by LF.
  absl::string_view lines() const { return lines_.view(); }
  absl::string_view flat_bytes() const { return flat_.view(); }

 private:
  // Where the row's line begins.
  size_t BeginOf(size_t row) const { return row == 0 ? head_size_ + 1 : ends_[row - 1]; }

  SharedBytes flat_;
  SharedBytes lines_;
  absl::Span<const uint32_t> ends_;  // by row: behind its LF
  size_t head_size_ = 0;
};

class ListRows::Iterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = ListRow;
  using difference_type = ptrdiff_t;
  using pointer = const ListRow*;
  using reference = ListRow;

  Iterator(const ListRows* rows, size_t row) : rows_(rows), row_(row) {}

  ListRow operator*() const { return (*rows_)[row_]; }
  Iterator& operator++() { return ++row_, *this; }
  bool operator==(const Iterator& other) const { return row_ == other.row_; }
  bool operator!=(const Iterator& other) const { return row_ != other.row_; }

 private:
  const ListRows* rows_;
  size_t row_;
};

inline ListRows::Iterator ListRows::begin() const { return {this, 0}; }
inline ListRows::Iterator ListRows::end() const { return {this, size()}; }

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_LIST_ROWS_H_
