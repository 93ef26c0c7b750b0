#include "extractor/engine/warm_up.h"

#include <gtest/gtest.h>

#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

TestPack WithTests(const std::string& tests) {
  return {"  A: {kind: name}\n", {absl::StrCat("rules:\n  - {id: a, label: A, pattern: 'x+y'", tests, "}\n")}, {}, ""};
}

TEST(WarmUpTest, ReadsTheTextsOfTheRulesTests) {
  const auto set = Loaded(WithTests(", tests: [{text: An xxy., match: xxy}, {text: A y., none: true}]"));

  EXPECT_EQ(WarmUp(*set), std::string("An xxy.\n\nA y.").size());
}

TEST(WarmUpTest, StopsBeforeTheTextThatIsBeyondTheLimit) {
  const auto set = Loaded(WithTests(", tests: [{text: An xxy., match: xxy}, {text: A y., none: true}]"));

  EXPECT_EQ(WarmUp(*set, 8), std::string("An xxy.").size());
  EXPECT_EQ(WarmUp(*set, 3), 0);
}

TEST(WarmUpTest, DoesNothingWhereNoRuleHasATest) { EXPECT_EQ(WarmUp(*Loaded(WithTests(""))), 0); }

TEST(WarmUpTest, ChangesNoResult) {
  const TestPack pack = WithTests(", tests: [{text: An xxy., match: xxy}]");
  const auto cold = Loaded(pack), warm = Loaded(pack);

  WarmUp(*warm);

  const std::string text = "An xy, an xxxy.";
  EXPECT_EQ(Extracted(*warm, text).SerializeAsString(), Extracted(*cold, text).SerializeAsString());
}

}  // namespace
}  // namespace caspian::extractor
