#include "extractor/rules/validate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/extractor/rules/pack_files.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// One change to the valid pack, and what is then told, in the order of files and lines.
struct Case {
  std::string file;
  std::string from;
  std::string to;
  std::vector<std::string> problems;
};

void ExpectProblems(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    auto files = ValidPack();
    ASSERT_THAT(files[c.file], HasSubstr(c.from));
    files[c.file] = absl::StrReplaceAll(files[c.file], {{c.from, c.to}});
    std::vector<::testing::Matcher<std::string>> expected;
    for (const std::string& problem : c.problems) expected.push_back(StartsWith(problem));
    EXPECT_THAT(PackFiles(files).Problems(), ::testing::ElementsAreArray(expected)) << c.file << ": " << c.to;
  }
}

// Same, for the body of a rule that is put below the relations.
std::vector<std::string> ProblemsOfRule(const std::string& body) {
  auto files = ValidPack();
  files["relations.yaml"] = absl::StrCat("stage: relations\nrules:\n  - id: x.y\n", body);
  return PackFiles(files).Problems();
}

TEST(ValidateTest, ChecksNamesAndLabels) {
  ExpectProblems({
      {"pack.yaml", "name: small", "name: Small Pack", {"pack.yaml:1:7: 'Small Pack' is no name of a rule set"}},
      {"pack.yaml",
       "MEET: {kind: event}",
       "MEET: {kind: event}\n  meet: {kind: event}",
       {"pack.yaml:12:9: 'meet' is no name of a label"}},
      {"pack.yaml",
       "features: [country]",
       "features: [country, Zone]",
       {"pack.yaml:7:34: 'Zone' is no name of a feature"}},
      {"pack.yaml",
       "features: [country]",
       "features: [country, country]",
       {"pack.yaml:7:34: feature country stands twice"}},
      {"pack.yaml",
       "features: [country]",
       "features: [country, a, b, c, d, e, f, g, h]",
       {"pack.yaml:7:34: label PERSON declares 9 features; 8 are possible"}},
      {"pack.yaml",
       "normalizer: date",
       "normalizer: dates",
       {"pack.yaml:9:35: no normalizer dates (hint: did you mean date?)"}},
      {"pack.yaml", ", normalizer: date", "", {"pack.yaml:9:9: value label DATE names no normalizer"}},
      {"pack.yaml",
       "{kind: office}",
       "{kind: office, normalizer: date}",
       {"pack.yaml:10:38: label OFFICE is no value and has a normalizer"}},
      {"words.yaml", "stage: words", "stage: relations", {"relations.yaml:1:8: stage relations stands twice"}},
      {"words.yaml", "stage: words", "stage: Words", {"words.yaml:1:8: 'Words' is no name of a stage"}},
      {"words.yaml",
       "id: list.months",
       "id: event.meet",
       {"relations.yaml:16:9: rule event.meet: rule event.meet stands twice; the first is in words.yaml:3"}},
      {"words.yaml",
       "id: list.months",
       "id: List..months",
       {"words.yaml:3:9: rule List..months: 'List..months' is no id of a rule"}},
  });
}

TEST(ValidateTest, ChecksListsColumnsAndFilters) {
  ExpectProblems({
      {"words.yaml",
       "column: word",
       "column: wrod",
       {"words.yaml:6:13: rule list.months: list months has no column wrod (hint: did you mean word?)"}},
      {"words.yaml",
       "column: word",
       "aliases: others",
       {"words.yaml:6:14: rule list.months: list months has no column others (hint: known are word, class, number)"}},
      {"words.yaml",
       "[full, short]",
       "[full, shrot]",
       {"words.yaml:7:12: rule list.months: no row of list months has 'shrot' in column class (hint: did you mean "
        "short?)"}},
      {"words.yaml",
       "{class:",
       "{clas:",
       {"words.yaml:7:12: rule list.months: list months has no column clas (hint: did you mean class?)"}},
      {"words.yaml",
       "$number",
       "$numbr",
       {"words.yaml:8:19: rule list.months: list months has no column numbr (hint: did you mean number?)"}},
      {"words.yaml",
       "label: MONTH",
       "label: MONHT",
       {"words.yaml:4:12: rule list.months: no label MONHT (hint: did you mean MONTH?)"}},
      {"pack.yaml",
       "column: title",
       "column: titel",
       {"pack.yaml:12:40: list titles has no column titel (hint: did you mean title?)"}},
  });
}

