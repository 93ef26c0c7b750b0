#include "extractor/assemble/mentions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "extractor/normalize/normalize.h"
#include "tests/extractor/engine/extraction_laws.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;

const LoadedRuleSet& Set() {
  static const auto& set = *new std::shared_ptr<const LoadedRuleSet>(Loaded(
      {"  ORG: {kind: name, features: [size]}\n  PLACE: {kind: name, features: [country, zone]}\n  MONTH: {kind: "
       "auxiliary, features: [number]}\n"
       "  DATE: {kind: value, normalizer: date, features: [anchor]}\n  PART: {kind: auxiliary}\n",
       {"rules:\n  - {id: list.places, label: PLACE, list: places, set: {zone: z, country: $country}}\n  - {id: "
        "list.months, label: MONTH, list: months, set: {number: $number}}\n",
        "rules:\n"
        "  - {id: date.dateline, label: DATE, pattern: '(?P<month><MONTH>) (?P<day>\\d{1,2})(?:, (?P<year>\\d{4}))?', "
        "preceded_by: '^[A-Z]+, ', priority: 5, set: {anchor: dateline}}\n"
        "  - {id: date.md, label: DATE, pattern: '(?P<month><MONTH>) (?P<day>\\d{1,2})(?:, (?P<year>\\d{4}))?'}\n"
        "  - {id: org, label: ORG, pattern: '(?P<kind>Bank|Port) of (?P<seat><PLACE>)', confidence: 0.7}\n",
        "rules:\n  - {id: nested.places, label: PLACE, list: nested, nested: true}\n"},
       {{"places", "name\tcountry\nNew Bay\tNB\nCove\tCV\n"},
        {"nested", "name\nBay\nPort\n"},
        {"months", "name\tnumber\nJune\t6\nMay\t5\n"}},
       ""}));
  return *set;
}

// "LABEL text value" with "*" where nested.
std::vector<std::string> Mentions(absl::string_view text, absl::string_view published = "") {
  const v1::Extraction extraction = Extracted(Set(), text, published);
  ExpectSlicingLaw(extraction, text);
  ExpectOrdered(extraction);
  ExpectIndexesInside(extraction);
  std::vector<std::string> mentions;
  for (const v1::Mention& m : extraction.mentions()) {
    mentions.push_back(absl::StrCat(m.label(), " ", text.substr(m.span().begin(), m.span().end() - m.span().begin()),
                                    m.nested() ? "*" : "", m.has_value() ? " " : "", m.value().canonical()));
  }
  return mentions;
}

TEST(MentionsTest, StandByBeginThenEndDescending) {
  EXPECT_THAT(Mentions("The Bank of New Bay and Cove."),
              ElementsAre("ORG Bank of New Bay", "PLACE New Bay*", "PLACE Bay*", "PLACE Cove"));
}

TEST(MentionsTest, HaveConfidenceFeaturesByNameAndCaptures) {
  const v1::Extraction extraction = Extracted(Set(), "The Bank of New Bay.");

  const v1::Mention& org = extraction.mentions(0);
  EXPECT_EQ(org.confidence(), 700u);
  EXPECT_EQ(org.rule_id(), "org");
  ASSERT_EQ(org.captures_size(), 2);
  EXPECT_EQ(org.captures(0).name(), "kind");
  EXPECT_FALSE(org.captures(0).has_mention());
  EXPECT_EQ(org.captures(1).name(), "seat");
  EXPECT_EQ(org.captures(1).mention(), 1u);
  ASSERT_EQ(extraction.mentions(1).features_size(), 2);
  EXPECT_EQ(extraction.mentions(1).features(0).name(), "country");
  EXPECT_EQ(extraction.mentions(1).features(1).name(), "zone");
}

TEST(MentionsTest, AuxiliaryAnnotationsAreNone) { EXPECT_THAT(Mentions("It was May."), ElementsAre()); }

TEST(MentionsTest, DatesAnchorToTheDatelineThenToThePublishedDate) {
  EXPECT_THAT(Mentions("It fell on June 3.", "2006-07-05"), ElementsAre("DATE June 3 2006-06-03"));
  EXPECT_THAT(Mentions("It fell on June 3."), ElementsAre("DATE June 3 XXXX-06-03"));
  EXPECT_THAT(Mentions("LIMA, May 20, 1999\n\nIt fell on May 3.", "2006-07-05"),
              ElementsAre("DATE May 20, 1999 1999-05-20", "DATE May 3 1999-05-03"));
}

TEST(MentionsTest, ADateThatDoesNotExistKeepsItsWords) {
  const v1::Extraction extraction = Extracted(Set(), "It fell on June 31.", "2006-07-05");

  ASSERT_EQ(extraction.mentions_size(), 1);
  EXPECT_EQ(extraction.mentions(0).value().canonical(), "June 31");
  EXPECT_NE(extraction.mentions(0).value().problem(), "");
  EXPECT_FALSE(extraction.mentions(0).value().has_date());
}

TEST(MentionsTest, ADatelineThatDoesNotExistAnchorsNothing) {
  EXPECT_THAT(Mentions("LIMA, June 31, 1999\n\nIt fell on May 3.", "2006-07-05"),
              ElementsAre("DATE June 31, 1999 June 31, 1999", "DATE May 3 2006-05-03"));
}

TEST(PartsOfTest, GivesCapturesWithFeaturesThenSettings) {
  const Analyzed analyzed(Set(), "LIMA, June 3");
  const auto parts = PartsOf(*analyzed, analyzed->annotations.back());

  ASSERT_EQ(parts.size(), 3u);
  EXPECT_EQ(parts[0].name, "month");
  EXPECT_EQ(parts[0].text, "June");
  ASSERT_EQ(parts[0].features.size(), 1u);
  EXPECT_EQ(parts[0].features[0].second, "6");
  EXPECT_EQ(parts[1].text, "3");
  EXPECT_EQ(parts[1].begin, 11u);
  EXPECT_EQ(parts[2].name, "anchor");
  EXPECT_EQ(parts[2].text, "dateline");
}

}  // namespace
}  // namespace caspian::extractor
