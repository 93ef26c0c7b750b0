#include "extractor/rules/pattern_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace caspian::extractor {
namespace {

TEST(PatternTreeTest, BlanksThatEachMatchHolds) {
  const struct {
    const char* pattern;
    size_t blanks;
  } cases[] = {
      {"Lima", 0},
      {"the Port of Lima", 3},
      {".+ & .+", 2},
      {"(?:[^ ]+ ){0,4}(?:War|Wars) (?:of|on) .+", 2},
      {"(?:[^ ]+ ){2,4}Act", 2},
      {"(?:a b|c)(?: d| e f) g", 2},
      {"a ?b +c *", 1},
      {"[ ]a\\ b\\.[^ ]", 0},
      {"(?P<name>(?:a |b ){3}c)", 3},
  };
  for (const auto& c : cases) EXPECT_EQ(LeastBlanks(c.pattern), c.blanks) << c.pattern;
}

}  // namespace
}  // namespace caspian::extractor
