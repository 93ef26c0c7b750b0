// The fast engine gives the bytes of the plain one: the shipped pack over the texts of its rules' tests, each alone and
// all in one document.
#include <gtest/gtest.h>

#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

std::shared_ptr<const LoadedRuleSet> Shipped() {
  auto pack = LoadPack(std::string(CASPIAN_SOURCE_DIR) + "/extractor/packs/en-news", nullptr);
  EXPECT_TRUE(pack.ok()) << pack.status();
  return pack.ok() ? *std::move(pack) : nullptr;
}

std::vector<std::string> TextsOfTests(const v1::RuleSet& rule_set) {
  std::vector<std::string> texts(1);
  for (const v1::Stage& stage : rule_set.stages()) {
    for (const v1::Rule& rule : stage.rules()) {
      for (const v1::RuleTest& test : rule.tests()) {
        texts.push_back(test.text());
        absl::StrAppend(&texts[0], test.text(), "\n\n");
      }
    }
  }
  return texts;
}

TEST(FastEngineTest, GivesTheBytesOfThePlainOneOverTheTextsOfTheShippedPacksTests) {
  const auto shipped = Shipped();
  ASSERT_NE(shipped, nullptr);
  const auto fast = MakeFastEngine(shipped->program), plain = MakePlainEngine(shipped->program);

  for (const std::string& text : TextsOfTests(shipped->rule_set)) {
    const v1::Document document = DocumentOf(text, "2006-07-05");
    const auto one = fast->Extract(document), other = plain->Extract(document);
    ASSERT_TRUE(one.ok() && other.ok()) << one.status() << other.status();
    ASSERT_EQ(one->SerializeAsString(), other->SerializeAsString()) << text;
  }
}

}  // namespace
}  // namespace caspian::extractor
