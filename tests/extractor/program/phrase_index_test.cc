#include "extractor/program/phrase_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extractor/program/phrase_index_builder.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;

// An index with its vocabulary.
struct Indexed {
  PhraseIndex index;
  Vocabulary vocabulary;
};

// The hit at token `first` of `text`, as "count:row"; "none" where there is none.
std::string LongestAt(const Indexed& indexed, const std::string& text, size_t first = 0) {
  const PhraseHit hit = indexed.index.LongestAt(indexed.vocabulary.WordsIn(text), first);
  return hit.token_count == 0 ? "none" : absl::StrCat(hit.token_count, ":", hit.row);
}

Indexed IndexOf(PhraseCase letter_case, const std::vector<std::string>& phrases) {
  VocabularyBuilder words;
  PhraseIndexBuilder index(letter_case, &words);
  for (size_t i = 0; i < phrases.size(); ++i) index.Add(phrases[i], static_cast<uint32_t>(i));
  return {index.Build(), words.Build()};
}

// Whether a phrase begins at token `first`, by what is known of the token alone and then of those behind it.
bool BeginsAt(const PhraseIndex& index, absl::Span<const TokenWords> tokens, size_t first) {
  const PhraseBegin begin = index.BeginOf(tokens[first]);
  return begin.alone || index.GoesOn(begin, tokens, first + 1);
}

TEST(PhraseIndexTest, CutsPhrasesAsTextsAreCut) {
  EXPECT_THAT(TokensOf("U.S. 5th  O'Neil"), ElementsAre("U", ".", "S", ".", "5", "th", "O", "'", "Neil"));
}

TEST(PhraseIndexTest, FindsTheLongestPhrase) {
  const Indexed index = IndexOf(PhraseCase::kExact, {"New", "New Port", "New Port Sound Lane"});

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

TEST(PhraseIndexTest, WithoutPhrasesFindsNone) {
  const std::vector<TokenWords> tokens(3);

  for (const PhraseIndex& index : {PhraseIndex(), IndexOf(PhraseCase::kIgnored, {}).index}) {
    EXPECT_EQ(index.LongestAt(tokens, 0).token_count, 0u);
    EXPECT_EQ(index.RowOf(tokens, 0, 1), -1);
    EXPECT_EQ(index.LongestEndingAt(tokens, 0, 2).token_count, 0u);
  }
}

TEST(PhraseIndexTest, IsTheSameReadFromItsBytes) {
  const Indexed indexed = IndexOf(PhraseCase::kIgnored, {"New", "New Port", "Élan"});
  const auto read =
      PhraseIndex::FromFlat(SharedBytes(std::string(indexed.index.flat_bytes())), indexed.vocabulary.end(), 3);

  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(LongestAt({*read, indexed.vocabulary}, "NEW port"), "2:1");
  EXPECT_EQ(LongestAt({*read, indexed.vocabulary}, "ÉLAN"), "1:2");
  EXPECT_THAT(read->first_words(), ElementsAre(1, 3));
}

TEST(PhraseIndexTest, IsNotReadFromBytesWithWordsOrRowsThatAreNotThere) {
  const std::string flat(IndexOf(PhraseCase::kExact, {"New", "New Port"}).index.flat_bytes());

  EXPECT_TRUE(PhraseIndex::FromFlat(SharedBytes(flat), 3, 2).has_value());
  EXPECT_FALSE(PhraseIndex::FromFlat(SharedBytes(flat), 1, 2).has_value());
  EXPECT_FALSE(PhraseIndex::FromFlat(SharedBytes(flat), 3, 1).has_value());
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
  for (const CaseCase& c : cases) {
    const Indexed indexed = IndexOf(c.letter_case, {c.phrase});
    EXPECT_EQ(LongestAt(indexed, c.text) != "none", c.found) << c.phrase << " in " << c.text;
    EXPECT_EQ(BeginsAt(indexed.index, indexed.vocabulary.WordsIn(c.text), 0), c.found) << c.phrase << " in " << c.text;
  }
}

TEST(PhraseIndexTest, AnExactSpellingWinsOverAFreeFirstLetter) {
  EXPECT_EQ(LongestAt(IndexOf(PhraseCase::kFirstLetterFree, {"may", "May"}), "May"), "1:1");
  EXPECT_EQ(LongestAt(IndexOf(PhraseCase::kFirstLetterFree, {"may day", "May"}), "May day"), "2:0");
}

TEST(PhraseIndexTest, RowOfTakesExactlyTheTokens) {
  const Indexed indexed = IndexOf(PhraseCase::kExact, {"a", "a b c"});
  const auto tokens = indexed.vocabulary.WordsIn("a b c");

  EXPECT_EQ(indexed.index.RowOf(tokens, 0, 1), 0);
  EXPECT_EQ(indexed.index.RowOf(tokens, 0, 2), -1);
  EXPECT_EQ(indexed.index.RowOf(tokens, 0, 3), 1);
  EXPECT_EQ(indexed.index.RowOf(tokens, 1, 1), -1);
}

// Against all phrases tried one by one.
TEST(PhraseIndexTest, FindsWhatTryingEachPhraseFinds) {
  std::mt19937 random(3);
  for (int round = 0; round < 500; ++round) {
    std::vector<std::vector<std::string>> phrases;
    VocabularyBuilder word_builder;
    PhraseIndexBuilder builder(PhraseCase::kExact, &word_builder);
    for (uint32_t row = 0; row < 6; ++row) {
      std::vector<std::string> phrase;
      for (size_t i = 1 + random() % 3; i > 0; --i) phrase.push_back(random() % 2 ? "a" : "b");
      builder.Add(absl::StrJoin(phrase, " "), row);
      phrases.push_back(std::move(phrase));
    }
    const PhraseIndex index = builder.Build();
    std::vector<std::string> tokens;
    for (int i = 0; i < 8; ++i) tokens.push_back(random() % 2 ? "a" : "b");
    const auto words = word_builder.Build().WordsIn(absl::StrJoin(tokens, " "));
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
      ASSERT_EQ(BeginsAt(index, words, at), longest > 0);
      ASSERT_EQ(index.LongestEndingAt(words, 0, at).token_count, longest_ending);
      ASSERT_LE(index.LongestEndingAt(words, at / 2, at).token_count, at - at / 2);
    }
  }
}

}  // namespace
}  // namespace caspian::extractor
