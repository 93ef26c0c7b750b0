#include "extractor/engine/scratch_pool.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

constexpr size_t kLong = 100'000;

class ScratchPoolTest : public testing::Test {
 protected:
  std::unique_ptr<TriggerScratch> TakeAndRead(size_t bytes) {
    std::unique_ptr<TriggerScratch> scratch = pool_.Take(bytes);
    std::string text;
    while (text.size() < bytes) text += "It rained. ";
    const v1::Document document = DocumentOf(text);
    EXPECT_TRUE(AnalyzeByTriggers(*set_->program, document, scratch.get()).ok());
    return scratch;
  }
  void Read(size_t bytes) { pool_.Keep(TakeAndRead(bytes), bytes); }

  static bool HasRoom(TriggerScratch* scratch, size_t bytes = kLong) {
    return scratch->Begin()->words.capacity() > bytes / 11;
  }

  const std::shared_ptr<const LoadedRuleSet> set_ =
      Loaded({"  A: {kind: name}\n", {"rules:\n  - {id: a, label: A, pattern: 'rained'}\n"}, {}, ""});
  const TriggerIndex triggers_{*set_->program};
  ScratchPool pool_{*set_->program, triggers_};
};

TEST_F(ScratchPoolTest, TheRoomOfALongDocumentIsKeptForTheNext) {
  Read(kLong);
  EXPECT_TRUE(HasRoom(pool_.Take(kLong).get()));
}

TEST_F(ScratchPoolTest, AShortDocumentLeavesItToTheNextLongOne) {
  Read(kLong);
  Read(100);
  EXPECT_FALSE(HasRoom(pool_.Take(100).get()));
  EXPECT_TRUE(HasRoom(pool_.Take(kLong).get()));
}

TEST_F(ScratchPoolTest, OfThoseThatWaitOneAloneKeepsIt) {
  auto one = TakeAndRead(kLong), other = TakeAndRead(kLong);
  pool_.Keep(std::move(one), kLong);
  pool_.Keep(std::move(other), kLong);

  const auto first = pool_.Take(kLong), second = pool_.Take(kLong);
  EXPECT_TRUE(HasRoom(first.get()));
  EXPECT_FALSE(HasRoom(second.get()));
}

TEST_F(ScratchPoolTest, ItIsGivenBackWhenShorterOnesHaveFollowed) {
  Read(kLong);
  for (int i = 0; i < 100; ++i) Read(100);
  EXPECT_FALSE(HasRoom(pool_.Take(kLong).get()));
}

TEST_F(ScratchPoolTest, ALongDocumentKeepsItForAsManyShorterOnesAgain) {
  Read(kLong);
  for (int i = 0; i < 40; ++i) Read(100);
  const auto roomy = pool_.Take(kLong);
  ASSERT_TRUE(HasRoom(roomy.get()));
  Read(kLong);
  for (int i = 0; i < 40; ++i) Read(100);
  EXPECT_TRUE(HasRoom(pool_.Take(kLong).get()));
}

TEST_F(ScratchPoolTest, OfTwoTheRoomierKeepsIt) {
  auto more = TakeAndRead(10 * kLong), less = TakeAndRead(kLong);
  pool_.Keep(std::move(more), 10 * kLong);
  pool_.Keep(std::move(less), kLong);
  EXPECT_TRUE(HasRoom(pool_.Take(kLong).get(), 10 * kLong));
}

TEST_F(ScratchPoolTest, OfAVeryLongDocumentItIsGivenBackWhenLongOnesHaveFollowed) {
  Read(10 * kLong);
  Read(kLong);
  EXPECT_TRUE(HasRoom(pool_.Take(kLong).get(), 10 * kLong));

  Read(10 * kLong);
  for (int i = 0; i < 100; ++i) Read(kLong);
  const auto scratch = pool_.Take(kLong);
  EXPECT_FALSE(HasRoom(scratch.get(), 10 * kLong));
  EXPECT_TRUE(HasRoom(scratch.get()));
}

}  // namespace
}  // namespace caspian::extractor
