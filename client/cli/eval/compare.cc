#include "client/cli/eval/compare.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "client/cli/eval/report_text.h"
#include "client/cli/eval/text_table.h"

namespace caspian::cli {
namespace {

using Findings = std::vector<Finding>;

bool Before(const Finding& a, const Finding& b) {
  const auto key = [](const Finding& finding) {
    return std::tie(finding.document, finding.excerpt.start, finding.excerpt.end, finding.excerpt.type);
  };
  return key(a) < key(b);
}

Findings Sorted(Findings findings) {
  std::stable_sort(findings.begin(), findings.end(), Before);
  return findings;
}

FindingChanges CompareFindings(absl::string_view kind, const Findings& before, const Findings& after) {
  const Findings old_ones = Sorted(before), new_ones = Sorted(after);
  FindingChanges changes;
  changes.kind = std::string(kind);
  std::set_difference(new_ones.begin(), new_ones.end(), old_ones.begin(), old_ones.end(),
                      std::back_inserter(changes.appeared), Before);
  std::set_difference(old_ones.begin(), old_ones.end(), new_ones.begin(), new_ones.end(),
                      std::back_inserter(changes.vanished), Before);
  return changes;
}

std::string NameOf(const FigureKey& key) {
  const std::string scope(key.name.empty() ? std::string(ScopeName(key.scope)) : key.name);
  return absl::StrCat(scope, " ", MeasureName(key.measure));
}

std::vector<std::string> RowOf(const FigureChange& change) {
  const double difference = 100 * (change.after.F1() - change.before.F1());
  const auto counts = [](uint64_t before, uint64_t after) {
    return before == after ? absl::StrCat(after) : absl::StrCat(before, " → ", after);
  };
  return {NameOf(change.key),
          Percent(change.before.F1()),
          Percent(change.after.F1()),
          difference == 0 ? "=" : absl::StrFormat("%+.2f", difference),
          counts(change.before.right, change.after.right),
          counts(change.before.predicted, change.after.predicted),
          counts(change.before.gold, change.after.gold)};
}

}  // namespace

bool ReportChanges::AnyFell() const {
  return std::any_of(figures.begin(), figures.end(), [](const FigureChange& change) { return change.Fell(); });
}

ReportChanges CompareReports(const Report& before, const Report& after) {
  std::map<FigureKey, FigureChange> figures;
  for (const auto& [key, counts] : before.figures) figures[key].before = counts;
  for (const auto& [key, counts] : after.figures) figures[key].after = counts;
  ReportChanges changes;
  for (auto& [key, change] : figures) {
    change.key = key;
    changes.figures.push_back(change);
  }
  changes.findings = {CompareFindings("misses", before.misses, after.misses),
                      CompareFindings("strays", before.strays, after.strays),
                      CompareFindings("values", before.values, after.values)};
  return changes;
}

std::string FormatChanges(const ReportChanges& changes) {
  std::vector<std::vector<std::string>> rows = {{"F1", "old", "new", "change", "right", "predicted", "gold"}};
  for (const FigureChange& change : changes.figures) rows.push_back(RowOf(change));
  std::string text = FormatTable(rows);
  for (const FindingChanges& findings : changes.findings) {
    if (findings.appeared.empty() && findings.vanished.empty()) continue;
    absl::StrAppend(&text, "\n", findings.kind, ": ", findings.appeared.size(), " appeared, ", findings.vanished.size(),
                    " vanished\n");
    for (const Finding& finding : findings.appeared) absl::StrAppend(&text, "+ ", FormatFindingLine(finding), "\n");
    for (const Finding& finding : findings.vanished) absl::StrAppend(&text, "- ", FormatFindingLine(finding), "\n");
  }
  return text;
}

}  // namespace caspian::cli
