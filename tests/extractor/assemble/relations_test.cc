#include "extractor/assemble/relations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/extractor/assemble/clauses_pack.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Offices(const v1::Entity& entity) {
  std::vector<std::string> offices;
  for (const v1::Office& o : entity.offices())
    offices.push_back(absl::StrCat(o.title(), "|", o.of(), "|", o.at(), "|", o.rule_id()));
  return offices;
}

TEST(RelationsTest, APersonHasOfficesInTheOrderOfTheText) {
  const v1::Extraction e = Clauses(
      "Ada Marsh, port minister of Cove, left. Ada Marsh, envoy in Bay, sat. Ada Marsh, port minister of Cove, ran.");

  EXPECT_THAT(Offices(e.entities(0)), ElementsAre("port minister|Cove||office", "envoy||Bay|office"));
  EXPECT_EQ(e.entities(0).offices(0).of_entity(), 1u);
  EXPECT_FALSE(e.entities(0).offices(1).has_of_entity());
}

TEST(RelationsTest, SettingsNameAnOffice) {
  EXPECT_THAT(Offices(Clauses("Mayor Otto Lee spoke.").entities(0)),
              ElementsAre("mayor|Everywhere|the hall|office.fixed"));
}

TEST(RelationsTest, ACaptureOfWhatHasAHeadMeansTheHead) {
  const v1::Extraction e = Clauses("Then the tall Ada Marsh, envoy, left.");

  EXPECT_EQ(e.entities(0).name(), "Ada Marsh");
  EXPECT_THAT(Offices(e.entities(0)), ElementsAre("envoy|||office"));
}

TEST(RelationsTest, AnAgreementHasPartiesOnceEach) {
  const v1::Extraction e = Clauses("The Cove-Bay Pact holds. Sands, Bay joined the Cove-Bay Pact.");

  std::vector<std::string> parties;
  const v1::Entity& pact = e.entities(0);
  ASSERT_EQ(pact.label(), "PACT");
  for (const v1::Party& party : pact.parties())
    parties.push_back(
        absl::StrCat(party.name(), " ", party.rule_id(), " ", e.entities(static_cast<int>(party.entity())).name()));
  EXPECT_THAT(parties, ElementsAre("Cove pact Cove", "Bay pact Bay", "Sands party Sands"));
}

TEST(RelationsTest, ASenseStandsForOneEntityOfItsId) {
  const v1::Extraction e = Clauses("Cove wants rain. Bay says no. Cove wants snow. Sands wants sun. Cove is wet.");

  ASSERT_EQ(e.entities_size(), 5);
  EXPECT_EQ(e.mentions(0).stands_for(), 3u);
  EXPECT_EQ(e.mentions(1).stands_for(), 4u);
  EXPECT_EQ(e.mentions(2).stands_for(), 3u);
  EXPECT_FALSE(e.mentions(3).has_stands_for());
  EXPECT_FALSE(e.mentions(4).has_stands_for());
  EXPECT_EQ(e.entities(3).label(), "ORG");
  EXPECT_EQ(e.entities(3).name(), "government of CV");
  EXPECT_EQ(e.entities(3).features(0).value(), "gov:CV");
}

TEST(RelationsTest, ManyOfficesAndSensesAreAddedOnceEach) {
  std::string text;
  for (int i = 0; i < 20000; ++i)
    absl::StrAppend(&text, "Ada Marsh, envoy ", std::string(1, static_cast<char>('a' + i % 26)),
                    std::string(1, static_cast<char>('a' + i / 26 % 26)), " of Cove, ran. Cove wants rain. ");
  const v1::Extraction e = Extracted(ClausesSet(), text);

  EXPECT_EQ(e.entities(0).offices_size(), 26 * 26);
  EXPECT_EQ(e.entities_size(), 3);
}

}  // namespace
}  // namespace caspian::extractor
