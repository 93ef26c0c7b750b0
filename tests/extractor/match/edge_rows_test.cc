#include "extractor/match/edge_rows.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "extractor/program/vocabulary_builder.h"

namespace caspian::extractor {
namespace {

constexpr uint32_t kWords = 300;

// An edge for each of many words, and one for what begins with a small letter.
struct Edges {
  Edges() : alphabet(v1::RuleSet()), table(alphabet) {
    VocabularyBuilder builder;
    for (uint32_t i = 0; i < kWords; ++i) {
      PatternEdge word;
      word.words = {FoldedWord(Word(i))};
      builder.Add(word.words[0]);
      of_words.push_back(table.Add(word, PatternSide::kBegin));
    }
    PatternEdge small;
    for (size_t byte = 'a'; byte <= 'z'; ++byte) small.bytes.set(byte);
    of_small_letters = table.Add(small, PatternSide::kBegin);
    vocabulary = builder.Build();
    table.Seal(vocabulary);
  }

  static std::string Word(uint32_t i) {
    return absl::StrCat("W", std::string(i / 26 + 1, 'a'), std::string(1, static_cast<char>('a' + i % 26)));
  }

  Alphabet alphabet;
  EdgeTable table;
  Vocabulary vocabulary;
  std::vector<uint32_t> of_words;
  uint32_t of_small_letters = 0;
};

uint32_t RowOf(const Edges& edges, absl::string_view token, EdgeRows* rows) {
  return rows->OfToken(token, edges.vocabulary.WordsOf(token).lowered);
}

TEST(EdgeRowsTest, TokensThatStandAtTheSameEdgesShareARow) {
  const Edges edges;
  EdgeRows rows(edges.table);
  const uint32_t row = RowOf(edges, "some", &rows);
  EXPECT_EQ(RowOf(edges, "other", &rows), row);
  EXPECT_EQ(RowOf(edges, "some", &rows), row);
  EXPECT_NE(RowOf(edges, "Other", &rows), row);
  EXPECT_EQ(rows.known_tokens(), 3u);
  EXPECT_TRUE(IsAtEdge(rows.Row(row), edges.of_small_letters));
}

TEST(EdgeRowsTest, EachOfManyRowsHasItsOwnEdgesBeforeAndAfterAllAreForgotten) {
  const Edges edges;
  EdgeRows rows(edges.table);
  for (int round = 0; round < 2; ++round) {
    std::vector<uint32_t> begins;
    for (uint32_t i = 0; i < kWords; ++i) begins.push_back(RowOf(edges, Edges::Word(i), &rows));
    for (uint32_t i = 0; i < kWords; ++i) {
      EXPECT_EQ(RowOf(edges, Edges::Word(i), &rows), begins[i]);
      for (uint32_t k = 0; k < kWords; ++k)
        EXPECT_EQ(IsAtEdge(rows.Row(begins[i]), edges.of_words[k]), i == k) << i << " " << k;
    }
    rows.Forget();
    EXPECT_EQ(rows.known_tokens(), 0u);
  }
}

}  // namespace
}  // namespace caspian::extractor
