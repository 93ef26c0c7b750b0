// Checks of the tests beside a rule: that they can be run, not that they pass.
#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/rule_set_facts.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

struct PlacedTest {
  const RuleSetFacts& facts;
  const PlacedRule& placed;
  const pb::RuleTest& test;
  std::string path;
  ProblemSink* sink;

  void Report(absl::string_view key, absl::string_view message, absl::string_view hint) const {
    sink->Report(absl::StrCat(path, "/", key), &placed.rule, message, hint);
  }
};

void CheckNone(const PlacedTest& at) {
  const bool expects = at.test.captures_size() > 0 || at.test.features_size() > 0 || !at.test.match().empty() ||
                       !at.test.value().empty();
  if (at.test.none() && expects)
    at.Report("none", "a test with none: true expects a match as well", "remove none:, or match, captures and value");
}

void CheckWords(const PlacedTest& at) {
  if (at.test.text().empty()) at.Report("text", "the test has no text", "write text: and a sentence");
  if (!absl::StrContains(at.test.text(), at.test.match()))
    at.Report("match", absl::StrCat("'", at.test.match(), "' does not stand in the test's text"),
              "write the words as the text has them");
  for (const pb::ExpectedCapture& capture : at.test.captures()) {
    if (absl::StrContains(at.test.text(), capture.text())) continue;
    at.Report(absl::StrCat("captures/", capture.name()),
              absl::StrCat("'", capture.text(), "' does not stand in the test's text"),
              "write the words as the text has them");
  }
}

void CheckExpectedCaptures(const PlacedTest& at) {
  std::vector<std::string> known = CapturesOf(at.placed.rule);
  for (const pb::Attachment& attachment : at.placed.rule.match().attachments()) known.push_back(attachment.role());
  if (at.placed.rule.match().has_refers_to()) known.push_back("head");
  for (const pb::ExpectedCapture& capture : at.test.captures()) {
    if (std::find(known.begin(), known.end(), capture.name()) != known.end()) continue;
    at.Report(absl::StrCat("captures/", capture.name()), absl::StrCat("the rule has no capture ", capture.name()),
              SuggestionFor(capture.name(), known));
  }
}

void CheckExpectations(const PlacedTest& at) {
  const pb::Label* label = at.facts.FindLabel(LabelOf(at.placed.rule));
  const bool is_value = label != nullptr && label->kind() == pb::LABEL_KIND_VALUE;
  if (!at.test.value().empty() && !is_value)
    at.Report("value", "the rule makes no value", "remove value:, or give the label kind: value");
  if (at.placed.rule.has_evidence() && at.test.match().empty() && !at.test.none())
    at.Report("text", "the test of an evidence rule names no candidate", "add match: and the name");
  if (at.test.published().empty()) return;
  const auto date = ParsePublishedDate(at.test.published());
  if (!date.ok()) at.Report("published", date.status().message(), "write YYYY-MM-DD");
}

}  // namespace

void CheckTests(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink) {
  for (int i = 0; i < placed.rule.tests_size(); ++i) {
    const PlacedTest at{facts, placed, placed.rule.tests(i), absl::StrCat(placed.path, "/tests/", i), sink};
    CheckNone(at);
    CheckWords(at);
    CheckExpectedCaptures(at);
    CheckExpectations(at);
  }
}

}  // namespace caspian::extractor
