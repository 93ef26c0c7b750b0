#include "extractor/rules/problem.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "extractor/rules/suggest.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;

TEST(ProblemTest, FormatsFileLineColumnRuleMessageAndHint) {
  const auto problem = MakeProblem(MakePosition("values.yaml", 12, 5), "date.x", "no label DAT", "did you mean DATE?");

  EXPECT_EQ(FormatProblem(problem), "values.yaml:12:5: rule date.x: no label DAT (hint: did you mean DATE?)");
}

TEST(ProblemTest, LeavesOutWhatIsNotKnown) {
  EXPECT_EQ(FormatProblem(MakeProblem({}, "", "wrong", "")), "wrong");
  EXPECT_EQ(FormatProblem(MakeProblem({}, "a.b", "wrong", "")), "rule a.b: wrong");
  EXPECT_EQ(FormatProblem(MakeProblem(MakePosition("x.yaml", 0, 0), "", "wrong", "mend it")),
            "x.yaml: wrong (hint: mend it)");
}

TEST(ProblemTest, SortsByFileThenLineAsNumbersAndDropsRepetitions) {
  std::vector<v1::RuleSetProblem> problems = {
      MakeProblem(MakePosition("b.yaml", 1, 1), "", "m", ""),  MakeProblem(MakePosition("a.yaml", 10, 1), "", "m", ""),
      MakeProblem(MakePosition("a.yaml", 9, 4), "", "m", ""),  MakeProblem(MakePosition("a.yaml", 9, 1), "", "n", ""),
      MakeProblem(MakePosition("a.yaml", 10, 1), "", "m", ""), MakeProblem(MakePosition("a.yaml", 9, 1), "", "m", ""),
  };

  SortProblems(&problems);

  std::vector<std::string> lines;
  for (const auto& problem : problems) lines.push_back(FormatProblem(problem));
  EXPECT_THAT(lines, ElementsAre("a.yaml:9:1: m", "a.yaml:9:1: n", "a.yaml:9:4: m", "a.yaml:10:1: m", "b.yaml:1:1: m"));
}

TEST(SuggestTest, CountsEditsWithSwapsAsOne) {
  struct Case {
    const char* a;
    const char* b;
    size_t edits;
  };
  for (const Case& c : {Case{"", "", 0},
                        {"", "abc", 3},
                        {"label", "label", 0},
                        {"lable", "label", 1},
                        {"labl", "label", 1},
                        {"label", "table", 2}}) {
    EXPECT_EQ(EditDistance(c.a, c.b), c.edits) << c.a << " " << c.b;
    EXPECT_EQ(EditDistance(c.b, c.a), c.edits) << c.a << " " << c.b;
  }
}

TEST(SuggestTest, ProposesTheNearestWordOrListsTheKnownOnes) {
  const std::vector<std::string> known = {"label", "list", "pattern"};

  EXPECT_EQ(SuggestionFor("patern", known), "did you mean pattern?");
  EXPECT_EQ(SuggestionFor("LABEL", known), "did you mean label?");
  EXPECT_EQ(SuggestionFor("colour", known), "known are label, list, pattern");
  EXPECT_EQ(SuggestionFor("colour", {}), "");
}

TEST(SuggestTest, ListsNoMoreThanTwentyFourWords) {
  std::vector<std::string> known;
  for (char c = 'a'; c < 'a' + 26; ++c) known.push_back(std::string(8, c));

  const std::string suggestion = SuggestionFor("zzzz", known);

  EXPECT_NE(suggestion.find("xxxxxxxx, …"), std::string::npos) << suggestion;
  EXPECT_EQ(suggestion.find("yyyyyyyy"), std::string::npos) << suggestion;
}

}  // namespace
}  // namespace caspian::extractor
