#include "extractor/program/vocabulary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "extractor/program/vocabulary_builder.h"

namespace caspian::extractor {
namespace {

Vocabulary Of(const std::vector<std::string>& words) {
  VocabularyBuilder builder;
  for (const std::string& word : words) builder.Add(word);
  return builder.Build();
}

TEST(VocabularyTest, NumbersWordsOnceEachInTheOrderOfAdding) {
  const Vocabulary words = Of({"port", "ship", "port", "of"});

  EXPECT_EQ(words.Find("port"), 1u);
  EXPECT_EQ(words.Find("of"), 3u);
  EXPECT_EQ(words.Find("pier"), kNoWord);
  EXPECT_EQ(words.word(2), "ship");
  EXPECT_EQ(words.end(), 4u);
}

TEST(VocabularyTest, ATokenIsWrittenUncapitalisedAndInLowerCase) {
  const Vocabulary words = Of({"PORT", "port", "pORT", "élan", "Élan"});

  const TokenWords port = words.WordsOf("PORT"), elan = words.WordsOf("Élan"), unknown = words.WordsOf("Port");

  EXPECT_THAT((std::vector<WordId>{port.written, port.uncapitalised, port.lowered}), ::testing::ElementsAre(1, 3, 2));
  EXPECT_THAT((std::vector<WordId>{elan.written, elan.uncapitalised, elan.lowered}), ::testing::ElementsAre(5, 4, 4));
  EXPECT_THAT((std::vector<WordId>{unknown.written, unknown.uncapitalised, unknown.lowered}),
              ::testing::ElementsAre(kNoWord, 2, 2));
}

TEST(VocabularyTest, WithoutWordsFindsNone) {
  EXPECT_EQ(Vocabulary().Find("port"), kNoWord);
  EXPECT_EQ(Of({}).Find(""), kNoWord);
  EXPECT_EQ(Of({}).WordsOf("Port").uncapitalised, kNoWord);
}

// Words of all lengths around those that are hashed in one piece, which differ in one byte anywhere.
TEST(VocabularyTest, TellsWordsApartThatDifferInOneByte) {
  VocabularyBuilder builder;
  std::vector<std::string> words;
  for (size_t size = 0; size < 40; ++size) {
    words.emplace_back(size, 'a');
    for (size_t i = 0; i < size; ++i) {
      words.emplace_back(size, 'a');
      words.back()[i] = 'b';
    }
  }
  for (const std::string& word : words) builder.Add(word);
  const Vocabulary vocabulary = builder.Build();

  for (size_t i = 0; i < words.size(); ++i) EXPECT_EQ(vocabulary.Find(words[i]), i + 1) << words[i];
  EXPECT_EQ(vocabulary.Find(std::string(40, 'a')), kNoWord);
}

TEST(VocabularyTest, IsTheSameReadFromItsBytes) {
  const Vocabulary words = Of({"Port", "port"});
  const auto read = Vocabulary::FromFlat(SharedBytes(std::string(words.flat_bytes())));

  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->WordsOf("Port").uncapitalised, 2u);
  EXPECT_EQ(read->flat_bytes(), words.flat_bytes());
}

TEST(VocabularyTest, IsNotReadFromAPartOfItsBytes) {
  const std::string flat(Of({"Port", "port", "of"}).flat_bytes());

  for (size_t size = 0; size < flat.size(); ++size)
    EXPECT_FALSE(Vocabulary::FromFlat(SharedBytes(flat.substr(0, size))).has_value()) << size;
}

}  // namespace
}  // namespace caspian::extractor
