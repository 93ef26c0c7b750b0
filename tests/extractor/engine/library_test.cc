#include "extractor/engine/library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/error.h"
#include "extractor/program/rule_set_image.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::HasSubstr;

const char kRows[] = "word\nxyz\n";

TestPack Small(const std::string& more = "") {
  return {"  A: {kind: name}\n", {"rules:\n  - {id: a, label: A, list: words}\n"}, {{"words", kRows}}, more};
}

v1::ListContent Rows(const std::string& tsv) {
  v1::ListContent content;
  content.set_name("words");
  content.set_tsv(tsv);
  return content;
}

TEST(LoadPackTest, GivesAnEngineWithTheDigest) {
  const auto set = Loaded(Small());

  EXPECT_EQ(set->ref.name(), "test");
  EXPECT_EQ(set->engine->rule_set().digest(), set->ref.digest());
  EXPECT_EQ(Extracted(*set, "an xyz").mentions_size(), 1);
}

TEST(LoadPackTest, TellsAllProblemsAtOnce) {
  TestPack pack = Small();
  pack.stages[0] = "rules:\n  - {id: a, label: NOBODY, list: none}\n  - {id: b, label: A, pattern: '\\w'}\n";
  const PackFiles files(FilesOf(pack));
  std::vector<v1::RuleSetProblem> problems;

  const auto set = LoadPack(files.path(), &problems);

  EXPECT_EQ(ReasonOf(set.status()), v1::ERROR_REASON_RULE_SET_INVALID);
  EXPECT_GE(problems.size(), 2u);
  EXPECT_THAT(std::string(set.status().message()), HasSubstr("more)"));
  EXPECT_FALSE(LoadPack(files.path(), nullptr).ok());
}

TEST(LoadPackTest, FindsTheSameByAnImageAsByItsFolder) {
  const auto folder = Loaded(Small());
  const PackFiles files({{"a.rules", WriteImage(*folder->program)}});

  const auto image = LoadPack(files.path() + "/a.rules", nullptr);

  ASSERT_TRUE(image.ok()) << image.status();
  EXPECT_EQ((*image)->ref.digest(), folder->ref.digest());
  EXPECT_EQ(Extracted(**image, "an xyz").SerializeAsString(), Extracted(*folder, "an xyz").SerializeAsString());
}

TEST(LoadPackTest, RefusesAFileThatIsNoImage) {
  const PackFiles files(FilesOf(Small()));

  const auto set = LoadPack(files.path() + "/pack.yaml", nullptr);

  EXPECT_EQ(ReasonOf(set.status()), v1::ERROR_REASON_RULE_SET_INVALID);
  EXPECT_THAT(std::string(set.status().message()), HasSubstr("pack.yaml: no compiled rule set"));
}

TEST(LoadRuleSetTest, AcceptsWhatAPackHolds) {
  const auto pack = Loaded(Small());

  const auto set = LoadRuleSet(pack->rule_set, {Rows(kRows)}, nullptr);

  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_EQ((*set)->ref.digest(), pack->ref.digest());
  EXPECT_EQ(Extracted(**set, "an xyz").SerializeAsString(), Extracted(*pack, "an xyz").SerializeAsString());
}

TEST(LoadRuleSetTest, RefusesRowsOfAnotherHashAndListsThatAreMissing) {
  const auto pack = Loaded(Small());
  std::vector<v1::RuleSetProblem> problems;

  EXPECT_EQ(ReasonOf(LoadRuleSet(pack->rule_set, {Rows("word\nother\n")}, &problems).status()),
            v1::ERROR_REASON_RULE_SET_INVALID);
  EXPECT_FALSE(problems.empty());
  EXPECT_FALSE(LoadRuleSet(pack->rule_set, {}, nullptr).ok());
  EXPECT_FALSE(LoadRuleSet(pack->rule_set, {Rows("word\ta\nbad row\n")}, nullptr).ok());
}

TEST(RuleSetLibraryTest, FindsByNameAndDigest) {
  TestPack other = Small();
  other.labels = "  A: {kind: auxiliary}\n";
  const auto first = Loaded(Small()), second = [&] {
    auto files = FilesOf(other);
    files["pack.yaml"].replace(files["pack.yaml"].find("name: test"), 10, "name: two0");
    const PackFiles folder(files);
    return LoadPack(folder.path(), nullptr).value();
  }();
  const RuleSetLibrary library({first, second});

  EXPECT_EQ((*library.Find("", ""))->ref.name(), "test");
  EXPECT_EQ((*library.Find("two0", ""))->ref.name(), "two0");
  EXPECT_EQ((*library.Find("", first->ref.digest()))->ref.name(), "test");
  EXPECT_EQ((*library.Find("two0", second->ref.digest()))->ref.name(), "two0");
}

TEST(RuleSetLibraryTest, TellsWhatIsLoaded) {
  const auto first = Loaded(Small());
  const RuleSetLibrary library({first});

  const auto unknown = library.Find("nobody", ""), other = library.Find("test", "00");

  EXPECT_EQ(ReasonOf(unknown.status()), v1::ERROR_REASON_RULE_SET_NOT_FOUND);
  EXPECT_THAT(std::string(unknown.status().message()), HasSubstr("loaded are test"));
  EXPECT_EQ(ReasonOf(other.status()), v1::ERROR_REASON_RULE_SET_DIGEST_MISMATCH);
  EXPECT_THAT(std::string(other.status().message()), HasSubstr(first->ref.digest()));
}

}  // namespace
}  // namespace caspian::extractor
