#include "extractor/match/whole_matcher.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/utf8.h"
#include "extractor/rules/regex.h"

namespace caspian::extractor {
namespace {

struct Pattern {
  std::string text;
  std::shared_ptr<const Regex> regex;
  std::unique_ptr<PatternAutomaton> automaton;
};

std::vector<Pattern> Compiled(const std::vector<std::string>& texts) {
  CharacterSets sets;
  std::vector<Pattern> patterns;
  for (const std::string& text : texts) {
    patterns.push_back({text, *Regex::Compile(text, false), AutomatonOf(text, false, ReadingOrder::kForwards, &sets)});
    EXPECT_NE(patterns.back().automaton, nullptr) << text;
    patterns.back().automaton->number = static_cast<uint32_t>(patterns.size() - 1);
  }
  return patterns;
}

const std::vector<std::string>& Texts() {
  static const std::vector<std::string> patterns = {"",
                                                    "a",
                                                    "a*",
                                                    "(?:a|ab)(?:c|bcd)",
                                                    "[^ ]+ (?:.+ )?\\pL{3,}(?:ov|ova|sky)",
                                                    "(?:[A-Z]\\. ?){1,3}\\pL[^ ]+",
                                                    ".*\\pL(?:smen|women)",
                                                    "^a?b$",
                                                    "a$",
                                                    "$",
                                                    "^",
                                                    "a*?b",
                                                    "(?:ab|a)b?",
                                                    "(?:é|ë)+",
                                                    "[^é]*",
                                                    "(?P<x>a+)(?P<y>b)",

                                                    "(?:a|aa)+b",
                                                    "\\d{2,4}(?:,\\d)?"};
  return patterns;
}

// Of few characters, so that many match, or nearly.
std::string RandomText(std::mt19937* random) {
  static const std::vector<std::string> pieces = {"a",   "b",     "c", "d", "A", "B", ". ", " ", "ov", "ova",
                                                  "sky", "women", "é", "ë", "Ж", "1", "2",  ",", "\n"};
  std::string text;
  for (size_t left = (*random)() % 7; left > 0; --left) text += pieces[(*random)() % pieces.size()];
  return text;
}

TEST(WholeMatcherTest, SaysWhatRe2Says) {
  const std::vector<Pattern> patterns = Compiled(Texts());
  WholeMatcher matcher;
  std::mt19937 random(7);
  std::vector<size_t> matched(patterns.size());
  for (int round = 0; round < 20000; ++round) {
    const std::string text = RandomText(&random);
    for (size_t p = 0; p < patterns.size(); ++p) {
      const bool expected = patterns[p].regex->MatchesAll(text);
      ASSERT_EQ(matcher.Matches(*patterns[p].automaton, text), expected) << patterns[p].text << " of \"" << text << '"';
      matched[p] += expected ? 1 : 0;
    }
  }
  for (size_t p = 0; p < patterns.size(); ++p) EXPECT_GT(matched[p], 0u) << patterns[p].text;
}

// More states than are kept: in one text, and in one after the other.
TEST(WholeMatcherTest, SaysItOfPatternsThatHaveMoreStatesThanAreKept) {
  const std::vector<Pattern> patterns = Compiled({"(?:a|b)*a(?:a|b){18}", "(?:a|b)*a(?:a|b){11}c?"});
  WholeMatcher matcher;
  std::mt19937 random(11);
  for (size_t size : {5, 18, 19, 40, 3000, 30000, 300, 3000}) {
    std::string text;
    for (size_t i = 0; i < size; ++i) text += random() % 2 == 0 ? 'a' : 'b';
    for (char first : {'a', 'b'}) {
      if (size >= 19) text[size - 19] = first;
      for (const Pattern& pattern : patterns)
        EXPECT_EQ(matcher.Matches(*pattern.automaton, text), pattern.regex->MatchesAll(text)) << pattern.text << size;
    }
  }
}

// More of them than are kept, and states in between that are not.
TEST(WholeMatcherTest, SaysItOfMoreCharactersThanAreKept) {
  const std::vector<Pattern> patterns = Compiled(
      {"\\pL{3,8}", "[^ ]*\\p{Lu}", "(?:a|.)*a(?:a|.){11}", "[\\x{E000}-\\x{F8FF}]+", "[\\x{1F600}-\\x{1F64F}]*x?"});
  WholeMatcher matcher;
  std::mt19937 random(13);
  size_t matches = 0;
  for (int round = 0; round < 12000; ++round) {
    std::string text;
    for (size_t left = random() % 9; left > 0; --left)
      AppendUtf8(std::vector<char32_t>{'a', char32_t{0x80} + random() % 0xD000, char32_t{0xE000} + random() % 0x1900,
                                       char32_t{0x1F5F0} + random() % 0x70}[random() % 4],
                 &text);
    for (const Pattern& pattern : patterns) {
      const bool expected = pattern.regex->MatchesAll(text);
      ASSERT_EQ(matcher.Matches(*pattern.automaton, text), expected) << pattern.text << " of \"" << text << '"';
      matches += expected ? 1 : 0;
    }
  }
  EXPECT_GT(matches, 1000u);
}

TEST(WholeMatcherTest, BracesThatRe2TakesForCharactersAreCharacters) {
  for (const char* text : {"a{01}", "a{1,02}", "a{1,2,3}", "a{1,,}", "a{,2}", "a{1,2}", "a{2}", "a{1,}"}) {
    const std::vector<Pattern> patterns = Compiled({text});
    WholeMatcher matcher;
    for (const std::string& tried : std::vector<std::string>{text, "a", "aa", "aaa", ""})
      EXPECT_EQ(matcher.Matches(*patterns[0].automaton, tried), patterns[0].regex->MatchesAll(tried))
          << text << " of " << tried;
  }
}

}  // namespace
}  // namespace caspian::extractor