TEST(ValidateTest, PlacesFaultsOfPatternsAtTheByte) {
  const std::string head = "    label: DATE\n    pattern: ";
  struct PatternCase {
    std::string pattern;
    std::string problem;
  };
  // The pattern's first byte is in column 15.
  const std::vector<PatternCase> cases = {
      {"'May \\b'", "relations.yaml:5:19: rule x.y: \\b is not allowed (hint: leave it out"},
      {"'\\w+'", "relations.yaml:5:14: rule x.y: \\w is not allowed: it knows ASCII only (hint: write \\pL"},
      {"'x(?=y)'", "relations.yaml:5:16: rule x.y: look-around (?= is not allowed"},
      {"'(?P<a>x)\\1'", "relations.yaml:5:23: rule x.y: back-reference \\1 is not allowed"},
      {"'x\xEE\x80\x80'", "relations.yaml:5:16: rule x.y: private-use character U+E000"},
      {"'in <MOTH>'", "relations.yaml:5:18: rule x.y: no label MOTH"},
      {"'in <MONTH nmber=5>'", "relations.yaml:5:18: rule x.y: label MONTH declares no feature nmber"},
      {"'in <MEET>'",
       "relations.yaml:5:18: rule x.y: no earlier stage makes <MEET> (hint: add a rule that makes it to an earlier "
       "stage)"},
      {"'in <DATE>'",
       "relations.yaml:5:18: rule x.y: no earlier stage makes <DATE> (hint: stage relations makes it first: put this "
       "rule in a later one)"},
      {"'x*'", "relations.yaml:5:14: rule x.y: the pattern matches the empty text"},
      {"'x{1001}'", "relations.yaml:5:14: rule x.y: RE2 refuses the pattern"},
      {"'(x'", "relations.yaml:5:14: rule x.y: RE2 refuses the pattern"},
      {"'(?P<a>x)(?P<a>y)'",
       "relations.yaml:5:14: rule x.y: capture a stands twice (hint: call the second a_2, or write two forms)"},
  };
  for (const PatternCase& c : cases)
    EXPECT_THAT(ProblemsOfRule(head + c.pattern + "\n"), ElementsAre(StartsWith(c.problem))) << c.pattern;
}

TEST(ValidateTest, HintsAtWhatRe2RefusesMost) {
  const std::string head = "    label: DATE\n    pattern: ";
  EXPECT_THAT(ProblemsOfRule(head + "'x{1001}'\n"), ElementsAre(HasSubstr("(hint: repeat at most 1000 times")));
  EXPECT_THAT(ProblemsOfRule(head + "'(x{1000}){1000}'\n"), ElementsAre(HasSubstr("(hint: ")));
  EXPECT_THAT(ProblemsOfRule(head + "'(x'\n"), ElementsAre(HasSubstr("(hint: close the group")));
}

TEST(ValidateTest, ChecksGuardsAsPatternsButLetsThemBeAnchors) {
  const std::string head = "    label: DATE\n    pattern: 'x'\n";
  EXPECT_THAT(ProblemsOfRule(head + "    preceded_by: '^'\n"), IsEmpty());
  EXPECT_THAT(ProblemsOfRule(head + "    followed_by: '(?:,|$)'\n"), IsEmpty());
  EXPECT_THAT(ProblemsOfRule(head + "    followed_by: 'y?'\n"),
              ElementsAre(StartsWith("relations.yaml:6:18: rule x.y: the pattern matches the empty text")));
  EXPECT_THAT(ProblemsOfRule(head + "    followed_by: '<ODD>^'\n"),
              ElementsAre(StartsWith("relations.yaml:6:18: rule x.y: no label ODD")));
  EXPECT_THAT(ProblemsOfRule(head + "    not_followed_by: ['a', 'b\\b']\n"),
              ElementsAre(StartsWith("relations.yaml:6:30: rule x.y: \\b is not allowed")));
  EXPECT_THAT(ProblemsOfRule(head + "    preceded_by: '<DATE> '\n"),
              ElementsAre(StartsWith("relations.yaml:6:18: rule x.y: no earlier stage makes <DATE>")));
}

