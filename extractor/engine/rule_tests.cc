#include "extractor/engine/rule_tests.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/civil_date.h"
#include "common/base/document.h"
#include "extractor/assemble/assemble.h"
#include "extractor/engine/analyze.h"

namespace caspian::extractor {
namespace {

// One test's text, analyzed.
struct Sample {
  v1::Document document;
  Analysis analysis;
  AnalysisTrace trace;
  v1::Extraction extraction;

  std::string Text(uint32_t begin, uint32_t end) const { return std::string(analysis.TextOf(begin, end)); }
};

std::string Quoted(absl::string_view text) { return absl::StrCat("\"", text, "\""); }

std::string ValueAt(const Sample& sample, const Annotation& annotation) {
  for (const v1::Mention& mention : sample.extraction.mentions()) {
    if (mention.span().begin() == annotation.begin && mention.span().end() == annotation.end && mention.has_value())
      return mention.value().canonical();
  }
  return "";
}

// The words of the captures of that name, those of an enumeration one by one.
std::vector<std::string> CapturesOf(const Sample& sample, const Annotation& annotation, absl::string_view name) {
  std::vector<std::string> words;
  for (const Fill& fill : annotation.fills) {
    if (fill.name == name && !fill.alternative) words.push_back(sample.Text(fill.begin, fill.end));
  }
  return words;
}

std::string CaptureMismatch(const v1::RuleTest& test, const Sample& sample, const Annotation& annotation) {
  std::map<std::string, std::vector<std::string>> expected;
  for (const v1::ExpectedCapture& capture : test.captures()) {
    std::vector<std::string>& words = expected[capture.name()];
    if (!capture.text().empty()) words.push_back(capture.text());
  }
  for (const auto& [name, words] : expected) {
    const std::vector<std::string> found = CapturesOf(sample, annotation, name);
    if (found == words) continue;
    return absl::StrCat("capture ", name, " is ", Quoted(absl::StrJoin(found, "; ")), ", not ",
                        Quoted(absl::StrJoin(words, "; ")));
  }
  return "";
}

std::string FeatureMismatch(const v1::RuleTest& test, const Annotation& annotation) {
  for (const v1::ExpectedFeature& expected : test.features()) {
    const absl::string_view found = FeatureOf(annotation.features, expected.name());
    if (found != expected.value())
      return absl::StrCat("feature ", expected.name(), " is ", Quoted(found), ", not ", Quoted(expected.value()));
  }
  return "";
}

// What in `annotation` is not as expected; empty where all is.
std::string Mismatch(const v1::RuleTest& test, const Sample& sample, const Annotation& annotation) {
  const std::string text = sample.Text(annotation.begin, annotation.end);
  if (!test.match().empty() && text != test.match())
    return absl::StrCat("matched ", Quoted(text), ", not ", Quoted(test.match()));
  if (!test.value().empty() && ValueAt(sample, annotation) != test.value()) {
    return absl::StrCat("value of ", Quoted(text), " is ", Quoted(ValueAt(sample, annotation)), ", not ",
                        Quoted(test.value()));
  }
  const std::string captures = CaptureMismatch(test, sample, annotation);
  return captures.empty() ? FeatureMismatch(test, annotation) : captures;
}

std::string CheckAnnotations(const v1::Rule& rule, const v1::RuleTest& test, const Sample& sample) {
  std::string nearest;
  for (const Annotation& annotation : sample.analysis.annotations) {
    if (annotation.rule_id != rule.id()) continue;
    if (test.none())
      return absl::StrCat("must not match, but matched ", Quoted(sample.Text(annotation.begin, annotation.end)));
    const std::string mismatch = Mismatch(test, sample, annotation);
    if (mismatch.empty()) return "";
    if (nearest.empty()) nearest = mismatch;
  }
  if (test.none()) return "";
  return nearest.empty() ? "did not match, or lost to another rule" : nearest;
}

std::string CheckEvidence(const v1::Rule& rule, const v1::RuleTest& test, const Sample& sample) {
  std::vector<std::string> candidates;
  for (const NameTrace& trace : sample.trace.names) {
    const std::string text = sample.Text(trace.begin, trace.end);
    const bool holds = std::any_of(trace.lines.begin(), trace.lines.end(),
                                   [&](const EvidenceLine& line) { return line.rule_id == rule.id(); });
    candidates.push_back(Quoted(text));
    if (!test.match().empty() && text != test.match()) continue;
    if (holds && test.none()) return absl::StrCat("must not hold, but holds for ", Quoted(text));
    if (holds) return "";
  }
  return test.none() ? "" : absl::StrCat("does not hold; candidates are ", absl::StrJoin(candidates, ", "));
}

// A repair makes no annotation: what it renames or drops is compared.
std::string CheckRepair(const v1::Rule& rule, const v1::RuleTest& test, const Sample& sample) {
  std::string nearest;
  for (const Repair& repair : sample.trace.repairs) {
    if (repair.rule_id != rule.id()) continue;
    const Annotation& annotation = sample.analysis.annotations[static_cast<size_t>(repair.annotation)];
    if (test.none())
      return absl::StrCat("must not match, but repaired ", Quoted(sample.Text(annotation.begin, annotation.end)));
    const std::string mismatch = Mismatch(test, sample, annotation);
    if (mismatch.empty()) return "";
    if (nearest.empty()) nearest = mismatch;
  }
  if (test.none()) return "";
  return nearest.empty() ? "repaired nothing" : nearest;
}

absl::StatusOr<Sample> Analyzed(const Program& program, const v1::RuleTest& test) {
  Sample sample;
  sample.document.set_id("test");
  sample.document.set_text(test.text());
  if (!test.published().empty()) {
    auto published = ParsePublishedDate(test.published());
    if (!published.ok()) return published.status();
    *sample.document.mutable_published() = *published;
  }
  if (absl::Status status = CheckDocument(sample.document); !status.ok()) return status;
  auto analysis = Analyze(program, sample.document, &sample.trace);
  if (!analysis.ok()) return analysis.status();
  sample.extraction = Assemble(program, sample.document, *analysis);
  sample.analysis = *std::move(analysis);
  return sample;
}

std::string RunTest(const Program& program, const v1::Rule& rule, const v1::RuleTest& test) {
  auto sample = Analyzed(program, test);
  if (!sample.ok()) return std::string(sample.status().message());
  sample->analysis.text = ContentOf(sample->document);
  if (rule.has_evidence()) return CheckEvidence(rule, test, *sample);
  return rule.has_repair() ? CheckRepair(rule, test, *sample) : CheckAnnotations(rule, test, *sample);
}

}  // namespace

RuleTestReport RunRuleTests(const Program& program) {
  RuleTestReport report;
  for (const v1::Stage& stage : program.rule_set.stages()) {
    for (const v1::Rule& rule : stage.rules()) {
      for (const v1::RuleTest& test : rule.tests()) {
        ++report.tests;
        const std::string failure = RunTest(program, rule, test);
        if (!failure.empty())
          report.failures.push_back({test.position(), rule.id(), absl::StrCat(Quoted(test.text()), ": ", failure)});
      }
    }
  }
  return report;
}

}  // namespace caspian::extractor
