// Lists of words and names: tab-separated UTF-8.
//
//   # comment lines at the head, nowhere else
//   name<TAB>iso3166                the names of the columns: a-z, A-Z, 0-9, '_'
//   Norway<TAB>NO                   rows; each has a cell for each column, the first is not empty
//
// Lines end with LF or CRLF, a byte-order mark is skipped. A row with too few or too many cells, an empty line, a
// comment below the head, a cell with blanks around it, a control or private-use character, a column named twice are
// faults. The order of the rows and rows that stand twice never matter: they are kept sorted by bytes, once each.
#ifndef CASPIAN_EXTRACTOR_RULES_LIST_FILE_H_
#define CASPIAN_EXTRACTOR_RULES_LIST_FILE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "caspian/v1/rule_set.pb.h"
#include "extractor/rules/list_rows.h"

namespace caspian::extractor {

// A parsed list; not changed after ParseList made it.
struct List {
  std::string name;
  std::vector<std::string> columns;
  // Sorted, no two alike; each as long as `columns`.
  ListRows rows;
  // Of CanonicalBytes.
  std::string sha256;
  // Where the list stands, and the lines of rows that have stood before, ascending, each with the earlier line.
  std::string file;
  std::vector<std::pair<uint32_t, uint32_t>> repeated_lines;
};

// The list that `tsv` holds, or nullopt after adding all its faults to `problems` with `file`, line and column (of the
// first 20 faults; one more tells how many follow). Linear but for sorting.
absl::optional<List> ParseList(absl::string_view name, absl::string_view file, absl::string_view tsv,
                               std::vector<v1::RuleSetProblem>* problems);

// Columns, then rows, cells parted by tabs, each line ended by LF: what the list's hash is of. The name is no part of
// it. As long as the list's rows.
absl::string_view CanonicalBytes(const List& list);

// Name, hash, row count and columns, as a rule set carries them.
v1::ListRef RefOf(const List& list);

// Index of `column`; -1 where the list has none. Empty means the first.
int ColumnIndex(const List& list, absl::string_view column);

// Whether `where` lets `row` through; one without a column lets all.
bool PassesFilter(const List& list, const v1::ColumnFilter& where, const ListRow& row);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_LIST_FILE_H_
