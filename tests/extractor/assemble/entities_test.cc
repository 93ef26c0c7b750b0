#include "extractor/assemble/entities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;

// Words of a list are names of their class; PERSON is the label of unknown names, so its first words are given names.
const LoadedRuleSet& Set() {
  static const auto& set = *new std::shared_ptr<const LoadedRuleSet>([] {
    std::string lists = "rules:\n";
    for (const char* label : {"ORG", "PERSON", "PLACE"}) {
      absl::StrAppend(&lists, "  - {id: list.", absl::AsciiStrToLower(label), ", label: ", label,
                      ", list: names, where: {class: [", label,
                      "]}, set: {id: $id, name: $name, country: $country}}\n");
    }
    absl::StrAppend(
        &lists,
        "  - {id: list.league, label: ORG, list: leagues, set: {short_form: $short}}\n"
        "  - {id: list.bare, label: ORG, list: bare, set: {scope: document}}\n"
        "  - {id: list.demonym, label: DEMONYM, list: demonyms, set: {id: $id, name: $name, entity_label: PLACE}}\n");
    return Loaded(
        {"  PERSON: {kind: name, features: [country]}\n  ORG: {kind: name, features: [country]}\n  PLACE: {kind: name, "
         "features: [country]}\n"
         "  DEMONYM: {kind: name, features: [entity_label]}\n",
         {lists,
          "names:\n  labels: [PERSON]\n  keep_first_word: [PERSON]\n  threshold: 9\n  unknown: {label: PERSON, weight: "
          "0.001}\nrules:\n"
          "  - {id: e, evidence: {PERSON: 0.001}, pattern: 'Never'}\n"},
         {{"names",
           "words\tclass\tid\tname\tcountry\nAda Marsh\tPERSON\t\t\t\nOtto Marsh\tPERSON\t\t\t\nAda "
           "Lee\tPERSON\t\t\t\nLee\tPERSON\t\t\t\nAda\tPERSON\t\t\t\nMarsh\tPERSON\t\t\t\n"
           "Otto\tPERSON\t\t\t\nNorthern Grain "
           "Union\tORG\t\t\t\nNGU\tORG\t\t\t\nNorthern\tORG\t\t\t\nUnion\tORG\t\t\t\nNorthern Grid "
           "Users\tORG\t\t\t\nLee Port\tPLACE\t\t\t\n"
           "New Bay\tPLACE\tiso:NB\tRepublic of New Bay\tNB\nN.B.\tPLACE\tiso:NB\tRepublic of New "
           "Bay\tNB\nBay\tPLACE\t\t\t\n"},
          {"bare", "words\nPact\n"},
          {"leagues", "words\tshort\nCoast League\tPact\nHill League\tPact\n"},
          {"demonyms", "words\tid\tname\nBayan\tiso:NB\tRepublic of New Bay\n"}},
         ""});
  }());
  return *set;
}

// "LABEL name" of each entity, in order.
std::vector<std::string> Entities(absl::string_view text) {
  std::vector<std::string> entities;
  const v1::Extraction extraction = Extracted(Set(), text);
  for (const v1::Entity& entity : extraction.entities())
    entities.push_back(absl::StrCat(entity.label(), " ", entity.name()));
  return entities;
}

// The entity of each mention.
std::vector<uint32_t> EntityOfMentions(absl::string_view text) {
  std::vector<uint32_t> indexes;
  const v1::Extraction extraction = Extracted(Set(), text);
  for (const v1::Mention& mention : extraction.mentions()) indexes.push_back(mention.entity());
  return indexes;
}

TEST(EntitiesTest, OneNameIsOneEntityInTheOrderOfItsFirstMention) {
  EXPECT_THAT(Entities("Otto Marsh met Ada Lee; Otto\tMarsh left."),
              ElementsAre("PERSON Otto Marsh", "PERSON Ada Lee"));
  EXPECT_THAT(EntityOfMentions("Otto Marsh met Ada Lee; Otto \xC2\xA0Marsh left."), ElementsAre(0, 1, 0));
}

