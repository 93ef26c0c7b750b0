// The pack that is shipped: it loads, its own tests pass, and the laws of extraction hold with it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "extractor/rule_tests/rule_tests.h"
#include "tests/extractor/engine/extraction_laws.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

const std::string kPack = std::string(CASPIAN_SOURCE_DIR) + "/extractor/packs/en-news";

std::shared_ptr<const LoadedRuleSet> Shipped() {
  static const auto& loaded = *new std::shared_ptr<const LoadedRuleSet>([] {
    std::vector<v1::RuleSetProblem> problems;
    auto pack = LoadPack(kPack, &problems);
    if (!pack.ok()) {
      ADD_FAILURE() << absl::StrJoin(PackFiles::Formatted(problems), "\n");
      std::exit(1);
    }
    return *std::move(pack);
  }());
  return loaded;
}

TEST(ShippedPackTest, ItsOwnTestsPass) {
  const RuleTestReport report = RunRuleTests(*Shipped()->program);

  EXPECT_GT(report.tests, 100);
  for (const RuleTestFailure& failure : report.failures) ADD_FAILURE() << FormatFailure(failure);
}

std::map<std::string, std::string> Samples() {
  std::map<std::string, std::string> samples = {
      {"typography",
       "“It’s over,” Gen. Lee Marsh said on 3 May – in the U.S.-backed north.\r\n\r\nNothing else was said.\xC2\xA0So "
       "it was: $5.5 million, 6.4 percent.\r\n"},
      {"bom", "\xEF\xBB\xBFOn June 31 President O’Neil met the foreign minister of Norway in Oslo."},
      {"private use", "See \xF3\xB0\x80\x80\xF4\x80\x80\x80 in Paris, \xEE\x80\x80 and \xF4\x8F\xBF\xBD."},
      {"other scripts",
       "Қасым-Жомарт Тоқаев 5 мамыр 2021 ж. 日本は今日。 Me\xCC\x81xico 50 km. 🙂 ok"},
      {"shouting",
       "PRESIDENT OF THE REPUBLIC VISITS ANKARA AND BAKU\nGENERAL GENERAL GENERAL GENERAL MOTORS OF OF OF THE AND "
       "AND\n"},
      {"marks", "((((\"''.-–...!!!??? $$$ %%% 1,000,000.5.5.5 --- //// 12/12/12/12 , , ,"},
  };
  const std::string folder = std::string(CASPIAN_SOURCE_DIR) + "/tests/samples";
  if (!std::filesystem::exists(folder)) return samples;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    samples[entry.path().filename().string()] = std::string(std::istreambuf_iterator<char>(in), {});
  }
  return samples;
}

TEST(ShippedPackTest, TheLawsHoldOverTheSamples) {
  for (const auto& [name, text] : Samples()) {
    SCOPED_TRACE(name);
    const v1::Document document = DocumentOf(text, "2006-07-05");
    const auto extraction = Shipped()->engine->Extract(document);
    ASSERT_TRUE(extraction.ok()) << extraction.status();

    ExpectSlicingLaw(*extraction, text);
    ExpectOrdered(*extraction);
    ExpectIndexesInside(*extraction);
    EXPECT_EQ(Shipped()->engine->Extract(document)->SerializeAsString(), extraction->SerializeAsString());
  }
}

// A text that stands twice, far apart, finds each part's names again at the same places.
TEST(ShippedPackTest, WhatStandsBehindDoesNotMoveSpans) {
  const std::string text = "It rained on 3 May 2006. Nobody paid $40 million.";
  const v1::Extraction once = Extracted(*Shipped(), text), twice = Extracted(*Shipped(), text + "\n\n" + text);

  ASSERT_EQ(twice.mentions_size(), 2 * once.mentions_size());
  for (int i = 0; i < once.mentions_size(); ++i) {
    const v1::Span &a = once.mentions(i).span(), &b = twice.mentions(i + once.mentions_size()).span();
    EXPECT_EQ(twice.mentions(i).span().begin(), a.begin());
    EXPECT_EQ(b.begin(), a.begin() + text.size() + 2);
    EXPECT_EQ(b.end() - b.begin(), a.end() - a.begin());
  }
}

// Digits and commas in one piece are one number, wherever the limits of tokens and sentences cut them.
TEST(ShippedPackTest, APieceOfANumberThatIsTooLongIsNoNumber) {
  std::string thousands = "1";
  for (int i = 0; i < 700; ++i) thousands += ",000";
  for (const std::string& number : {std::string(8192 + 500, '7'), std::string(8192 * 2 + 1, '7'), thousands}) {
    for (const std::string& text : {number, "They counted " + number + " ships.", "$" + number + " was paid."}) {
      const auto extraction = Shipped()->engine->Extract(DocumentOf(text));
      ASSERT_TRUE(extraction.ok());
      for (const v1::Mention& mention : extraction->mentions())
        EXPECT_NE(mention.value().problem(), "") << mention.value().canonical().substr(0, 40);
    }
  }
}

}  // namespace
}  // namespace caspian::extractor
