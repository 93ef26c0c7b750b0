// Why two are one or not, and what may be one, as an aggregator answers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_replace.h"
#include "tests/aggregator/testing/judging_fixture.h"
#include "tests/aggregator/testing/submission_builder.h"

namespace caspian::aggregator {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class MergeExplanationTest : public JudgingFixture {
 protected:
  absl::StatusOr<v1::ExplainMergeResponse> Explain(const std::string& first, const std::string& second) {
    v1::ExplainMergeRequest request;
    request.set_collection("news");
    request.set_first(first);
    request.set_second(second);
    return aggregator_->ExplainMerge(request);
  }

  v1::ListPossibleMatchesResponse Matches(int page_size = 0, const std::string& page_token = "") {
    v1::ListPossibleMatchesRequest request;
    request.set_collection("news");
    request.set_page_size(page_size);
    request.set_page_token(page_token);
    return *aggregator_->ListPossibleMatches(request);
  }
};

TEST_F(MergeExplanationTest, TellsTheWayFromOneNameToTheOther) {
  Submit(Naming("a", "Vera Talheim")).IgnoreError();
  Submit(Naming("b", "Vera Talheim", "NO")).IgnoreError();
  Submit(Naming("c", "Wera Talheim", "NO")).IgnoreError();

  const auto why = *Explain("Vera Talheim", "Wera Talheim");

  EXPECT_TRUE(why.merged());
  EXPECT_EQ(why.first().record_id(), why.second().record_id());
  ASSERT_THAT(why.first().keys(), SizeIs(3));
  EXPECT_EQ(why.first().keys(1).description(), "PERSON vera talheim, NO");
  EXPECT_EQ(why.first().keys(1).document_count(), 1u);
  ASSERT_GE(why.edges_size(), 1);
  EXPECT_EQ(why.edges(why.edges_size() - 1).evidence(), v1::MERGE_EVIDENCE_NAMES);
  for (const v1::MergeEdge& edge : why.edges()) EXPECT_EQ(edge.outcome(), v1::MERGE_OUTCOME_JOINED);
}

TEST_F(MergeExplanationTest, FindsARecordByAnyNameThatDocumentsUseUnlessItIsAnothersOwn) {
  SubmissionBuilder builder("a");
  builder.Sentence("The U.S. and Chile met.");
  builder.Name("PLACE", "U.S.", "United States", "US", "country");
  builder.Name("PLACE", "Chile", "Chile", "CL", "country");
  Submit(builder.Build()).IgnoreError();

  EXPECT_EQ(Explain("U.S.", "Chile")->first().name(), "United States");
  EXPECT_EQ(Explain("united states", "Chile")->first().record_id(), Explain("U.S.", "Chile")->first().record_id());
  const std::string key = Explain("U.S.", "Chile")->first().keys(0).key();
  EXPECT_EQ(Explain(absl::StrReplaceAll(key, {{"\x1f", "|"}}), "Chile")->first().name(), "United States");
  EXPECT_TRUE(absl::IsNotFound(Explain("U.K.", "Chile").status()));
}

TEST_F(MergeExplanationTest, TellsWhatSpeaksForAndAgainst) {
  Submit(Naming("a", "Vera Talheim")).IgnoreError();
  Submit(Naming("b", "Wera Talheim")).IgnoreError();
  Judge(v1::JUDGEMENT_KIND_NOT_SAME, {"Vera Talheim", "Wera Talheim"}, "j1");

  const auto why = *Explain("Vera Talheim", "Wera Talheim");

  EXPECT_FALSE(why.merged());
  ASSERT_THAT(why.edges(), SizeIs(1));
  EXPECT_EQ(why.edges(0).outcome(), v1::MERGE_OUTCOME_FORBIDDEN);
  ASSERT_THAT(why.cannot_links(), SizeIs(1));
  EXPECT_EQ(why.cannot_links(0).judgement_id(), "j1");
}

TEST_F(MergeExplanationTest, ComparesNamesThatHaveLittleInCommonToo) {
  Submit(Naming("a", "Vera Talheim", "NO")).IgnoreError();
  Submit(Naming("b", "Rolf Talheim", "SE")).IgnoreError();

  const auto why = *Explain("Vera Talheim", "Rolf Talheim");

  ASSERT_THAT(why.edges(), SizeIs(1));
  EXPECT_EQ(why.edges(0).outcome(), v1::MERGE_OUTCOME_UNLIKE);
  ASSERT_THAT(why.cannot_links(), SizeIs(1));
  EXPECT_THAT(why.cannot_links(0).reason(), HasSubstr("countries: "));
}

TEST_F(MergeExplanationTest, TellsInWhatTwoEventsDiffer) {
  Submit(Write({.id = "a"})).IgnoreError();
  Submit(Write({.id = "b", .day = "2011-03-05", .actuality = v1::ACTUALITY_PLANNED})).IgnoreError();

  const auto why = *Explain(Events()[0].id(), Events()[1].id());

  ASSERT_THAT(why.differences(), SizeIs(2));
  EXPECT_EQ(why.differences(0).part(), "actuality");
  EXPECT_EQ(why.differences(1).part(), "day");
  EXPECT_EQ(why.differences(1).second(), "2011-03-05");
}

TEST_F(MergeExplanationTest, RefusesWhatItDoesNotKnowOrCantTellApart) {
  Submit(Naming("a", "Omar Haddad", "JO")).IgnoreError();
  Submit(Naming("b", "Omar Haddad", "EG")).IgnoreError();
  Submit(Write({.id = "c", .agent = "Ilse Brandt", .partner = "Rolf Larin"})).IgnoreError();

  EXPECT_EQ(ReasonOf(Explain("Nobody", "Ilse Brandt").status()), v1::ERROR_REASON_RECORD_NOT_FOUND);
  const absl::Status several = Explain("Omar Haddad", "Ilse Brandt").status();
  EXPECT_EQ(ReasonOf(several), v1::ERROR_REASON_REQUEST_INVALID);
  EXPECT_THAT(std::string(several.message()), HasSubstr("omar haddad, JO"));
  EXPECT_EQ(ReasonOf(Explain("Ilse Brandt", Events()[0].id()).status()), v1::ERROR_REASON_REQUEST_INVALID);
}

TEST_F(MergeExplanationTest, ListsPossibleMatchesInPages) {
  Submit(Naming("a", "Jonas Talheim")).IgnoreError();
  Submit(Naming("b", "J. Talheim")).IgnoreError();
  Submit(Naming("c", "Rolf Larin")).IgnoreError();
  Submit(Naming("d", "Larin")).IgnoreError();

  const auto all = Matches();
  ASSERT_THAT(all.matches(), SizeIs(2));
  EXPECT_EQ(all.matches(0).edge().score(), 900u);
  EXPECT_EQ(all.matches(0).first().name(), "J. Talheim");
  EXPECT_EQ(all.matches(0).second().record_id(), Explain("Jonas Talheim", "Jonas Talheim")->first().record_id());

  const auto first = Matches(1);
  ASSERT_THAT(first.matches(), SizeIs(1));
  const auto second = Matches(1, first.next_page_token());
  ASSERT_THAT(second.matches(), SizeIs(1));
  EXPECT_EQ(second.matches(0).SerializeAsString(), all.matches(1).SerializeAsString());
  EXPECT_EQ(second.next_page_token(), "");
}

TEST_F(MergeExplanationTest, AJudgedMatchIsNotOfferedAgain) {
  Submit(Naming("a", "Jonas Talheim")).IgnoreError();
  Submit(Naming("b", "J. Talheim")).IgnoreError();
  ASSERT_THAT(Matches().matches(), SizeIs(1));

  Judge(v1::JUDGEMENT_KIND_NOT_SAME, {"Jonas Talheim", "J. Talheim"}, "j1");

  EXPECT_THAT(Matches().matches(), IsEmpty());
}

class EventNeighboursTest : public MergeExplanationTest {
 protected:
  // The scores of the events that may be one.
  std::vector<uint32_t> Scores() {
    std::vector<uint32_t> scores;
    const v1::ListPossibleMatchesResponse page = Matches();
    for (const v1::PossibleMatch& match : page.matches()) {
      if (match.first().kind() == v1::RECORD_KIND_EVENT) scores.push_back(match.edge().score());
    }
    return scores;
  }

