#ifndef CASPIAN_CLIENT_CLI_EVAL_COMPARE_H_
#define CASPIAN_CLIENT_CLI_EVAL_COMPARE_H_

#include <string>
#include <vector>

#include "client/cli/eval/report.h"

namespace caspian::cli {

// One figure of two reports; counts of zero where a report does not have it.
struct FigureChange {
  FigureKey key;
  Counts before;
  Counts after;

  bool Fell() const { return after.F1() < before.F1(); }
};

// The findings of one kind that only one report has.
struct FindingChanges {
  std::string kind;  // "misses"
  std::vector<Finding> appeared;
  std::vector<Finding> vanished;
};

struct ReportChanges {
  std::vector<FigureChange> figures;     // all, in the reports' order
  std::vector<FindingChanges> findings;  // misses, strays, values

  // True where any F1 is lower than it was.
  bool AnyFell() const;
};

// From `before` to `after`. Findings are the same where document, span and type are; as many as there are of each.
ReportChanges CompareReports(const Report& before, const Report& after);

// The changes for people: a row a figure, then what appeared and vanished, with each line's mark + or -.
std::string FormatChanges(const ReportChanges& changes);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_COMPARE_H_
