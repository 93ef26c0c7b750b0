// Words nearby that change a confidence.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

std::shared_ptr<const LoadedRuleSet> SetOf(const std::string& body) {
  return Loaded({"  A: {kind: name}\n  SEEN: {kind: auxiliary}\n",
                 {"rules:\n  - id: a\n    label: A\n    " + body + "\n"},
                 {{"money", "word\nprice\nsum due\n"}, {"doubt", "word\nmaybe\n"}, {"targets", "word\nCrown\n"}},
                 ""});
}

struct Case {
  const char* what;
  std::string body;
  std::string text;
  uint32_t confidence;
  std::vector<std::string> changes;  // "word change"
};

void ExpectMention(const Case& c) {
  const v1::Extraction e = Extracted(*SetOf(c.body), c.text);
  ASSERT_EQ(e.mentions_size(), 1) << c.what;
  EXPECT_EQ(e.mentions(0).confidence(), c.confidence) << c.what;
  std::vector<std::string> changes;
  for (const v1::ConfidenceChange& change : e.mentions(0).confidence_changes())
    changes.push_back(absl::StrCat(c.text.substr(change.span().begin(), change.span().end() - change.span().begin()),
                                   " ", change.change()));
  EXPECT_EQ(changes, c.changes) << c.what;
}

TEST(ContextWordsTest, ChangeTheConfidenceWithinReach) {
  const std::string up =
      "pattern: Crown\n    confidence: 0.5\n    context: [{list: money, within: 2, confidence: 0.1}]";
  const Case cases[] = {
      {"none", up, "the Crown", 500, {}},
      {"behind", up, "Crown price", 600, {"price 100"}},
      {"before", up, "price Crown", 600, {"price 100"}},
      {"at the reach's end", up, "Crown x price", 600, {"price 100"}},
      {"beyond it", up, "Crown x y price", 500, {}},
      {"a phrase within reach", up, "Crown sum due", 600, {"sum due 100"}},
      {"a phrase that ends beyond it", up, "Crown x sum due", 500, {}},
      {"the nearest alone, once", up, "price x Crown price", 600, {"price 100"}},
      {"of two as near the first", up, "sum due Crown price", 600, {"sum due 100"}},
      {"not across sentences", up, "Crown. The price", 500, {}},
      {"typography is plain",
       up,
       "Crown sum\xC2\xA0"
       "due",
       600,
       {"sum\xC2\xA0"
        "due 100"}},
      {"of a list rule",
       "list: targets\n    confidence: 0.5\n    context: [{list: doubt, within: 1, confidence: -0.2}]",
       "maybe Crown",
       300,
       {"maybe -200"}},
  };
  for (const Case& c : cases) ExpectMention(c);
}

TEST(ContextWordsTest, AddUpAndStayWithinOneAndAThousand) {
  const std::string head = "pattern: Crown\n    confidence: ";
  const auto context = [](const char* money, const char* doubt) {
    return absl::StrCat("\n    context: [{list: money, within: 3, confidence: ", money,
                        "}, {list: doubt, within: 3, confidence: ", doubt, "}]");
  };
  const Case cases[] = {
      {"both", head + "0.5" + context("0.2", "-0.1"), "maybe Crown price", 600, {"maybe -100", "price 200"}},
      {"at most a thousand", head + "0.9" + context("0.3", "-0.1"), "Crown price", 1000, {"price 300"}},
      {"at least one", head + "0.1" + context("0.3", "-0.4"), "maybe Crown", 1, {"maybe -400"}},
      {"told in the order of the text",
       head + "0.5" + context("0.1", "0.1"),
       "price maybe Crown",
       700,
       {"price 100", "maybe 100"}},
  };
  for (const Case& c : cases) ExpectMention(c);
}

TEST(ContextWordsTest, WordsOfTheMatchItselfDoNotCount) {
  ExpectMention({"inside",
                 "pattern: 'Crown price'\n    context: [{list: money, within: 5, confidence: -0.5}]",
                 "the Crown price",
                 900,
                 {}});
}

}  // namespace
}  // namespace caspian::extractor
