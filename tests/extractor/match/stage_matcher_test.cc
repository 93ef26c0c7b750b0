#include "extractor/match/stage_matcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// What one match rule finds: lines of its YAML behind id and label.
std::vector<std::string> Matches(const std::string& rule, const std::string& text) {
  const auto set = Loaded(
      {"  A: {kind: auxiliary, features: [f, g]}\n", {"rules:\n  - id: a\n    label: A\n    " + rule + "\n"}, {}, ""});
  std::vector<std::string> found;
  for (const std::string& a : Analyzed(*set, text).Found()) found.push_back(a.substr(2));
  return found;
}

struct Case {
  const char* what;
  std::string rule;
  std::string text;
  std::vector<std::string> expected;
};

TEST(StageMatcherTest, MatchesAsDefined) {
  const Case cases[] = {
      {"matches do not overlap, leftmost first", "pattern: 'x y x'", "x y x y x y x", {"x y x", "x y x"}},
      {"a match begins at a token", "pattern: 'art'", "part art cart", {"art"}},
      {"a match ends at a token", "pattern: 'art'", "arts art", {"art"}},
      {"a rejected start rejects itself alone", "pattern: 'a(?: b)*'", "a b bc a b", {"a b"}},
      {"the next start is tried inside a rejected match", "pattern: '[xy ]+'\n    not_followed_by: '!'", "x y!", {}},
      {"behind a rejected match others are found", "pattern: 'x|y'\n    not_followed_by: ' y'", "x y", {"y"}},
      {"leftmost-first, then the boundary: no other alternative is tried",
       "pattern: 'minister|ministers'",
       "ministers",
       {}},
      {"the longer alternative first", "pattern: 'ministers|minister'", "ministers", {"ministers"}},
      {"a digit ends a word", "pattern: '\\d+'", "G8 in 2011bn", {"8", "2011"}},
      {"a blank is any white space",
       "pattern: 'New Bay'",
       "New\t\xC2\xA0"
       "Bay",
       {"New\t\xC2\xA0"
        "Bay"}},
      {"no match begins or ends with a blank", "pattern: ' x '", "a x b", {}},
      {"typography", "pattern: \"O'Neil-Marsh\"", "O’Neil–Marsh", {"O’Neil–Marsh"}},
      {"case", "pattern: 'the bay'", "The Bay the bay", {"the bay"}},
      {"case ignored", "pattern: 'the bay'\n    ignore_case: true", "The Bay the bay", {"The Bay", "the bay"}},
      {"no pattern crosses sentences", "pattern: 'x\\. Y'", "x. Y", {}},
      {"an anchor is the sentence's", "pattern: '^[A-Z][a-z]+'", "One went. Two Three.", {"One", "Two"}},
      {"an anchor at the end", "pattern: '[a-z]+\\.$'", "a b. C d.", {"b.", "d."}},
      {"span is the capture", "pattern: 'on (?P<day>\\d+) May'\n    span: day", "on 5 May", {"5"}},
      {"span is the match where the capture took no part",
       "pattern: 'on (?P<day>\\d+)? ?May'\n    span: day",
       "on May",
       {"on May"}},
      {"span is the match where the capture is empty",
       "pattern: 'on (?P<day>\\d*) ?May'\n    span: day",
       "on May",
       {"on May"}},
      {"span is the match where the capture is blank",
       "pattern: 'on(?P<day> )May'\n    span: day",
       "on May",
       {"on May"}},
      {"span is widened to tokens", "pattern: 'on (?P<day>[a-z])[a-z]+'\n    span: day", "on monday", {"monday"}},
      {"ideographs are tokens", "pattern: '本'", "日本語", {"本"}},
      {"marks are parts of words", "pattern: 'Mex'", "Mex\xCC\x81 Mex", {"Mex"}},
  };
  for (const Case& c : cases) EXPECT_EQ(Matches(c.rule, c.text), c.expected) << c.what;
}

TEST(StageMatcherTest, GuardsLookBesideTheMatch) {
  const Case cases[] = {
      {"preceded", "pattern: 'May'\n    preceded_by: 'in '", "in May or May", {"May"}},
      {"not preceded", "pattern: 'May'\n    not_preceded_by: 'in '", "in May or May", {"May"}},
      {"followed", "pattern: 'May'\n    followed_by: ' \\d+'", "May 5 or May", {"May"}},
      {"not followed", "pattern: 'May'\n    not_followed_by: ' \\d+'", "May 5 or May x", {"May"}},
      {"what precedes begins at a token", "pattern: 'May'\n    preceded_by: 'in '", "begin May", {}},
      {"what precedes may begin further left", "pattern: 'May'\n    preceded_by: '(?:be)?gin '", "begin May", {"May"}},
      {"what follows ends at a token", "pattern: 'May'\n    followed_by: ' \\d\\d'", "May 2011 or May 20", {"May"}},
      {"begin of the sentence", "pattern: 'May'\n    preceded_by: '^'", "May fell. May rose in May", {"May", "May"}},
      {"end of the sentence", "pattern: 'May'\n    followed_by: '$'", "May in May", {"May"}},
      {"guards stay in the sentence", "pattern: 'May'\n    preceded_by: 'x\\. '", "x. May", {}},
      {"all of several must hold",
       "pattern: 'May'\n    preceded_by: ['in ', '[a-z]+ ']\n    not_followed_by: [' 1', ' 2']",
       "in May 1 or in May 3",
       {"May"}},
      {"a guard overlaps another match", "pattern: 'x'\n    preceded_by: 'x '", "x x x", {"x", "x"}},
  };
  for (const Case& c : cases) EXPECT_EQ(Matches(c.rule, c.text), c.expected) << c.what;
}

