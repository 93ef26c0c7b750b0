#include "extractor/rules/pattern.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "extractor/rules/regex.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Alphabet AlphabetOf(const std::string& pattern) {
  v1::RuleSet set;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"pb(
        labels { name: "PLACE" kind: LABEL_KIND_NAME features: "country" features: "kind" }
        labels { name: "ORG" kind: LABEL_KIND_NAME features: "country" }
        labels { name: "MARK" kind: LABEL_KIND_AUXILIARY }
      )pb",
      &set));
  set.add_stages()->add_rules()->mutable_match()->set_pattern(pattern);
  return Alphabet(set);
}

std::string Lifted(const Alphabet& alphabet, absl::string_view label,
                   const std::map<std::string, std::string, std::less<>>& features = {}) {
  std::string out;
  const auto value_of = [&](absl::string_view name) -> absl::string_view {
    const auto found = features.find(name);
    return found == features.end() ? "" : absl::string_view(found->second);
  };
  alphabet.AppendAnnotation(alphabet.LabelIndex(label), value_of, &out);
  return out;
}

// Whether `pattern` matches the whole of `lifted`.
bool Matches(const std::string& pattern, const Alphabet& alphabet, const std::string& lifted) {
  const auto regex = Regex::Compile(alphabet.Translate(pattern), false);
  EXPECT_TRUE(regex.ok()) << regex.status();
  return (*regex)->MatchesAll(lifted);
}

TEST(PatternTest, ReadsReferencesWithLabelsAndFeatures) {
  const auto uses = LabelsIn("(?P<who><ORG|PLACE country=KZ|AZ kind!=city>) [<A>] \\<MARK> <MARK>");

  ASSERT_THAT(uses, SizeIs(2));
  EXPECT_THAT(uses[0].labels, ElementsAre("ORG", "PLACE"));
  ASSERT_THAT(uses[0].features, SizeIs(2));
  EXPECT_EQ(uses[0].features[0].name, "country");
  EXPECT_THAT(uses[0].features[0].values, ElementsAre("KZ", "AZ"));
  EXPECT_FALSE(uses[0].features[0].negated);
  EXPECT_EQ(uses[0].features[1].name, "kind");
  EXPECT_TRUE(uses[0].features[1].negated);
  EXPECT_EQ(uses[0].offset, 8u);
  EXPECT_THAT(uses[1].labels, ElementsAre("MARK"));
}

TEST(PatternTest, ReadsNamesOfGroups) {
  EXPECT_THAT(CaptureNamesIn(R"((?P<a>x)(?:y)(?i:z)\(?P<no>(?P<b_2><ORG>)[(?P<c>])"), ElementsAre("a", "b_2"));
}

TEST(PatternTest, AReferenceMatchesItsLabelWithAnyFeatures) {
  const std::string pattern = "<PLACE>";
  const Alphabet alphabet = AlphabetOf(pattern);

  EXPECT_TRUE(Matches(pattern, alphabet, Lifted(alphabet, "PLACE")));
  EXPECT_TRUE(Matches(pattern, alphabet, Lifted(alphabet, "PLACE", {{"country", "KZ"}, {"kind", "city"}})));
  EXPECT_FALSE(Matches(pattern, alphabet, Lifted(alphabet, "ORG")));
  EXPECT_FALSE(Matches(pattern, alphabet, "PLACE"));
}

TEST(PatternTest, FeaturesNarrowAReference) {
  const std::string pattern = "<PLACE country=KZ|AZ>";
  const Alphabet alphabet = AlphabetOf(pattern);

  EXPECT_TRUE(Matches(pattern, alphabet, Lifted(alphabet, "PLACE", {{"country", "AZ"}})));
  EXPECT_TRUE(Matches(pattern, alphabet, Lifted(alphabet, "PLACE", {{"kind", "x"}, {"country", "KZ"}})));
  EXPECT_FALSE(Matches(pattern, alphabet, Lifted(alphabet, "PLACE", {{"country", "TR"}})));
  EXPECT_FALSE(Matches(pattern, alphabet, Lifted(alphabet, "PLACE", {{"kind", "KZ"}})));
  EXPECT_FALSE(Matches(pattern, alphabet, Lifted(alphabet, "PLACE")));
}

TEST(PatternTest, ANegatedFeatureTakesAllElseAndWhatIsAbsent) {
  const std::string pattern = "<PLACE country!=KZ|AZ>";
  const Alphabet alphabet = AlphabetOf(pattern);

  EXPECT_FALSE(Matches(pattern, alphabet, Lifted(alphabet, "PLACE", {{"country", "AZ"}})));
  EXPECT_FALSE(Matches(pattern, alphabet, Lifted(alphabet, "PLACE", {{"country", "KZ"}})));
  EXPECT_TRUE(Matches(pattern, alphabet, Lifted(alphabet, "PLACE", {{"country", "TR"}})));
  EXPECT_TRUE(Matches(pattern, alphabet, Lifted(alphabet, "PLACE")));
}

TEST(PatternTest, LabelsAlternateInsideAReference) {
  const std::string pattern = "a <ORG|PLACE country=KZ>+ b";
  const Alphabet alphabet = AlphabetOf(pattern);
  const std::string kz = Lifted(alphabet, "PLACE", {{"country", "KZ"}});

  EXPECT_TRUE(Matches(pattern, alphabet, absl::StrCat("a ", kz, Lifted(alphabet, "ORG", {{"country", "KZ"}}), " b")));
  EXPECT_FALSE(Matches(pattern, alphabet, absl::StrCat("a ", Lifted(alphabet, "ORG"), " b")));
}

