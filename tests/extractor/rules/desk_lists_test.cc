// Lists that whoever uses a pack may bring.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractor/rules/digest.h"
#include "tests/extractor/rules/pack_files.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Files = std::map<std::string, std::string>;

// A pack in folder base that takes a list `names`, and one in folder own that includes it; `more` stands beside.
Files Packs(const Files& more) {
  Files files = {
      {"base/pack.yaml", R"(name: base
version: 1
labels: {SHIP: {kind: name}, PORT: {kind: name, features: [country]}}
desk_lists:
  names: {columns: [phrase, label, country], values: {label: [SHIP, PORT]}}
stages: [one.yaml]
)"},
      {"base/one.yaml", R"(stage: one
rules:
  - {id: plain, label: SHIP, pattern: 'ferry'}
  - {id: ship, label: SHIP, list: names, where: {label: [SHIP]}}
  - {id: port, label: PORT, list: names, where: {label: [PORT]}, set: {country: $country}}
)"},
      {"own/pack.yaml", "name: own\nversion: 1\ninclude: [../base]\n"},
  };
  for (const auto& [name, text] : more) files[name] = text;
  return files;
}

Pack CheckedIn(const std::string& folder, const Files& more) {
  return CheckPack(PackFiles(Packs(more)).path() + "/" + folder);
}

std::vector<std::string> RuleIds(const Pack& pack) {
  EXPECT_THAT(PackFiles::Formatted(pack.problems), IsEmpty());
  std::vector<std::string> ids;
  for (const v1::Rule& rule : pack.rule_set.stages(0).rules()) ids.push_back(rule.id());
  return ids;
}

TEST(DeskListsTest, WithoutTheFileThePackIsWhatItIsWithoutItsRules) {
  const Pack pack = CheckedIn("base", {});
  const Pack bare =
      CheckedIn("base", {{"base/one.yaml", "stage: one\nrules:\n  - {id: plain, label: SHIP, pattern: 'ferry'}\n"}});

  EXPECT_THAT(RuleIds(pack), ElementsAre("plain"));
  EXPECT_EQ(DigestOf(pack.rule_set), DigestOf(bare.rule_set));
}

TEST(DeskListsTest, StandInTheFolderBesideTheManifestOrBesideTheFolder) {
  for (const char* file : {"base/lists/names.tsv", "base/names.tsv", "names.tsv"}) {
    const Pack pack = CheckedIn("base", {{file, "phrase\tlabel\tcountry\nMarn\tPORT\tNO\nPetrel\tSHIP\t\n"}});

    EXPECT_THAT(RuleIds(pack), ElementsAre("plain", "ship", "port")) << file;
  }
}

TEST(DeskListsTest, OfAnIncludingPackGoBeforeThoseOfWhatItIncludes) {
  const Pack pack = CheckedIn(
      "own", {{"own/names.tsv", "phrase\tlabel\nMarn\tPORT\n"}, {"base/names.tsv", "phrase\tlabel\nPetrel\tSHIP\n"}});

  EXPECT_THAT(RuleIds(pack), ElementsAre("plain", "port"));
}

TEST(DeskListsTest, RulesWithoutARowAreLeftOutAndMissingColumnsAreEmpty) {
  const Pack pack = CheckedIn("base", {{"names.tsv", "# ours\nphrase\tlabel\nMarn\tPORT\n"}});

  EXPECT_THAT(RuleIds(pack), ElementsAre("plain", "port"));
  ASSERT_EQ(pack.lists.size(), 1u);
  EXPECT_THAT(pack.lists[0].columns, ElementsAre("phrase", "label", "country"));
  EXPECT_THAT(CellsOf(pack.lists[0].rows), ElementsAre(ElementsAre("Marn", "PORT", "")));
}

TEST(DeskListsTest, ArePartOfTheDigest) {
  const Pack one = CheckedIn("base", {{"names.tsv", "phrase\tlabel\nMarn\tPORT\n"}});
  const Pack other = CheckedIn("base", {{"names.tsv", "phrase\tlabel\nVarn\tPORT\n"}});

  EXPECT_NE(DigestOf(one.rule_set), DigestOf(other.rule_set));
}

TEST(DeskListsTest, FaultsAreToldWithFileLineAndColumn) {
  const auto faults = [](const std::string& tsv) {
    return PackFiles::Formatted(CheckedIn("base", {{"names.tsv", tsv}}).problems);
  };

  EXPECT_THAT(faults("phrase\tlabel\nMarn\tPROT\n"),
              ElementsAre("../names.tsv:2:6: 'PROT' is no label (hint: did you mean PORT?)"));
  EXPECT_THAT(faults("phrase\tlabel\nMarn\t\n"),
              ElementsAre("../names.tsv:2:6: the row says no label (hint: fill the cell)"));
  EXPECT_THAT(faults("phrase\tlabel\tland\nMarn\tPORT\tNO\n"),
              ElementsAre("../names.tsv:1:14: list names has no column land "
                          "(hint: its columns are phrase, label, country)"));
  EXPECT_THAT(faults("phrase\nMarn\n"), ElementsAre("../names.tsv:1:1: the list lacks column label (hint: add it)"));
  EXPECT_THAT(faults("phrase\tlabel\nMarn\n"),
              ElementsAre("../names.tsv:2:1: the row has 1 cell where the list has 2 columns "
                          "(hint: part the cells by single tabs; an empty cell keeps its tab)"));
}

}  // namespace
}  // namespace caspian::extractor
