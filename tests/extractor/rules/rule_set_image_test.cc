#include "extractor/rules/rule_set_image.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/error.h"
#include "tests/extractor/rules/pack_files.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr char kPack[] = "name: ports\nversion: 1\nlabels: {PORT: {kind: name}}\nstages: [ports.yaml]\n";
constexpr char kStage[] =
    "stage: ports\nrules:\n  - {id: port, label: PORT, list: ports, tests: [{text: To Bergen., match: Bergen}]}\n";

std::string Image() {
  const PackFiles files(
      {{"pack.yaml", kPack}, {"ports.yaml", kStage}, {"lists/ports.tsv", "name\tin\nOslo\tNO\nBergen\t\n"}});
  const Pack pack = CheckPack(files.path());
  EXPECT_TRUE(pack.problems.empty());
  return WriteImage(pack.rule_set, {&pack.lists[0]});
}

std::string Refusal(const std::string& bytes) {
  const auto image = ParseImage("a.rules", bytes);
  EXPECT_EQ(ReasonOf(image.status()), v1::ERROR_REASON_RULE_SET_INVALID);
  return std::string(image.status().message());
}

TEST(RuleSetImageTest, HoldsRulesWithTheirTestsAndTheRowsOfLists) {
  const auto image = ParseImage("a.rules", Image());

  ASSERT_TRUE(image.ok()) << image.status();
  EXPECT_EQ(image->rule_set.name(), "ports");
  EXPECT_EQ(image->rule_set.stages(0).rules(0).tests(0).text(), "To Bergen.");
  ASSERT_EQ(image->lists.size(), 1);
  EXPECT_THAT(image->lists[0].columns, ElementsAre("name", "in"));
  EXPECT_THAT(image->lists[0].rows, ElementsAre(ElementsAre("Bergen", ""), ElementsAre("Oslo", "NO")));
  EXPECT_EQ(image->lists[0].sha256, image->rule_set.lists(0).sha256());
}

TEST(RuleSetImageTest, IsTheSameEachTime) { EXPECT_EQ(Image(), Image()); }

TEST(RuleSetImageTest, RefusesWhatIsNone) {
  for (const char* bytes : {"name: ports\n",
                            "\x7F"
                            "ELF",
                            "CASPIANX and more"})
    EXPECT_THAT(Refusal(bytes), StartsWith("a.rules: no compiled rule set: name a pack's folder")) << bytes;
}

TEST(RuleSetImageTest, RefusesEachPieceOfOne) {
  const std::string image = Image();

  for (size_t size = 0; size < image.size(); ++size)
    EXPECT_THAT(Refusal(image.substr(0, size)), HasSubstr("copy it anew, or build it again")) << size;
  EXPECT_THAT(Refusal(image + "x"), HasSubstr("bytes where it should have"));
}

TEST(RuleSetImageTest, RefusesOneInWhichAByteIsAnother) {
  const std::string image = Image();

  for (size_t i = 8; i < image.size(); ++i) {
    std::string damaged = image;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    EXPECT_THAT(Refusal(damaged), HasSubstr("build it again with 'caspian rules build")) << i;
  }
}

TEST(RuleSetImageTest, TellsAnotherVersionFromDamage) {
  std::string newer = Image();
  newer[8] = 2;

  EXPECT_THAT(Refusal(newer), HasSubstr("built by another version of caspian (format 2.1, this one reads 1.1)"));
}

TEST(RuleSetImageTest, TellsAFileThatIsNotThere) {
  const auto image = ReadImage("nowhere/a.rules");

  EXPECT_EQ(ReasonOf(image.status()), v1::ERROR_REASON_RULE_SET_NOT_FOUND);
  EXPECT_THAT(std::string(image.status().message()), HasSubstr("nowhere/a.rules: can't be read"));
}

}  // namespace
}  // namespace caspian::extractor