TEST(EntitiesTest, ASurnameJoinsItsOneFullName) {
  EXPECT_THAT(Entities("Marsh ran. Otto Marsh sat."), ElementsAre("PERSON Otto Marsh"));
  EXPECT_THAT(EntityOfMentions("Ada Marsh met Ada Lee. Marsh and Lee left."), ElementsAre(0, 1, 0, 1));
}

TEST(EntitiesTest, WhatIsAmbiguousStaysApart) {
  EXPECT_THAT(Entities("Otto Marsh met Ada Marsh. Marsh left."),
              ElementsAre("PERSON Otto Marsh", "PERSON Ada Marsh", "PERSON Marsh"));
  EXPECT_THAT(Entities("The Northern Grain Union and the Northern Grid Users. NGU left."),
              ElementsAre("ORG Northern Grain Union", "ORG Northern Grid Users", "ORG NGU"));
}

TEST(EntitiesTest, AShortFormIsTheOneWhoseFullNameAloneStandsBeforeIt) {
  EXPECT_THAT(EntityOfMentions("Otto Marsh ran. Marsh sat with Ada Marsh. Marsh left."), ElementsAre(0, 0, 1, 2));
  EXPECT_THAT(EntityOfMentions("Marsh ran. Otto Marsh sat with Ada Marsh."), ElementsAre(0, 1, 2));
}

TEST(EntitiesTest, AGivenNameJoinsNobody) {
  EXPECT_THAT(Entities("Otto Marsh ran. Otto sat."), ElementsAre("PERSON Otto Marsh", "PERSON Otto"));
}

TEST(EntitiesTest, AnAcronymAndTheFirstOrLastWordJoinAnOrganization) {
  EXPECT_THAT(EntityOfMentions("The Northern Grain Union, or NGU, is the Northern or the Union."),
              ElementsAre(0, 0, 0, 0));
}

TEST(EntitiesTest, AShortFormJoinsNamesOfItsLabelOnly) {
  EXPECT_THAT(Entities("In Lee Port was Lee."), ElementsAre("PLACE Lee Port", "PERSON Lee"));
}

TEST(EntitiesTest, NamesOfOneIdAreOneEntityAndADemonymNamesItsCountry) {
  const v1::Extraction extraction = Extracted(Set(), "A Bayan ship left New Bay (N.B.).");

  ASSERT_EQ(extraction.entities_size(), 1);
  EXPECT_EQ(extraction.entities(0).label(), "PLACE");
  EXPECT_EQ(extraction.entities(0).name(), "Republic of New Bay");
  ASSERT_EQ(extraction.entities(0).features_size(), 2);
  EXPECT_EQ(extraction.entities(0).features(0).name(), "country");
  EXPECT_EQ(extraction.entities(0).features(0).value(), "NB");
  EXPECT_EQ(extraction.entities(0).features(1).value(), "iso:NB");
}

TEST(EntitiesTest, TheListsNameWinsOverALongerOneThatJoins) {
  EXPECT_THAT(Entities("In New Bay and the Bay."), ElementsAre("PLACE Republic of New Bay"));
}

TEST(EntitiesTest, AShortFormThatAListGivesJoinsWhereOneThatItIsGivenToIsNamed) {
  EXPECT_THAT(Entities("The Pact grew. The Coast League met."), ElementsAre("ORG Coast League"));
  EXPECT_THAT(Entities("The Pact grew."), ElementsAre("ORG Pact"));
  EXPECT_THAT(Entities("The Coast League and the Hill League left the Pact."),
              ElementsAre("ORG Coast League", "ORG Hill League", "ORG Pact"));
}

TEST(EntitiesTest, ANameIsNoBareNounBecauseItsShortFormIs) {
  const v1::Extraction linked = Extracted(Set(), "The Coast League met. The Pact grew.");
  const v1::Extraction alone = Extracted(Set(), "The Pact grew.");

  ASSERT_EQ(linked.entities_size(), 1);
  EXPECT_EQ(linked.entities(0).features_size(), 0);
  ASSERT_EQ(alone.entities(0).features_size(), 1);
  EXPECT_EQ(alone.entities(0).features(0).name(), "scope");
}

}  // namespace
}  // namespace caspian::extractor