  // A meeting in a month, or at no time.
  static Submission Loose(const std::string& id, const std::string& month, v1::Actuality actuality,
                          v1::Polarity polarity = v1::POLARITY_YES) {
    SubmissionBuilder builder(id);
    builder.Sentence("Ilse Brandt and Omar Haddad meet in March 2011.");
    const uint32_t agent = builder.Name("PERSON", "Ilse Brandt"), partner = builder.Name("PERSON", "Omar Haddad");
    std::vector<std::pair<std::string, uint32_t>> roles = {{"agent", agent}, {"partner", partner}};
    if (!month.empty()) {
      roles.emplace_back(
          "when", builder.Value("DATE", "March 2011",
                                absl::StrCat("canonical: '", month, "' date { timex3: '", month, "' first_day: '",
                                             month, "-01' last_day: '", month, "-31' }")));
    }
    builder.Event("MEET", roles, actuality, polarity);
    return builder.Build();
  }
};

TEST_F(EventNeighboursTest, ATimeWithinAnotherOrNotToldMayBeOne) {
  Submit(Write({.id = "a"})).IgnoreError();
  Submit(Loose("b", "2011-03", v1::ACTUALITY_HAPPENED)).IgnoreError();
  Submit(Loose("c", "", v1::ACTUALITY_HAPPENED)).IgnoreError();

  ASSERT_THAT(Events(), SizeIs(3));
  EXPECT_THAT(Scores(), ElementsAre(900, 800, 800));
  EXPECT_EQ(Matches().matches(0).differences(0).part(), "day");
}

TEST_F(EventNeighboursTest, MoreParticipantsMayBeOne) {
  SubmissionBuilder builder("a");
  builder.Sentence("Ilse Brandt met on 2011-03-04.");
  const uint32_t agent = builder.Name("PERSON", "Ilse Brandt"), day = builder.Day("2011-03-04", "2011-03-04");
  builder.Event("MEET", {{"agent", agent}, {"when", day}});
  Submit(builder.Build()).IgnoreError();
  Submit(Write({.id = "b"})).IgnoreError();

  EXPECT_THAT(Scores(), ElementsAre(850));
}

TEST_F(EventNeighboursTest, DailyTalksNeitherChainNorAreOffered) {
  for (const char* day : {"2011-03-04", "2011-03-05", "2011-03-06"})
    Submit(Write({.id = day, .day = day, .type = "TALK"})).IgnoreError();

  EXPECT_THAT(Events(), SizeIs(3));
  EXPECT_THAT(Scores(), IsEmpty());
}

TEST_F(EventNeighboursTest, WhatHappenedIsNeverOneWithWhatIsPlannedDeniedOrConditional) {
  Submit(Write({.id = "a"})).IgnoreError();
  for (const v1::Actuality actuality : {v1::ACTUALITY_PLANNED, v1::ACTUALITY_DESIRED, v1::ACTUALITY_CONDITIONAL,
                                        v1::ACTUALITY_POSSIBLE, v1::ACTUALITY_FAILED}) {
    Submit(Write({.id = absl::StrCat("b", actuality), .actuality = actuality})).IgnoreError();
    Submit(Loose(absl::StrCat("c", actuality), "", actuality)).IgnoreError();
  }
  Submit(Write({.id = "d", .polarity = v1::POLARITY_NO})).IgnoreError();
  Submit(Loose("e", "2011-03", v1::ACTUALITY_HAPPENED, v1::POLARITY_NO)).IgnoreError();

  EXPECT_THAT(Events(), SizeIs(13));
  const v1::ListPossibleMatchesResponse page = Matches();
  for (const v1::PossibleMatch& match : page.matches()) {
    for (const v1::KeyDifference& difference : match.differences()) EXPECT_EQ(difference.part(), "day");
  }
}

}  // namespace
}  // namespace caspian::aggregator
