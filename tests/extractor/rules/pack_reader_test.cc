#include "extractor/rules/pack_reader.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>

#include "absl/strings/str_replace.h"
#include "tests/extractor/rules/pack_files.h"

namespace caspian::extractor {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

TEST(PackReaderTest, FindsNothingWrongWithAValidPack) { EXPECT_THAT(PackFiles(ValidPack()).Problems(), IsEmpty()); }

TEST(PackReaderTest, ReadsTheManifest) {
  const v1::RuleSet set = PackFiles(ValidPack()).Check().rule_set;

  EXPECT_EQ(set.name(), "small");
  EXPECT_EQ(set.version(), 3u);
  EXPECT_EQ(set.language(), "en");
  EXPECT_EQ(set.description(), "A pack for tests.");
  EXPECT_EQ(set.limits().annotations_per_sentence(), 100u);
  ASSERT_EQ(set.labels_size(), 5);
  EXPECT_EQ(set.labels(0).name(), "DATE");
  EXPECT_EQ(set.labels(0).kind(), v1::LABEL_KIND_VALUE);
  EXPECT_EQ(set.labels(0).normalizer(), "date");
  EXPECT_EQ(set.labels(4).name(), "PERSON");
  EXPECT_EQ(set.labels(4).features(0), "country");
  EXPECT_EQ(set.abbreviations(0).where().values(0), "short");
  ASSERT_EQ(set.lists_size(), 2);
  EXPECT_EQ(set.lists(0).name(), "months");
  EXPECT_EQ(set.lists(0).row_count(), 3u);
}

// The rule that YAML text makes, as protobuf text without tests and positions.
void ExpectRule(const v1::Rule& rule, const std::string& expected) {
  v1::Rule actual = rule;
  actual.clear_tests();
  actual.clear_position();
  v1::Rule wanted;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(expected, &wanted));
  EXPECT_EQ(actual.DebugString(), wanted.DebugString());
}

TEST(PackReaderTest, ReadsListRules) {
  ExpectRule(PackFiles(ValidPack()).Check().rule_set.stages(0).rules(0), R"pb(
    id: "list.months"
    list {
      label: "MONTH"
      list: "months"
      column: "word"
      where { column: "class" values: "full" values: "short" }
      settings { name: "number" value: "$number" }
    })pb");
}

TEST(PackReaderTest, ReadsMatchRules) {
  ExpectRule(PackFiles(ValidPack()).Check().rule_set.stages(2).rules(0), R"pb(
    id: "date.month_day"
    match {
      label: "DATE"
      pattern: "(?P<month><MONTH>) (?P<day>\\d{1,2})"
      priority: 10
      guards { kind: GUARD_KIND_PRECEDED_BY pattern: "on " }
      guards { kind: GUARD_KIND_PRECEDED_BY pattern: "^" }
      settings { name: "month_number" value: "$month.number" }
      confidence: 950
    })pb");
}

TEST(PackReaderTest, ReadsSettingsByNameWithTheWordsYesAndNoAsTheyStand) {
  ExpectRule(PackFiles(ValidPack()).Check().rule_set.stages(2).rules(2), R"pb(
    id: "event.meet"
    match {
      label: "MEET"
      type: "MEET"
      pattern: "(?P<agent><PERSON>) met (?P<partner><PERSON>)(?: and (?P<partner_2><PERSON>))?"
      settings { name: "actuality" value: "happened" }
      settings { name: "polarity" value: "yes" }
    })pb");
}

TEST(PackReaderTest, ReadsEvidenceRulesAndNameSettings) {
  auto files = ValidPack();
  files["pack.yaml"] += "enumeration: '(?:, | and )'\n";
  files["names.yaml"] = R"(stage: names
names:
  labels: [PERSON]
  threshold: 1.505
  inherited: {PERSON: -0.5}
  inherited_given: {PERSON: 1.2}
  enumerated_members: 3
  word_lists: [{function: hyphen_part, list: titles, where: {class: full}}]
rules:
  - id: e.one
    evidence: {PERSON: -1.25}
    pattern: 'Mc[A-Z].*'
    not_followed_by: ' Street'
    lists: [{part: first, list: titles, column: class, not: true}, {part: any, list: months}]
    words: {max: 3}
    sentence_initial: true
    vote: none
)";
  const Pack pack = PackFiles(files).Check();
  EXPECT_THAT(PackFiles::Formatted(pack.problems), IsEmpty());
  ExpectRule(pack.rule_set.stages(1).rules(0), R"pb(
    id: "e.one"
    evidence {
      pattern: "Mc[A-Z].*"
      guards { kind: GUARD_KIND_NOT_FOLLOWED_BY pattern: " Street" }
      lists { part: CANDIDATE_PART_FIRST list: "titles" column: "class" negated: true }
      lists { part: CANDIDATE_PART_ANY list: "months" }
      max_words: 3
      sentence_initial: true
      weights { label: "PERSON" weight: -1250 }
      no_vote: true
    })pb");
  const v1::NameSettings& names = pack.rule_set.stages(1).names();
  EXPECT_EQ(names.threshold(), 1505);
  EXPECT_EQ(names.inherited(0).weight(), -500);
  EXPECT_EQ(names.inherited_given(0).weight(), 1200);
  EXPECT_EQ(names.enumerated_members(), 3u);
  EXPECT_EQ(names.word_lists(0).function(), v1::NAME_WORD_FUNCTION_HYPHEN_PART);
  EXPECT_EQ(names.word_lists(0).words().list(), "titles");
}

