// Packs that include others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/extractor/rules/pack_files.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Files = std::map<std::string, std::string>;

// A pack in folder base with stages one and two, and one in folder own that includes it. `own` are own's files beside.
Files Packs(const std::string& manifest, const Files& own) {
  Files files = {
      {"base/pack.yaml", R"(name: base
version: 1
language: en
enumeration: '(?:, | and )'
macros: {m: 'base', low: 'low'}
labels:
  A: {kind: auxiliary, features: [f]}
  N: {kind: name}
abbreviations: [{list: short}]
stages: [one.yaml, two.yaml]
)"},
      {"base/one.yaml", R"(stage: one
rules:
  - {id: n, label: N, list: names}
  - {id: gone, label: A, pattern: 'gone <m>'}
)"},
      {"base/two.yaml", R"(stage: two
rules:
  - {id: a, label: A, pattern: 'see <N>'}
)"},
      {"base/lists/names.tsv", "name\nAnn\nBo\n"},
      {"base/lists/short.tsv", "word\nCapt.\n"},
      {"own/pack.yaml", "name: own\nversion: 2\ninclude: [../base]\n" + manifest},
  };
  for (const auto& [name, text] : own) files["own/" + name] = text;
  return files;
}

Pack Checked(const Files& files) { return CheckPack(PackFiles(files).path() + "/own"); }

// "stage: rule, rule" of each.
std::vector<std::string> Stages(const Pack& pack) {
  std::vector<std::string> stages;
  for (const v1::Stage& stage : pack.rule_set.stages()) {
    std::string line = stage.name() + ":";
    for (const v1::Rule& rule : stage.rules()) line += " " + rule.id();
    stages.push_back(line);
  }
  return stages;
}

const v1::Rule& RuleOf(const Pack& pack, const std::string& id) {
  static const v1::Rule none;
  for (const v1::Stage& stage : pack.rule_set.stages()) {
    for (const v1::Rule& rule : stage.rules()) {
      if (rule.id() == id) return rule;
    }
  }
  ADD_FAILURE() << "no rule " << id;
  return none;
}

TEST(IncludesTest, TakeAllOfTheOtherPack) {
  const Pack pack = Checked(Packs("", {}));
  ASSERT_THAT(PackFiles::Formatted(pack.problems), IsEmpty());
  EXPECT_EQ(pack.rule_set.name(), "own");
  EXPECT_EQ(pack.rule_set.version(), 2u);
  EXPECT_EQ(pack.rule_set.language(), "en");
  EXPECT_EQ(pack.rule_set.enumeration_separator(), "(?:, | and )");
  EXPECT_EQ(pack.rule_set.labels_size(), 2);
  EXPECT_EQ(pack.rule_set.abbreviations_size(), 1);
  EXPECT_THAT(Stages(pack), ElementsAre("one: n gone", "two: a"));
  EXPECT_EQ(RuleOf(pack, "gone").position().file(), "../base/one.yaml");
}

TEST(IncludesTest, TheirTypesOfEventsStandUnlessReplaced) {
  Files files = Packs("labels: {E: {kind: event}}\nevent_types: {MEET: TALKING}\nstages: [more.yaml]\n",
                      {{"more.yaml",
                        "stage: more\nrules:\n  - {id: m, label: E, type: MEET, pattern: 'met'}\n  - {id: v, label: E, "
                        "type: VISIT, pattern: 'came'}\n"}});
  files["base/pack.yaml"] += "event_types: {VISIT: CONTACT, MEET: CONTACT}\n";
  const Pack pack = Checked(files);
  ASSERT_THAT(PackFiles::Formatted(pack.problems), IsEmpty());
  std::vector<std::string> types;
  for (const v1::EventType& type : pack.rule_set.event_types()) types.push_back(type.name() + ":" + type.parent());
  EXPECT_THAT(types, ElementsAre("MEET:TALKING", "VISIT:CONTACT"));
}

