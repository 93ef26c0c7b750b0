#include "extractor/rules/pattern_needs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace caspian::extractor {
namespace {

// "met|<VG lemma=meet|see>", a need a word; "; " between them.
std::string Told(absl::string_view pattern) {
  std::vector<std::string> needs;
  for (const PatternNeed& need : NeedsOf(pattern)) {
    std::vector<std::string> choices = need.words;
    for (const NeededLabel& label : need.labels) {
      const std::string feature =
          label.feature.empty() ? "" : absl::StrCat(" ", label.feature, "=", absl::StrJoin(label.values, "|"));
      choices.push_back(absl::StrCat("<", label.label, feature, ">"));
    }
    if (need.digit) choices.push_back("0-9");
    needs.push_back(absl::StrJoin(choices, "|"));
  }
  return absl::StrJoin(needs, "; ");
}

struct NeedCase {
  const char* pattern;
  const char* needs;
};

TEST(PatternNeedsTest, ToldAreWordsAndAnnotationsThatNoMatchDoesWithout) {
  const NeedCase cases[] = {
      {"signed", "signed"},
      {"signed the treaty", "signed; treaty; the"},
      {"Signed (?:the |a )?treaty", "signed; treaty"},
      {"[Ss]igned", "signed"},
      {"signed|ratified", "signed|ratified"},
      {"(?P<x>signed|ratified) it", "signed|ratified; it"},
      {"(?i:signed)", "signed"},
      {"<PLACE>, <PLACE>", "<PLACE>; <PLACE>; ,"},
      {"<ORG|PLACE> said", "said; <ORG>|<PLACE>"},
      {"<VG lemma=sign|seal voice=active> it", "<VG lemma=sign|seal>; it"},
      {"<VG lemma!=sign> off", "off; <VG>"},
      {"<PERSON+> met", "met; <PERSON>"},
      {"(?:<A>|the <B k=1>) met|<A> who met", "met"},
      {"(?:<A k=1> <V f=1>|<B k=1> <V f=1> now) there", "<V f=1>; now|<A k=1>; there"},
      {"\\d+[12]W", "w; 0-9; 0-9"},
      {"[0-35-7]W|[4]x", "w|x; 0-9"},
      {"(?:[12]\\d|3[01])(?:st|nd)", "st|nd; 0-9"},
      {"(?:<A x=1>|met) there", "met|<A x=1>; there"},
      {"\\d+ tons", "tons; 0-9"},
      {"(?:signed ){1}it", "signed; it"},
      {"<A>(?:,? and <A>)+", "<A>; <A>; and"},
      {"[0-9]{4}", "0-9"},
      {"a|\\d+", "a|0-9"},
      {"(?:signed|[1-9]) it", "it; signed|0-9"},
      {"(?:<A>|\\d+) ?%", "%; <A>|0-9"},
      {"\\$\\d", "$; 0-9"},
      {"[$\xE2\x82\xAC]x", "x"},
      {"[$\xE2\x82\xAC]\\d", "$|\xE2\x82\xAC; 0-9"},
      {"(?:the big <B>|a small|big <B>) it", "big|small; it"},
      {"[1-9-3]<A>", "<A>"},
      {"[-1]<A>", "<A>"},
      {"[1-]<A>", "<A>"},
      {"[^1-9]<A>", "<A>"},
      {"\xE2\x80\x9C<A>", "\"; <A>"},
      {"[cC]|\xC2\xA2", "c|\xC2\xA2"},
      {"[-/]x", "x"},
      {"[\\[\\]]", "[|]"},
  };
  for (const NeedCase& c : cases) EXPECT_EQ(Told(c.pattern), c.needs) << c.pattern;
}

TEST(PatternNeedsTest, OfAFewSpellingsOneStandsThere) {
  const NeedCase cases[] = {
      {"sign(?:ed|s)", "signed|signs"},
      {"signs?", "signs|sign"},
      {"signed{0,1}", "signed|signe"},
      {"(?:signed )?it", "it"},
      {"(?:signed |sealed )?the", "the"},
      {"[Rr]umou?rs?", "rumours|rumour|rumors|rumor"},
      {"(?:re|un)sign", "resign|unsign"},
      {"year-?long", "long|yearlong"},
      {"years-(?:long|old)", "years; -"},
      {"(?:a|b-)?cd", "acd|cd"},
      {"percentage[- ]points?", "percentage"},
      {"(?:[Aa]n?|[Aa]nother)(?: whole)?(?: |-)year(?: <A>)?", "year"},
      {"[,a]", ",|a"},
      {"(?:equal|greater) (?:or|than|\\d)", "equal|greater; or|than|0-9"},
  };
  for (const NeedCase& c : cases) EXPECT_EQ(Told(c.pattern), c.needs) << c.pattern;
}

// What may be a part of a longer word, or may be missing, is no need.
TEST(PatternNeedsTest, NothingIsToldThatAMatchMayLack) {
  const NeedCase cases[] = {
      {"signed+", ""},
      {"(?:signed )*it", "it"},
      {"sign(?:\\w|s)", ""},
      {"[A-Z]igned", ""},
      {"\\pLigned", ""},
      {".signed", ""},
      {"signed.*", ""},
      {"signed[a-z]", ""},
      {"(?:re)+sign", ""},
      {"sign\xC3\xA9", ""},
      {"<A>?", ""},
      {"<A>* b", "b"},
      {"a|\\w", ""},
      {"(?:ab)+", ""},
      {"(?:ab )+c", "c"},
      {"(?i)signed", ""},
      {"x{2}", ""},
      {"co(?:-o)*p", ""},
      {"^signed", ""},
      {"[^,]", ""},
      {"(?:<A>|a)?cd", ""},
      {"(?:<A>|b-)?cd", "cd"},
      {"[\\d,]", ""},
      {"[!-/]", ""},
      {",?", ""},
      {"[, ]", ""},
      {"\xC2\xB5", ""},
      {"\xE2\x91\xA0", ""},
      {"\\x{24}", ""},
      {"[[:punct:]]", ""},
      {"(?:[\\d.]+ )?it", "it"},
  };
  for (const NeedCase& c : cases) EXPECT_EQ(Told(c.pattern), c.needs) << c.pattern;
}

// "1 signed, 2 it|that", in the order of their places.
std::string ToldByPlace(absl::string_view pattern) {
  std::vector<PatternNeed> needs = NeedsOf(pattern);
  std::stable_sort(needs.begin(), needs.end(),
                   [](const PatternNeed& a, const PatternNeed& b) { return a.place < b.place; });
  return absl::StrJoin(needs, ", ", [](std::string* out, const PatternNeed& need) {
    const std::string label = need.labels.empty() ? "" : absl::StrCat("<", need.labels[0].label, ">");
    absl::StrAppend(out, need.place, " ", absl::StrJoin(need.words, "|"), label);
  });
}

TEST(PatternNeedsTest, TheirPlacesAreTheOrderInWhichTheyStand) {
  const NeedCase cases[] = {
      {"signed the treaty", "1 signed, 2 the, 3 treaty"},
      {"<A>(?: x)?, (?:the )?<B> said", "1 <A>, 2 ,, 3 <B>, 4 said"},
      {"(?:<A> of|in) (?P<x><B> met) there", "1 in<A>, 2 <B>, 3 met, 4 there"},
      {"(?:<A> ?- ?<B>)+ x", "1 <A>, 2 -, 3 <B>, 4 x"},
      {"(?:<A> met|the <B> met) it", "1 met, 2 it"},
      {"(?:<A k=1> <B f=1> now|see <C> <B f=1>) it", "1 now|see, 1 <B>, 2 it"},
      {"[ab] or [cd] <A>", "1 a|b, 2 or, 3 c|d, 4 <A>"},
  };
  for (const NeedCase& one : cases) EXPECT_EQ(ToldByPlace(one.pattern), one.needs) << one.pattern;
}

// "signed 1, it 2", as needs are told.
std::string ToldByBlanks(absl::string_view pattern) {
  return absl::StrJoin(NeedsOf(pattern), ", ", [](std::string* out, const PatternNeed& need) {
    const std::string label = need.labels.empty() ? "" : absl::StrCat("<", need.labels[0].label, ">");
    const std::string blanks = need.most_blanks == kAnyBlanks ? "any" : absl::StrCat(need.most_blanks);
    absl::StrAppend(out, absl::StrJoin(need.words, "|"), label, need.digit ? "0-9" : "", " ", blanks);
  });
}

TEST(PatternNeedsTest, SoManyBlanksMayStandBeforeEach) {
  const NeedCase cases[] = {
      {"signed", "signed 0"},
      {"signed the treaty", "signed 0, treaty 2, the 1"},
      {"(?:[a-z]+al )?word(?: of [a-z]+)?", "word 1"},
      {"(?:[A-Z][a-z]+ ){1,3}signed", "signed 3"},
      {"[^;]+ signed (?P<x>it)", "signed any, it any"},
      {"<A>(?: (?:the |an? )?[a-z]+)?, <B>", "<A> 0, <B> 3, , 2"},
      {"(?:New York|Lima) <A>", "york|lima 1, <A> 2"},
      {"(?:the (?:big )?treaty|it) holds", "holds 3, treaty|it 2"},
      {"(?:was |had been )(?:signed|laid down)", "signed|laid 3"},
      {"(?:<A> )?(?:(?:x )?<B> ){2}", "<B> 2"},
      {"(?:<A> met|the big red <B> met) it", "met 4, met|big 1, it 5"},
      {"<A+> met <B>", "met any, <A> 0, <B> any"},
      {"[0-9]+ tons", "tons 1, 0-9 0"},
  };
  for (const NeedCase& one : cases) EXPECT_EQ(ToldByBlanks(one.pattern), one.needs) << one.pattern;
}

}  // namespace
}  // namespace caspian::extractor
