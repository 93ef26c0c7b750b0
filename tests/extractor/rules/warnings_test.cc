#include "extractor/rules/warnings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/extractor/rules/pack_files.h"

namespace caspian::extractor {
namespace {

using ::testing::AnyOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

using Files = std::map<std::string, std::string>;

// A pack without warnings, but for what a test adds: `things` from line 3 of things.yaml on, `deeds` from line 5 of
// deeds.yaml on.
Files PackWith(const std::string& things, const std::string& deeds = "") {
  return {
      {"pack.yaml", R"(name: small
version: 1
labels:
  SHIP:   {kind: name, features: [kind]}
  WORD:   {kind: auxiliary, features: [class]}
  GAP:    {kind: region}
  SAIL:   {kind: event}
  OFFICE: {kind: office}
  MONEY:  {kind: value, normalizer: money}
stages: [words.yaml, things.yaml, deeds.yaml]
)"},
      {"words.yaml", R"(stage: words
rules:
  - {id: word, label: WORD, list: words, set: {class: $class}}
  - {id: gap, label: GAP, pattern: '\([^()]*\)'}
  - {id: ship, label: SHIP, pattern: '"[A-Z][a-z]+"'}
  - {id: money, label: MONEY, pattern: '\$(?P<amount>\d+)', set: {currency: USD}}
)"},
      {"things.yaml", "stage: things\nrules:\n" + things + "  - {id: z, label: SHIP, pattern: 'the hulk'}\n"},
      {"deeds.yaml", R"(stage: deeds
rules:
  - {id: sail, label: SAIL, type: SAIL, elide: [GAP], pattern: '(?P<agent><SHIP>) <WORD>'}
  - {id: office, label: OFFICE, pattern: '(?P<title>captain) of (?P<person><SHIP>)'}
)" + deeds},
      {"lists/words.tsv", "word\tclass\nferry\ta\ntug\tb\n"},
      {"lists/none.tsv", "word\tclass\n"},
      {"lists/twice.tsv", "word\tclass\nFerry\ta\nferry\ta\nferry\tb\nTug\tb\n"},
  };
}

std::vector<std::string> WarningsIn(const Files& files) {
  const Pack pack = PackFiles(files).Check();
  EXPECT_THAT(PackFiles::Formatted(pack.problems), IsEmpty());
  // Lists that a case does not need are not its business.
  std::vector<std::string> told;
  for (std::string& line : PackFiles::Formatted(WarningsOf(pack))) {
    if (line.rfind("lists/none.tsv", 0) != 0 && line.rfind("lists/twice.tsv", 0) != 0) told.push_back(std::move(line));
  }
  return told;
}

struct Case {
  std::string things;
  std::string deeds;
  std::vector<std::string> warnings;
};

void ExpectWarnings(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(WarningsIn(PackWith(c.things, c.deeds)), c.warnings) << c.things << c.deeds;
}

// The pack with `old` in pack.yaml made `replacement`.
Files Changed(Files files, const std::string& file, const std::string& old, const std::string& replacement) {
  std::string& text = files[file];
  const size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  text.replace(at, old.size(), replacement);
  return files;
}

TEST(WarningsTest, TellLabelsThatNoRuleMakesOrNothingReads) {
  const Files files = Changed(
      PackWith("  - {id: a, label: NOTE, pattern: 'note'}\n  - {id: b, label: SPAN, pattern: 'x'}\n"), "pack.yaml",
      "  SHIP:", "  LOST: {kind: event}\n  NOTE: {kind: auxiliary}\n  SPAN: {kind: region}\n  SHIP:");

  EXPECT_THAT(
      WarningsIn(files),
      ElementsAre("pack.yaml:4:9: warning: no rule makes LOST (hint: add a rule, or remove the label)",
                  "pack.yaml:5:9: warning: nothing reads NOTE: what makes it only keeps other rules off its words "
                  "(hint: name it in a pattern, guard, attach, elide or input: of a later stage, or remove the "
                  "label and its rules)",
                  "pack.yaml:6:9: warning: nothing reads SPAN: what makes it does nothing (hint: name it in a "
                  "pattern, guard, attach, elide or input: of a later stage, or remove the label and its rules)"));
}

TEST(WarningsTest, TellRulesWhoseLabelOnlyEarlierStagesRead) {
  ExpectWarnings({
      {"",
       "  - {id: late, label: WORD, pattern: 'barge'}\n",
       {"deeds.yaml:5:23: warning: rule late: no later stage reads WORD: the rule only keeps other rules off its words "
        "(hint: name it in a pattern, guard, attach, elide or input: of a later stage, or remove the rule)"}},
      {"",
       "  - {id: late, label: GAP, pattern: 'barge'}\n",
       {"deeds.yaml:5:23: warning: rule late: no later stage reads GAP: the rule does nothing (hint: name it in a "
        "pattern, guard, attach, elide or input: of a later stage, or remove the rule)"}},
      {"",
       "  - {id: late, label: SHIP, pattern: 'her hull', mention: none}\n",
       {"deeds.yaml:5:23: warning: rule late: no later stage reads SHIP: the rule only keeps other rules off its words "
        "(hint: name it in a pattern, guard, attach, elide or input: of a later stage, or remove the rule)"}},
      {"  - {id: in, label: SHIP, list: words, nested: true, mention: none}\n",
       "",
       {"things.yaml:3:5: warning: rule in: the rule makes nothing: no mention, and no later stage sees it (hint: "
        "remove "
        "mention: none or nested: true)"}},
  });
}

TEST(WarningsTest, TellPatternsAndGuardsThatNoTextMeets) {
  ExpectWarnings({
      {"  - {id: a, label: SHIP, pattern: ' tug'}\n",
       "",
       {"things.yaml:3:35: warning: rule a: the pattern never matches: it begins with a blank, and a match begins with "
        "a "
        "word or a mark (hint: take the blank out, or look for it with preceded_by:)"}},
      {"  - {id: a, label: SHIP, pattern: 'barge|(?:tug |ferry )'}\n",
       "",
       {"things.yaml:3:42: warning: rule a: an alternative never matches: it ends with a blank, and a match ends with "
        "a "
        "word or a mark (hint: take the blank out, or look for it with followed_by:)"}},
      {"  - {id: a, label: SHIP, forms: {one: 'old  tug', two: 'tug'}}\n",
       "",
       {"things.yaml:3:44: warning: rule a: the pattern never matches: it needs two blanks in a row, and all white "
        "space "
        "is read as one (hint: write one blank; it matches any white space)"}},
      {"  - {id: a, label: SHIP, pattern: 'old\\ntug'}\n",
       "",
       {"things.yaml:3:39: warning: rule a: the pattern never matches: it needs a tab or a line's end, and all white "
        "space "
        "is read as one blank (hint: write a blank)"}},
      {"  - {id: a, label: SHIP, pattern: 'tug', preceded_by: 'the {2}'}\n",
       "",
       {"things.yaml:3:59: warning: rule a: nothing meets the guard: it needs two blanks in a row, and all white space "
        "is "
        "read as one (hint: write one blank; it matches any white space)"}},
      {"  - {id: a, label: SHIP, pattern: 'tug', followed_by: ' of', not_followed_by: [' of', ' in']}\n",
       "",
       {"things.yaml:3:55: warning: rule a: the rule never matches: it demands here what another guard forbids (hint: "
        "remove one of the two)"}},
  });
}

TEST(WarningsTest, TellRulesThatNeedWhatNoRuleCanMake) {
  const std::string made = "  - {id: a, label: NOTE, list: none}\n";
  const std::string needed =
      "  - {id: b, label: SAIL, type: SAIL, pattern: '(?:the )?(?P<agent><SHIP>) (?:has )?<NOTE>'}\n";
  const Files files = Changed(PackWith(made, needed), "pack.yaml", "  SHIP:", "  NOTE: {kind: auxiliary}\n  SHIP:");

  EXPECT_THAT(
      WarningsIn(files),
      ElementsAre("deeds.yaml:5:84: warning: rule b: the pattern never matches: it needs <NOTE>, which no rule can "
                  "make (hint: mend the rules that should make it)",
                  "things.yaml:3:32: warning: rule a: the rule never matches: list none has no word in the rows "
                  "that it takes (hint: add rows, or name another column)"));
}

TEST(WarningsTest, TellRulesThatAlwaysLose) {
  const std::string a = "  - {id: a, label: SHIP, pattern: 'tug|ferry', priority: 2}\n";
  ExpectWarnings({
      {a + "  - {id: b, label: WORD, pattern: 'tug|ferry'}\n",
       "",
       {"things.yaml:4:5: warning: rule b: the rule never wins: rule a matches the same and goes first by priority, 2 "
        "over "
        "0 (hint: remove one of the two, or tell them apart by a guard)"}},
      {a + "  - {id: b, label: SHIP, pattern: 'ferry', followed_by: ' of'}\n",
       "",
       {"things.yaml:4:5: warning: rule b: the rule never wins: rule a matches wherever it does and goes first by "
        "priority, 2 over 0 (hint: give it a higher priority than a has, or remove it)"}},
      {"  - {id: a, label: SHIP, pattern: 'old <WORD>'}\n  - {id: b, label: SHIP, pattern: 'old <WORD>', "
       "followed_by: ' of'}\n",
       "",
       {"things.yaml:4:5: warning: rule b: the rule never wins: rule a matches wherever it does and goes first by its "
        "id, "
        "at the same priority (hint: give it a higher priority than a has, or remove it)"}},
      {"  - {id: a, label: SHIP, list: words}\n  - {id: b, label: WORD, list: words, set: {class: c}}\n",
       "",
       {"things.yaml:4:5: warning: rule b: the rule never wins: rule a matches the same and goes first by its id, at "
        "the "
        "same priority (hint: remove one of the two, or tell them apart by a guard)"}},
      {"",
       "  - {id: b, label: SAIL, type: SAIL, elide: [GAP], pattern: '(?P<agent><SHIP>) <WORD>', priority: 3}\n",
       {"deeds.yaml:3:5: warning: rule sail: the rule never wins: rule b matches the same and goes first by priority, "
        "3 "
        "over 0 (hint: remove one of the two, or tell them apart by a guard)"}},
  });
}

TEST(WarningsTest, TellRulesThatSayTheSame) {
  ExpectWarnings({
      {"  - {id: b, label: SHIP, pattern: 'tug', not_preceded_by: ['a ', 'b ']}\n"
       "  - {id: a, label: SHIP, not_preceded_by: ['b ', 'a '], pattern: 'tug'}\n",
       "",
       {"things.yaml:4:5: warning: rule a: the rule says the same as rule b (hint: remove one of them)"}},
      {"",
       "  - {id: p, label: OFFICE, pattern: '(?P<title>captain) of (?P<person><SHIP>)'}\n",
       {"deeds.yaml:5:5: warning: rule p: the rule says the same as rule office (hint: remove one of them)"}},
  });
}

TEST(WarningsTest, TellCapturesThatNothingReads) {
  ExpectWarnings({
      {"  - {id: a, label: WORD, pattern: '(?P<first>old) tug'}\n",
       "",
       {"things.yaml:3:35: warning: rule a: nothing reads capture first (hint: write (?:…), or use what it catches)"}},
      {"",
       "  - {id: a, label: OFFICE, pattern: '(?P<title>mate) of the (?P<age>old )?(?P<person><SHIP>)'}\n",
       {"deeds.yaml:5:61: warning: rule a: nothing reads capture age (hint: write (?:…), or use what it catches)"}},
      {"",
       "  - {id: a, label: SAIL, type: SAIL, pattern: '(?P<agent><SHIP>) (?P<trigger>left)'}\n",
       {"deeds.yaml:5:66: warning: rule a: nothing reads capture trigger (hint: write (?:…), or use what it catches)"}},
      {"  - {id: a, label: SHIP, pattern: 'tug', preceded_by: '(?P<the>the) '}\n",
       "",
       {"things.yaml:3:55: warning: rule a: guards have no captures, and so no the (hint: write (?:…), or use what it "
        "catches)"}},
  });
}

TEST(WarningsTest, TellPatternsThatEverySentenceIsSearchedForFromEachWordOn) {
  const auto warned = [](const std::string& at) {
    return absl::StrCat(
        "things.yaml:3:", at,
        ": warning: rule a: no word, mark or label tells where the pattern may match: every sentence is "
        "searched for it, in news about 10 times a KB, from each word on (hint: name a word, a mark or a "
        "<LABEL> that each match holds, in the pattern or in preceded_by or followed_by)");
  };
  const auto rule = [](const std::string& rest) { return absl::StrCat("  - {id: a, label: SHIP, ", rest, "}\n"); };
  ExpectWarnings({
      {rule("pattern: '[a-z]+ [a-z]+'"), "", {warned("35")}},
      {rule("pattern: '(?:[a-z]+|old) [A-Z][a-z]+'"), "", {warned("35")}},
      {rule("pattern: '(?:[A-Z] )?\\pL+ing'"), "", {warned("35")}},
      {rule("forms: {x: 'the brig', y: '[^ ]+ [a-z]+'}"), "", {warned("52")}},
      {rule("pattern: '[a-z]+', not_followed_by: ' of'"), "", {warned("35")}},
      {rule("pattern: '[A-Z][a-z]+ [a-z]+'"), "", {}},
      {rule("pattern: '[a-z]+ brig'"), "", {}},
      {rule("pattern: '[a-z]+ \\d+'"), "", {}},
      {rule("pattern: '[a-z]+ <WORD>'"), "", {}},
      {rule("pattern: '[a-z]+', followed_by: ' of'"), "", {}},
      {rule("pattern: '[a-z]+', preceded_by: '^'"), "", {}},
      {"  - {id: a, label: GAP, pattern: '[^;]+'}\n", "", {}},
  });
}

TEST(WarningsTest, TellPhrasesOfWhichTwoRowsSayDifferentThings) {
  ExpectWarnings({
      {"  - {id: a, label: WORD, list: twice, set: {class: $class}}\n",
       "",
       {"things.yaml:3:32: warning: rule a: list twice says two things of a phrase, and the first row counts: 'ferry' "
        "is "
        "both class 'a' and 'b' (hint: remove a row, or choose among them by where:)"}},
  });
}

// Each is a rule that does something, however near it comes to one that does not.
TEST(WarningsTest, AreSilentOfSensibleRules) {
  const std::string a = "  - {id: a, label: SHIP, pattern: 'tug', priority: 2}\n";
  ExpectWarnings({
      {"  - {id: a, label: WORD, pattern: 'barge'}\n", "", {}},
      {"  - {id: a, label: GAP, pattern: ', [^,]+,'}\n", "", {}},
      {"  - {id: a, label: SHIP, pattern: 'her hull', mention: none}\n", "", {}},
      // blanks that need not stand at the ends, or not twice
      {"  - {id: a, label: SHIP, pattern: '(?: old)? ?tug ?'}\n", "", {}},
      {"  - {id: a, label: SHIP, pattern: 'old(?: big)? (?:red )?(?:tug|ferry boat)'}\n", "", {}},
      {"  - {id: a, label: SHIP, pattern: '[ \\t]?tug(?:\\n| x)', not_followed_by: '\\s+of'}\n", "", {}},
      {"  - {id: a, label: SHIP, pattern: 'tug', preceded_by: 'the ', not_preceded_by: 'of the '}\n", "", {}},
      // what no other rule takes from it
      {a + "  - {id: b, label: SHIP, pattern: 'tugboat|tug'}\n", "", {}},
      {a + "  - {id: b, label: SHIP, pattern: 'tug', ignore_case: true}\n", "", {}},
      {a + "  - {id: b, label: SHIP, pattern: 'old tug'}\n", "", {}},
      {a + "  - {id: b, label: SHIP, pattern: 'tug', priority: 3, followed_by: ' of'}\n", "", {}},
      {a + "  - {id: b, label: GAP, pattern: 'tug'}\n", "", {}},
      {"  - {id: a, label: SHIP, pattern: 'tug', priority: 2, preceded_by: 'the '}\n"
       "  - {id: b, label: SHIP, pattern: 'tug'}\n",
       "",
       {}},
      {"  - {id: a, label: SHIP, pattern: 'tug', priority: 2, documents: {language: en}}\n"
       "  - {id: b, label: SHIP, pattern: 'tug'}\n",
       "",
       {}},
      {"  - {id: a, label: SHIP, pattern: 'tug|tugs|ferry', priority: 2}\n"
       "  - {id: b, label: SHIP, pattern: 'tugs'}\n",
       "",
       {}},
      {"  - {id: a, label: SHIP, list: words, priority: 2, where: {class: a}}\n"
       "  - {id: b, label: SHIP, list: words}\n",
       "",
       {}},
      {"", "  - {id: b, label: SAIL, type: LEAVE, elide: [GAP], pattern: '(?P<agent><SHIP>) <WORD>'}\n", {}},
      {"", "  - {id: b, label: OFFICE, pattern: '(?P<title>captain) of (?P<person><SHIP>)', set: {at: sea}}\n", {}},
      // captures that something reads
      {"  - {id: a, label: WORD, pattern: '(?P<head><SHIP>) herself'}\n", "", {}},
      {"  - {id: a, label: WORD, pattern: 'the (?P<kind>old|new)', set: {class: $kind}}\n", "", {}},
      {"  - {id: a, label: WORD, pattern: 'the (?P<kind>old|new)', span: kind}\n", "", {}},
      {"  - {id: a, label: WORD, pattern: 'the (?P<kind>old|new)', tests: [{text: the old, captures: {kind: old}}]}\n",
       "",
       {}},
      {"  - {id: a, label: SHIP, pattern: 'the (?P<kind>old|new) tug'}\n", "", {}},
      {"  - {id: a, label: MONEY, pattern: '(?P<amount>\\d+) (?P<coin>p)'}\n", "", {}},
      {"  - {id: a, pattern: '(?P<bad><SHIP>) Street', drop: bad}\n", "", {}},
      // rows that say the same of what is read
      {"  - {id: a, label: WORD, list: twice, set: {class: x}}\n", "", {}},
      {"  - {id: a, label: WORD, list: twice, where: {class: a}, set: {class: $class}}\n", "", {}},
  });
}

TEST(WarningsTest, TellWhatFilesHoldThatNothingUses) {
  Files files = PackWith("  - {id: a, label: SHIP, pattern: '<used>tug'}\n");
  files =
      Changed(files, "pack.yaml",
              "labels:", "macros:\n  used: '(?:<inner> )?'\n  inner: 'old'\n  left: '<only>'\n  only: 'x'\nlabels:");
  files = Changed(files, "deeds.yaml", "rules:", "macros: {inner: 'new'}\nrules:");
  files["lists/twice.tsv"] = "word\nferry\ntug\nferry\n";
  files = Changed(files, "things.yaml", "rules:\n", "rules:\n  - {id: t, label: WORD, list: twice}\n");
  const Pack pack = PackFiles(files).Check();

  EXPECT_THAT(
      PackFiles::Formatted(WarningsOf(pack)),
      ElementsAre("deeds.yaml:2:10: warning: no pattern uses macro inner (hint: remove it)",
                  "lists/none.tsv:1:1: warning: no rule reads the list (hint: name it in a rule, or remove the file)",
                  "lists/twice.tsv:4:1: warning: the row stands in line 2 already (hint: remove it)",
                  "pack.yaml:6:3: warning: no pattern uses macro left (hint: remove it)",
                  "pack.yaml:7:3: warning: no pattern uses macro only (hint: remove it)"));
}

TEST(WarningsTest, LeaveWhatAnIncludedPackHoldsToThatPack) {
  Files files;
  for (const auto& [name, text] : PackWith("  - {id: a, label: SHIP, pattern: ' tug'}\n")) files["base/" + name] = text;
  files = Changed(files, "base/pack.yaml", "  SHIP:", "  LOST: {kind: event}\n  SHIP:");
  files["top/pack.yaml"] = "name: top\nversion: 1\ninclude: [../base]\nstages: [things.yaml]\n";
  files["top/things.yaml"] = "stage: things\nrules:\n  - {id: b, label: SHIP, pattern: 'old '}\n";
  const PackFiles folder(files);

  const Pack top = CheckPack(folder.path() + "/top");

  EXPECT_THAT(PackFiles::Formatted(top.problems), IsEmpty());
  EXPECT_THAT(PackFiles::Formatted(WarningsOf(top)),
              ElementsAre(StartsWith("things.yaml:3:35: warning: rule b: the pattern never matches")));
}

TEST(WarningsTest, OfAMessageStandWhereItsRulesSayTheyStand) {
  const Pack pack = PackFiles(PackWith("  - {id: a, label: SHIP, pattern: ' tug'}\n")).Check();

  const auto warnings = WarningsOf(pack.rule_set, pack.lists);

  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_EQ(warnings[0].severity(), v1::PROBLEM_SEVERITY_WARNING);
  EXPECT_THAT(FormatProblem(warnings[0]), StartsWith("things.yaml:3:5: warning: rule a: the pattern never matches"));
}

TEST(WarningsTest, AreNoneOfThePacksOfThisRepository) {
  for (const char* path : {"extractor/packs/en-news", "tests/packs/case-reports", "tests/packs/de-nachrichten",
                           "tests/conformance/packs/tiny"}) {
    const Pack pack = CheckPack(absl::StrCat(CASPIAN_SOURCE_DIR, "/", path));

    EXPECT_THAT(PackFiles::Formatted(pack.problems), IsEmpty()) << path;
    EXPECT_THAT(PackFiles::Formatted(WarningsOf(pack)), IsEmpty()) << path;
  }
}

}  // namespace
}  // namespace caspian::extractor