TEST(ValidateTest, ChecksCapturesAgainstTheKindOfTheLabel) {
  EXPECT_THAT(ProblemsOfRule("    label: OFFICE\n    pattern: '(?P<persn><PERSON>), (?P<title>mayor)'\n"),
              ElementsAre("relations.yaml:5:14: rule x.y: rules of label OFFICE need a capture person (hint: did you "
                          "mean person by persn?)"));
  EXPECT_THAT(
      ProblemsOfRule("    label: OFFICE\n    pattern: '(?P<person><PERSON>), mayor'\n"),
      ElementsAre(HasSubstr("need a capture title (hint: add (?P<title>…) to the pattern, or set: {title: …})")));
  EXPECT_THAT(
      ProblemsOfRule("    label: OFFICE\n    pattern: '(?P<person><PERSON>), mayor'\n    set: {title: mayor}\n"),
      IsEmpty());
  EXPECT_THAT(ProblemsOfRule("    label: MEET\n    type: MEET\n    pattern: '(?P<agnet><PERSON>) rose'\n"),
              ElementsAre(HasSubstr("events and statements have no role agnet (hint: did you mean agent?")));
  EXPECT_THAT(ProblemsOfRule("    label: MEET\n    type: MEET\n    pattern: '(?P<agent_3><PERSON>) rose'\n"),
              IsEmpty());
  EXPECT_THAT(ProblemsOfRule("    label: DATE\n    pattern: '(?P<Year>x)'\n"),
              ElementsAre(HasSubstr("'Year' is no name of a capture")));
  EXPECT_THAT(ProblemsOfRule("    label: DATE\n    pattern: '(?P<year>x)y'\n    span: yaer\n"),
              ElementsAre(StartsWith(
                  "relations.yaml:6:11: rule x.y: the pattern has no capture yaer (hint: did you mean year?)")));
}

TEST(ValidateTest, ChecksTypes) {
  EXPECT_THAT(ProblemsOfRule("    label: MEET\n    pattern: 'x'\n"),
              ElementsAre(HasSubstr("rules of label MEET need a type (hint: add type:, such as type: MEET)")));
  EXPECT_THAT(ProblemsOfRule("    label: MEET\n    pattern: 'x'\n    type: meet\n"),
              ElementsAre(HasSubstr("'meet' is no type")));
  EXPECT_THAT(ProblemsOfRule("    label: DATE\n    pattern: 'x'\n    type: DATE\n"),
              ElementsAre(HasSubstr("label DATE is neither event nor statement and has no type")));
}

TEST(ValidateTest, ChecksSettings) {
  const std::string event =
      "    label: MEET\n    type: MEET\n    pattern: '(?P<agent><PERSON>) (?P<trigger>met)'\n    set: ";
  EXPECT_THAT(
      ProblemsOfRule(event + "{actuality: hapened}\n"),
      ElementsAre(StartsWith("relations.yaml:7:22: rule x.y: no actuality hapened (hint: did you mean happened?)")));
  EXPECT_THAT(ProblemsOfRule(event + "{polarity: false}\n"),
              ElementsAre(HasSubstr("no polarity false (hint: known are yes, no)")));
  EXPECT_THAT(ProblemsOfRule(event + "{setp: signed}\n"),
              ElementsAre(HasSubstr("label MEET has nothing called setp to set (hint: did you mean step?)")));
  EXPECT_THAT(ProblemsOfRule(event + "{step: $agnt}\n"),
              ElementsAre(HasSubstr("the pattern has no capture agnt (hint: did you mean agent?)")));
  EXPECT_THAT(
      ProblemsOfRule(event + "{step: $agent.zone}\n"),
      ElementsAre(HasSubstr(
          "no label of capture agent declares feature zone (hint: add it to features: of PERSON in pack.yaml)")));
  EXPECT_THAT(ProblemsOfRule(event + "{step: $trigger.lemma}\n"),
              ElementsAre(HasSubstr(
                  "capture trigger holds no annotation and has no features (hint: write $trigger for its words)")));
  EXPECT_THAT(ProblemsOfRule(event + "{step: '${agent.name} of ${agent.country}, $$5'}\n"), IsEmpty());
  EXPECT_THAT(ProblemsOfRule(event + "{step: 'in $'}\n"),
              ElementsAre(HasSubstr("'in $' holds a dollar that begins no reference")));
  EXPECT_THAT(ProblemsOfRule(event + "{step: '${agent'}\n"),
              ElementsAre(HasSubstr("holds a dollar that begins no reference")));
  EXPECT_THAT(ProblemsOfRule(event + "{step: ''}\n"), ElementsAre(HasSubstr("step is set to nothing")));
  EXPECT_THAT(ProblemsOfRule("    label: DATE\n    pattern: 'x'\n    set: {anything: goes}\n"), IsEmpty());
}

