#include "extractor/program/phrase_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;

// The hit at token `first` of `text`, as "count:row"; "none" where there is none.
std::string LongestAt(const PhraseIndex& index, const std::string& text, size_t first = 0) {
  const PhraseHit hit = index.LongestAt(index.vocabulary().WordsIn(text), first);
  return hit.token_count == 0 ? "none" : absl::StrCat(hit.token_count, ":", hit.row);
}

PhraseIndex IndexOf(PhraseCase letter_case, const std::vector<std::string>& phrases) {
  static auto* vocabulary = new Vocabulary;
  PhraseIndex index(letter_case, vocabulary);
  for (size_t i = 0; i < phrases.size(); ++i) index.Add(phrases[i], static_cast<uint32_t>(i));
  return index;
}

TEST(PhraseIndexTest, CutsPhrasesAsTextsAreCut) {
  EXPECT_THAT(TokensOf("U.S. 5th  O'Neil"), ElementsAre("U", ".", "S", ".", "5", "th", "O", "'", "Neil"));
}

TEST(PhraseIndexTest, FindsTheLongestPhrase) {
  const PhraseIndex index = IndexOf(PhraseCase::kExact, {"New", "New Port", "New Port Sound Lane"});

  EXPECT_EQ(LongestAt(index, "New Port Sound and"), "2:1");
  EXPECT_EQ(LongestAt(index, "New Port Sound Lane"), "4:2");
  EXPECT_EQ(LongestAt(index, "New York"), "1:0");
  EXPECT_EQ(LongestAt(index, "Port"), "none");
  EXPECT_EQ(LongestAt(index, "Old New Port", 1), "2:1");
}

TEST(PhraseIndexTest, TokensMatchAsAWhole) {
  EXPECT_EQ(LongestAt(IndexOf(PhraseCase::kExact, {"Oman"}), "Omani"), "none");
}

TEST(PhraseIndexTest, OfEqualPhrasesTheFirstRowCounts) {
  EXPECT_EQ(LongestAt(IndexOf(PhraseCase::kExact, {"a b", "a  b"}), "a b"), "2:0");
}

TEST(PhraseIndexTest, AnEmptyPhraseIsLeftOut) {
  EXPECT_EQ(LongestAt(IndexOf(PhraseCase::kExact, {"", " "}), "a"), "none");
}

struct CaseCase {
  PhraseCase letter_case;
  const char* phrase;
  const char* text;
  bool found;
};

TEST(PhraseIndexTest, ComparesCaseAsTold) {
  const CaseCase cases[] = {
      {PhraseCase::kExact, "minister", "Minister", false},
      {PhraseCase::kFirstLetterFree, "minister", "Minister", true},
      {PhraseCase::kFirstLetterFree, "minister of war", "Minister of war", true},
      {PhraseCase::kFirstLetterFree, "minister of war", "Minister of War", false},
      {PhraseCase::kFirstLetterFree, "us", "US", false},  // the pronoun is not the country
      {PhraseCase::kFirstLetterFree, "Minister", "minister", false},
      {PhraseCase::kFirstLetterFree, "élan", "Élan", true},
      {PhraseCase::kIgnored, "Minister of War", "MINISTER of wAR", true},
      {PhraseCase::kIgnored, "élan", "ÉLAN", true},
  };
  for (const CaseCase& c : cases)
    EXPECT_EQ(LongestAt(IndexOf(c.letter_case, {c.phrase}), c.text) != "none", c.found) << c.phrase << " in " << c.text;
}

TEST(PhraseIndexTest, AnExactSpellingWinsOverAFreeFirstLetter) {
  EXPECT_EQ(LongestAt(IndexOf(PhraseCase::kFirstLetterFree, {"may", "May"}), "May"), "1:1");
  EXPECT_EQ(LongestAt(IndexOf(PhraseCase::kFirstLetterFree, {"may day", "May"}), "May day"), "2:0");
}

TEST(PhraseIndexTest, RowOfTakesExactlyTheTokens) {
  const PhraseIndex index = IndexOf(PhraseCase::kExact, {"a", "a b c"});
  const std::vector<TokenWords> tokens = index.vocabulary().WordsIn("a b c");

  EXPECT_EQ(index.RowOf(tokens, 0, 1), 0);
  EXPECT_EQ(index.RowOf(tokens, 0, 2), -1);
  EXPECT_EQ(index.RowOf(tokens, 0, 3), 1);
  EXPECT_EQ(index.RowOf(tokens, 1, 1), -1);
}

// Against all phrases tried one by one.
TEST(PhraseIndexTest, FindsWhatTryingEachPhraseFinds) {
  std::mt19937 random(3);
  for (int round = 0; round < 500; ++round) {
    std::vector<std::vector<std::string>> phrases;
    Vocabulary vocabulary;
    PhraseIndex index(PhraseCase::kExact, &vocabulary);
    for (uint32_t row = 0; row < 6; ++row) {
      std::vector<std::string> phrase;
      for (size_t i = 1 + random() % 3; i > 0; --i) phrase.push_back(random() % 2 ? "a" : "b");
      index.Add(absl::StrJoin(phrase, " "), row);
      phrases.push_back(std::move(phrase));
    }
    std::vector<std::string> tokens;
    for (int i = 0; i < 8; ++i) tokens.push_back(random() % 2 ? "a" : "b");
    const std::vector<TokenWords> words = vocabulary.WordsIn(absl::StrJoin(tokens, " "));
    for (size_t at = 0; at < tokens.size(); ++at) {
      size_t longest = 0, longest_ending = 0;
      for (const auto& phrase : phrases) {
        const size_t n = phrase.size();
        if (at + n <= tokens.size() &&
            std::equal(phrase.begin(), phrase.end(), tokens.begin() + static_cast<ptrdiff_t>(at)))
          longest = std::max(longest, n);
        if (n <= at && std::equal(phrase.begin(), phrase.end(), tokens.begin() + static_cast<ptrdiff_t>(at - n)))
          longest_ending = std::max(longest_ending, n);
      }
      ASSERT_EQ(index.LongestAt(words, at).token_count, longest);
      ASSERT_EQ(index.LongestEndingAt(words, 0, at).token_count, longest_ending);
      ASSERT_LE(index.LongestEndingAt(words, at / 2, at).token_count, at - at / 2);
    }
  }
}

}  // namespace
}  // namespace caspian::extractor
