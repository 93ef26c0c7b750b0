#include "extractor/rules/desk_lists.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "extractor/rules/problem.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;
namespace fs = std::filesystem;

namespace {

DeskList ReadDeskList(const YamlNode& name, const YamlNode& node, const std::string& path, YamlFile* file) {
  DeskList desk;
  desk.name = name.text;
  YamlFields fields(node, path, file);
  fields.Require("columns");
  desk.columns = fields.Texts("columns");
  desk.needs = fields.Texts("needs");
  if (const YamlNode* values = fields.Find("values"); values != nullptr && values->kind == YamlKind::kMap) {
    YamlFields inner(*values, fields.PathOf("values"), file);
    for (const auto& column : values->keys) desk.values.emplace_back(column->text, inner.Texts(column->text));
    inner.Finish();
  }
  fields.Finish();
  return desk;
}

// Reads a list line by line and writes it with the columns that it lacks.
class Completer {
 public:
  Completer(const DeskList& desk, absl::string_view file, std::vector<pb::RuleSetProblem>* problems)
      : desk_(desk), file_(file), problems_(problems) {}

  void ReadLine(absl::string_view line) {
    ++line_;
    const bool carriage = absl::ConsumeSuffix(&line, "\r");
    const bool comment = absl::StartsWith(line, "#");
    if (line.empty() || comment) return Write(line, carriage, "");  // ParseList judges them
    if (columns_.empty()) {
      ReadHead(line);
      return Write(line, carriage, missing_names_);
    }
    CheckRow(line) ? Write(line, carriage, std::string(missing_, '\t'))
                   : Write("-", carriage, std::string(columns_.size() + missing_ - 1, '\t'));
  }

  std::string Take() { return std::move(out_); }

 private:
  void Write(absl::string_view line, bool carriage, absl::string_view added) {
    absl::StrAppend(&out_, line, added, carriage ? "\r\n" : "\n");
  }

  void Report(size_t column, absl::string_view message, absl::string_view hint) {
    problems_->push_back(MakeProblem(MakePosition(file_, line_, static_cast<uint32_t>(column)), "", message, hint));
  }

  void ReadHead(absl::string_view line) {
    columns_ = absl::StrSplit(line, '\t');
    size_t at = 1;
    for (const std::string& column : columns_) {
      if (std::count(desk_.columns.begin(), desk_.columns.end(), column) == 0) {
        Report(at, absl::StrCat("list ", desk_.name, " has no column ", column),
               absl::StrCat("its columns are ", absl::StrJoin(desk_.columns, ", ")));
      }
      at += column.size() + 1;
    }
    if (!desk_.columns.empty() && columns_.front() != desk_.columns.front())
      Report(1, absl::StrCat("the first column is not ", desk_.columns.front()), "put it first: it has the phrases");
    for (const std::string& column : desk_.columns) {
      if (std::count(columns_.begin(), columns_.end(), column) > 0) continue;
      if (MustBeFilled(column)) Report(1, absl::StrCat("the list lacks column ", column), "add it");
      absl::StrAppend(&missing_names_, "\t", column);
      ++missing_;
    }
  }

  bool MustBeFilled(const std::string& column) const {
    return std::count(desk_.needs.begin(), desk_.needs.end(), column) > 0 || ValuesOf(column) != nullptr;
  }

  const std::vector<std::string>* ValuesOf(const std::string& column) const {
    for (const auto& [name, values] : desk_.values) {
      if (name == column) return &values;
    }
    return nullptr;
  }

  // False where the row has not as many cells as the file's head, which is told.
  bool CheckRow(absl::string_view line) {
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    if (cells.size() != columns_.size()) {
      Report(1,
             absl::StrCat("the row has ", cells.size(), cells.size() == 1 ? " cell" : " cells", " where the list has ",
                          columns_.size(), columns_.size() == 1 ? " column" : " columns"),
             "part the cells by single tabs; an empty cell keeps its tab");
      return false;
    }
    size_t at = 1;
    for (size_t i = 0; i < cells.size(); ++i) {
      CheckCell(columns_[i], cells[i], at);
      at += cells[i].size() + 1;
    }
    return true;
  }

  void CheckCell(const std::string& column, const std::string& cell, size_t at) {
    if (cell.empty()) {
      if (MustBeFilled(column)) Report(at, absl::StrCat("the row says no ", column), "fill the cell");
      return;
    }
    const std::vector<std::string>* values = ValuesOf(column);
    if (values == nullptr || std::count(values->begin(), values->end(), cell) > 0) return;
    const std::string near = SuggestionFor(cell, *values);
    Report(at, absl::StrCat("'", cell, "' is no ", column),
           near.empty() ? absl::StrCat("one of ", absl::StrJoin(*values, ", ")) : near);
  }