TEST(PatternTest, TypographicMarksArePlainOnBothSides) {
  EXPECT_EQ(PlainForm("“It’s” – «x» ‑ − ′"), "\"It's\" - \"x\" - - '");
  const std::string pattern = "[–x]+ ‘a’ “b” \\–";
  EXPECT_TRUE(Matches(pattern, AlphabetOf(pattern), "-x- 'a' \"b\" -"));
}

TEST(PatternTest, PrivateUseCharactersOfTheTextAreNeutral) {
  const Alphabet alphabet = AlphabetOf("<MARK>");

  EXPECT_EQ(PlainForm("a\xEE\x80\x80 \xF3\xB0\x80\x80 \xF4\x80\x80\x80"), "a\xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD");
  EXPECT_FALSE(Matches("<MARK>", alphabet, PlainForm(Lifted(alphabet, "MARK"))));
}

struct Refusal {
  const char* pattern;
  const char* message;
  const char* hint;
  size_t offset;
};

TEST(CheckPatternTest, RefusesEachWithAHint) {
  const Refusal refusals[] = {
      {R"(a\b)", R"(\b is not allowed)", "boundaries anyway", 1},
      {R"(a\Bc)", R"(\B is not allowed)", "boundaries anyway", 1},
      {R"(\w+)", R"(\w is not allowed)", R"(\pL)", 0},
      {R"(x\W)", R"(\W is not allowed)", R"([^\pL\pN])", 1},
      {R"([\w-]+)", R"(\w is not allowed)", R"(\pL)", 1},
      {R"([^a\W])", R"(\W is not allowed)", R"([^\pL\pN])", 3},
      {R"(a\C)", R"(\C is not allowed)", "write .", 1},
      {R"((a)\1)", R"(back-reference \1)", "two rules", 3},
      {R"(\Qa.b\E)", R"(\Q is not allowed)", "escape each", 0},
      {R"(a(?=b))", "look-around (?=", "followed_by", 1},
      {R"(a(?!b))", "look-around (?!", "not_followed_by", 1},
      {R"((?<=b)a)", "look-around (?<=", "preceded_by", 0},
      {R"((?<!b)a)", "look-around (?<!", "preceded_by", 0},
      {R"(a(?<place>b))", "(?<place> catches nothing", "write (?P<place>", 1},
      {R"((?>b)a)", "look-around (?>", "followed_by", 0},
      {"a\xEE\x80\x80", "private-use character U+E000", "leave it out", 1},
      {"\xF3\xB0\x80\x80", "private-use character U+F0000", "leave it out", 0},
      {R"(a\x{F0001})", "private-use character U+F0001", "<LABEL>", 1},
      {R"([\x{F0000}-\x{FFFFD}])", "private-use character U+F0000", "<LABEL>", 1},
      {R"(\p{Co})", R"(\p{Co} is not allowed)", "<LABEL>", 0},
      {R"(\pC)", R"(\p{C} is not allowed)", "<LABEL>", 0},
      {"<NOBODY>", "no label NOBODY", "labels: in pack.yaml", 0},
      {"x <PLACE|NOBODY>", "no label NOBODY", "labels: in pack.yaml", 2},
      {"<PLACE size=big>", "label PLACE declares no feature size", "features: of PLACE", 0},
      {"<ORG|PLACE kind=x>", "label ORG declares no feature kind", "features: of ORG", 0},
      {"<PLACE country>", "not well-formed", "<LABEL feature=value|value>", 0},
      {"<PLACE country=>", "not well-formed", "<LABEL feature=value|value>", 0},
      {"a <PLACE", "not well-formed", "<LABEL feature=value|value>", 2},
      {"a(b", "RE2 refuses", "README", 0},
      {"a*", "matches the empty text", "required", 0},
      {"(?:^|a)?", "matches the empty text", "required", 0},
      {"\xFF", "not UTF-8", "UTF-8", 0},
  };
  for (const Refusal& refusal : refusals) {
    const auto problems = CheckPattern(refusal.pattern, false, AlphabetOf(refusal.pattern));
    ASSERT_FALSE(problems.empty()) << refusal.pattern;
    EXPECT_THAT(problems[0].message, HasSubstr(refusal.message)) << refusal.pattern;
    EXPECT_THAT(problems[0].hint, HasSubstr(refusal.hint)) << refusal.pattern;
    EXPECT_EQ(problems[0].offset, refusal.offset) << refusal.pattern;
  }
}

TEST(CheckPatternTest, TellsAllAtOnce) {
  EXPECT_THAT(CheckPattern(R"(\w <NOBODY> a(?=b) \b)", false, AlphabetOf("x")), SizeIs(4));
}

TEST(CheckPatternTest, AcceptsWhatIsFine) {
  for (const char* pattern :
       {"a", R"(\d{1,2}(?:st|th)?)", R"(\\w)", R"(\<ORG)", "(?P<x><ORG country=KZ>) [<A>]", R"(\x41\x{42})",
        R"(\pL+\p{Lu})", R"([[:alpha:]]+)", "(?i:a)b", "^a$", "“a”", "a < b", "<MARK>{2,3}", R"([]\]a]b)"}) {
    const auto problems = CheckPattern(pattern, false, AlphabetOf(pattern));
    EXPECT_THAT(problems, IsEmpty()) << pattern << ": " << (problems.empty() ? "" : problems[0].message);
  }
}

}  // namespace
}  // namespace caspian::extractor