std::vector<std::string> FillsOf(const std::string& pattern, const std::string& text) {
  const auto set = Loaded({"  A: {kind: auxiliary, features: [f]}\n",
                           {"rules:\n  - id: a\n    label: A\n    pattern: " + pattern + "\n"},
                           {},
                           ""});
  return Analyzed(*set, text).Fills("A");
}

TEST(StageMatcherTest, CapturesAreExact) {
  EXPECT_THAT(FillsOf(R"('(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})')", "on 20060623 at"),
              ElementsAre("year=2006", "month=06", "day=23"));
  EXPECT_THAT(FillsOf("'(?P<stem>walk|talk)ed'", "he talked"), ElementsAre("stem=talk"));
  EXPECT_THAT(FillsOf("'(?P<a>[a-zé]+?)é(?P<b>[a-z]+)'", "caféteria"), ElementsAre("a=caf", "b=teria"));
  EXPECT_THAT(FillsOf(R"('x (?P<quoted>"[a-z ]+") y')", "x “so so” y"), ElementsAre("quoted=“so so”"));
}

TEST(StageMatcherTest, CapturesHaveNoBlanksAtTheirEnds) {
  EXPECT_THAT(FillsOf("'a(?P<b> b )c'", "a  b \t c"), ElementsAre("b=b"));
  EXPECT_THAT(FillsOf("'a(?P<b> )c'", "a c"), IsEmpty());
  EXPECT_THAT(FillsOf("'a(?P<b>x*) c(?P<d> d)?'", "a c"), IsEmpty());
}

TestPack Nested() {
  return {
      "  PLACE: {kind: name, features: [country]}\n  ORG: {kind: name}\n  NP: {kind: auxiliary, features: [of, words, "
      "country]}\n",
      {"rules:\n  - {id: list.places, label: PLACE, list: places, set: {country: $country}}\n",
       "rules:\n  - {id: org, label: ORG, pattern: '(?P<place><PLACE>) (?:Steel|Grain)'}\n"
       "  - {id: np, label: NP, pattern: 'the (?P<adjective>old|new) (?P<head><PLACE>)', set: {of: '$head.country!', "
       "words: '$adjective of ${head}'}}\n",
       "rules:\n  - {id: nested.places, label: PLACE, list: places, nested: true}\n"},
      {{"places", "name\tcountry\nBay\tNZ\nBay Steel\tXX\nNew Bay\tNZ\nCove\tFR\n"}},
      ""};
}

TEST(StageMatcherTest, ACaptureKnowsTheAnnotationThatFillsItAlone) {
  const auto set = Loaded(Nested());
  const Analyzed analyzed(*set, "At the old  New\tBay.");

  EXPECT_THAT(analyzed.Fills("NP"), ElementsAre("adjective=old", "head=New\tBay"));
  const Annotation& np = analyzed->annotations.back();
  EXPECT_EQ(np.fills[0].annotation, kNoAnnotation);
  EXPECT_EQ(np.fills[1].annotation, 0);
}

TEST(StageMatcherTest, SettingsAreMadeOfCapturesAndTheirFeatures) {
  const auto set = Loaded(Nested());
  EXPECT_THAT(Analyzed(*set, "At the old New \t\xC2\xA0 Bay.").FeaturesOf("NP"),
              ElementsAre("of=NZ!", "words=old of New Bay"));
}

TEST(StageMatcherTest, NestedListsFindPhrasesInsideNamesAndNotWholeOnes) {
  const auto set = Loaded({"  ORG: {kind: name}\n  PLACE: {kind: name}\n",
                           {"rules:\n  - {id: org, label: ORG, pattern: '(?:Bank|House) of Cove(?: Bay)?'}\n  - {id: "
                            "org.cove, label: ORG, pattern: 'Cove'}\n",
                            "rules:\n  - {id: nested, label: PLACE, list: places, nested: true}\n"},
                           {{"places", "name\nBay\nCove\nCove Bay\n"}},
                           ""});

  EXPECT_THAT(Analyzed(*set, "The Bank of Cove Bay, the House of Cove, Cove and Bay.").Found("PLACE"),
              ElementsAre("PLACE:Cove Bay", "PLACE:Cove"));
}

TEST(StageMatcherTest, ListsTakeTheLongestPhraseAtEachToken) {
  const auto set =
      Loaded({"  PLACE: {kind: name}\n",
              {"rules:\n  - {id: places, label: PLACE, list: places, aliases: aliases, not_followed_by: ' Steel'}\n"},
              {{"places", "name\taliases\nNew Bay\tNB;N.B.\nNew Bay Cove\t\nBay\t\n"}},
              ""});

  EXPECT_THAT(Analyzed(*set, "In New Bay Cove, New Bay x, N.B. and NB.").Found(),
              ElementsAre("PLACE:New Bay Cove", "PLACE:New Bay", "PLACE:N.B.", "PLACE:NB"));
  EXPECT_THAT(Analyzed(*set, "A Bay New Bay Steel").Found(), ElementsAre("PLACE:Bay"));
}

TEST(StageMatcherTest, InnerWordsOfAnAnnotationAreHidden) {
  const auto set = Loaded({"  DAY: {kind: value, normalizer: date}\n  A: {kind: auxiliary}\n",
                           {"rules:\n  - {id: day, label: DAY, pattern: '(?P<day>\\d+) May'}\n",
                            "rules:\n  - {id: a, label: A, pattern: 'May|5|on <DAY>'}\n"},
                           {},
                           ""});

  EXPECT_THAT(Analyzed(*set, "on 5 May, May").Found("A"), ElementsAre("A:on 5 May", "A:May"));
}

}  // namespace
}  // namespace caspian::extractor
