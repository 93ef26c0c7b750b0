// Checks of patterns and guards: what pattern.h says of each, and that labels are made by an earlier stage.
#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "extractor/rules/enum_words.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/regex.h"
#include "extractor/rules/rule_set_facts.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

// Better advice than "see the reference" for what RE2 refuses most.
std::string HintFor(const PatternProblem& problem) {
  const absl::string_view message = problem.message;
  if (absl::StrContains(message, "bad repetition operator") || absl::StrContains(message, "invalid repetition"))
    return "repeat at most 1000 times, all nested repeats taken together, and do not repeat a repeat";
  if (absl::StrContains(message, "no argument for repetition")) return "write \\* \\+ \\? for the characters";
  if (absl::StrContains(message, "too large")) return "lower the counts of repeats, or put words into a list";
  if (absl::StrContains(message, "missing )")) return "close the group, or write \\( for the character";
  if (absl::StrContains(message, "unexpected )")) return "open the group, or write \\) for the character";
  if (absl::StrContains(message, "missing ]")) return "close the class, or write \\[ for the character";
  return problem.hint;
}

void CheckOrder(const RuleSetFacts& facts, const PlacedRule& placed, const std::string& path,
                const std::string& pattern, ProblemSink* sink) {
  for (const LabelUse& use : LabelsIn(pattern)) {
    for (const std::string& label : use.labels) {
      if (facts.FindLabel(label) == nullptr) continue;  // told with the pattern
      CheckEarlierLabel(facts, label, placed.stage, path, &placed.rule, sink, use.offset);
    }
  }
}

void CheckOne(const RuleSetFacts& facts, const PlacedRule& placed, const std::string& path, const std::string& pattern,
              const std::vector<PatternProblem>& problems, ProblemSink* sink) {
  for (const PatternProblem& problem : problems)
    sink->Report(path, &placed.rule, problem.message, HintFor(problem), problem.offset);
  CheckOrder(facts, placed, path, pattern, sink);
}

// A guard may match the empty text where that says something, as `^` does and `x?` does not: it must fail somewhere.
bool IsOnlyAnAnchor(const std::string& pattern, bool ignore_case, const Alphabet& alphabet) {
  if (!CheckPattern(absl::StrCat("(?:", pattern, ")x"), ignore_case, alphabet).empty()) return false;
  const auto regex = Regex::Compile(alphabet.Translate(pattern), ignore_case);
  GroupSpans groups;
  return regex.ok() && !((*regex)->MatchAt("\n\n", 1, &groups) && groups[0].begin == groups[0].end);
}

std::vector<PatternProblem> CheckGuard(const std::string& pattern, bool ignore_case, const Alphabet& alphabet) {
  std::vector<PatternProblem> problems = CheckPattern(pattern, ignore_case, alphabet);
  if (!problems.empty() && IsOnlyAnAnchor(pattern, ignore_case, alphabet)) problems.clear();
  return problems;
}

void CheckGuardKinds(const PlacedRule& placed, ProblemSink* sink) {
  for (const pb::Guard& guard : GuardsOf(placed.rule)) {
    if (EnumWord(*pb::GuardKind_descriptor(), guard.kind()).empty())
      sink->Report(placed.path, &placed.rule, "a guard has no kind",
                   "make it preceded_by, not_preceded_by, followed_by or not_followed_by");
  }
}

// `offset` of a reference that is written without its brackets is one less.
void CheckAttachmentLabel(const RuleSetFacts& facts, const PlacedRule& placed, const RulePattern& pattern,
                          ProblemSink* sink) {
  const auto uses = LabelsIn(pattern.text);
  const std::string path = absl::StrCat(placed.path, "/", pattern.path);
  if (uses.size() != 1 || uses[0].length != pattern.text.size() || uses[0].plural) {
    return sink->Report(path, &placed.rule, "the label of an attachment is not well-formed",
                        "write LABEL, A|B or LABEL feature=value, without brackets");
  }
  CheckOne(facts, placed, path, pattern.text, CheckPattern(pattern.text, false, facts.alphabet()), sink);
}

}  // namespace

void CheckPatterns(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink) {
  const bool ignore_case = IgnoresCase(placed.rule);
  const auto path = [&placed](const RulePattern& pattern) { return absl::StrCat(placed.path, "/", pattern.path); };
  for (const RulePattern& pattern : SearchedPatterns(placed.rule))
    CheckOne(facts, placed, path(pattern), pattern.text, CheckPattern(pattern.text, ignore_case, facts.alphabet()),
             sink);
  CheckGuardKinds(placed, sink);
  for (const RulePattern& guard : GuardPatterns(placed.rule))
    CheckOne(facts, placed, path(guard), guard.text, CheckGuard(guard.text, ignore_case, facts.alphabet()), sink);
  for (const RulePattern& other : OtherPatterns(placed.rule)) {
    if (placed.rule.has_match()) {
      CheckAttachmentLabel(facts, placed, other, sink);
    } else {
      CheckOne(facts, placed, path(other), other.text, CheckPattern(other.text, false, facts.alphabet()), sink);
    }
  }
}

}  // namespace caspian::extractor