TEST(ValidateTest, ChecksTests) {
  const std::string head = "    label: DATE\n    pattern: '(?P<day>\\d)'\n    tests: [";
  EXPECT_THAT(
      ProblemsOfRule(head + "{text: On 5, captures: {dya: '5'}}]\n"),
      ElementsAre(StartsWith("relations.yaml:6:42: rule x.y: the rule has no capture dya (hint: did you mean day?)")));
  EXPECT_THAT(ProblemsOfRule(head + "{text: On 5, captures: {day: '6'}}]\n"),
              ElementsAre(HasSubstr("'6' does not stand in the test's text")));
  EXPECT_THAT(ProblemsOfRule(head + "{text: On 5, match: '6'}]\n"),
              ElementsAre(HasSubstr("'6' does not stand in the test's text")));
  EXPECT_THAT(ProblemsOfRule(head + "{text: On 5, match: '5', none: true}]\n"),
              ElementsAre(HasSubstr("a test with none: true expects a match as well")));
  EXPECT_THAT(ProblemsOfRule(head + "{text: On 5, published: 2006-13-01}]\n"),
              ElementsAre(HasSubstr("(hint: write YYYY-MM-DD)")));
  EXPECT_THAT(ProblemsOfRule("    label: MEET\n    type: MEET\n    pattern: x\n    tests: [{text: x, value: '1'}]\n"),
              ElementsAre(HasSubstr("the rule makes no value")));
  ExpectProblems({{"names.yaml",
                   ", match: Ada Quill",
                   "",
                   {"names.yaml:17:16: rule evidence.person.title: the test of an evidence rule names no candidate"}}});
}

TEST(ValidateTest, ChecksNamesStages) {
  ExpectProblems({
      {"names.yaml", "labels: [PERSON]", "labels: [PERSON, MEET]", {"names.yaml:3:11: label MEET is no name"}},
      {"names.yaml",
       "labels: [PERSON]",
       "labels: [PERSON, PERSN]",
       {"names.yaml:3:11: no label PERSN (hint: did you mean PERSON?)"}},
      {"names.yaml",
       "unknown: {label: PERSON",
       "unknown: {label: PLACE",
       {"names.yaml:5:20: the stage does not decide on label PLACE"}},
      {"names.yaml",
       "evidence: {PERSON: 2.5}",
       "evidence: {PERSN: 2.5}",
       {"names.yaml:13:23: rule evidence.person.title: the stage does not decide on label PERSN (hint: did you mean "
        "PERSON?)"}},
      {"names.yaml",
       "evidence: {PERSON: 2.5}",
       "evidence: {PERSON: 0}",
       {"names.yaml:13:24: rule evidence.person.title: the weight of PERSON is 0"}},
      {"names.yaml",
       "evidence: {PERSON: 2.5}",
       "evidence: {}",
       {"names.yaml:13:15: rule evidence.person.title: the rule adds no weight"}},
      {"names.yaml",
       "inherited: {PERSON: 4.2}",
       "inherited: {MEET: 4.2}",
       {"names.yaml:8:21: the stage does not decide on label MEET"}},
      {"names.yaml",
       "inherited: {PERSON: 4.2}",
       "enumerated_members: 3",
       {"names.yaml:8:23: the set says nowhere what parts an enumeration (hint: add enumeration: to pack.yaml)"}},
      {"names.yaml",
       "min: 1, max: 4",
       "min: 5, max: 4",
       {"names.yaml:15:12: rule evidence.person.title: at least 5 and at most 4 words can't be"}},
      {"words.yaml",
       "    label: MONTH\n    list: months",
       "    evidence: {PERSON: 1}\n    pattern: x\n  - id: other\n    label: MONTH\n    list: months",
       {"words.yaml:3:5: rule list.months: an evidence rule in a stage that decides neither names nor senses"}},
  });
}

TEST(ValidateTest, RefusesListRulesOfLabelsThatNeedCaptures) {
  EXPECT_THAT(ProblemsOfRule("    label: OFFICE\n    list: titles\n"),
              ElementsAre(StartsWith("relations.yaml:4:12: rule x.y: a list can't make label OFFICE")));
  EXPECT_THAT(ProblemsOfRule("    label: MONTH\n    list: titles\n    nested: true\n"),
              ElementsAre(StartsWith("relations.yaml:6:13: rule x.y: label MONTH is no name and can't be nested")));
}

