// Runs the tests that stand beside the rules of a set.
#ifndef CASPIAN_EXTRACTOR_RULE_TESTS_RULE_TESTS_H_
#define CASPIAN_EXTRACTOR_RULE_TESTS_RULE_TESTS_H_

#include <string>
#include <vector>

#include "caspian/v1/rule_set.pb.h"
#include "extractor/match/annotation.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// On which side of a failed test a fact stands.
enum class TestSide { kBoth, kExpected, kFound };

// One fact of a test.
struct TestFact {
  TestSide side = TestSide::kBoth;
  // As the test's keys name it: "match", "captures.agent", "features.step", "value".
  std::string what;
  std::string words;
  // Of words of the test's text, where they stand; else empty.
  ByteRange span{0, 0};
};

struct RuleTestFailure {
  v1::SourcePosition position;
  std::string rule_id;
  std::string message;  // what failed, in a few words
  std::string text;     // of the test
  // What was expected, what was found and what agrees: in the order match, captures and features as the test has them,
  // value. Of several matches that of which most agrees.
  std::vector<TestFact> facts;
  // What became of matches that are no annotations, and what else the rule has found: sentences.
  std::vector<std::string> notes;
};

struct RuleTestReport {
  int tests = 0;
  std::vector<RuleTestFailure> failures;  // in the order of the rules
};

// Each test's text goes through the whole set. A match or list rule passes where one of its annotations, conflicts
// settled, is what the test expects; an evidence rule where it holds for the candidate that `match` names. Thread-safe.
RuleTestReport RunRuleTests(const Program& program);

// Several lines, each ended: place, rule and message as FormatProblem has them; the text with what was found in
// brackets, or two where what was expected stands elsewhere; the facts, "-" before what was expected and not found, "+"
// before what was found and not expected, nothing before what agrees; the notes.
std::string FormatFailure(const RuleTestFailure& failure);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULE_TESTS_RULE_TESTS_H_
