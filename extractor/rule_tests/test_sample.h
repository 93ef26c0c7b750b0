// One test's text as the whole rule set reads it: inside of rule_tests.cc and what it is parted into.
#ifndef CASPIAN_EXTRACTOR_RULE_TESTS_TEST_SAMPLE_H_
#define CASPIAN_EXTRACTOR_RULE_TESTS_TEST_SAMPLE_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "caspian/v1/extraction.pb.h"
#include "extractor/engine/analyze.h"
#include "extractor/rule_tests/rule_tests.h"

namespace caspian::extractor {

struct TestSample {
  const Program& program;
  const v1::Rule& rule;
  const v1::RuleTest& test;
  size_t stage;  // of the rule
  v1::Document document;
  Analysis analysis;
  AnalysisTrace trace;
  v1::Extraction extraction;

  std::string Text(uint32_t begin, uint32_t end) const { return std::string(analysis.TextOf(begin, end)); }
};

inline std::string Quoted(absl::string_view text) { return absl::StrCat("\"", text, "\""); }

// What of `annotation` the test names, on both sides (test_facts.cc).
std::vector<TestFact> FactsOf(const TestSample& sample, const Annotation& annotation);
// What the test expects of an annotation that is not there.
std::vector<TestFact> ExpectedFacts(const TestSample& sample);
// Captures of `annotation` that the test does not name, as a note; empty where there are none.
std::string OtherCaptures(const TestSample& sample, const Annotation& annotation);

// Why the rule has made nothing here that stays, a sentence each (test_notes.cc).
std::vector<std::string> NotesOfNoMatch(const TestSample& sample);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULE_TESTS_TEST_SAMPLE_H_
