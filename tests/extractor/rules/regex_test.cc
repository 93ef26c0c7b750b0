#include "extractor/rules/regex.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::shared_ptr<const Regex> Compiled(absl::string_view pattern, bool ignore_case = false) {
  auto regex = Regex::Compile(pattern, ignore_case);
  EXPECT_TRUE(regex.ok()) << regex.status();
  return *std::move(regex);
}

TEST(RegexTest, RefusesWhatRe2RefusesInItsWords) {
  const auto regex = Regex::Compile("a(b", false);

  ASSERT_FALSE(regex.ok());
  EXPECT_EQ(regex.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(regex.status().message()), HasSubstr("missing )"));
}

TEST(RegexTest, SearchGivesTheLeftmostFirstMatchFromTheStartAndItsGroups) {
  const auto regex = Compiled("(?P<x>ab?)(c)?(?P<y>d)");
  GroupSpans groups;

  ASSERT_TRUE(regex->Search("ad abcd", 1, &groups));

  ASSERT_EQ(groups.size(), 4u);
  EXPECT_EQ(groups[0].begin, 3u);
  EXPECT_EQ(groups[0].end, 7u);
  EXPECT_EQ(groups[1].end, 5u);
  EXPECT_TRUE(groups[2].matched());
  EXPECT_THAT(regex->group_names(), ElementsAre("", "x", "", "y"));
}

TEST(RegexTest, AGroupThatTookNoPartIsNotMatched) {
  GroupSpans groups;

  ASSERT_TRUE(Compiled("a(b)?(c?)")->Search("xa", 0, &groups));

  EXPECT_FALSE(groups[1].matched());
  EXPECT_TRUE(groups[2].matched());
  EXPECT_EQ(groups[2].begin, groups[2].end);
}

TEST(RegexTest, TheFirstAlternativeWinsNotTheLongest) {
  GroupSpans groups;

  ASSERT_TRUE(Compiled("a|ab")->Search("ab", 0, &groups));

  EXPECT_EQ(groups[0].end, 1u);
}

TEST(RegexTest, CaretAndDollarAreTheTextsAlsoBehindItsBegin) {
  GroupSpans groups;

  EXPECT_FALSE(Compiled("^b")->Search("ab\nb", 1, &groups));
  EXPECT_FALSE(Compiled("^b")->MatchAt("ab", 1, &groups));
  EXPECT_FALSE(Compiled("a$")->Search("a\nb", 0, &groups));
  EXPECT_TRUE(Compiled("b$")->Search("a\nb", 1, &groups));
}

TEST(RegexTest, MatchAtIsAnchored) {
  GroupSpans groups;

  EXPECT_TRUE(Compiled("b+")->MatchAt("abb", 1, &groups));
  EXPECT_EQ(groups[0].end, 3u);
  EXPECT_FALSE(Compiled("b")->MatchAt("ab", 0, &groups));
}

TEST(RegexTest, DotIsAnyCharacterOfUtf8) {
  EXPECT_TRUE(Compiled(".")->MatchesAll("\n"));
  EXPECT_TRUE(Compiled(".")->MatchesAll("日"));
  EXPECT_FALSE(Compiled(".")->MatchesAll("日本"));
}

TEST(RegexTest, CaseIsIgnoredWhereAsked) {
  EXPECT_FALSE(Compiled("élan")->MatchesAll("ÉLAN"));
  EXPECT_TRUE(Compiled("élan", true)->MatchesAll("ÉLAN"));
}

TEST(RegexTest, GroupsOfASpanAreThoseOfTheSearch) {
  for (const char* pattern :
       {"a(b)?(c?)", "(a|ab)(c|bcd)?(d*)", "(a+?)(a*)", "^(x?)a|(b)$", "((a)|(b))+", "(?P<x>a|(?:b|x))",
        "(?P<x>[(x]a*)", "(?P<x>\\)?ab?)", "(?P<x>a)|(?:b)", "(?P<x>x)*a", "(?P<x>a(?P<y>b))"}) {
    const auto regex = Compiled(pattern);
    for (const char* text : {"xa", "abcd", "aaab", "bab", "xxa abcd"}) {
      GroupSpans groups;
      GroupSpan whole;
      const bool found = regex->Search(text, 0, &groups);
      ASSERT_EQ(regex->SearchSpan(text, 0, &whole), found) << pattern << ", " << text;
      if (!found) continue;
      const GroupSpans again = regex->GroupsOf(text, whole);
      ASSERT_EQ(again.size(), groups.size());
      for (size_t g = 0; g < groups.size(); ++g) {
        EXPECT_EQ(again[g].begin, groups[g].begin) << pattern << ", " << text << ", group " << g;
        EXPECT_EQ(again[g].end, groups[g].end) << pattern << ", " << text << ", group " << g;
      }
    }
  }
}

}  // namespace
}  // namespace caspian::extractor
