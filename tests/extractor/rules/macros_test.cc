#include "extractor/rules/macros.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/extractor/rules/language_pack.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string PatternOf(const std::string& manifest, const std::string& stage, const std::string& pattern) {
  auto files = LanguagePack("  - {id: x, label: AUX, pattern: '" + pattern + "'}\n" + stage, manifest);
  const Pack pack = PackFiles(files).Check();
  EXPECT_THAT(PackFiles::Formatted(pack.problems), IsEmpty()) << pattern;
  return pack.rule_set.stages_size() < 2 ? "" : pack.rule_set.stages(1).rules(0).match().pattern();
}

TEST(MacrosTest, StandForPartsOfPatterns) {
  const std::string pack = "macros: {adv: '(?: [a-z]+ly)?', who: '<PERSON>|we', both: '<who>(?: and <who>)?'}\n";
  struct Case {
    const char* what;
    std::string manifest;
    std::string stage;
    std::string pattern;
    std::string expanded;
  };
  const Case cases[] = {
      {"a group", pack, "", "met<adv> on", "met(?:(?: [a-z]+ly)?) on"},
      {"alternatives stay together", pack, "", "x <who>", "x (?:<PERSON>|we)"},
      {"macros in macros", pack, "", "<both>", "(?:(?:<PERSON>|we)(?: and (?:<PERSON>|we))?)"},
      {"declared in any order", "macros: {a: '<z>', z: 'x'}\n", "", "<a>", "(?:(?:x))"},
      {"of the stage", "", "macros: {mine: 'y'}\n", "<mine>", "(?:y)"},
      {"the stage's before the pack's", "macros: {mine: 'x'}\n", "macros: {mine: 'y'}\n", "<mine>", "(?:y)"},
      {"the stage's use the pack's", "macros: {a: 'x'}\n", "macros: {b: '<a>y'}\n", "<b>", "(?:(?:x)y)"},
      {"labels stay", pack, "", "<PERSON country=NO>", "<PERSON country=NO>"},
      {"an escaped bracket stays", pack, "", "x\\<adv>", "x\\<adv>"},
  };
  for (const Case& c : cases) EXPECT_EQ(PatternOf(c.manifest, c.stage, c.pattern), c.expanded) << c.what;
}

TEST(MacrosTest, StandInGuardsAndForms) {
  auto files = LanguagePack(
      "  - {id: x, label: AUX, forms: {a: '<m>a', b: 'b<m>'}, preceded_by: '<m> ', not_followed_by: ['x<m>', 'y']}\n",
      "macros: {m: 'q'}\n");
  const Pack pack = PackFiles(files).Check();
  ASSERT_THAT(PackFiles::Formatted(pack.problems), IsEmpty());
  const v1::MatchRule& rule = pack.rule_set.stages(1).rules(0).match();
  EXPECT_EQ(rule.forms(0).pattern(), "(?:q)a");
  EXPECT_EQ(rule.forms(1).pattern(), "b(?:q)");
  EXPECT_EQ(rule.guards(0).pattern(), "(?:q) ");
  EXPECT_EQ(rule.guards(1).pattern(), "x(?:q)");
}

// Both files, then all that is told.
std::vector<std::string> Problems(const std::string& rules, const std::string& manifest,
                                  const std::string& stage = "") {
  return PackFiles(LanguagePack(rules + stage, manifest)).Problems();
}

TEST(MacrosTest, TellsAnUnknownOne) {
  EXPECT_THAT(
      Problems("  - id: x\n    label: AUX\n    pattern: 'x <adw>'\n", "macros: {adv: 'y'}\n"),
      ElementsAre("second.yaml:5:17: rule x: no macro adw (hint: declare it under macros:, or write \\< for the "
                  "character; labels are in capitals)"));
}

TEST(MacrosTest, PlacesAFaultInsideOfOneWhereItIsUsedAndOneBehindItWhereItStands) {
  const std::string head = "  - id: x\n    label: AUX\n    pattern: ";
  EXPECT_THAT(Problems(head + "'x <m>'\n", "macros: {m: 'a\\w'}\n"),
              ElementsAre("second.yaml:5:17: rule x: \\w is not allowed: it knows ASCII only (hint: write \\pL for a "
                          "letter, [\\pL\\pN] for a letter or digit)"));
  EXPECT_THAT(Problems(head + "'x <m> \\w'\n", "macros: {m: 'longer than its name'}\n"),
              ElementsAre("second.yaml:5:21: rule x: \\w is not allowed: it knows ASCII only (hint: write \\pL for a "
                          "letter, [\\pL\\pN] for a letter or digit)"));
}

TEST(MacrosTest, TellsACircle) {
  const std::string rule = "  - {id: x, label: AUX, pattern: 'x'}\n";
  EXPECT_THAT(
      Problems(rule, "macros: {a: 'x<b>', b: '<c>', c: '<a>y'}\n"),
      ElementsAre("pack.yaml:13:9: macros use each other in a circle: a, b, c, a (hint: write one of them out)"));
  EXPECT_THAT(Problems(rule, "macros: {a: 'x<a>'}\n"),
              ElementsAre("pack.yaml:13:9: macros use each other in a circle: a, a (hint: write one of them out)"));
  EXPECT_THAT(Problems(rule, "macros: {a: 'x'}\n", "macros: {a: '<b>', b: '<a>'}\n"),
              ElementsAre("second.yaml:4:9: macros use each other in a circle: a, b, a (hint: write one of them out)"));
}

TEST(MacrosTest, TellsOneThatIsTooLarge) {
  std::string macros = "macros: {m0: '" + std::string(100, 'x') + "'";
  for (int i = 1; i < 12; ++i) absl::StrAppend(&macros, ", m", i, ": '<m", i - 1, "><m", i - 1, ">'");
  EXPECT_THAT(Problems("  - {id: x, label: AUX, pattern: 'x'}\n", macros + "}\n"),
              ElementsAre("pack.yaml:13:9: macro m10 expands to more than 64 KiB (hint: put words into a list)"));
}

TEST(MacrosTest, TellsABadName) {
  EXPECT_THAT(Problems("  - {id: x, label: AUX, pattern: 'x'}\n", "macros: {Adv: 'x'}\n"),
              ElementsAre("pack.yaml:13:10: 'Adv' is no name of a macro (hint: use a-z, 0-9 and '_', beginning with a "
                          "letter)"));
}

}  // namespace
}  // namespace caspian::extractor
