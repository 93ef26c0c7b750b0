#include "extractor/program/sentence_marks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <vector>

namespace caspian::extractor {
namespace {

constexpr uint32_t kBits = 300;

TEST(SentenceLayoutTest, NoSortOfBitsReachesIntoAnother) {
  SentenceLayout layout{.needs = 4};
  layout.Place(65, 128);

  EXPECT_EQ(layout.BitOfNeed(0), 256u);
  EXPECT_EQ(layout.BitOfSearch(0), layout.BitOfNeed(64) + 64);
  EXPECT_EQ(layout.BitOfStage(0), layout.BitOfSearch(127) + 1);
  EXPECT_EQ(layout.BitOfStage(64), layout.BitOfStage(0));
  EXPECT_EQ(layout.words(), 9u);
}

TEST(SentenceLayoutTest, SortsMayBeEmpty) {
  SentenceLayout layout;
  layout.Place(0, 0);
  EXPECT_EQ(layout.words(), 1u);
}

TEST(MarkSetsTest, SetEachBitOnceAndNoOther) {
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    std::vector<uint32_t> bits;
    for (size_t i = random() % 40; i > 0; --i) bits.push_back(random() % kBits);
    MarkSets sets;
    const MarkSet set = sets.Add(bits);
    std::array<uint64_t, kBits / 64 + 1> words = {};
    SetMarks(sets.Of(set), words.data());
    for (uint32_t bit = 0; bit < kBits; ++bit)
      EXPECT_EQ((words[bit / 64] >> (bit % 64) & 1) != 0, std::count(bits.begin(), bits.end(), bit) > 0) << bit;
  }
}

TEST(MarkSetsTest, EqualSetsAreOne) {
  MarkSets sets;
  const MarkSet set = sets.Add({70, 3, 70});
  EXPECT_EQ(sets.Add({3, 70}), set);
  EXPECT_NE(sets.Add({3}), set);
  EXPECT_EQ(sets.Of(set).size(), 2u);
}

TEST(MarkSetsTest, TheFirstIsEmpty) {
  MarkSets sets;
  EXPECT_TRUE(sets.Of(0).empty());
  EXPECT_EQ(sets.Add({}), MarkSet{0});
}

}  // namespace
}  // namespace caspian::extractor
