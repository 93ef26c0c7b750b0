#include "extractor/program/word_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/container/flat_hash_map.h"

namespace caspian::extractor {
namespace {

using Values = absl::flat_hash_map<WordId, int>;

TEST(WordTableTest, HasTheValueOfEachWord) {
  const WordTable<int> table(Values{{3, 30}, {5, 50}, {700, 30}, {6, 0}});

  EXPECT_EQ(table.Of(3), 30);
  EXPECT_EQ(table.Of(5), 50);
  EXPECT_EQ(table.Of(6), 0);
  EXPECT_EQ(table.Of(700), 30);
}

TEST(WordTableTest, OtherWordsHaveNoValue) {
  const WordTable<int> table(Values{{3, 30}});

  EXPECT_EQ(table.Of(kNoWord), 0);
  EXPECT_EQ(table.Of(2), 0);
  EXPECT_EQ(table.Of(4), 0);
  EXPECT_EQ(table.Of(1000000), 0);
  EXPECT_EQ(WordTable<int>().Of(3), 0);
}

}  // namespace
}  // namespace caspian::extractor
