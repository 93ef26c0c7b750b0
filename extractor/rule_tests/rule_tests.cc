#include "extractor/rule_tests/rule_tests.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_join.h"
#include "common/base/civil_date.h"
#include "common/base/document.h"
#include "extractor/assemble/assemble.h"
#include "extractor/rule_tests/test_sample.h"

namespace caspian::extractor {
namespace {

using Failure = std::optional<RuleTestFailure>;

RuleTestFailure FailureOf(const TestSample& sample, absl::string_view message) {
  return {sample.test.position(), sample.rule.id(), std::string(message), sample.test.text(), {}, {}};
}

size_t Agreements(const std::vector<TestFact>& facts) {
  return static_cast<size_t>(
      std::count_if(facts.begin(), facts.end(), [](const TestFact& fact) { return fact.side == TestSide::kBoth; }));
}

TestFact FoundMatch(const TestSample& sample, uint32_t begin, uint32_t end) {
  return {TestSide::kFound, "match", sample.Text(begin, end), {begin, end}};
}

Failure FailureOfSome(const TestSample& sample, const std::vector<const Annotation*>& found,
                      absl::string_view message) {
  if (found.empty()) return std::nullopt;
  RuleTestFailure failure = FailureOf(sample, message);
  for (const Annotation* annotation : found)
    failure.facts.push_back(FoundMatch(sample, annotation->begin, annotation->end));
  return failure;
}

// The failure of the annotation of which most is as expected; none where all of one is.
Failure FailureOfNearest(const TestSample& sample, const std::vector<const Annotation*>& found) {
  RuleTestFailure failure = FailureOf(sample, "found, but not as expected");
  const Annotation* nearest = nullptr;
  for (const Annotation* annotation : found) {
    std::vector<TestFact> facts = FactsOf(sample, *annotation);
    if (Agreements(facts) == facts.size()) return std::nullopt;
    if (nearest != nullptr && Agreements(facts) <= Agreements(failure.facts)) continue;
    nearest = annotation;
    failure.facts = std::move(facts);
  }
  const std::string others = OtherCaptures(sample, *nearest);
  if (sample.test.captures_size() > 0 && !others.empty()) failure.notes.push_back(others);
  if (found.size() > 1) failure.notes.push_back(absl::StrCat("the rule has ", found.size() - 1, " more in this text"));
  return failure;
}

Failure CheckFound(const TestSample& sample, const std::vector<const Annotation*>& found) {
  if (sample.test.none()) return FailureOfSome(sample, found, "must not match, and does");
  if (!found.empty()) return FailureOfNearest(sample, found);
  RuleTestFailure failure = FailureOf(sample, sample.rule.has_repair() ? "repairs nothing" : "does not match");
  failure.facts = ExpectedFacts(sample);
  failure.notes = NotesOfNoMatch(sample);
  return failure;
}

Failure CheckAnnotations(const TestSample& sample) {
  std::vector<const Annotation*> found;
  for (const Annotation& annotation : sample.analysis.annotations) {
    if (annotation.rule_id == sample.rule.id()) found.push_back(&annotation);
  }
  return CheckFound(sample, found);
}

// A repair makes no annotation: what it renames or drops is compared.
Failure CheckRepair(const TestSample& sample) {
  std::vector<const Annotation*> found;
  for (const Repair& repair : sample.trace.repairs) {
    if (repair.rule_id == sample.rule.id())
      found.push_back(&sample.analysis.annotations[static_cast<size_t>(repair.annotation)]);
  }
  return CheckFound(sample, found);
}

Failure CheckEvidence(const TestSample& sample) {
  const v1::RuleTest& test = sample.test;
  RuleTestFailure failure = FailureOf(sample, test.none() ? "must not hold, and does" : "does not hold");
  if (!test.none()) failure.facts = ExpectedFacts(sample);
  std::vector<std::string> candidates;
  bool holds_for_it = false;
  for (const NameTrace& trace : sample.trace.names) {
    const std::string text = sample.Text(trace.begin, trace.end);
    const bool holds = std::any_of(trace.lines.begin(), trace.lines.end(),
                                   [&](const EvidenceLine& line) { return line.rule_id == sample.rule.id(); });
    candidates.push_back(Quoted(text));
    if (!holds) continue;
    failure.facts.push_back(FoundMatch(sample, trace.begin, trace.end));
    holds_for_it = holds_for_it || test.match().empty() || text == test.match();
  }
  if (holds_for_it != test.none()) return std::nullopt;
  if (!test.none()) failure.notes = NotesOfNoMatch(sample);
  if (!candidates.empty()) failure.notes.push_back(absl::StrCat("candidates: ", absl::StrJoin(candidates, ", ")));
  return failure;
}

absl::Status Read(TestSample* sample) {
  sample->document.set_id("test");
  sample->document.set_text(sample->test.text());
  if (!sample->test.published().empty()) {
    auto published = ParsePublishedDate(sample->test.published());
    if (!published.ok()) return published.status();
    *sample->document.mutable_published() = *published;
  }
  if (absl::Status status = CheckDocument(sample->document); !status.ok()) return status;
  auto analysis = Analyze(sample->program, sample->document, &sample->trace);
  if (!analysis.ok()) return analysis.status();
  sample->extraction = Assemble(sample->program, sample->document, *analysis);
  sample->analysis = *std::move(analysis);
  return absl::OkStatus();
}

Failure RunTest(TestSample sample) {
  if (absl::Status status = Read(&sample); !status.ok()) return FailureOf(sample, status.message());
  if (sample.rule.has_evidence()) return CheckEvidence(sample);
  return sample.rule.has_repair() ? CheckRepair(sample) : CheckAnnotations(sample);
}

}  // namespace

RuleTestReport RunRuleTests(const Program& program) {
  RuleTestReport report;
  for (int s = 0; s < program.rule_set.stages_size(); ++s) {
    for (const v1::Rule& rule : program.rule_set.stages(s).rules()) {
      for (const v1::RuleTest& test : rule.tests()) {
        ++report.tests;
        Failure failure = RunTest({program, rule, test, static_cast<size_t>(s), {}, Analysis(), {}, {}});
        if (failure.has_value()) report.failures.push_back(*std::move(failure));
      }
    }
  }
  return report;
}

}  // namespace caspian::extractor
