#include "extractor/assemble/events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/extractor/assemble/clauses_pack.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;

template <typename Roles>
std::vector<std::string> Described(const Roles& roles, absl::string_view text) {
  std::vector<std::string> described;
  for (const v1::Role& role : roles)
    described.push_back(absl::StrCat(role.name(), "=", Slice(text, role.span()),
                                     role.has_mention() ? absl::StrCat(" #", role.mention()) : ""));
  return described;
}

TEST(EventsTest, HaveRolesOfTheCaptures) {
  const absl::string_view text = "Ada Marsh and Otto Lee visited Cove on 2006-06-23.";
  const v1::Extraction e = Clauses(text);

  ASSERT_GE(e.events_size(), 1);
  EXPECT_EQ(e.events(0).type(), "VISIT");
  EXPECT_EQ(e.events(0).rule_id(), "visit");
  EXPECT_EQ(e.events(0).confidence(), 900u);
  EXPECT_EQ(Slice(text, e.events(0).span()), "Ada Marsh and Otto Lee visited Cove on 2006-06-23");
  EXPECT_THAT(Described(e.events(0).roles(), text),
              ElementsAre("agent=Ada Marsh #0", "agent=Otto Lee #1", "place=Cove #2", "when=2006-06-23 #3"));
}

TEST(EventsTest, ARoleIsTheHeadOfWhatFillsItOrPlainWords) {
  const absl::string_view text = "Then the tall Ada Marsh visited town.";
  EXPECT_THAT(Described(Clauses(text).events(0).roles(), text), ElementsAre("agent=Ada Marsh #0", "place=town"));
}

TEST(EventsTest, PolarityAndActualityAreTheRules) {
  const v1::Extraction e = Clauses("Ada Marsh visited Cove; Otto Lee will visit Cove; Vera Bilt never visited Bay.");

  ASSERT_EQ(e.events_size(), 4);
  EXPECT_EQ(e.events(0).polarity(), v1::POLARITY_YES);
  EXPECT_EQ(e.events(0).actuality(), v1::ACTUALITY_HAPPENED);
  EXPECT_EQ(e.events(2).actuality(), v1::ACTUALITY_PLANNED);
  EXPECT_EQ(e.events(3).polarity(), v1::POLARITY_NO);
  EXPECT_EQ(e.events(3).actuality(), v1::ACTUALITY_HAPPENED);
}

TEST(EventsTest, VoiceAndStepAreTheRules) {
  const v1::Extraction e = Clauses("Ada Marsh visited Cove.");

  ASSERT_EQ(e.events_size(), 2);
  EXPECT_EQ(e.events(1).type(), "ACT");
  EXPECT_EQ(e.events(1).voice(), v1::VOICE_AUTHOR);
  EXPECT_EQ(e.events(1).step(), "signed");
}

TEST(EventsTest, VoiceIsTheAuthorsWhereHeSpeaksOrOthersAreCredited) {
  const auto voice = [](absl::string_view text) { return Clauses(text).events(0).voice(); };

  EXPECT_EQ(voice("Ada Marsh visited Cove."), v1::VOICE_REPORTED);
  EXPECT_EQ(voice("Ada Marsh visited Cove, therefore."), v1::VOICE_AUTHOR);
  EXPECT_EQ(voice("Ada Marsh visited Cove (Coastwire)."), v1::VOICE_REPORTED);
  EXPECT_EQ(voice("Ada Marsh visited Cove.\n\nIt rained (Coastwire)."), v1::VOICE_AUTHOR);
}

TEST(EventsTest, KnowWhatCreditsThem) {
  const v1::Extraction e =
      Clauses("Ada Marsh visited Cove. It rained (Coastwire). According to Hill News Otto Lee visited Bay.");

  EXPECT_EQ(e.events(0).citation(), 0u);
  EXPECT_TRUE(e.events(0).citation_presumed());
  EXPECT_EQ(e.events(2).citation(), 1u);
  EXPECT_FALSE(e.events(2).citation_presumed());
  EXPECT_FALSE(Clauses("Ada Marsh visited Cove.").events(0).has_citation());
}

