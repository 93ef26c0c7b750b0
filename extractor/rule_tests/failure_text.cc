// A failed test as people read it.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "extractor/rule_tests/rule_tests.h"
#include "extractor/rules/problem.h"

namespace caspian::extractor {
namespace {

constexpr char kMatch[] = "match";

char MarkOf(TestSide side) { return side == TestSide::kBoth ? ' ' : side == TestSide::kExpected ? '-' : '+'; }

std::string Line(TestSide side, absl::string_view text) {
  std::string line = absl::StrCat("  ", std::string(1, MarkOf(side)), " ", text, "\n");
  for (size_t i = 0; i + 1 < line.size(); ++i) {
    if (static_cast<unsigned char>(line[i]) < ' ') line[i] = ' ';
  }
  return line;
}

// The text with brackets around the matches of `side`.
std::string Marked(const RuleTestFailure& failure, TestSide side) {
  std::vector<ByteRange> spans;
  for (const TestFact& fact : failure.facts) {
    if (fact.side == side && fact.what == kMatch && fact.span.end > fact.span.begin) spans.push_back(fact.span);
  }
  std::sort(spans.begin(), spans.end(), [](const ByteRange& a, const ByteRange& b) { return a.begin < b.begin; });
  std::string marked;
  uint32_t next = 0;
  for (const ByteRange& span : spans) {
    if (span.begin < next) continue;
    absl::StrAppend(&marked, failure.text.substr(next, span.begin - next), "[",
                    failure.text.substr(span.begin, span.end - span.begin), "]");
    next = span.end;
  }
  return absl::StrCat(marked, failure.text.substr(next));
}

bool HasMatch(const RuleTestFailure& failure, TestSide side) {
  return std::any_of(failure.facts.begin(), failure.facts.end(),
                     [side](const TestFact& fact) { return fact.side == side && fact.what == kMatch; });
}

// One line of text for both sides, or one for each that has a match.
std::string TextLines(const RuleTestFailure& failure) {
  std::string lines;
  for (TestSide side : {TestSide::kExpected, TestSide::kFound}) {
    if (HasMatch(failure, side)) lines += Line(side, Marked(failure, side));
  }
  return lines.empty() ? Line(TestSide::kBoth, Marked(failure, TestSide::kBoth)) : lines;
}

// A match is shown in the text, by its brackets.
bool IsInText(const TestFact& fact) { return fact.what == kMatch; }

}  // namespace

std::string FormatFailure(const RuleTestFailure& failure) {
  std::string text =
      FormatProblem(MakeProblem(failure.position, failure.rule_id, failure.message, "")) + "\n" + TextLines(failure);
  size_t width = 0;
  for (const TestFact& fact : failure.facts) {
    if (!IsInText(fact)) width = std::max(width, fact.what.size());
  }
  for (const TestFact& fact : failure.facts) {
    if (IsInText(fact)) continue;
    const std::string blanks(width - fact.what.size() + 2, ' ');
    text += Line(fact.side, absl::StrCat(fact.what, blanks, fact.words));
  }
  for (const std::string& note : failure.notes) text += Line(TestSide::kBoth, absl::StrCat("note: ", note));
  return text;
}

}  // namespace caspian::extractor
