#include "extractor/rules/pattern_edges.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace caspian::extractor {
namespace {

// Words, "<LABEL x=1>" and single bytes of ASCII ("high" for all others), "any", "nothing".
std::string Told(const PatternEdge& edge) {
  if (edge.any) return "any";
  std::vector<std::string> choices = edge.words;
  for (const NeededLabel& label : edge.labels) {
    const std::string feature =
        label.feature.empty() ? "" : absl::StrCat(" ", label.feature, "=", absl::StrJoin(label.values, "|"));
    choices.push_back(absl::StrCat("<", label.label, feature, ">"));
  }
  std::string bytes;
  for (size_t b = 0; b < 0x80; ++b) {
    if (edge.bytes[b]) bytes.push_back(static_cast<char>(b));
  }
  if (!bytes.empty()) choices.push_back(absl::StrCat("[", bytes, "]"));
  if (edge.bytes[0xC3] || edge.bytes[0xA9]) choices.push_back("high");
  if (edge.nothing) choices.push_back("nothing");
  return absl::StrJoin(choices, " ");
}

std::string Told(absl::string_view pattern, PatternSide side, bool ignore_case = false) {
  return Told(EdgeFinder().EdgeOf(pattern, ignore_case, side));
}

struct EdgeCase {
  const char* pattern;
  const char* edge;
};

TEST(PatternEdgesTest, MatchesBeginWithWordsAnnotationsAndBytes) {
  const EdgeCase cases[] = {
      {"signed the", "signed"},
      {"[Ss]igned", "signed"},
      {"sign(?:ed|s)? it", "sign signed signs"},
      {"(?:the |a )?treaty", "a the treaty"},
      {"<ORG|PLACE> said", "<ORG> <PLACE>"},
      {"(?:<WHEN at=front>,? )?<ACTOR>", "<ACTOR> <WHEN at=front>"},
      {"<VG lemma!=sign> off", "<VG>"},
      {"<PERSON+> met", "<PERSON>"},
      {"\\d+ tons", "[0123456789]"},
      {"\\$\\d", "[$]"},
      {"\xE2\x80\x9C<A>", "[\"]"},
      {"[a-c]+ <A>", "[abc]"},
      {"un[a-c]+ <A>", "[Uu]"},
      {"(?:un|in)+ <A>", "[IUiu]"},
      {"\xC3\xA9tat", "high"},
      {" (?:said|told)", "said told"},
      {"(?: |-)old", "old [-]"},
      {"^signed", "signed"},
      {"[^a-z]", "any"},
      {"x?", "any"},
      {"(?:,|$)", "[,] nothing"},
      {"(?:,| <VG>|$)", "<VG> [,] nothing"},
  };
  for (const EdgeCase& c : cases) EXPECT_EQ(Told(c.pattern, PatternSide::kBegin), c.edge) << c.pattern;
}

TEST(PatternEdgesTest, MatchesEndLikewise) {
  const EdgeCase cases[] = {
      {"signed the", "the"},           {"the [Tt]reat(?:y|ies)", "treaties treaty"},
      {"signed(?: it)?", "it signed"}, {"said <ORG>", "<ORG>"},
      {"about \\d+", "[0123456789]"},  {"(?:of|for) the ", "the"},
      {"[a-c]*ed ", "ed [Dd]"},        {"(?:^|,) ?", "[,] nothing"},
      {"caf\xC3\xA9", "high"},
  };
  for (const EdgeCase& c : cases) EXPECT_EQ(Told(c.pattern, PatternSide::kEnd), c.edge) << c.pattern;
}

TEST(PatternEdgesTest, WhereCaseIsIgnoredBytesAreOfBothCases) {
  EXPECT_EQ(Told("[a-c]+ <A>", PatternSide::kBegin, true), "[ABCabc]");
  EXPECT_EQ(Told("(?i:[a-c]+) <A>", PatternSide::kBegin), "[ABCabc]");
  EXPECT_EQ(Told("[r-s]+ <A>", PatternSide::kBegin, true), "[RSrs] high");
}

TEST(PatternEdgesTest, BeyondABoundOfStepsAnythingMayStandThere) {
  std::string pattern;
  for (int i = 0; i < 30; ++i) absl::StrAppend(&pattern, "(?:a|b)?");

  EXPECT_EQ(Told(pattern + "c", PatternSide::kBegin), "any");
}

TEST(PatternEdgesTest, WhatStandsSecondIsReadBehindWordsMarksAnnotationsAndRuns) {
  const EdgeCase cases[] = {
      {"signed the treaty", "the"},
      {"sign(?:ed|s)? it", "it"},
      {"(?:the |a )?treaty of", "of treaty"},
      {"<ORG|PLACE>,? said", "said [,]"},
      {"<A>(?:, <B>)? <C>", "<C> [,]"},
      {"\\d{1,3}(?:,\\d{3})* tons", "tons [,]"},
      {"\\d+-\\d+", "[-]"},
      {"[A-Z][a-z]+ <A>", "<A>"},
      {"[a-z]+ed by", "by"},
      {"un[a-c]+ed (?:by|with)", "by with"},
      {"(?:[A-Z]\\. ?)+<A>", "[.]"},
      {"\\$\\d", "[0123456789]"},
      {"km\\d", "[0123456789]"},
      {"\\d?km x", "x [k]"},
  };
  for (const EdgeCase& c : cases) EXPECT_EQ(Told(EdgeFinder().StartOf(c.pattern, false).second), c.edge) << c.pattern;
}

TEST(PatternEdgesTest, AnythingMayStandBehindWhatMayBeTheWholeMatch) {
  for (const char* pattern : {"signed", "signed(?: it)?", "<A>|<B> <C>", "<A+> said", "(?:<A> )+said", "[a-z]+", "x*"})
    EXPECT_EQ(Told(EdgeFinder().StartOf(pattern, false).second), "any") << pattern;
}

TEST(PatternEdgesTest, WhereStepsRunOutOnWhatStandsSecondTheFirstIsToldStill) {
  std::string pattern = "<A> ";
  for (int i = 0; i < 30; ++i) absl::StrAppend(&pattern, "(?:a|b)?");
  const PatternStart start = EdgeFinder().StartOf(pattern + "c", false);

  EXPECT_EQ(Told(start.first), "<A>");
  EXPECT_EQ(Told(start.second), "any");
}

}  // namespace
}  // namespace caspian::extractor