TEST(IncludesTest, AddReplaceAndSwitchOff) {
  struct Case {
    const char* what;
    std::string manifest;
    Files own;
    std::vector<std::string> stages;
  };
  const Case cases[] = {
      {"rules of a stage by its name",
       "stages: [more.yaml]\n",
       {{"more.yaml", "stage: one\nrules:\n  - {id: b, label: A, pattern: 'b'}\n"}},
       {"one: b n gone", "two: a"}},
      {"a rule by its id",
       "stages: [more.yaml]\n",
       {{"more.yaml", "stage: one\nrules:\n  - {id: gone, label: A, pattern: 'b'}\n"}},
       {"one: gone n", "two: a"}},
      {"off", "off: [gone]\n", {}, {"one: n", "two: a"}},
      {"a new stage at the end",
       "stages: [new.yaml]\n",
       {{"new.yaml", "stage: new\nrules:\n  - {id: b, label: A, pattern: '<A>'}\n"}},
       {"one: n gone", "two: a", "new: b"}},
      {"before",
       "stages: [new.yaml]\n",
       {{"new.yaml", "stage: new\nbefore: two\nrules:\n  - {id: b, label: A, pattern: 'b'}\n"}},
       {"one: n gone", "new: b", "two: a"}},
      {"after",
       "stages: [new.yaml]\n",
       {{"new.yaml", "stage: new\nafter: one\nrules:\n  - {id: b, label: A, pattern: 'b'}\n"}},
       {"one: n gone", "new: b", "two: a"}},
      {"after a stage of its own",
       "stages: [new.yaml, newer.yaml]\n",
       {{"new.yaml", "stage: new\nafter: one\nrules:\n  - {id: b, label: A, pattern: 'b'}\n"},
        {"newer.yaml", "stage: newer\nafter: new\nrules:\n  - {id: c, label: A, pattern: 'c'}\n"}},
       {"one: n gone", "new: b", "newer: c", "two: a"}},
  };
  for (const Case& c : cases) {
    const Pack pack = Checked(Packs(c.manifest, c.own));
    EXPECT_THAT(PackFiles::Formatted(pack.problems), IsEmpty()) << c.what;
    EXPECT_EQ(Stages(pack), c.stages) << c.what;
  }
}

TEST(IncludesTest, TheReplacingRuleCounts) {
  const Pack pack = Checked(Packs(
      "stages: [more.yaml]\n", {{"more.yaml", "stage: two\nrules:\n  - {id: a, label: A, pattern: 'look at <N>'}\n"}}));
  EXPECT_EQ(RuleOf(pack, "a").match().pattern(), "look at <N>");
  EXPECT_EQ(RuleOf(pack, "a").position().file(), "more.yaml");
}

TEST(IncludesTest, OwnListsLabelsAndMacrosReplaceThoseOfTheSameName) {
  const Pack lists = Checked(Packs("", {{"lists/names.tsv", "name\nCy\n"}}));
  ASSERT_THAT(PackFiles::Formatted(lists.problems), IsEmpty());
  EXPECT_THAT(CellsOf(lists.lists[0].rows), ElementsAre(ElementsAre("Cy")));

  const Pack labels = Checked(Packs("labels:\n  A: {kind: auxiliary, features: [f, g]}\n  B: {kind: event}\n", {}));
  ASSERT_THAT(PackFiles::Formatted(labels.problems), IsEmpty());
  ASSERT_EQ(labels.rule_set.labels_size(), 3);
  EXPECT_EQ(labels.rule_set.labels(0).features_size(), 2);

  const Pack macros = Checked(Packs("macros: {m: 'own'}\n", {}));
  ASSERT_THAT(PackFiles::Formatted(macros.problems), IsEmpty());
  EXPECT_EQ(RuleOf(macros, "gone").match().pattern(), "gone (?:own)");
}

TEST(IncludesTest, AStageMayUseTheMacrosAndLabelsOfWhatItIncludes) {
  const Pack pack = Checked(Packs(
      "stages: [new.yaml]\n", {{"new.yaml", "stage: new\nrules:\n  - {id: b, label: A, pattern: '<low> <N+>'}\n"}}));
  ASSERT_THAT(PackFiles::Formatted(pack.problems), IsEmpty());
  EXPECT_EQ(RuleOf(pack, "b").match().pattern(), "(?:low) <N+>");
}

TEST(IncludesTest, ThroughAnotherPackAndTwiceAreReadOnce) {
  Files files = Packs("", {});
  files["middle/pack.yaml"] = "name: middle\nversion: 1\ninclude: [../base]\noff: [gone]\n";
  files["own/pack.yaml"] = "name: own\nversion: 1\ninclude: [../middle, ../base]\n";
  const Pack pack = Checked(files);
  EXPECT_THAT(PackFiles::Formatted(pack.problems), IsEmpty());
  EXPECT_THAT(Stages(pack), ElementsAre("one: n", "two: a"));
}

