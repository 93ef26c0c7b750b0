// Faults of a rule set as people read them.
#ifndef CASPIAN_EXTRACTOR_RULES_PROBLEM_H_
#define CASPIAN_EXTRACTOR_RULES_PROBLEM_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "caspian/v1/rule_set.pb.h"

namespace caspian::extractor {

// A fault. `position` may be empty where the rule set came without files.
v1::RuleSetProblem MakeProblem(const v1::SourcePosition& position, absl::string_view rule_id, absl::string_view message,
                               absl::string_view hint);

// A place in a file; line and column from 1, 0 where unknown.
v1::SourcePosition MakePosition(absl::string_view file, uint32_t line, uint32_t column);

// "values.yaml:12:5: rule date.x: message (hint: …)"; parts that the problem lacks are left out. Of a warning
// "warning: " stands behind the position.
std::string FormatProblem(const v1::RuleSetProblem& problem);

// Orders by file, line, column, rule, message, and drops what is told twice.
void SortProblems(std::vector<v1::RuleSetProblem>* problems);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_PROBLEM_H_