TEST(EventsTest, WithoutATimeOfItsOwnAnEventIsNotAfterItsCitationOrPublication) {
  const auto not_after = [](absl::string_view text, absl::string_view published) {
    return Clauses(text, published).events(0).not_after();
  };

  EXPECT_EQ(not_after("Ada Marsh visited Cove.", "2006-07-05T10:30+02:00"), "2006-07-05");
  EXPECT_EQ(not_after("Ada Marsh visited Cove.", "2006-07"), "");
  EXPECT_EQ(not_after("Ada Marsh visited Cove.", ""), "");
  EXPECT_EQ(not_after("Ada Marsh visited Cove (Coastwire, 2006-06-23).", "2006-07-05"), "2006-06-23");
  EXPECT_EQ(not_after("Ada Marsh visited Cove (Coastwire).", "2006-07-05"), "2006-07-05");
  EXPECT_EQ(not_after("Ada Marsh visited Cove on 2006-06-20.", "2006-07-05"), "");
  EXPECT_EQ(not_after("Ada Marsh will visit Cove.", "2006-07-05"), "");
}

TEST(StatementsTest, HaveHolderChannelAddresseeAndContent) {
  const absl::string_view text = "Ada Marsh said via Coastwire to Otto Lee that it rains in Cove.";
  const v1::Extraction e = Clauses(text);

  ASSERT_EQ(e.statements_size(), 1);
  EXPECT_EQ(e.statements(0).manner(), "SAY");
  EXPECT_THAT(Described(e.statements(0).roles(), text),
              ElementsAre("holder=Ada Marsh #0", "channel=Coastwire #1", "addressee=Otto Lee #2"));
  EXPECT_EQ(Slice(text, e.statements(0).content()), "it rains in Cove");
}

TEST(StatementsTest, ASettingNamesTheManner) {
  EXPECT_EQ(Clauses("Ada Marsh denied that it rains.").statements(0).manner(), "DENY");
}

TEST(StatementsTest, EventsInTheContentHaveTheHoldersOutermostFirst) {
  const absl::string_view text = "Vera Bilt said that Ada Marsh denied that Otto Lee visited Cove.";
  const v1::Extraction e = Clauses(text);

  ASSERT_EQ(e.statements_size(), 2);
  ASSERT_GE(e.events_size(), 1);
  EXPECT_EQ(e.events(0).type(), "VISIT");
  EXPECT_THAT(Described(e.events(0).holders(), text), ElementsAre("holder=Vera Bilt #0", "holder=Ada Marsh #1"));
  EXPECT_THAT(Described(e.events(0).roles(), text), ElementsAre("agent=Otto Lee #2", "place=Cove #3"));
}

TEST(StatementsTest, EventsOutsideTheContentHaveNone) {
  EXPECT_EQ(Clauses("Ada Marsh visited Cove and Vera Bilt said that it rains.").events(0).holders_size(), 0);
  EXPECT_EQ(Clauses("Vera Bilt said that it rains. Ada Marsh visited Cove.").events(0).holders_size(), 0);
}

TEST(EventsTest, ACapturedHolderIsAHolderAndNoRole) {
  const absl::string_view text = "Vera Bilt said that Ada Marsh dreams of Cove.";
  const v1::Extraction e = Clauses(text);

  ASSERT_EQ(e.events_size(), 1);
  EXPECT_THAT(Described(e.events(0).holders(), text), ElementsAre("holder=Vera Bilt #0", "holder=Ada Marsh #1"));
  EXPECT_THAT(Described(e.events(0).roles(), text), ElementsAre("place=Cove #2"));
}

}  // namespace
}  // namespace caspian::extractor