TEST(PackReaderTest, GivesRulesAndTestsTheirPlaces) {
  const v1::Rule rule = PackFiles(ValidPack()).Check().rule_set.stages(2).rules(0);

  EXPECT_EQ(rule.position().file(), "relations.yaml");
  EXPECT_EQ(rule.position().line(), 3u);
  EXPECT_EQ(rule.position().column(), 5u);
  ASSERT_EQ(rule.tests_size(), 2);
  EXPECT_EQ(rule.tests(0).position().line(), 11u);
  EXPECT_EQ(rule.tests(0).position().column(), 9u);
  EXPECT_EQ(rule.tests(0).captures(1).name(), "day");
  EXPECT_EQ(rule.tests(0).captures(1).text(), "3");
  EXPECT_EQ(rule.tests(0).value(), "2011-05-03");
  EXPECT_EQ(rule.tests(0).published(), "2011-06-01");
  EXPECT_TRUE(rule.tests(1).none());
}

// One change to the valid pack, and all that is then told.
struct Case {
  std::string file;
  std::string from;
  std::string to;
  std::vector<std::string> problems;
};

TEST(PackReaderTest, TellsEveryFaultOfFormWithItsPlaceAndHint) {
  const std::vector<Case> cases = {
      {"pack.yaml", "name: small\n", "", {"pack.yaml:1:1: key name is missing (hint: add name:)"}},
      {"pack.yaml",
       "version: 3",
       "version: three",
       {"pack.yaml:2:10: version must be a whole number (hint: write digits, such as 12, -3 or 0.75)"}},
      {"pack.yaml",
       "version: 3",
       "version: \"3\"",
       {"pack.yaml:2:10: version must be a whole number (hint: write it without quotes)"}},
      {"pack.yaml",
       "version: 3",
       "version: 0",
       {"pack.yaml:2:10: version 0 is out of range: 1 to 4294967295 is possible"}},
      {"pack.yaml",
       "language: en",
       "langauge: en",
       {"pack.yaml:3:1: unknown key langauge (hint: did you mean language?)"}},
      {"pack.yaml",
       "{kind: office}",
       "{kind: offcie}",
       {"pack.yaml:10:18: no kind offcie (hint: did you mean office?)"}},
      {"pack.yaml",
       "{kind: office}",
       "office",
       {"pack.yaml:10:11: a map of keys and values belongs here, not text (hint: write key: value)"}},
      {"pack.yaml",
       "description: A",
       "description: [A",
       {"pack.yaml:5:7: YAML: end of sequence flow not found (hint: close each { and [ ; put a text that holds , or "
        "': ' in quotes)"}},
      {"pack.yaml",
       "relations.yaml]",
       "relatoins.yaml]",
       {"pack.yaml:13:34: no file relatoins.yaml in the pack (hint: did you mean relations.yaml?)",
        "pack.yaml:13:9: file relations.yaml is no stage (hint: add it to stages: or remove it)"}},
      {"pack.yaml",
       "relations.yaml]",
       "../relations.yaml]",
       {"pack.yaml:13:34: '../relations.yaml' is no file of the pack (hint: write a path below the pack's folder, such "
        "as values.yaml)",
        "pack.yaml:13:9: file relations.yaml is no stage (hint: add it to stages: or remove it)"}},
      {"pack.yaml",
       "relations.yaml]",
       "relations.yaml, words.yaml]",
       {"pack.yaml:13:50: stage file words.yaml stands twice (hint: remove one of them)"}},
      {"pack.yaml",
       "where: {class: short}",
       "where: {class: short, title: x}",
       {"pack.yaml:12:54: where must name exactly one column (hint: write where: {column: [value, value]})"}},
      {"words.yaml",
       "list: months",
       "list: month",
       {"words.yaml:5:11: no file lists/month.tsv in the pack (hint: did you mean months?)"}},
      {"words.yaml",
       "list: months",
       "list: ../months",
       {"words.yaml:5:11: '../months' is no name of a list (hint: use a-z, 0-9, '_' and '-', without .tsv)"}},
      {"words.yaml",
       "label: MONTH",
       "label: [MONTH]",
       {"words.yaml:4:12: rule list.months: label must be text, not a list (hint: write one value, in quotes if it "
        "holds { [ : or #)",
        "relations.yaml:5:25: rule date.month_day: no earlier stage makes <MONTH> (hint: add a rule that makes it to "
        "an earlier stage)"}},
      {"words.yaml",
       "label: MONTH",
       "label: null",
       {"words.yaml:4:12: rule list.months: label must be text, not nothing (hint: give it a value; the words null and "
        "~ need quotes)",
        "relations.yaml:5:25: rule date.month_day: no earlier stage makes <MONTH> (hint: add a rule that makes it to "
        "an earlier stage)"}},
      {"words.yaml", "- id: list.months\n    label", "- label", {"words.yaml:3:5: key id is missing (hint: add id:)"}},
      {"words.yaml",
       "rules:",
       "rules: &all",
       {"words.yaml:2:8: anchors (&all) are not allowed (hint: remove it, and write out what its aliases stand for)"}},
      {"words.yaml",
       "    column: word",
       "    column: word\n    column: word",
       {"words.yaml:7:5: key column stands twice; the first is in line 6 (hint: remove one of them)"}},
      {"names.yaml",
       "threshold: 1.5",
       "threshold: 1.5005",
       {"names.yaml:4:14: threshold must be a number with at most three decimal places (hint: round it to three "
        "places)"}},
      {"names.yaml",
       "threshold: 1.5",
       "threshold: 1e3",
       {"names.yaml:4:14: threshold must be a number with at most three decimal places (hint: write digits, such as "
        "12, -3 or 0.75)"}},
      {"names.yaml",
       "threshold: 1.5",
       "threshold: .5",
       {"names.yaml:4:14: threshold must be a number with at most three decimal places (hint: write digits, such as "
        "12, -3 or 0.75)"}},
      {"names.yaml",
       "{PERSON: 2.5}",
       "{PERSON: 2000}",
       {"names.yaml:13:24: rule evidence.person.title: PERSON 2000 is out of range: -1000 to 1000 is possible"}},
      {"names.yaml",
       "part: before",
       "part: befor",
       {"names.yaml:14:20: rule evidence.person.title: no part befor of a candidate (hint: did you mean before?)"}},
      {"names.yaml",
       "function: title",
       "function: titles",
       {"names.yaml:10:18: no function titles (hint: did you mean title?)"}},
      {"names.yaml",
       "words: {min: 1",
       "words: {mni: 1",
       {"names.yaml:15:13: rule evidence.person.title: unknown key mni (hint: did you mean min?)"}},
      {"names.yaml",
       "    words: {min",
       "    vote: never\n    words: {min",
       {"names.yaml:15:11: rule evidence.person.title: vote must be none (hint: remove the key where the weight takes "
        "part in the vote)"}},
      {"relations.yaml",
       "confidence: 0.95",
       "confidence: 1.2",
       {"relations.yaml:9:17: rule date.month_day: confidence 1.2 is out of range: 0.001 to 1 is possible"}},
      {"relations.yaml",
       "none: true",
       "none: yes",
       {"relations.yaml:12:32: rule date.month_day: none must be true or false (hint: write true or false, in small "
        "letters and without quotes)"}},
      {"relations.yaml",
       "text: \"May I?\"",
       "txt: \"May I?\"",
       {"relations.yaml:12:10: rule date.month_day: unknown key txt (hint: did you mean text?)"}},
      {"relations.yaml",
       "priority: 10",
       "prioritty: 10",
       {"relations.yaml:6:5: rule date.month_day: unknown key prioritty (hint: did you mean priority?)"}},
      {"relations.yaml",
       "  - id: office.before\n    label: OFFICE\n    pattern:",
       "  - id: office.before\n    label: OFFICE\n    patern:",
       {"relations.yaml:15:5: rule office.before: unknown key patern (hint: did you mean pattern?)"}},
      {"pack.yaml", "\nstages:", "\nstage:", {"pack.yaml:13:1: unknown key stage (hint: did you mean stages?)"}},
      {"lists/titles.tsv",
       "Capt.\tshort",
       "Capt.\tshort\nGeneral",
       {"lists/titles.tsv:4:1: the row has 1 cell where the list has 2 columns (hint: part the cells by single tabs; "
        "an empty cell keeps its tab)"}},
  };
  for (const Case& c : cases) {
    auto files = ValidPack();
    files[c.file] = absl::StrReplaceAll(files[c.file], {{c.from, c.to}});
    std::vector<std::string> problems = c.problems;
    std::sort(problems.begin(), problems.end());
    EXPECT_THAT(PackFiles(files).Problems(), ::testing::UnorderedElementsAreArray(problems)) << c.file << ": " << c.to;
  }
}

