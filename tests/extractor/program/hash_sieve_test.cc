#include "extractor/program/hash_sieve.h"

#include <gtest/gtest.h>

#include "extractor/program/hash_slots.h"

namespace caspian::extractor {
namespace {

TEST(HashSieveTest, HasAllThatWasAddedAndLittleElse) {
  for (size_t items : {1, 63, 1000, 100000}) {
    HashSieve sieve(items);
    for (uint64_t item = 0; item < items; ++item) sieve.Add(HashOf(item));
    size_t others = 0;
    for (uint64_t item = 0; item < items; ++item) {
      EXPECT_TRUE(sieve.MayHave(HashOf(item))) << item << " of " << items;
      others += sieve.MayHave(HashOf(items + item)) ? 1 : 0;
    }
    EXPECT_LE(others, 1 + items / 5) << items;
  }
}

TEST(HashSieveTest, LooksAtLowerHalvesAlone) {
  HashSieve sieve(1000);
  sieve.Add(0x12345678);
  EXPECT_TRUE(sieve.MayHave(0x9ABCDEF012345678));
}

TEST(HashSieveTest, OfNothingHasNothing) {
  for (uint64_t item = 0; item < 1000; ++item) EXPECT_FALSE(HashSieve().MayHave(HashOf(item)));
}

}  // namespace
}  // namespace caspian::extractor
