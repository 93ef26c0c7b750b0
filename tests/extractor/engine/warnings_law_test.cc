// What a warning says of a rule is true of every text: random packs of small rules over random texts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "absl/strings/str_join.h"
#include "extractor/rules/warnings.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using Words = std::vector<std::string>;

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}

  size_t Below(size_t count) { return random_() % count; }
  const std::string& OneOf(const Words& words) { return words[Below(words.size())]; }

 private:
  std::mt19937 random_;
};

// No two matches of one such pattern overlap.
std::string RandomPattern(Dice* dice) {
  static const Words kWhole = {"a b", "a <C>", "(?:a|b) c", "b  c", " a", "a ", "(?i:a)", "<C>", "a|a b"};
  static const Words kWords = {"a", "b", "c", "ab"};
  if (dice->Below(2) == 0) return dice->OneOf(kWhole);
  Words words;
  for (size_t n = 1 + dice->Below(3); n > 0; --n) words.push_back(dice->OneOf(kWords));
  return absl::StrJoin(words, "|");
}

std::string RandomRule(const std::string& id, Dice* dice) {
  static const Words kGuards = {"",
                                "",
                                ", preceded_by: 'b '",
                                ", followed_by: ' c'",
                                ", preceded_by: 'b ', followed_by: ' c'",
                                ", followed_by: ' a', not_followed_by: ' a'"};
  return absl::StrCat("  - {id: ", id, ", label: ", dice->OneOf({"X", "Y", "R"}), ", pattern: '", RandomPattern(dice),
                      "', priority: ", dice->Below(2), dice->OneOf(kGuards), "}\n");
}

std::string RandomText(Dice* dice) {
  Words words;
  for (size_t n = 1 + dice->Below(9); n > 0; --n) words.push_back(dice->OneOf({"a", "b", "c", "ab", "A", "d"}));
  return absl::StrJoin(words, dice->OneOf({" ", "  ", "\n"}));
}

// Ids of rules that are warned of as a whole: they never match, or never win.
std::set<std::string> Idle(const LoadedRuleSet& set) {
  std::set<std::string> ids;
  for (const v1::RuleSetProblem& warning : WarningsOf(set.rule_set, {})) {
    for (const char* start : {"the rule never wins", "the rule never matches", "the pattern never matches"}) {
      if (warning.message().rfind(start, 0) == 0) ids.insert(warning.rule_id());
    }
  }
  return ids;
}

TEST(WarningsLawTest, ARuleThatIsWarnedOfMakesNothingInAnyText) {
  Dice dice(20);
  size_t warned = 0;
  for (int pack = 0; pack < 150; ++pack) {
    const std::string rules = absl::StrCat(RandomRule("p", &dice), RandomRule("q", &dice), RandomRule("r", &dice));
    const auto set =
        Loaded({"  X: {kind: name}\n  Y: {kind: name, conflict: shortest}\n  R: {kind: region}\n  C: {kind: name}\n",
                {"rules:\n  - {id: c, label: C, pattern: 'c'}\n", "rules:\n" + rules},
                {},
                ""});
    const std::set<std::string> idle = Idle(*set);
    warned += idle.size();
    for (int text = 0; text < 20 && !idle.empty(); ++text) {
      const std::string words = RandomText(&dice);
      const Analyzed analysis(*set, words);
      for (const Annotation& annotation : analysis->annotations)
        EXPECT_EQ(idle.count(std::string(annotation.rule_id)), 0u) << annotation.rule_id << " in '" << words << "' of\n"
                                                                   << rules;
    }
  }
  EXPECT_GT(warned, 50u) << "the packs have too few rules that are warned of";
}

}  // namespace
}  // namespace caspian::extractor
