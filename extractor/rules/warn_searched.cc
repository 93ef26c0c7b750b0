// Warns of rules that are searched in every sentence, and there from nearly every word on: nothing in their patterns
// and guards tells in which sentences a match may be, and a match may begin with any word. Regions are left alone: what
// parts a sentence into clauses reads each word once.
#include <algorithm>
#include <iterator>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "extractor/rules/pattern_needs.h"
#include "extractor/rules/pattern_tree.h"
#include "extractor/rules/regex.h"
#include "extractor/rules/warning_checks.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

// Of news: a sentence has about a hundred bytes.
constexpr int kSentencesPerKilobyte = 10;

// Letters that words begin with; what takes one of them and not the others is no open class.
constexpr absl::string_view kLetters[] = {"a", "m", "t"};

bool TakesAnyLetter(absl::string_view item) {
  const auto regex = Regex::Compile(item, false);
  return regex.ok() && std::all_of(std::begin(kLetters), std::end(kLetters),
                                   [&](absl::string_view letter) { return (*regex)->MatchesAll(letter); });
}

bool MayBeginWithAnyWord(absl::string_view pattern, const std::vector<PatternSequence>& alternatives);

bool MayBeginWithAnyWord(absl::string_view pattern, const PatternSequence& sequence) {
  for (const PatternItem& item : sequence.items) {
    const absl::string_view text = pattern.substr(item.begin, item.end - item.begin);
    if (text == "^") return false;
    if (item.kind == PatternItem::Kind::kGroup && MayBeginWithAnyWord(pattern, item.alternatives)) return true;
    if (item.kind == PatternItem::Kind::kOther && TakesAnyLetter(text)) return true;
    if (item.least > 0) return false;
  }
  return false;
}

bool MayBeginWithAnyWord(absl::string_view pattern, const std::vector<PatternSequence>& alternatives) {
  return std::any_of(alternatives.begin(), alternatives.end(),
                     [&](const PatternSequence& sequence) { return MayBeginWithAnyWord(pattern, sequence); });
}

bool IsRegion(const RuleSetFacts& facts, const pb::Rule& rule) {
  const pb::Label* label = facts.FindLabel(LabelOf(rule));
  return label != nullptr && label->kind() == pb::LABEL_KIND_REGION;
}

// Whether a guard demands something that not every sentence has, or the sentence's beginning.
bool IsGuarded(const pb::Rule& rule) {
  return std::any_of(GuardsOf(rule).begin(), GuardsOf(rule).end(), [](const pb::Guard& guard) {
    const bool demands = guard.kind() == pb::GUARD_KIND_PRECEDED_BY || guard.kind() == pb::GUARD_KIND_FOLLOWED_BY;
    return demands && (absl::StartsWith(guard.pattern(), "^") || !NeedsOf(guard.pattern()).empty());
  });
}

}  // namespace

void WarnOfSearched(const RuleSetFacts& facts, ProblemSink* sink) {
  ForEachRule(facts.rule_set(), [&](const PlacedRule& placed) {
    if (placed.rule.has_evidence() || IsRegion(facts, placed.rule) || IsGuarded(placed.rule)) return;
    for (const RulePattern& pattern : SearchedPatterns(placed.rule)) {
      if (!NeedsOf(pattern.text).empty() || !MayBeginWithAnyWord(pattern.text, AlternativesOf(pattern.text))) continue;
      sink->Report(
          absl::StrCat(placed.path, "/", pattern.path), &placed.rule,
          absl::StrCat("no word, mark or label tells where the pattern may match: every sentence is searched for "
                       "it, in news about ",
                       kSentencesPerKilobyte, " times a KB, from each word on"),
          "name a word, a mark or a <LABEL> that each match holds, in the pattern or in preceded_by or "
          "followed_by");
    }
  });
}

}  // namespace caspian::extractor