TEST(PackReaderTest, TellsTheFaultsOfAllFilesAtOnceInTheirOrder) {
  auto files = ValidPack();
  files["pack.yaml"] = absl::StrReplaceAll(files["pack.yaml"], {{"version: 3", "version: x"}});
  files["words.yaml"] = absl::StrReplaceAll(files["words.yaml"], {{"column: word", "colum: word"}});
  files["relations.yaml"] =
      absl::StrReplaceAll(files["relations.yaml"], {{"(?P<person>", "(?P<persn>"}, {"0.95", "95%"}});
  files["lists/titles.tsv"] += "\n";

  EXPECT_THAT(PackFiles(files).Problems(),
              ElementsAre(StartsWith("lists/titles.tsv:4:1: "), StartsWith("pack.yaml:2:10: "),
                          StartsWith("relations.yaml:9:17: "), StartsWith("relations.yaml:15:"),
                          StartsWith("words.yaml:6:5: ")));
}

TEST(PackReaderTest, TellsWhereThereIsNoPack) {
  const PackFiles empty({});

  EXPECT_THAT(PackFiles::Formatted(CheckPack(empty.path() + "/none").problems),
              ElementsAre(::testing::HasSubstr("/none is no folder (hint: name the folder that holds pack.yaml)")));
  EXPECT_THAT(empty.Problems(),
              ElementsAre("pack.yaml: no file pack.yaml in the pack (hint: a pack's folder holds pack.yaml)"));
}

