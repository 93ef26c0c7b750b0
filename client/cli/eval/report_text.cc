#include "client/cli/eval/report_text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "client/cli/eval/text_table.h"
#include "client/cli/render/cells.h"

namespace caspian::cli {
namespace {

using Row = std::vector<std::string>;

Counts CountsOf(const Report& report, Scope scope, const std::string& name, Measure measure) {
  const auto found = report.figures.find({scope, name, measure});
  return found == report.figures.end() ? Counts{} : found->second;
}

// Names of a scope, each once, in order.
std::vector<std::string> NamesOf(const Report& report, Scope scope) {
  std::vector<std::string> names;
  for (const auto& [key, counts] : report.figures) {
    if (key.scope == scope && (names.empty() || names.back() != key.name)) names.push_back(key.name);
  }
  return names;
}

void AppendPercents(const Counts& counts, Row* row) {
  for (double share : {counts.Precision(), counts.Recall(), counts.F1()}) row->push_back(Percent(share));
}

void AppendCounts(const Counts& counts, Row* row) {
  for (uint64_t count : {counts.right, counts.predicted, counts.gold}) row->push_back(absl::StrCat(count));
}

std::string Plural(uint64_t count, absl::string_view what) {
  return absl::StrCat(count, " ", what, count == 1 ? "" : "s");
}

Row SpecRow(const Report& report, Scope scope, const std::string& name) {
  const Counts cases = CountsOf(report, scope, name, Measure::kCases);
  Row row = {scope == Scope::kAll ? "all" : name, absl::StrCat(cases.right), absl::StrCat(cases.gold),
             Percent(cases.Recall())};
  const bool type = scope == Scope::kType;
  for (Measure measure : {Measure::kStrict, Measure::kRelaxed, Measure::kResolution}) {
    const Counts counts = CountsOf(report, scope, name, measure);
    row.push_back(Percent(type ? counts.Recall() : counts.F1()));
  }
  const Counts relaxed = CountsOf(report, scope, name, Measure::kRelaxed);
  row.push_back(absl::StrCat(relaxed.predicted));
  row.push_back(absl::StrCat(relaxed.gold));
  return row;
}

std::string Quote(const Excerpt& excerpt) {
  return absl::StrCat(excerpt.start, "-", excerpt.end, " ", excerpt.type, " “", OneLine(excerpt.text), "”",
                      excerpt.value.empty() ? "" : " = ", OneLine(excerpt.value));
}

// The words around, on one line.
std::string InContext(const Finding& finding) {
  const auto joined = [](absl::string_view side, bool before) {
    const bool blank = !side.empty() && OneLine(before ? side.substr(side.size() - 1) : side.substr(0, 1)).empty();
    const std::string line = OneLine(side);
    return before ? absl::StrCat(line, blank ? " " : "") : absl::StrCat(blank ? " " : "", line);
  };
  return absl::StrCat("…", joined(finding.before, true), "[", OneLine(finding.excerpt.text), "]",
                      joined(finding.after, false), "…");
}

}  // namespace

std::string Percent(double share) { return absl::StrFormat("%.2f", 100 * share); }

std::string FormatSpanTables(const Report& report) {
  std::vector<Row> measures = {{"measure", "precision", "recall", "F1", "right", "predicted", "gold"}};
  for (const auto& [key, counts] : report.figures) {
    if (key.scope != Scope::kAll) continue;
    Row& row = measures.emplace_back(Row{std::string(MeasureName(key.measure))});
    AppendPercents(counts, &row);
    AppendCounts(counts, &row);
  }
  std::vector<Row> types = {{"type", "strict P", "R", "F1", "relaxed P", "R", "F1", "predicted", "gold"}};
  for (const std::string& name : NamesOf(report, Scope::kType)) {
    Row& row = types.emplace_back(Row{name});
    const Counts strict = CountsOf(report, Scope::kType, name, Measure::kStrict);
    AppendPercents(strict, &row);
    AppendPercents(CountsOf(report, Scope::kType, name, Measure::kRelaxed), &row);
    row.push_back(absl::StrCat(strict.predicted));
    row.push_back(absl::StrCat(strict.gold));
  }
  return absl::StrCat(Plural(report.documents, "document"), "\n", FormatTable(measures),
                      types.size() > 1 ? absl::StrCat("\n", FormatTable(types)) : "");
}

std::string FormatSpecTables(const Report& report) {
  const auto head = [](absl::string_view what, absl::string_view figure) {
    const auto with = [figure](absl::string_view measure) { return absl::StrCat(measure, " ", figure); };
    return Row{std::string(what), "cases right",      "of",        "%",       with("strict"),
               with("relaxed"),   with("resolution"), "predicted", "expected"};
  };
  std::vector<Row> files = {head("file", "F1")};
  for (const std::string& name : NamesOf(report, Scope::kFile)) files.push_back(SpecRow(report, Scope::kFile, name));
  files.push_back(SpecRow(report, Scope::kAll, ""));
  std::vector<Row> types = {head("type", "found")};
  for (const std::string& name : NamesOf(report, Scope::kType)) types.push_back(SpecRow(report, Scope::kType, name));
  return absl::StrCat(Plural(report.documents, "case"), "\n", FormatTable(files),
                      types.size() > 1 ? absl::StrCat("\n", FormatTable(types)) : "");
}

std::string FormatFindingLine(const Finding& finding) {
  return absl::StrCat(OneLine(finding.document), " ", Quote(finding.excerpt));
}

std::string FormatFindings(absl::string_view head, const std::vector<Finding>& findings, size_t limit) {
  const size_t shown = limit == 0 ? findings.size() : std::min(limit, findings.size());
  std::string text = absl::StrCat("\n", head, ": ", findings.size());
  absl::StrAppend(&text, shown < findings.size() ? absl::StrCat(", the first ", shown) : "", "\n");
  for (size_t i = 0; i < shown; ++i) {
    absl::StrAppend(&text, FormatFindingLine(findings[i]), "\n    ", InContext(findings[i]), "\n");
    for (const Excerpt& other : findings[i].instead) absl::StrAppend(&text, "    instead: ", Quote(other), "\n");
  }
  return text;
}

}  // namespace caspian::cli
