#include "extractor/rules/warnings.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "extractor/rules/problem.h"
#include "extractor/rules/warning_checks.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

void ForEachRule(const pb::RuleSet& rule_set, const std::function<void(const PlacedRule&)>& visit) {
  for (int s = 0; s < rule_set.stages_size(); ++s) {
    for (int i = 0; i < rule_set.stages(s).rules_size(); ++i)
      visit({rule_set.stages(s).rules(i), s, absl::StrCat("stages/", s, "/rules/", i)});
  }
}

namespace {

constexpr size_t kReportedRows = 20;

// The first of them; one more warning tells how many follow.
void WarnOfRepeatedRows(const List& list, ProblemSink* sink) {
  const auto& repeated = list.repeated_lines;
  for (size_t i = 0; i < std::min(repeated.size(), kReportedRows); ++i) {
    sink->ReportAt(MakePosition(list.file, repeated[i].first, 1),
                   absl::StrCat("the row stands in line ", repeated[i].second, " already"), "remove it");
  }
  if (repeated.size() > kReportedRows) {
    sink->ReportAt(MakePosition(list.file, repeated[kReportedRows].first, 1),
                   absl::StrCat("the list has ", repeated.size() - kReportedRows, " more rows that stand twice"),
                   "remove those above first");
  }
}

// A label of an included pack has no place of its own: it is told where the labels of this one begin.
bool IsOfInclude(const Pack& pack, const pb::RuleSetProblem& warning) {
  const pb::SourcePosition &at = warning.position(), labels = pack.places.Find("labels");
  const bool is_label = warning.rule_id().empty() && at.file() == labels.file() && at.line() == labels.line() &&
                        at.column() == labels.column();
  return is_label || std::any_of(pack.included.begin(), pack.included.end(),
                                 [&](const std::string& prefix) { return absl::StartsWith(at.file(), prefix); });
}

}  // namespace

std::vector<pb::RuleSetProblem> WarningsOf(const pb::RuleSet& rule_set, const std::vector<List>& lists,
                                           const SourceMap& places) {
  const RuleSetFacts facts(rule_set, lists);
  ProblemSink sink(places, pb::PROBLEM_SEVERITY_WARNING);
  WarnOfUnread(facts, &sink);
  WarnOfUnmatched(facts, &sink);
  WarnOfRivals(facts, &sink);
  WarnOfCaptures(facts, places, &sink);
  WarnOfSearched(facts, &sink);
  WarnOfRows(facts, &sink);
  for (const List& list : lists) WarnOfRepeatedRows(list, &sink);
  return sink.TakeSorted();
}

std::vector<pb::RuleSetProblem> WarningsOf(const Pack& pack) {
  std::vector<pb::RuleSetProblem> warnings = WarningsOf(pack.rule_set, pack.lists, pack.places);
  warnings.insert(warnings.end(), pack.warnings.begin(), pack.warnings.end());
  warnings.erase(std::remove_if(warnings.begin(), warnings.end(),
                                [&](const pb::RuleSetProblem& warning) { return IsOfInclude(pack, warning); }),
                 warnings.end());
  SortProblems(&warnings);
  return warnings;
}

}  // namespace caspian::extractor
