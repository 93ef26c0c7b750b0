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
      const int made = facts.FirstStageOf(label);
      if (facts.FindLabel(label) == nullptr || (made >= 0 && made < placed.stage)) continue;
      const std::string hint = made < 0 ? "add a rule that makes it to an earlier stage"
                                        : absl::StrCat("stage ", facts.rule_set().stages(made).name(),
                                                       " makes it first: put this rule in a later one");
      sink->Report(path, &placed.rule, absl::StrCat("no earlier stage makes <", label, ">"), hint, use.offset);
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
  std::vector<GroupSpan> groups;
  return regex.ok() && !((*regex)->MatchAt("\n\n", 1, &groups) && groups[0].begin == groups[0].end);
}

std::vector<PatternProblem> CheckGuard(const std::string& pattern, bool ignore_case, const Alphabet& alphabet) {
  std::vector<PatternProblem> problems = CheckPattern(pattern, ignore_case, alphabet);
  if (!problems.empty() && IsOnlyAnAnchor(pattern, ignore_case, alphabet)) problems.clear();
  return problems;
}

const google::protobuf::RepeatedPtrField<pb::Guard>& GuardsOf(const pb::Rule& rule) {
  if (rule.has_list()) return rule.list().guards();
  return rule.has_evidence() ? rule.evidence().guards() : rule.match().guards();
}

bool IgnoresCase(const pb::Rule& rule) { return rule.match().ignore_case() || rule.list().ignore_case(); }

// A pack writes one guard of a kind as text and several as a list.
std::string GuardPath(const PlacedRule& placed, int index) {
  const auto& guards = GuardsOf(placed.rule);
  const auto is_alike = [&](const pb::Guard& guard) { return guard.kind() == guards[index].kind(); };
  const std::string path = absl::StrCat(placed.path, "/", EnumWord(*pb::GuardKind_descriptor(), guards[index].kind()));
  if (std::count_if(guards.begin(), guards.end(), is_alike) == 1) return path;
  return absl::StrCat(path, "/", std::count_if(guards.begin(), guards.begin() + index, is_alike));
}

void CheckGuards(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink) {
  const auto& guards = GuardsOf(placed.rule);
  for (int i = 0; i < guards.size(); ++i) {
    if (EnumWord(*pb::GuardKind_descriptor(), guards[i].kind()).empty()) {
      sink->Report(placed.path, &placed.rule, "a guard has no kind",
                   "make it preceded_by, not_preceded_by, followed_by or not_followed_by");
      continue;
    }
    const std::string& pattern = guards[i].pattern();
    CheckOne(facts, placed, GuardPath(placed, i), pattern,
             CheckGuard(pattern, IgnoresCase(placed.rule), facts.alphabet()), sink);
  }
}

}  // namespace

void CheckPatterns(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink) {
  const std::string path = placed.path + "/pattern";
  const std::string& pattern =
      placed.rule.has_evidence() ? placed.rule.evidence().pattern() : placed.rule.match().pattern();
  if (placed.rule.has_match() || !pattern.empty()) {
    CheckOne(facts, placed, path, pattern, CheckPattern(pattern, IgnoresCase(placed.rule), facts.alphabet()), sink);
  }
  CheckGuards(facts, placed, sink);
}

}  // namespace caspian::extractor
