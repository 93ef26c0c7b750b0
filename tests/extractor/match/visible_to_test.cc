#include "extractor/match/visible_to.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;

// Of one sentence and label.
void Add(uint32_t begin, uint32_t end, int dropped_before, Analysis* analysis) {
  Annotation annotation(analysis->memory.get());
  annotation.begin = begin;
  annotation.end = end;
  annotation.label = 0;
  annotation.dropped = dropped_before > 0;
  annotation.dropped_before = dropped_before;
  analysis->lifted[0].push_back(static_cast<int>(analysis->annotations.size()));
  analysis->annotations.push_back(std::move(annotation));
}

TEST(VisibleToTest, WhatIsMadeOfTheWordsOfADroppedOneIsSeenEachInItsTime) {
  Analysis analysis;
  analysis.lifted.resize(1);
  const LabelSet sees = {true};
  Add(0, 10, 2, &analysis);   // dropped before the third is made
  Add(20, 30, 4, &analysis);  // before the fifth
  Add(2, 4, 0, &analysis);
  Add(22, 24, 0, &analysis);  // covered when it is made
  Add(26, 28, 0, &analysis);

  EXPECT_THAT(VisibleTo(analysis, 0, &sees), ElementsAre(2, 4));
}

TEST(VisibleToTest, OneThatIsDroppedLastIsNotSeen) {
  Analysis analysis;
  analysis.lifted.resize(1);
  const LabelSet sees = {true};
  Add(0, 10, 2, &analysis);
  Add(20, 30, 0, &analysis);

  EXPECT_THAT(VisibleTo(analysis, 0, &sees), ElementsAre(1));
}

}  // namespace
}  // namespace caspian::extractor
