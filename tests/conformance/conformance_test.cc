// The conformance cases through the engine itself.
#include <gtest/gtest.h>

#include <map>

#include "extractor/engine/library.h"
#include "tests/conformance/conformance_case.h"

namespace caspian::conformance {
namespace {

const extractor::LoadedRuleSet& Load(const std::string& pack) {
  static auto* loaded = new std::map<std::string, std::shared_ptr<const extractor::LoadedRuleSet>>;
  auto& rule_set = (*loaded)[pack];
  if (rule_set == nullptr) {
    std::vector<v1::RuleSetProblem> problems;
    auto result = extractor::LoadPack(PackPath(pack), &problems);
    std::string all;
    for (const v1::RuleSetProblem& problem : problems) all += problem.ShortDebugString() + "\n";
    EXPECT_TRUE(result.ok()) << result.status() << "\n" << all;
    if (!result.ok()) std::abort();
    rule_set = *result;
  }
  return *rule_set;
}

std::string NameOf(const testing::TestParamInfo<Case>& info) {
  std::string name = info.param.name;
  for (char& c : name) c = c == '-' ? '_' : c;
  return name;
}

class ConformanceTest : public testing::TestWithParam<Case> {};

TEST_P(ConformanceTest, EngineFindsWhatTheCaseExpects) {
  const auto extraction = Load(GetParam().pack).engine->Extract(GetParam().document);

  EXPECT_EQ(extraction.ok() ? Difference(GetParam(), *extraction) : Difference(GetParam(), extraction.status()), "");
}

INSTANTIATE_TEST_SUITE_P(Cases, ConformanceTest, testing::ValuesIn(AllCases()), NameOf);

}  // namespace
}  // namespace caspian::conformance
