#include "extractor/assemble/currencies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;

const LoadedRuleSet& Set() {
  static const auto& set = *new std::shared_ptr<const LoadedRuleSet>(
      Loaded({"  PLACE: {kind: name, features: [country]}\n  CURRENCY: {kind: auxiliary, features: [code, rivals]}\n"
              "  MONEY: {kind: value, normalizer: money}\n",
              {"rules:\n  - {id: list.places, label: PLACE, list: places, set: {country: $country}}\n  - {id: "
               "list.currencies, label: CURRENCY, list: currencies, set: {code: $code, rivals: $rivals}}\n",
               "rules:\n  - {id: money, label: MONEY, pattern: '(?P<amount>\\d+) (?P<currency><CURRENCY>)'}\n"},
              {{"places", "name\tcountry\nPakistan\tPK\nIndia\tIN\nPeru\tPE\n"},
               {"currencies",
                "name\tcode\trivals\nrupees\tINR|PKR|NPR\t\nPakistani rupees\tPKR\t\nIndian rupees\tINR\t\n"
                "dollars\tUSD\tCAD|AUD\nUS dollars\tUSD\t\nCanadian dollars\tCAD\t\nAustralian dollars\tAUD\t\n"}},
              ""}));
  return *set;
}

// Of each sum of money: its canonical string, then its currency in brackets.
std::vector<std::string> Sums(absl::string_view text) {
  const v1::Extraction extraction = Extracted(Set(), text);
  std::vector<std::string> sums;
  for (const v1::Mention& mention : extraction.mentions()) {
    if (mention.value().has_money())
      sums.push_back(absl::StrCat(mention.value().canonical(), " [", mention.value().money().currency(), "]"));
  }
  return sums;
}

TEST(SettleCurrenciesTest, TakesTheCurrencyThatTheDocumentStates) {
  EXPECT_THAT(Sums("It took 5 Pakistani rupees in Peru. It paid 7 rupees."), ElementsAre("PKR 5 [PKR]", "PKR 7 [PKR]"));
  EXPECT_THAT(Sums("India paid 7 rupees, then 5 Pakistani rupees."), ElementsAre("PKR 7 [PKR]", "PKR 5 [PKR]"));
}

TEST(SettleCurrenciesTest, TakesTheCurrencyOfTheCountryThatTheDocumentNames) {
  EXPECT_THAT(Sums("It paid 7 rupees. That is a lot in Pakistan and in Peru."), ElementsAre("PKR 7 [PKR]"));
}

TEST(SettleCurrenciesTest, LeavesOpenWhatNothingOrSeveralThingsSettle) {
  EXPECT_THAT(Sums("It paid 7 rupees."), ElementsAre("INR|PKR|NPR 7 []"));
  EXPECT_THAT(Sums("It paid 7 rupees in India and Pakistan."), ElementsAre("INR|PKR|NPR 7 []"));
  EXPECT_THAT(Sums("5 Indian rupees are 9 Pakistani rupees, not 7 rupees."),
              ElementsAre("INR 5 [INR]", "PKR 9 [PKR]", "INR|PKR|NPR 7 []"));
}

TEST(SettleCurrenciesTest, ABareNameIsTheFirstOfItsNameUnlessTheDocumentStatesAnother) {
  EXPECT_THAT(Sums("It paid 7 dollars."), ElementsAre("USD 7 [USD]"));
  EXPECT_THAT(Sums("5 Canadian dollars are not 7 dollars."), ElementsAre("CAD 5 [CAD]", "USD|CAD 7 []"));
  EXPECT_THAT(Sums("9 US dollars are 5 Canadian dollars, not 7 dollars."),
              ElementsAre("USD 9 [USD]", "CAD 5 [CAD]", "USD 7 [USD]"));
}

}  // namespace
}  // namespace caspian::extractor
