#include "client/cli/eval/text_table.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "client/cli/render/cells.h"

namespace caspian::cli {

std::string FormatTable(const std::vector<std::vector<std::string>>& rows) {
  std::vector<size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], CellWidth(row[i]));
  }
  std::string text;
  for (const auto& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      const std::string blanks(widths[i] - CellWidth(row[i]), ' ');
      const bool last = i + 1 == row.size();
      absl::StrAppend(&text, i == 0 ? row[i] : absl::StrCat("  ", blanks, row[i]), i == 0 && !last ? blanks : "");
    }
    text.push_back('\n');
  }
  return text;
}

}  // namespace caspian::cli
