// Warns of phrases that stand in two rows of a list where a rule would set different values: the first row, in the
// order of their bytes, is the one that counts (extractor/program/phrase_index.h).
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "extractor/rules/setting_references.h"
#include "extractor/rules/warning_checks.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

// A list as a rule that sets something from its columns reads it.
struct RowUse {
  const List* list;
  std::string path;
  int phrase;
  int aliases;  // -1: none
  const pb::ColumnFilter* where;
  std::set<int> read;  // columns that settings name
};

std::set<int> ReadColumns(const pb::Rule& rule, const List& list) {
  std::set<int> read;
  for (const pb::Setting& setting : SettingsOf(rule)) {
    for (const std::string& value : ValuesOf(setting)) {
      for (const SettingReference& reference : ReferencesIn(value).value_or(std::vector<SettingReference>()))
        read.insert(ColumnIndex(list, reference.name));
    }
  }
  read.erase(-1);
  return read;
}

// The phrases of `row`, the first spelling first.
std::vector<std::string> PhrasesOf(const RowUse& use, const ListRow& row) {
  std::vector<std::string> phrases = {PlainForm(row[static_cast<size_t>(use.phrase)])};
  if (use.aliases < 0) return phrases;
  for (absl::string_view spelling : absl::StrSplit(row[static_cast<size_t>(use.aliases)], ';', absl::SkipEmpty()))
    phrases.push_back(PlainForm(spelling));
  return phrases;
}

// The first column that `use` reads and in which the rows differ; empty where none.
std::string DifferingColumn(const RowUse& use, const ListRow& a, const ListRow& b) {
  for (int column : use.read) {
    const size_t index = static_cast<size_t>(column);
    if (a[index] != b[index]) return use.list->columns[index];
  }
  return "";
}

void Tell(const PlacedRule& placed, const RowUse& use, ProblemSink* sink) {
  std::map<std::string, ListRow> first;
  std::string sample;
  size_t count = 0;
  for (const ListRow row : use.list->rows) {
    if (!PassesFilter(*use.list, *use.where, row)) continue;
    for (const std::string& phrase : PhrasesOf(use, row)) {
      const auto [found, added] = first.emplace(phrase, row);
      const std::string column = added ? "" : DifferingColumn(use, found->second, row);
      if (column.empty() || phrase.empty() || count++ > 0) continue;
      const auto value = [&](const auto& of) { return of[static_cast<size_t>(ColumnIndex(*use.list, column))]; };
      sample = absl::StrCat("'", phrase, "' is both ", column, " '", value(found->second), "' and '", value(row), "'");
    }
  }
  if (count == 0) return;
  sink->Report(use.path, &placed.rule,
               absl::StrCat("list ", use.list->name, " says two things of a phrase, and the first row counts: ", sample,
                            count > 1 ? absl::StrCat(", and ", count - 1, " more") : ""),
               "remove a row, or choose among them by where:");
}

}  // namespace

void WarnOfRows(const RuleSetFacts& facts, ProblemSink* sink) {
  ForEachRule(facts.rule_set(), [&](const PlacedRule& placed) {
    const pb::Rule& rule = placed.rule;
    const bool reads_evidence = rule.evidence().lists_size() > 0;
    if (!rule.has_list() && !reads_evidence) return;
    const List* list = facts.FindList(rule.has_list() ? rule.list().list() : rule.evidence().lists(0).list());
    if (list == nullptr) return;
    RowUse use{list, placed.path + "/list", 0, -1, &rule.list().where(), ReadColumns(rule, *list)};
    if (rule.has_list()) {
      use.phrase = ColumnIndex(*list, rule.list().column());
      if (!rule.list().aliases_column().empty()) use.aliases = ColumnIndex(*list, rule.list().aliases_column());
    } else {
      const pb::ListCondition& condition = rule.evidence().lists(0);
      use.path = placed.path + "/lists/0/list";
      use.phrase = ColumnIndex(*list, condition.column());
      if (condition.column().empty()) use.aliases = ColumnIndex(*list, "aliases");
      use.where = &condition.where();
    }
    if (!use.read.empty() && use.phrase >= 0) Tell(placed, use, sink);
  });
}

}  // namespace caspian::extractor