// What came over the wire has no files; the rules' own positions serve.
TEST(ValidateTest, FindsTheSameFaultsInAMessage) {
  auto files = ValidPack();
  files["words.yaml"] = absl::StrReplaceAll(files["words.yaml"], {{"$number", "$numbr"}});
  const Pack pack = PackFiles(files).Check();

  EXPECT_THAT(
      PackFiles::Formatted(ValidateRuleSet(pack.rule_set, pack.lists)),
      ElementsAre("words.yaml:3:5: rule list.months: list months has no column numbr (hint: did you mean number?)"));
}

TEST(ValidateTest, AcceptsAValidMessageWithoutPositions) {
  Pack pack = PackFiles(ValidPack()).Check();
  for (auto& stage : *pack.rule_set.mutable_stages()) {
    for (auto& rule : *stage.mutable_rules()) rule.clear_position();
  }

  EXPECT_THAT(PackFiles::Formatted(ValidateRuleSet(pack.rule_set, pack.lists)), IsEmpty());
}

TEST(ValidateTest, ChecksTheListsThatComeWithAMessage) {
  const Pack pack = PackFiles(ValidPack()).Check();

  v1::RuleSet other_hash = pack.rule_set;
  other_hash.mutable_lists(0)->set_sha256(std::string(64, '0'));
  EXPECT_THAT(PackFiles::Formatted(ValidateRuleSet(other_hash, pack.lists)),
              ElementsAre(StartsWith("list months has hash ")));

  v1::RuleSet other_count = pack.rule_set;
  other_count.mutable_lists(0)->set_row_count(9);
  EXPECT_THAT(PackFiles::Formatted(ValidateRuleSet(other_count, pack.lists)),
              ElementsAre(StartsWith("rows or columns of list months")));

  v1::RuleSet unnamed = pack.rule_set;
  unnamed.mutable_lists()->DeleteSubrange(0, 1);
  EXPECT_THAT(PackFiles::Formatted(ValidateRuleSet(unnamed, pack.lists)),
              ElementsAre(StartsWith("the rule set names no list months")));

  v1::RuleSet unused = pack.rule_set;
  unused.clear_abbreviations();
  unused.mutable_stages(1)->Clear();
  unused.mutable_stages(1)->set_name("empty");
  unused.mutable_stages(2)->clear_rules();
  EXPECT_THAT(PackFiles::Formatted(ValidateRuleSet(unused, pack.lists)),
              ElementsAre(StartsWith("no rule uses list titles")));

  EXPECT_THAT(PackFiles::Formatted(ValidateRuleSet(pack.rule_set, {pack.lists[0]})),
              ::testing::Contains(StartsWith("the rows of list titles are missing")));
  EXPECT_THAT(PackFiles::Formatted(ValidateRuleSet(pack.rule_set, {pack.lists[0], pack.lists[1], pack.lists[0]})),
              ElementsAre(StartsWith("the rows of list months came twice")));
}

TEST(ValidateTest, TellsWhatAMessageLeavesOut) {
  EXPECT_THAT(PackFiles::Formatted(ValidateRuleSet(v1::RuleSet(), {})),
              ElementsAre(StartsWith("'' is no name of a rule set"), StartsWith("the rule set declares no labels"),
                          StartsWith("the rule set has no stages"), StartsWith("the version is 0")));

  v1::RuleSet set = PackFiles(ValidPack()).Check().rule_set;
  set.clear_lists();
  set.clear_abbreviations();
  set.clear_stages();
  v1::Rule* rule = set.add_stages()->add_rules();
  set.mutable_stages(0)->set_name("one");
  rule->set_id("a");
  EXPECT_THAT(PackFiles::Formatted(ValidateRuleSet(set, {})), ElementsAre(StartsWith("rule a: the rule has no body")));
  rule->mutable_match()->set_label("DATE");
  rule->mutable_match()->set_pattern("x");
  rule->mutable_match()->set_confidence(1001);
  rule->mutable_match()->add_guards()->set_pattern("y");
  EXPECT_THAT(PackFiles::Formatted(ValidateRuleSet(set, {})),
              ElementsAre(StartsWith("rule a: a guard has no kind"), StartsWith("rule a: the confidence is above 1")));
}

}  // namespace
}  // namespace caspian::extractor