TEST(PackReaderTest, RefusesAFileThatIsTooLarge) {
  auto files = ValidPack();
  files["words.yaml"] += std::string(kPackFileLimitBytes, '#');

  EXPECT_THAT(PackFiles(files).Problems(),
              ElementsAre("words.yaml: the file is larger than 4 MiB (hint: part it into several)"));
}

TEST(PackReaderTest, ReadsFilesWithCarriageReturnsAsIfTheyHadNone) {
  auto files = ValidPack();
  for (auto& [name, text] : files) text = absl::StrReplaceAll(text, {{"\n", "\r\n"}});

  const Pack pack = PackFiles(files).Check();

  EXPECT_THAT(PackFiles::Formatted(pack.problems), IsEmpty());
  EXPECT_EQ(pack.rule_set.DebugString(), PackFiles(ValidPack()).Check().rule_set.DebugString());
}

// A file after one slip: some of its bytes left out, doubled, or replaced by a piece that means something in YAML or
// RE2.
std::string WithSlip(std::string text, std::mt19937* random) {
  constexpr const char* kPieces[] = {"'", "\"", "{",  "]", ": ", "\n", "  ", "&a ",  "*a", "<",
                                     ">", "(",  "\\", "$", "-1", "\t", "#",  "\xFF", "é"};
  const size_t at = (*random)() % text.size();
  const size_t length = std::min<size_t>((*random)() % 8, text.size() - at);
  switch ((*random)() % 3) {
    case 0:
      return text.erase(at, length);
    case 1:
      return text.insert(at, text.substr(at, length));
    default:
      return text.replace(at, length, kPieces[(*random)() % std::size(kPieces)]);
  }
}

TEST(PackReaderTest, PlacesEveryFaultOfEverySlipInAFileOfThePack) {
  std::mt19937 random(5);
  int with_problems = 0;
  for (int round = 0; round < 500; ++round) {
    auto files = ValidPack();
    auto slipped = std::next(files.begin(), static_cast<std::ptrdiff_t>(random() % files.size()));
    slipped->second = WithSlip(slipped->second, &random);

    const Pack pack = PackFiles(files).Check();

    with_problems += pack.problems.empty() ? 0 : 1;
    for (const v1::RuleSetProblem& problem : pack.problems) {
      ASSERT_EQ(files.count(problem.position().file()), 1u) << FormatProblem(problem) << "\n" << slipped->second;
      const auto lines =
          std::count(files[problem.position().file()].begin(), files[problem.position().file()].end(), '\n');
      EXPECT_LE(problem.position().line(), static_cast<uint32_t>(lines) + 1) << FormatProblem(problem) << "\n"
                                                                             << slipped->second;
      EXPECT_FALSE(problem.message().empty());
    }
  }
  EXPECT_GT(with_problems, 100);
}

}  // namespace
}  // namespace caspian::extractor
