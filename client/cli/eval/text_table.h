#ifndef CASPIAN_CLIENT_CLI_EVAL_TEXT_TABLE_H_
#define CASPIAN_CLIENT_CLI_EVAL_TEXT_TABLE_H_

#include <string>
#include <vector>

namespace caspian::cli {

// Rows of cells, two blanks between columns: the first column is aligned to the left, the others to the right. A row
// may have fewer cells than others. Each row ends with an end of line.
std::string FormatTable(const std::vector<std::vector<std::string>>& rows);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_TEXT_TABLE_H_