  const DeskList& desk_;
  const std::string file_;
  std::vector<pb::RuleSetProblem>* problems_;
  std::vector<std::string> columns_;
  std::string missing_names_;
  size_t missing_ = 0;
  uint32_t line_ = 0;
  std::string out_;
};

std::string TextOf(const YamlNode& map, absl::string_view key) {
  const YamlNode* node = map.kind == YamlKind::kMap ? map.Find(key) : nullptr;
  return node == nullptr ? "" : node->text;
}

// The filter of a use of a list, as far as it is well formed.
pb::ColumnFilter FilterOf(const YamlNode& use) {
  pb::ColumnFilter filter;
  const YamlNode* where = use.Find("where");
  if (where == nullptr || where->kind != YamlKind::kMap || where->keys.size() != 1) return filter;
  filter.set_column(where->keys[0]->text);
  const YamlNode& values = *where->children[0];
  if (values.kind == YamlKind::kScalar) filter.add_values(values.text);
  for (const auto& value : values.children) filter.add_values(value->text);
  return filter;
}

// Whether `use` names a list of a desk's that has no row for it.
bool LacksRows(const DeskLists& lists, const YamlNode& use) {
  const std::string name = TextOf(use, "list");
  if (lists.declared.count(name) == 0) return false;
  const auto list = lists.found.find(name);
  if (list == lists.found.end()) return true;
  const pb::ColumnFilter filter = FilterOf(use);
  return std::none_of(list->second.rows.begin(), list->second.rows.end(),
                      [&](const auto& row) { return PassesFilter(list->second, filter, row); });
}

bool RuleLacksRows(const DeskLists& lists, const YamlNode& rule) {
  if (rule.kind != YamlKind::kMap) return false;
  if (LacksRows(lists, rule)) return true;
  const YamlNode* conditions = rule.Find("lists");
  return conditions != nullptr && std::any_of(conditions->children.begin(), conditions->children.end(),
                                              [&](const auto& condition) { return LacksRows(lists, *condition); });
}

YamlNode* Child(const YamlNode* map, absl::string_view key) {
  for (size_t i = 0; map != nullptr && map->kind == YamlKind::kMap && i < map->keys.size(); ++i) {
    if (map->keys[i]->text == key) return map->children[i].get();
  }
  return nullptr;
}

}  // namespace

std::vector<DeskList> ReadDeskLists(YamlFields* manifest, YamlFile* file) {
  std::vector<DeskList> lists;
  manifest->Entries("desk_lists", [&](const YamlNode& name, const YamlNode& value, const std::string& path) {
    lists.push_back(ReadDeskList(name, value, path, file));
  });
  return lists;
}

std::vector<DeskListFile> DeskListFiles(const fs::path& folder, absl::string_view name) {
  const std::string file = absl::StrCat(name, ".tsv");
  const fs::path own = fs::absolute(folder).lexically_normal();  // a link's folder is where the link is
  const fs::path outer = own.has_filename() ? own.parent_path() : own.parent_path().parent_path();
  return {{own / "lists" / file, "lists/" + file}, {own / file, file}, {outer / file, "../" + file}};
}

std::string CompleteDeskList(const DeskList& desk, absl::string_view file, absl::string_view tsv,
                             std::vector<pb::RuleSetProblem>* problems) {
  absl::ConsumePrefix(&tsv, "\xEF\xBB\xBF");
  Completer completer(desk, file, problems);
  while (!tsv.empty()) {
    const size_t end = tsv.find('\n');
    completer.ReadLine(tsv.substr(0, end));
    tsv.remove_prefix(end == absl::string_view::npos ? tsv.size() : end + 1);
  }
  return completer.Take();
}

std::vector<std::string> DropWithoutRows(const DeskLists& lists, YamlNode* stage) {
  std::vector<std::string> dropped;
  if (YamlNode* words = Child(Child(stage, "names"), "word_lists")) {
    auto& uses = words->children;
    uses.erase(std::remove_if(uses.begin(), uses.end(), [&](const auto& use) { return LacksRows(lists, *use); }),
               uses.end());
  }
  if (YamlNode* rules = Child(stage, "rules")) {
    const auto kept = std::stable_partition(rules->children.begin(), rules->children.end(),
                                            [&](const auto& rule) { return !RuleLacksRows(lists, *rule); });
    for (auto rule = kept; rule != rules->children.end(); ++rule) dropped.push_back(TextOf(**rule, "id"));
    rules->children.erase(kept, rules->children.end());
  }
  return dropped;
}

}  // namespace caspian::extractor
