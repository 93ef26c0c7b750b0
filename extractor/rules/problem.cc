#include "extractor/rules/problem.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/str_cat.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

auto OrderOf(const pb::RuleSetProblem& problem) {
  const pb::SourcePosition& at = problem.position();
  return std::tie(at.file(), problem.rule_id(), problem.message(), problem.hint());
}

bool ComesBefore(const pb::RuleSetProblem& a, const pb::RuleSetProblem& b) {
  if (a.position().file() != b.position().file()) return a.position().file() < b.position().file();
  if (a.position().line() != b.position().line()) return a.position().line() < b.position().line();
  if (a.position().column() != b.position().column()) return a.position().column() < b.position().column();
  return OrderOf(a) < OrderOf(b);
}

bool IsSame(const pb::RuleSetProblem& a, const pb::RuleSetProblem& b) {
  return !ComesBefore(a, b) && !ComesBefore(b, a);
}

}  // namespace

pb::RuleSetProblem MakeProblem(const pb::SourcePosition& position, absl::string_view rule_id, absl::string_view message,
                               absl::string_view hint) {
  pb::RuleSetProblem problem;
  if (!position.file().empty() || position.line() > 0) *problem.mutable_position() = position;
  problem.set_rule_id(std::string(rule_id));
  problem.set_message(std::string(message));
  problem.set_hint(std::string(hint));
  problem.set_severity(pb::PROBLEM_SEVERITY_FAULT);
  return problem;
}

pb::SourcePosition MakePosition(absl::string_view file, uint32_t line, uint32_t column) {
  pb::SourcePosition position;
  position.set_file(std::string(file));
  position.set_line(line);
  position.set_column(column);
  return position;
}

std::string FormatProblem(const pb::RuleSetProblem& problem) {
  std::string text = problem.position().file();
  if (problem.position().line() > 0) absl::StrAppend(&text, ":", problem.position().line());
  if (problem.position().column() > 0) absl::StrAppend(&text, ":", problem.position().column());
  if (!text.empty()) absl::StrAppend(&text, ": ");
  if (problem.severity() == pb::PROBLEM_SEVERITY_WARNING) absl::StrAppend(&text, "warning: ");
  if (!problem.rule_id().empty()) absl::StrAppend(&text, "rule ", problem.rule_id(), ": ");
  absl::StrAppend(&text, problem.message());
  if (!problem.hint().empty()) absl::StrAppend(&text, " (hint: ", problem.hint(), ")");
  return text;
}

void SortProblems(std::vector<pb::RuleSetProblem>* problems) {
  std::sort(problems->begin(), problems->end(), ComesBefore);
  problems->erase(std::unique(problems->begin(), problems->end(), IsSame), problems->end());
}

}  // namespace caspian::extractor
