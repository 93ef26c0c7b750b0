#include "extractor/rules/pattern_parts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;

std::string Parts(absl::string_view pattern) {
  std::vector<std::string> alternatives;
  for (const std::vector<std::string>& parts : PatternParts(pattern)) alternatives.push_back(absl::StrJoin(parts, "¦"));
  return absl::StrJoin(alternatives, " OR ");
}

struct PartsCase {
  const char* pattern;
  const char* parts;
};

TEST(PatternPartsTest, PatternsAreCutWhereOneThingFollowsAnother) {
  const PartsCase cases[] = {
      {"signed the treaty", "signed¦ the¦ treaty"},
      {"<PLACE> <VG lemma=sign|sell> (?P<what><DEAL>)", "<PLACE>¦ <VG lemma=sign|sell>¦ (?P<what><DEAL>)"},
      {"(?P<a><X>)(?: and (?P<b><X>))?", "(?P<a><X>)¦(?: and (?P<b><X>))?"},
      {"[A-Z]+ Bay", "[A-Z]+¦ Bay"},
      {"\\d{1,3}(?:,\\d{3})*", "\\d{1,3}¦(?:,\\d{3})*"},
      {"(?i)the <X>", "(?i)the¦ <X>"},
      {"x ?y", "x¦ ?y"},
      {"a(?:b|c)d", "a¦(?:b|c)¦d"},
      {"one <X>|two|\\|", "one¦ <X> OR two OR \\|"},
      {"[]|]+x", "[]|]+¦x"},
      {"\\pL\\p{Lu}+?y", "\\pL¦\\p{Lu}+?¦y"},
      {"(a\\)b)c", "(a\\)b)¦c"},
      {"Осло город", "Осло¦ город"},
      {"(?P<all>a (?:b|c))", "a¦ (?:b|c)"},
      {"((?:a|b))", "a OR b"},
      {"(a)(b)", "(a)¦(b)"},
      {"(?P<all>(?P<a><X>) b(?:c|d)?) e", "(?P<a><X>)¦ b¦(?:c|d)?¦ e"},
      {"(?:a b)+ (c d){1} (?i:e f)", "(?:a b)+¦ c¦ d¦ (?i:e f)"},
      {"(?:a b)?", "(?:a b)?"},
      {"", ""},
  };
  for (const PartsCase& c : cases) EXPECT_EQ(Parts(c.pattern), c.parts) << c.pattern;
}

TEST(PatternPartsTest, PartsJoinedAreThePatternButForAGroupAroundIt) {
  const std::vector<std::string> atoms = {"a", "<X f=1>", "(?:b|c)?",    "[x|y]+", "\\d{2}",
                                          " ", "\\|",     "(?P<n><X+>)", "é",      "|"};
  std::mt19937 random(4);
  for (int i = 0; i < 500; ++i) {
    std::string pattern;
    for (unsigned n = random() % 9; n > 0; --n) absl::StrAppend(&pattern, atoms[random() % atoms.size()]);
    std::vector<std::string> alternatives;
    for (const std::vector<std::string>& parts : PatternParts(pattern))
      alternatives.push_back(absl::StrJoin(parts, ""));
    const std::string joined = absl::StrJoin(alternatives, "|");
    EXPECT_TRUE(joined == pattern || absl::StrCat("(?P<n>", joined, ")") == pattern) << pattern << " as " << joined;
  }
}

TEST(PatternPartsTest, FeaturesAreLeftOutOfReferences) {
  EXPECT_EQ(WithoutFeatures("(?P<a><X|Y f=1 g!=2>) of <Z+ h=3>"), "(?P<a><X|Y>) of <Z+>");
  EXPECT_EQ(WithoutFeatures("the \\<X f=1> <X>"), "the \\<X f=1> <X>");
}

}  // namespace
}  // namespace caspian::extractor
