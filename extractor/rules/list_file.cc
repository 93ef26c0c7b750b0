#include "extractor/rules/list_file.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/base/sha256.h"
#include "common/base/utf8.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/problem.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

constexpr size_t kReportedProblems = 20;
constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

using Cells = std::vector<absl::string_view>;

// Reads one list, line by line, of a text that outlives it.
class ListParser {
 public:
  ListParser(absl::string_view name, absl::string_view file) : file_(file) {
    list_.name = std::string(name);
    list_.file = file_;
  }

  void ReadLine(absl::string_view line) {
    ++line_;
    if (absl::EndsWith(line, "\r")) line.remove_suffix(1);
    if (!CheckCharacters(line)) return;
    if (list_.columns.empty()) {
      if (!absl::StartsWith(line, "#")) ReadColumns(line);
    } else {
      ReadRow(line);
    }
  }

  absl::optional<List> Finish(std::vector<pb::RuleSetProblem>* problems) {
    line_ = std::max(line_, uint32_t{1});
    if (list_.columns.empty() && problem_count_ == 0)
      Report(1, "the list has no line of column names", "write the columns' names, parted by tabs, below the comments");
    if (problem_count_ > kReportedProblems) {
      problems_.push_back(MakeProblem(MakePosition(file_, line_, 0), "",
                                      absl::StrCat("the list has ", problem_count_ - kReportedProblems, " more faults"),
                                      "mend the ones above first"));
    }
    problems->insert(problems->end(), problems_.begin(), problems_.end());
    if (problem_count_ > 0) return absl::nullopt;
    TakeRows();
    list_.sha256 = Sha256Hex(CanonicalBytes(list_));
    return std::move(list_);
  }

 private:
  // Rows in order, once each. No cell holds what is below a tab: lines are in the order of their cells.
  void TakeRows() {
    std::sort(rows_.begin(), rows_.end());
    Cells lines;
    uint32_t first = 0;  // line of the last row taken
    for (const auto& [row, line] : rows_) {
      if (!lines.empty() && lines.back() == row) {
        list_.repeated_lines.emplace_back(line, first);
        continue;
      }
      lines.push_back(row);
      first = line;
    }
    std::sort(list_.repeated_lines.begin(), list_.repeated_lines.end());
    list_.rows = ListRows::Of(absl::StrJoin(list_.columns, "\t"), lines);
  }

  void Report(size_t column, absl::string_view message, absl::string_view hint) {
    if (++problem_count_ > kReportedProblems) return;
    problems_.push_back(MakeProblem(MakePosition(file_, line_, static_cast<uint32_t>(column)), "", message, hint));
  }

  // Whether the line is UTF-8 without characters that no cell may hold.
  bool CheckCharacters(absl::string_view line) {
    if (const auto bad = FindInvalidUtf8(line)) {
      Report(*bad + 1, "the line is not UTF-8", "save the list as UTF-8");
      return false;
    }
    for (size_t i = 0; i < line.size();) {
      const CodePoint point = DecodeUtf8(line, i);
      const bool is_control = (point.value < 0x20 && point.value != '\t') || point.value == 0x7F;
      if (is_control || IsPrivateUse(point.value)) {
        Report(i + 1, absl::StrFormat("character U+%04X is not allowed", static_cast<uint32_t>(point.value)),
               "remove it: no text that is matched holds it");
        return false;
      }
      i += point.bytes;
    }
    return true;
  }

  void ReadColumns(absl::string_view line) {
    size_t at = 1;
    for (absl::string_view column : absl::StrSplit(line, '\t')) {
      const bool is_word = !column.empty() && std::all_of(column.begin(), column.end(),
                                                          [](char c) { return absl::ascii_isalnum(c) || c == '_'; });
      const bool blanks = absl::StrContains(column, ' ');
      if (!is_word)
        Report(at, absl::StrCat("'", column, "' is no name of a column"),
               blanks ? "part columns by tabs, not blanks" : "use letters, digits and '_'");
      if (std::count(list_.columns.begin(), list_.columns.end(), column) > 0)
        Report(at, absl::StrCat("column ", column, " stands twice"), "rename one of them");
      list_.columns.emplace_back(column);
      at += column.size() + 1;
    }
  }

  void ReadRow(absl::string_view line) {
    if (line.empty()) return Report(1, "empty line", "remove it");
    if (line[0] == '#')
      return Report(1, "a comment below the head of the list", "comments stand above the line of column names");
    const Cells cells = absl::StrSplit(line, '\t');
    if (cells.size() != list_.columns.size()) {
      return Report(
          1,
          absl::StrCat("the row has ", cells.size(), cells.size() == 1 ? " cell" : " cells", " where the list has ",
                       list_.columns.size(), list_.columns.size() == 1 ? " column" : " columns"),
          "part the cells by single tabs; an empty cell keeps its tab");
    }
    if (CheckCells(cells)) rows_.emplace_back(line, line_);
  }

  bool CheckCells(const Cells& cells) {
    size_t at = 1;
    for (absl::string_view cell : cells) {
      if (absl::StripAsciiWhitespace(cell) != cell) {
        Report(at, absl::StrCat("blanks around '", absl::StripAsciiWhitespace(cell), "'"), "remove them");
        return false;
      }
      at += cell.size() + 1;
    }
    if (cells[0].empty()) Report(1, "the first cell is empty", "give the row its word, or remove it");
    return !cells[0].empty();
  }

  std::string file_;
  List list_;
  std::vector<std::pair<absl::string_view, uint32_t>> rows_;  // with the numbers of their lines
  uint32_t line_ = 0;
  size_t problem_count_ = 0;
  std::vector<pb::RuleSetProblem> problems_;
};

}  // namespace

absl::optional<List> ParseList(absl::string_view name, absl::string_view file, absl::string_view tsv,
                               std::vector<pb::RuleSetProblem>* problems) {
  ListParser parser(name, file);
  absl::ConsumePrefix(&tsv, kByteOrderMark);
  while (!tsv.empty()) {
    const size_t end = tsv.find('\n');
    parser.ReadLine(tsv.substr(0, end));
    tsv.remove_prefix(end == absl::string_view::npos ? tsv.size() : end + 1);
  }
  return parser.Finish(problems);
}

absl::string_view CanonicalBytes(const List& list) { return list.rows.lines(); }

pb::ListRef RefOf(const List& list) {
  pb::ListRef ref;
  ref.set_name(list.name);
  ref.set_sha256(list.sha256);
  ref.set_row_count(static_cast<uint32_t>(list.rows.size()));
  for (const std::string& column : list.columns) ref.add_columns(column);
  return ref;
}

int ColumnIndex(const List& list, absl::string_view column) {
  if (column.empty()) return 0;
  const auto found = std::find(list.columns.begin(), list.columns.end(), column);
  return found == list.columns.end() ? -1 : static_cast<int>(found - list.columns.begin());
}

bool PassesFilter(const List& list, const pb::ColumnFilter& where, const ListRow& row) {
  if (where.column().empty()) return true;
  const int column = ColumnIndex(list, where.column());
  return column >= 0 && std::count(where.values().begin(), where.values().end(), row[static_cast<size_t>(column)]) > 0;
}

}  // namespace caspian::extractor
