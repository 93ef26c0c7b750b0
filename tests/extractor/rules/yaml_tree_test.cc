#include "extractor/rules/yaml_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "extractor/rules/problem.h"

namespace caspian::extractor {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

struct Outcome {
  std::unique_ptr<YamlNode> root;
  std::vector<std::string> problems;
};

Outcome Parse(absl::string_view text) {
  std::vector<v1::RuleSetProblem> problems;
  Outcome outcome;
  outcome.root = ParseYaml("f.yaml", text, &problems);
  for (const auto& problem : problems) outcome.problems.push_back(FormatProblem(problem));
  return outcome;
}

TEST(YamlTreeTest, GivesEveryNodeItsPlace) {
  const Outcome outcome = Parse("a: 1\nb:\n  - {c: 'x y'}\n");

  ASSERT_THAT(outcome.problems, IsEmpty());
  const YamlNode* item = outcome.root->Find("b")->children[0].get();
  EXPECT_EQ(item->line, 3u);
  EXPECT_EQ(item->column, 5u);
  const YamlNode* text = item->Find("c");
  EXPECT_EQ(text->text, "x y");
  EXPECT_EQ(text->column, 9u);
  EXPECT_EQ(text->verbatim_column, 10u);
  EXPECT_FALSE(text->is_plain);
  EXPECT_TRUE(outcome.root->Find("a")->is_plain);
}

TEST(YamlTreeTest, CountsColumnsInBytesAndLinesAcrossCarriageReturns) {
  const Outcome outcome = Parse("a: 1\r\nb: {c: é, d: x}\r\n");

  ASSERT_THAT(outcome.problems, IsEmpty());
  EXPECT_EQ(outcome.root->Find("b")->Find("d")->line, 2u);
  EXPECT_EQ(outcome.root->Find("b")->Find("d")->column, 15u);
  EXPECT_EQ(outcome.root->Find("b")->Find("d")->text, "x");
}

TEST(YamlTreeTest, KnowsWhereAValueDoesNotStandByteForByte) {
  const Outcome outcome = Parse("a: 'it''s'\nb: \"tab\\t\"\nc: |\n  two\n  lines\n");

  EXPECT_EQ(outcome.root->Find("a")->verbatim_column, 0u);
  EXPECT_EQ(outcome.root->Find("b")->verbatim_column, 0u);
  EXPECT_EQ(outcome.root->Find("c")->verbatim_column, 0u);
}

TEST(YamlTreeTest, SkipsAByteOrderMark) {
  const Outcome outcome = Parse("\xEF\xBB\xBFname: x\n");

  EXPECT_THAT(outcome.problems, IsEmpty());
  EXPECT_EQ(outcome.root->Find("name")->text, "x");
}

TEST(YamlTreeTest, TellsWhatAPackMayNotHold) {
  struct Case {
    std::string text;
    std::string problem;
  };
  const std::vector<Case> cases = {
      {"a: &x 1\n", "f.yaml:1:4: anchors (&x) are not allowed"},
      {"a: 1\nb: 2\na: 3\n", "f.yaml:3:1: key a stands twice; the first is in line 1"},
      {"a: !!str 1\n", "f.yaml:1:4: tags (tag:yaml.org,2002:str) are not allowed"},
      {"a: !mine [1]\n", "f.yaml:1:4: tags (!mine) are not allowed"},
      {"? [a, b]\n: 1\n", "f.yaml:1:3: a key must be a word"},
      {"a: 1\n---\nb: 2\n", "f.yaml:3:1: the file holds a second document"},
      {"", "f.yaml:1:1: the file is empty"},
      {"# nothing\n", "f.yaml:1:1: the file is empty"},
      {"a: \xC3(\n", "f.yaml:1:4: the file is not UTF-8"},
      {std::string("a: x\0y\n", 7), "f.yaml:1:5: control character U+0000"},
      {"a: x\x04y\n", "f.yaml:1:5: control character U+0004"},
      {"a: [1, 2\n", "f.yaml:2:1: YAML: "},
      {"a: 'x\n", "f.yaml:1:4: the quote is never closed"},
      {"a: ['it''s, \"b]\n", "f.yaml:1:5: the quote is never closed"},
      {"a: \"x\\\"\n", "f.yaml:1:4: the quote is never closed"},
      {"a: 1\n b: 2\n", "f.yaml:2:3: YAML: "},
      {"a: *x\n", "f.yaml:1:4: YAML: the referenced anchor is not defined"},
      {"a: \"\\d\"\n", "f.yaml:1:"},
  };
  for (const Case& c : cases) EXPECT_THAT(Parse(c.text).problems, ElementsAre(StartsWith(c.problem))) << c.text;
}

TEST(YamlTreeTest, TellsAnAnchorAndEachOfItsAliases) {
  EXPECT_THAT(Parse("a: &x [1]\nb: *x\nc: {d: *x}\n").problems,
              ElementsAre(StartsWith("f.yaml:1:4: anchors"), StartsWith("f.yaml:2:4: aliases"),
                          StartsWith("f.yaml:3:8: aliases")));
}

TEST(YamlTreeTest, KeepsTheFirstOfTwoValuesUnderOneKey) { EXPECT_EQ(Parse("a: 1\na: 2\n").root->Find("a")->text, "1"); }

TEST(YamlTreeTest, HintsAtSingleQuotesForBackslashes) {
  EXPECT_THAT(Parse("a: \"\\d\"\n").problems, ElementsAre(::testing::HasSubstr("single quotes")));
}

TEST(YamlTreeTest, HintsAtTheSlipBehindAFaultOfSyntax) {
  struct Case {
    const char* text;
    const char* hint;
  };
  const Case cases[] = {
      {"a: '<X>'s (?:tug|ferry)'\nb: 1\n", "an apostrophe inside of single quotes is written twice"},
      {"a:\n  - {text: 'Bergen's tug.', none: true}\n", "an apostrophe inside of single quotes is written twice"},
      {"a:\n  - {text: \"They \"sailed\".\", none: true}\n", "a text that holds \" stands in single quotes"},
      {"a:\n  - {text: \"One.}\n  - {text: \"Two.\"}\n", "close each quote"},
      {"a:\n  - id: b\n\tc: 1\n", "indent with blanks"},
      {"a:\n  - {text: One, none: true\nb: 1\n", "close each {"},
      {"a: b: c\n", "check indentation, colons and quotes"},
  };
  for (const Case& c : cases) EXPECT_THAT(Parse(c.text).problems, ElementsAre(::testing::HasSubstr(c.hint))) << c.text;
}

TEST(YamlTreeTest, RefusesNestingThatWouldExhaustTheStack) {
  EXPECT_THAT(Parse(std::string(100000, '[')).problems, ElementsAre(StartsWith("f.yaml:1:")));
  EXPECT_THAT(Parse("a: " + std::string(100000, '{')).problems, ElementsAre(StartsWith("f.yaml:1:")));
}

// Whatever the bytes, the parser answers with a tree or a problem.
TEST(YamlTreeTest, AnswersToAnyBytes) {
  constexpr absl::string_view kPieces[] = {"a", ": ", "- ",  "\n",  "  ",  "[", "]",   "{", "}",
                                           "'", "\"", "&x ", "*x",  "!t ", "|", ">",   "#", ",",
                                           "?", "\\", "%",   "---", "\t",  "é", "\xFF"};
  std::mt19937 random(11);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) text += std::string(kPieces[random() % std::size(kPieces)]);
    const Outcome outcome = Parse(text);
    EXPECT_TRUE(outcome.root != nullptr || !outcome.problems.empty()) << text;
  }
}

}  // namespace
}  // namespace caspian::extractor