TEST(IncludesTest, TellTheirFaults) {
  struct Case {
    const char* what;
    std::string manifest;
    Files own;
    std::vector<std::string> problems;
  };
  const Case cases[] = {
      {"off of an unknown rule",
       "off: [gnoe]\n",
       {},
       {"pack.yaml:4:7: off: no rule gnoe in what the pack includes (hint: did you mean gone?)"}},
      {"off of a rule of its own",
       "off: [gone, b]\nstages: [new.yaml]\n",
       {{"new.yaml", "stage: new\nrules:\n  - {id: b, label: A, pattern: 'b'}\n"}},
       {"pack.yaml:4:13: off: no rule b in what the pack includes (hint: did you mean a?)"}},
      {"an override in another stage",
       "stages: [more.yaml]\n",
       {{"more.yaml", "stage: two\nrules:\n  - {id: gone, label: A, pattern: 'b'}\n"}},
       {"../base/one.yaml:4:5: rule gone of stage one is replaced by one of stage two (hint: put the one that replaces "
        "it into a file with stage: one)"}},
      {"before an unknown stage",
       "stages: [new.yaml]\n",
       {{"new.yaml", "stage: new\nbefore: tow\nrules:\n  - {id: b, label: A, pattern: 'b'}\n"}},
       {"new.yaml:1:1: no stage tow above (hint: did you mean two?)"}},
      {"a stage file that is not named",
       "",
       {{"new.yaml", "stage: new\nrules:\n  - {id: b, label: A, pattern: 'b'}\n"}},
       {"pack.yaml:1:1: file new.yaml is no stage (hint: add it to stages: or remove it)"}},
  };
  for (const Case& c : cases)
    EXPECT_EQ(PackFiles::Formatted(Checked(Packs(c.manifest, c.own)).problems), c.problems) << c.what;
}

// What the included pack has is not missed one by one.
TEST(IncludesTest, TellAnIncludeThatIsNoListAlone) {
  Files files = Packs("stages: [mine.yaml]\n",
                      {{"mine.yaml", "stage: mine\nrules:\n  - {id: x, label: A, pattern: '<N> <m>'}\n"}});
  files["own/pack.yaml"] = "name: own\nversion: 1\ninclude: ../base\nstages: [mine.yaml]\n";

  EXPECT_THAT(PackFiles::Formatted(Checked(files).problems),
              ElementsAre("pack.yaml:3:10: include must be a list, not text (hint: write include: […], or one item a "
                          "line behind '- ')"));
}

TEST(IncludesTest, TellAMissingFolder) {
  Files files = Packs("", {});
  files["own/pack.yaml"] = "name: own\nversion: 1\ninclude:\n  - ../base\n  - ../bsae\n";
  EXPECT_THAT(PackFiles::Formatted(Checked(files).problems),
              ElementsAre("pack.yaml:5:5: no pack in folder ../bsae (hint: write the folder's path, seen from this "
                          "pack)"));
  files = Packs("", {});
  files.erase("base/pack.yaml");
  EXPECT_THAT(PackFiles::Formatted(Checked(files).problems),
              ElementsAre("pack.yaml:3:11: no file pack.yaml in the pack (hint: a pack's folder holds pack.yaml)"));
}

TEST(IncludesTest, TellACircle) {
  Files files = Packs("", {});
  files["base/pack.yaml"] += "include: [../own]\n";
  const std::vector<std::string> problems = PackFiles::Formatted(Checked(files).problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_THAT(problems[0], ::testing::StartsWith("../base/pack.yaml:11:11: packs include each other in a circle: "));
  EXPECT_THAT(problems[0], ::testing::EndsWith(" (hint: remove one include)"));
  EXPECT_THAT(problems[0], ::testing::ContainsRegex("/own, .*/base, .*/own"));

  files["own/pack.yaml"] = "name: own\nversion: 1\ninclude: [.]\n";
  EXPECT_THAT(PackFiles::Formatted(Checked(files).problems),
              ElementsAre(::testing::StartsWith("pack.yaml:3:11: packs include each other in a circle: ")));
}

TEST(IncludesTest, TellAFaultInTheOtherPackInItsFile) {
  Files files = Packs("", {});
  files["base/two.yaml"] = "stage: two\nrules:\n  - {id: a, label: A, pattern: 'see <M>'}\n";
  EXPECT_THAT(PackFiles::Formatted(Checked(files).problems),
              ElementsAre(HasSubstr("../base/two.yaml:3:37: rule a: no label M")));
}

}  // namespace
}  // namespace caspian::extractor
