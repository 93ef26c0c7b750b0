// Judgements change the briefing at once, are taken back, and outlive what rules find later.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/aggregator/testing/judging_fixture.h"

namespace caspian::aggregator {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class JudgingTest : public JudgingFixture {};

// The same document as another rule set would have found it: other ids of rules, another span of the event.
Submission FoundAnew(Submission submission, uint32_t version) {
  submission.extraction.mutable_rule_set()->set_version(version);
  for (v1::Event& event : *submission.extraction.mutable_events()) {
    event.set_rule_id("event.anew");
    event.mutable_span()->set_end(event.span().end() - 1);
  }
  return submission;
}

TEST_F(JudgingTest, SameJoinsTwoEntitiesUntilItIsUndone) {
  Submit(Naming("a", "Lilo Talheim")).IgnoreError();
  Submit(Naming("b", "Zenobia Crane")).IgnoreError();
  const std::string before = Bytes();

  const v1::Judgement stored = Judge(v1::JUDGEMENT_KIND_SAME, {"Zenobia Crane", "Lilo Talheim"}, "j1");

  EXPECT_THAT(stored.keys(), SizeIs(2));
  EXPECT_LT(stored.keys(0), stored.keys(1));
  ASSERT_THAT(Entities(), SizeIs(1));
  EXPECT_THAT(Entities()[0].judgement_ids(), ElementsAre("j1"));
  EXPECT_TRUE(Entry("j1").effective());
  EXPECT_TRUE(Undo("j1"));
  EXPECT_EQ(Bytes(), before);
  EXPECT_FALSE(Entry("j1").in_force());
  EXPECT_EQ(Entry("j1").undo().author(), "bo");
}

TEST_F(JudgingTest, NotSamePartsWhatNamesJoin) {
  Submit(Naming("a", "Vera Talheim")).IgnoreError();
  Submit(Naming("b", "Vera Marta Talheim")).IgnoreError();
  ASSERT_THAT(Entities(), SizeIs(1));

  Judge(v1::JUDGEMENT_KIND_NOT_SAME, {"Vera Talheim", "Vera Marta Talheim"}, "j1");

  ASSERT_THAT(Entities(), SizeIs(2));
  EXPECT_THAT(Entities()[0].judgement_ids(), ElementsAre("j1"));
  EXPECT_THAT(Entities()[1].judgement_ids(), ElementsAre("j1"));
}

TEST_F(JudgingTest, OfTwoOnOnePairTheLaterCountsWhateverTheOrderOfArrival) {
  Submit(Naming("a", "Vera Talheim")).IgnoreError();
  Submit(Naming("b", "Rolf Larin")).IgnoreError();
  v1::JudgeRequest same = Request(v1::JUDGEMENT_KIND_SAME, {"Vera Talheim", "Rolf Larin"}, "j1");
  v1::JudgeRequest apart = Request(v1::JUDGEMENT_KIND_NOT_SAME, {"Vera Talheim", "Rolf Larin"}, "j2");

  Judge(apart);
  Judge(same);

  EXPECT_THAT(Entities(), SizeIs(2));
  EXPECT_FALSE(Entry("j1").effective());
  EXPECT_TRUE(Entry("j1").in_force());
  Undo("j2");
  EXPECT_THAT(Entities(), SizeIs(1));
}

TEST_F(JudgingTest, ASplitTakesDocumentsOutOfARecord) {
  for (const char* id : {"a", "b", "c"}) Submit(Naming(id, "Vera Talheim")).IgnoreError();
  v1::JudgeRequest request = Request(v1::JUDGEMENT_KIND_SPLIT, {"Vera Talheim"}, "j1");
  request.mutable_judgement()->add_places()->set_document_id("c");

  Judge(request);

  ASSERT_THAT(Entities(), SizeIs(2));
  EXPECT_EQ(Entities()[0].entity().support().document_count(), 2u);
  EXPECT_EQ(Entities()[1].documents(0).id(), "c");
  EXPECT_THAT(Entities()[1].judgement_ids(), ElementsAre("j1"));
  Undo("j1");
  EXPECT_THAT(Entities(), SizeIs(1));
}

TEST_F(JudgingTest, WhatIsNoEventLeavesTheBriefing) {
  Submit(Write({.id = "a"})).IgnoreError();
  Submit(Write({.id = "b", .day = "2011-05-06"})).IgnoreError();
  ASSERT_THAT(Events(), SizeIs(2));

  Judge(v1::JUDGEMENT_KIND_NOT_AN_EVENT, {Events()[0].id()}, "j1");

  ASSERT_THAT(Events(), SizeIs(1));
  EXPECT_EQ(Events()[0].event().first_day(), "2011-05-06");
  EXPECT_TRUE(Entry("j1").effective());
}

TEST_F(JudgingTest, AWrongRoleIsMovedOrLeft) {
  Submit(Write({.id = "a", .type = "VISIT"})).IgnoreError();
  v1::JudgeRequest request = Request(v1::JUDGEMENT_KIND_WRONG_ROLE, {Events()[0].id()}, "j1");
  request.mutable_judgement()->set_role("partner");
  request.set_filler("omar haddad");
  request.mutable_judgement()->set_corrected_role("place");

  Judge(request);
  EXPECT_EQ(Roles(Events()[0]), "agent=Ilse Brandt, place=Omar Haddad");
  EXPECT_THAT(Events()[0].judgement_ids(), ElementsAre("j1"));

  Undo("j1");
  request.mutable_judgement()->clear_corrected_role();
  request.mutable_judgement()->set_judged_time(Minute(50));
  request.set_records(0, Events()[0].id());
  Judge(request);
  EXPECT_EQ(Roles(Events()[0]), "agent=Ilse Brandt");
}

TEST_F(JudgingTest, WhatIsReversedIsTurnedRoundOnlyAsLongAsItIs) {
  Submit(Write({.id = "a", .type = "VISIT"})).IgnoreError();
  Judge(v1::JUDGEMENT_KIND_REVERSED, {Events()[0].id()}, "j1");
  EXPECT_EQ(Roles(Events()[0]), "agent=Omar Haddad, partner=Ilse Brandt");

  // A better rule set finds it the right way round.
  Submission better = Write({.id = "a", .type = "VISIT"});
  better.extraction.mutable_rule_set()->set_version(9);
  better.extraction.mutable_events(0)->mutable_roles(0)->set_name("partner");
  better.extraction.mutable_events(0)->mutable_roles(1)->set_name("agent");
  EXPECT_EQ(*Submit(better), v1::STORE_OUTCOME_STORED);

  EXPECT_EQ(Roles(Events()[0]), "agent=Omar Haddad, partner=Ilse Brandt");
  EXPECT_FALSE(Entry("j1").effective());
}

TEST_F(JudgingTest, AWrongDateIsCorrectedOrDropped) {
  Submit(Write({.id = "a"})).IgnoreError();
  v1::JudgeRequest request = Request(v1::JUDGEMENT_KIND_WRONG_DATE, {Events()[0].id()}, "j1");
  request.mutable_judgement()->set_corrected_time("2011-03-05/2011-03-06");
  Judge(request);
  EXPECT_EQ(Events()[0].event().when(), "2011-03-05/2011-03-06");
  EXPECT_EQ(Events()[0].event().last_day(), "2011-03-06");

  request = Request(v1::JUDGEMENT_KIND_WRONG_DATE, {Events()[0].id()}, "j2");
  Judge(request);
  EXPECT_EQ(Events()[0].event().when(), "");
}

TEST_F(JudgingTest, AnAuthorsViewHasNoCredit) {
  SubmissionBuilder builder("a");
  builder.Sentence("Ilse Brandt met Omar Haddad, the Harbour News said.");
  const uint32_t agent = builder.Name("PERSON", "Ilse Brandt"), partner = builder.Name("PERSON", "Omar Haddad");
  const uint32_t citation = builder.Citation("Harbour News");
  v1::Event* event = builder.Event("MEET", {{"agent", agent}, {"partner", partner}});
  event->set_citation(citation);
  event->set_voice(v1::VOICE_REPORTED);
  Submit(builder.Build()).IgnoreError();
  ASSERT_THAT(Events()[0].event().credits(), SizeIs(1));

  Judge(v1::JUDGEMENT_KIND_AUTHORS_VIEW, {Events()[0].id()}, "j1");

  EXPECT_THAT(Events()[0].event().credits(), IsEmpty());
  EXPECT_EQ(Events()[0].event().voice(), v1::VOICE_AUTHOR);
}

TEST_F(JudgingTest, JudgementsOutliveReExtractionAndFindTheirWordsInANewRevision) {
  Submit(Write({.id = "a"})).IgnoreError();
  Judge(v1::JUDGEMENT_KIND_NOT_AN_EVENT, {Events()[0].id()}, "j1");

  EXPECT_EQ(*Submit(FoundAnew(Write({.id = "a"}), 7)), v1::STORE_OUTCOME_STORED);
  EXPECT_THAT(Events(), IsEmpty());

  SubmissionBuilder revised("a", 2);
  revised.Sentence("A correction stands before it.");
  revised.Sentence("Ilse Brandt and  Omar Haddad on 2011-03-04.");
  const uint32_t agent = revised.Name("PERSON", "Ilse Brandt");
  revised.Event("MEET", {{"agent", agent}});
  EXPECT_EQ(*Submit(revised.Build()), v1::STORE_OUTCOME_STORED);
  EXPECT_THAT(Events(), IsEmpty());

  SubmissionBuilder other("a", 3);
  other.Sentence("Ilse Brandt met Omar Haddad in another sentence.");
  other.Event("MEET", {{"agent", other.Name("PERSON", "Ilse Brandt")}});
  EXPECT_EQ(*Submit(other.Build()), v1::STORE_OUTCOME_STORED);
  EXPECT_THAT(Events(), SizeIs(1));
}

TEST_F(JudgingTest, NothingOfADeletedDocumentIsLeftInAJudgementNorDoesItSpeakOfIt) {
  Submit(Write({.id = "a"})).IgnoreError();
  Submit(Naming("other", "Vera Talheim")).IgnoreError();
  const v1::Judgement stored = Judge(v1::JUDGEMENT_KIND_NOT_AN_EVENT, {Events()[0].id()}, "j1");

  Delete("a", 9);

  EXPECT_EQ(stored.SerializeAsString().find("Haddad"), std::string::npos);
  EXPECT_FALSE(Entry("j1").effective());
  EXPECT_TRUE(Entry("j1").in_force());
}

TEST_F(JudgingTest, RefusesWhatDoesNotFitWithAReason) {
  Submit(Write({.id = "a"})).IgnoreError();
  const std::string event = Events()[0].id();
  const auto refused = [this](v1::JudgementKind kind, const std::vector<std::string>& records) {
    return WhyRefused(Request(kind, records, "j1"));
  };

  EXPECT_EQ(refused(v1::JUDGEMENT_KIND_SAME, {"Ilse Brandt"}), v1::ERROR_REASON_JUDGEMENT_INVALID);
  EXPECT_EQ(refused(v1::JUDGEMENT_KIND_SAME, {"Ilse Brandt", event}), v1::ERROR_REASON_JUDGEMENT_INVALID);
  EXPECT_EQ(refused(v1::JUDGEMENT_KIND_SAME, {"Ilse Brandt", "Ilse Brandt"}), v1::ERROR_REASON_JUDGEMENT_INVALID);
  EXPECT_EQ(refused(v1::JUDGEMENT_KIND_SAME, {"Ilse Brandt", "Nobody"}), v1::ERROR_REASON_RECORD_NOT_FOUND);
  EXPECT_EQ(refused(v1::JUDGEMENT_KIND_SPLIT, {"Ilse Brandt"}), v1::ERROR_REASON_JUDGEMENT_INVALID);
  EXPECT_EQ(refused(v1::JUDGEMENT_KIND_WRONG_ROLE, {event}), v1::ERROR_REASON_JUDGEMENT_INVALID);
  EXPECT_EQ(refused(v1::JUDGEMENT_KIND_REVERSED, {"Ilse Brandt"}), v1::ERROR_REASON_JUDGEMENT_INVALID);
  EXPECT_EQ(refused(v1::JUDGEMENT_KIND_UNSPECIFIED, {event}), v1::ERROR_REASON_JUDGEMENT_INVALID);

  v1::JudgeRequest request = Request(v1::JUDGEMENT_KIND_NOT_AN_EVENT, {event}, "j1");
  for (const char* time : {"", "yesterday", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00"}) {
    request.mutable_judgement()->set_judged_time(time);
    EXPECT_EQ(WhyRefused(request), v1::ERROR_REASON_JUDGEMENT_INVALID) << time;
  }
  request = Request(v1::JUDGEMENT_KIND_WRONG_DATE, {event}, "j1");
  for (const char* day : {"2011", "2011-02-30", "2011-03-05/2011-03-04", "next week"}) {
    request.mutable_judgement()->set_corrected_time(day);
    EXPECT_EQ(WhyRefused(request), v1::ERROR_REASON_JUDGEMENT_INVALID) << day;
  }
  request = Request(v1::JUDGEMENT_KIND_NOT_AN_EVENT, {event}, "j1");
  request.mutable_judgement()->clear_author();
  EXPECT_EQ(WhyRefused(request), v1::ERROR_REASON_JUDGEMENT_INVALID);
}

TEST_F(JudgingTest, AJudgementByKeysMayComeBeforeItsDocuments) {
  Submit(Naming("a", "Lilo Talheim")).IgnoreError();
  Submit(Naming("b", "Zenobia Crane")).IgnoreError();
  v1::JudgeRequest request;
  request.set_collection("news");
  *request.mutable_judgement() = Judge(v1::JUDGEMENT_KIND_SAME, {"Lilo Talheim", "Zenobia Crane"}, "j1");
  const std::string expected = Bytes();
  Start({});

  Judge(request);
  Submit(Naming("b", "Zenobia Crane")).IgnoreError();
  Submit(Naming("a", "Lilo Talheim")).IgnoreError();

  EXPECT_EQ(Bytes(), expected);
}

TEST_F(JudgingTest, ListsInPages) {
  Submit(Naming("a", "Vera Talheim")).IgnoreError();
  Submit(Naming("b", "Rolf Larin")).IgnoreError();
  for (const char* id : {"c", "a", "b"}) Judge(v1::JUDGEMENT_KIND_NOT_SAME, {"Vera Talheim", "Rolf Larin"}, id);
  v1::ListJudgementsRequest request;
  request.set_collection("news");
  request.set_page_size(2);

  const auto first = aggregator_->ListJudgements(request);
  ASSERT_THAT(first->judgements(), SizeIs(2));
  EXPECT_EQ(first->judgements(0).judgement().id(), "a");
  request.set_page_token(first->next_page_token());
  const auto second = aggregator_->ListJudgements(request);
  ASSERT_THAT(second->judgements(), SizeIs(1));
  EXPECT_EQ(second->next_page_token(), "");
  request.set_collection("other");
  EXPECT_FALSE(aggregator_->ListJudgements(request).ok());
}

}  // namespace
}  // namespace caspian::aggregator
