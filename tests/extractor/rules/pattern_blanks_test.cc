#include "extractor/rules/pattern_blanks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace caspian::extractor {
namespace {

struct BlankCase {
  const char* pattern;
  size_t blanks;
};

TEST(PatternBlanksTest, BlanksThatEachMatchHolds) {
  const BlankCase cases[] = {
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
  for (const BlankCase& c : cases) EXPECT_EQ(LeastBlanks(c.pattern), c.blanks) << c.pattern;
}

TEST(PatternBlanksTest, BlanksThatNoMatchHoldsMoreOf) {
  const BlankCase cases[] = {
      {"Lima", 0},
      {"the Port of Lima", 3},
      {"(?:[a-z]+al )?word", 1},
      {"(?:a b|c)(?: d| e f) g", 4},
      {"(?:[^ ]+ ){0,4}War", 4},
      {"(?:[a-z]+ )+War", kAnyBlanks},
      {"(?:(?:a ){2,} b)?", kAnyBlanks},
      {"a ?b", 1},
      {"a *b", kAnyBlanks},
      {"<A>(?:, <B>){2}", 2},
      {"<A+>(?:, <B>)?", kAnyBlanks},
      {"<A|B f=1>", 0},
      {"<A|B+ f=1>", kAnyBlanks},
      {"[^ ,;]{1,30}\\d+[a-z'-]*\\S*\\pL+[\\pL\\d.\\-]*", 0},
      {"[^,]{3}", 3},
      {"[^,]*", kAnyBlanks},
      {"[^\\s]*", 0},
      {"[^\\\\s]", 1},
      {"[^\\\\\\s]", 0},
      {"[^\\[ ]", 0},
      {".", 1},
      {".*", kAnyBlanks},
      {"[ a]", 1},
      {"[a\\s]", 1},
      {"[\\W]\\W", 2},
      {"[[:space:]]", 1},
      {"[\\x20]\\x20", 2},
      {"[!-~]^$", 0},
      {"[\\t-a]", 1},
      {"\\PL\\p{Zs}", 2},
  };
  for (const BlankCase& c : cases) {
    const std::vector<PatternSequence> tree = AlternativesOf(c.pattern);
    EXPECT_EQ(MostBlanks(c.pattern, tree[0].items), c.blanks) << c.pattern;
  }
}

}  // namespace
}  // namespace caspian::extractor
