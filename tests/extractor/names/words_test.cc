#include "extractor/names/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/extractor/names/names_packs.h"

namespace caspian::extractor {
namespace {

const LoadedRuleSet& Set() {
  static const auto& set = *new std::shared_ptr<const LoadedRuleSet>(
      Loaded(NamesPack("", "  - {id: e, evidence: {PERSON: 1}, pattern: 'Never'}\n")));
  return *set;
}

// Each word with a mark for each flag: ^capital +glued 'possessive #blocked .punctuation ~tailed.
std::vector<std::string> Words(absl::string_view text) {
  const Analyzed analyzed(Set(), text);
  std::vector<std::string> words;
  const WordLists lists(*Set().program->stages[1].names);
  caspian::extractor::Words found;
  ReadWords(*Set().program, *analyzed, 0, lists, &found);
  for (const Word& word : found) {
    EXPECT_EQ(word.plain, PlainForm(analyzed.Text(word.begin, word.end)));
    words.push_back(absl::StrCat(word.plain, " ", word.capital ? "^" : "", word.glued ? "+" : "",
                                 word.possessive ? "'" : "", word.blocked ? "#" : "", word.punctuation ? "." : "",
                                 word.tailed ? "~" : ""));
    if (words.back().back() == ' ') words.back().pop_back();
  }
  return words;
}

struct Case {
  const char* what;
  std::string text;
  std::vector<std::string> expected;
};

TEST(WordsTest, JoinsWhatTypographyJoins) {
  const Case cases[] = {
      {"words and marks", "Ada ran, (so)", {"Ada ^", "ran", ", +.", "( .", "so +", ") +."}},
      {"stops of a country", "The U.S. is", {"The ^", "U.S. ^", "is"}},
      {"stops of initials", "J. R. Marsh x", {"J. ^", "R. ^", "Marsh ^", "x"}},
      {"an abbreviation's stop", "Gen. Lee x", {"Gen. ^", "Lee ^", "x"}},
      {"no abbreviation", "men. x", {"men", ". +.", "x"}},
      {"one letter's stop at the end is the sentence's", "Take Plan B.", {"Take ^", "Plan ^", "B ^", ". +."}},
      {"a country's stops at the end are its own", "In the U.S.", {"In ^", "the", "U.S. ^"}},
      {"an apostrophe inside", "O’Brien and D'Arcy", {"O'Brien ^", "and", "D'Arcy ^"}},
      {"a small particle before it", "the d'Estaing x", {"the", "d'Estaing ^", "x"}},
      {"an ampersand inside", "AT&T x", {"AT&T ^", "x"}},
      {"possessive", "Ada's men's Reuters' x", {"Ada ^'", "men '", "Reuters ^'", "x"}},
      {"possessive of joined words", "the U.S.’s O’Brien’s x", {"the", "U.S. ^'", "O'Brien ^'", "x"}},
      {"a hyphen inside", "Interfax-Kazakhstan x", {"Interfax-Kazakhstan ^", "x"}},
      {"a hyphen between known names", "Kazakh-Azeri x", {"Kazakh ^", "- +.", "Azeri ^+", "x"}},
      {"three known names", "Lima–Baku-U.S. x", {"Lima ^", "- +.", "Baku ^+", "- +.", "U.S. ^+", "x"}},
      {"one unknown keeps all", "Lima-Marsh x", {"Lima-Marsh ^", "x"}},
      {"a small tail", "Lima-based x", {"Lima ^~", "-based +.", "x"}},
      {"a tail of two", "Lima-Baku-based x", {"Lima ^~", "-Baku-based +.", "x"}},
      {"a number behind a hyphen", "Route-66 x", {"Route ~", "-66 +.", "x"}},
      {"a small head", "pre-Kazakh x", {"pre-Kazakh", "x"}},
      {"a hyphen between blanks", "Lima - Baku", {"Lima ^", "- .", "Baku ^"}},
      {"letters and digits", "G8 and 60th", {"G8", "and", "60th"}},
      {"values are blocked", "In May 2011 x", {"In ^", "May #", "2011 #", "x"}},
      {"names of an earlier stage are blocked", "Lee sold Hull 12", {"Lee ^", "sold", "Hull #", "12 #"}},
      {"ideographs", "日本", {"日", "本 +"}},
  };
  for (const Case& c : cases) EXPECT_EQ(Words(c.text), c.expected) << c.what;
}

TEST(WordListsTest, KnowsPhrasesByFunction) {
  const WordLists lists(*Set().program->stages[1].names);

  EXPECT_TRUE(lists.Has(v1::NAME_WORD_FUNCTION_TITLE, "Prime Minister"));
  EXPECT_TRUE(lists.Has(v1::NAME_WORD_FUNCTION_TITLE, "Gen."));
  EXPECT_FALSE(lists.Has(v1::NAME_WORD_FUNCTION_TITLE, "Prime"));
  EXPECT_FALSE(lists.Has(v1::NAME_WORD_FUNCTION_TITLE, "prime minister"));
  EXPECT_FALSE(lists.Has(v1::NAME_WORD_FUNCTION_TITLE, "Prime Minister Lee"));
  EXPECT_FALSE(lists.Has(v1::NAME_WORD_FUNCTION_SUFFIX, "Jr."));
  EXPECT_FALSE(lists.Has(v1::NAME_WORD_FUNCTION_TITLE, ""));
}

}  // namespace
}  // namespace caspian::extractor
