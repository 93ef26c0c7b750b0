// Runs the tests that stand beside the rules of a set.
#ifndef CASPIAN_EXTRACTOR_ENGINE_RULE_TESTS_H_
#define CASPIAN_EXTRACTOR_ENGINE_RULE_TESTS_H_

#include <string>
#include <vector>

#include "caspian/v1/rule_set.pb.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

struct RuleTestFailure {
  v1::SourcePosition position;
  std::string rule_id;
  std::string message;  // what was expected and what was found
};

struct RuleTestReport {
  int tests = 0;
  std::vector<RuleTestFailure> failures;  // in the order of the rules
};

// Each test's text goes through the whole set. A match or list rule passes where one of its annotations, conflicts
// settled, is what the test expects; an evidence rule where it holds for the candidate that `match` names. Thread-safe.
RuleTestReport RunRuleTests(const Program& program);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ENGINE_RULE_TESTS_H_
