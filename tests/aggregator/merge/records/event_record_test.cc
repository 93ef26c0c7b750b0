// What happens and is said: which tellings are one record, and what it shows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/aggregator/testing/briefing_of.h"
#include "tests/aggregator/testing/small_submissions.h"
#include "tests/aggregator/testing/submission_builder.h"

namespace caspian::aggregator {
namespace {

using testing::SizeIs;
using Body = v1::BriefingRecord;

std::vector<v1::EventRecord> Events(const std::vector<Submission>& submissions) {
  std::vector<v1::EventRecord> events;
  for (const auto& record : RecordsOf(BriefingOf(submissions), Body::kEvent)) events.push_back(record.event());
  return events;
}

TEST(EventRecordTest, MergesTheSameEventWhicheverWayRoundItIsTold) {
  const auto events =
      Events({Write({.id = "a"}), Write({.id = "b", .agent = "Omar Haddad", .partner = "Ilse Brandt"})});

  ASSERT_THAT(events, SizeIs(1));
  ASSERT_THAT(events[0].roles(), SizeIs(2));
  EXPECT_EQ(events[0].roles(0).text(), "Ilse Brandt");
  EXPECT_EQ(events[0].roles(0).support().document_count(), 2u);
  EXPECT_EQ(events[0].first_day(), "2011-03-04");
}

TEST(EventRecordTest, KeepsEventsApartThatAreNotTheSame) {
  const std::pair<const char*, Meeting> kOthers[] = {{"another day", {.id = "b", .day = "2011-03-05"}},
                                                     {"planned", {.id = "b", .actuality = v1::ACTUALITY_PLANNED}},
                                                     {"denied", {.id = "b", .polarity = v1::POLARITY_NO}},
                                                     {"another type", {.id = "b", .type = "SIGN"}},
                                                     {"another partner", {.id = "b", .partner = "Lina Haddad"}}};
  for (const auto& [what, other] : kOthers) EXPECT_THAT(Events({Write({.id = "a"}), Write(other)}), SizeIs(2)) << what;
  EXPECT_THAT(Events({Write({.id = "a", .type = "BUY"}),
                      Write({.id = "b", .type = "BUY", .agent = "Omar Haddad", .partner = "Ilse Brandt"})}),
              SizeIs(2));
}

TEST(EventRecordTest, AMonthIsNotItsFirstDay) {
  SubmissionBuilder month("b");
  month.Sentence("Ilse Brandt met Omar Haddad in March 2011.");
  const uint32_t ilse = month.Name("PERSON", "Ilse Brandt");
  const uint32_t omar = month.Name("PERSON", "Omar Haddad");
  const uint32_t when =
      month.Value("DATE", "March 2011",
                  "canonical: '2011-03' date { timex3: '2011-03' first_day: '2011-03-01' last_day: '2011-03-31' }");
  month.Event("MEET", {{"agent", ilse}, {"partner", omar}, {"when", when}});

  EXPECT_THAT(Events({Write({.id = "a", .day = "2011-03-01"}), month.Build()}), SizeIs(2));
}

TEST(EventRecordTest, WhatSomebodyIsToldToSayIsNotTheAuthorsOwn) {
  const std::pair<const char*, v1::Voice> kManners[] = {{"SAY", v1::VOICE_REPORTED}, {"WANT", v1::VOICE_AUTHOR}};
  for (const auto& [manner, voice] : kManners) {
    SubmissionBuilder builder("a");
    builder.Sentence("Ilse Brandt met Omar Haddad, Lina Haddad said.");
    const uint32_t ilse = builder.Name("PERSON", "Ilse Brandt"), omar = builder.Name("PERSON", "Omar Haddad");
    builder.Event("MEET", {{"agent", ilse}, {"partner", omar}})->set_voice(v1::VOICE_AUTHOR);
    builder.Statement(manner, {{"holder", builder.Name("PERSON", "Lina Haddad")}}, "Ilse Brandt met Omar Haddad")
        ->set_voice(v1::VOICE_AUTHOR);
    const v1::Briefing briefing = BriefingOf({builder.Build()});

    EXPECT_EQ(RecordsOf(briefing, Body::kEvent)[0].event().voice(), voice) << manner;
    EXPECT_EQ(RecordsOf(briefing, Body::kStatement)[0].statement().voice(), voice) << manner;
  }
}

// "Rebels killed N soldiers in PLACE on 4 March.", without the day or the place where they are empty.
Submission Killing(const std::string& id, const std::string& count, const std::string& place, const std::string& day) {
  SubmissionBuilder builder(id);
  builder.document()->mutable_published()->set_year(2011);
  builder.document()->mutable_published()->set_month(3);
  builder.document()->mutable_published()->set_day(id == "c" ? 6u : 5u);
  builder.Sentence(absl::StrCat("Rebels killed ", count, " soldiers in ", place, " on 4 March."));
  const uint32_t soldiers = builder.Value("QUANTITY", absl::StrCat(count, " soldiers"),
                                          absl::StrCat("canonical: '", count, " soldiers' quantity { amount: '", count,
                                                       "' unit: 'soldiers' dimension: 'count' }"));
  std::vector<std::pair<std::string, uint32_t>> roles = {{"object", soldiers}};
  if (!place.empty()) roles.push_back({"place", builder.Name("PLACE", place)});
  if (!day.empty()) roles.push_back({"when", builder.Day("4 March", day)});
  builder.Event("KILL", roles);
  return builder.Build();
}

TEST(EventRecordTest, CountsThatDifferAreOfOneEventWhereItsDayAndPlaceAreKnown) {
  const auto one = Events({Killing("a", "20", "Cairo", "2011-03-04"), Killing("b", "25", "Cairo", "2011-03-04")});
  ASSERT_THAT(one, SizeIs(1));
  ASSERT_THAT(one[0].roles(), SizeIs(3));
  EXPECT_EQ(one[0].roles(0).text(), "20 soldiers");
  EXPECT_EQ(one[0].roles(1).text(), "25 soldiers");
  EXPECT_EQ(one[0].roles(1).support().evidence_count(), 1u);

  EXPECT_THAT(Events({Killing("a", "20", "Cairo", "2011-03-04"), Killing("b", "25", "Luxor", "2011-03-04")}),
              SizeIs(2));
  EXPECT_THAT(Events({Killing("a", "20", "Cairo", "2011-03-04"), Killing("b", "25", "Cairo", "2011-03-05")}),
              SizeIs(2));
  EXPECT_THAT(Events({Killing("a", "20", "Cairo", ""), Killing("b", "25", "Cairo", "")}), SizeIs(2));
}

TEST(EventRecordTest, WhatNamesNobodyAndNoTimeIsOneOnlyOfOneDaysReports) {
  EXPECT_THAT(Events({Killing("a", "20", "", ""), Killing("b", "20", "", "")}), SizeIs(1));
  EXPECT_THAT(Events({Killing("a", "20", "", ""), Killing("c", "20", "", "")}), SizeIs(2));
}

TEST(EventRecordTest, WishesOfTwoHoldersAreTwo) {
  std::vector<Submission> submissions;
  for (const char* holder : {"Lina Haddad", "Max Stein", "Max Stein"}) {
    SubmissionBuilder builder(absl::StrCat("d", submissions.size()));
    builder.Sentence(absl::StrCat(holder, " wants Ilse Brandt to meet Omar Haddad."));
    const uint32_t who = builder.Name("PERSON", holder);
    const uint32_t ilse = builder.Name("PERSON", "Ilse Brandt");
    const uint32_t omar = builder.Name("PERSON", "Omar Haddad");
    v1::Event* event = builder.Event("MEET", {{"agent", ilse}, {"partner", omar}}, v1::ACTUALITY_DESIRED);
    event->add_holders()->set_mention(who);
    submissions.push_back(builder.Build());
  }

  const auto events = Events(submissions);

  ASSERT_THAT(events, SizeIs(2));
  for (const auto& event : events) ASSERT_THAT(event.holders(), SizeIs(1));
}

TEST(EventRecordTest, OrdersEventsByTimeUndatedLast) {
  SubmissionBuilder undated("a");
  undated.Sentence("Ilse Brandt met Omar Haddad.");
  const uint32_t ilse = undated.Name("PERSON", "Ilse Brandt");
  const uint32_t omar = undated.Name("PERSON", "Omar Haddad");
  undated.Event("MEET", {{"agent", ilse}, {"partner", omar}});

  const auto events =
      Events({undated.Build(), Write({.id = "b", .day = "2011-03-05"}), Write({.id = "c", .day = "2010-12-31"})});

  ASSERT_THAT(events, SizeIs(3));
  EXPECT_EQ(events[0].when(), "2010-12-31");
  EXPECT_EQ(events[1].when(), "2011-03-05");
  EXPECT_EQ(events[2].when(), "");
}

TEST(EventRecordTest, BoundsOfSourcesHoldTogether) {
  Submission a = Write({.id = "a"}), b = Write({.id = "b"});
  a.extraction.mutable_events(0)->set_not_before("2011-01-01");
  a.extraction.mutable_events(0)->set_not_after("2011-06-30");
  b.extraction.mutable_events(0)->set_not_before("2011-02-01");

  const auto events = Events({a, b});

  EXPECT_EQ(events.at(0).not_before(), "2011-02-01");
  EXPECT_EQ(events.at(0).not_after(), "2011-06-30");
}

TEST(EventRecordTest, RolesCarryRecordIdsAndOffices) {
  SubmissionBuilder builder("a");
  builder.Sentence("Jordan's finance minister Omar Haddad met Ilse Brandt.");
  const uint32_t omar = builder.Name("PERSON", "Omar Haddad");
  const uint32_t ilse = builder.Name("PERSON", "Ilse Brandt");
  builder.Name("PLACE", "Jordan", "Jordan", "JO", "country");
  builder.Office("Omar Haddad", "finance minister", "Jordan");
  builder.Event("MEET", {{"partner", ilse}, {"agent", omar}});

  const v1::Briefing briefing = BriefingOf({builder.Build()});

  const auto event = RecordsOf(briefing, Body::kEvent).at(0).event();
  ASSERT_THAT(event.roles(), SizeIs(2));
  EXPECT_EQ(event.roles(0).name(), "agent");
  EXPECT_EQ(event.roles(0).office(), "finance minister of Jordan");
  EXPECT_EQ(event.roles(1).text(), "Ilse Brandt");
  EXPECT_THAT(RecordsOf(briefing, Body::kEntity),
              testing::Contains(testing::Property(&Body::id, event.roles(0).entity_record_id())));
}

TEST(EventRecordTest, TellsWhomSourcesCreditAndHow) {
  SubmissionBuilder builder("a");
  builder.Sentence("Ilse Brandt met Omar Haddad.");
  const uint32_t ilse = builder.Name("PERSON", "Ilse Brandt");
  const uint32_t omar = builder.Name("PERSON", "Omar Haddad");
  v1::Event* event = builder.Event("MEET", {{"agent", ilse}, {"partner", omar}});
  builder.Sentence("They parted (Delta Agency, March 4).");
  event->set_citation(builder.Citation("Delta Agency", "2011-03-04"));
  event->set_citation_presumed(true);
  event->set_voice(v1::VOICE_REPORTED);

  const v1::Briefing briefing = BriefingOf({builder.Build()});

  const auto record = RecordsOf(briefing, Body::kEvent).at(0);
  ASSERT_THAT(record.event().credits(), SizeIs(1));
  EXPECT_EQ(record.event().credits(0).source(), "Delta Agency");
  EXPECT_EQ(record.event().credits(0).date(), "2011-03-04");
  EXPECT_TRUE(record.event().credits(0).presumed());
  EXPECT_EQ(record.event().voice(), v1::VOICE_REPORTED);
  EXPECT_EQ(record.evidence(0).cited_source(), "Delta Agency");
  EXPECT_TRUE(record.evidence(0).citation_presumed());
  EXPECT_TRUE(RecordsOf(briefing, Body::kEntity).at(0).evidence(0).citation_presumed());
  const auto source = RecordsOf(briefing, Body::kSource).at(0).source();
  EXPECT_EQ(source.kind(), v1::SOURCE_KIND_CREDITED);
  EXPECT_EQ(source.count(), 1u);
  EXPECT_EQ(briefing.counts().citation_count(), 1u);
  EXPECT_EQ(briefing.counts().credited_source_count(), 1u);
}

TEST(EventRecordTest, StatementsMergeByMannerHolderAndWords) {
  std::vector<Submission> submissions;
  for (const char* id : {"a", "b", "c"}) {
    SubmissionBuilder builder(id);
    builder.Sentence("Omar Haddad said the dam is safe.");
    const uint32_t omar = builder.Name("PERSON", "Omar Haddad");
    builder.Statement(std::string(id) == "c" ? "DENY" : "SAY", {{"holder", omar}}, "the dam is safe");
    submissions.push_back(builder.Build());
  }

  const auto statements = RecordsOf(BriefingOf(submissions), Body::kStatement);

  ASSERT_THAT(statements, SizeIs(2));
  EXPECT_EQ(statements[0].statement().manner(), "DENY");
  EXPECT_EQ(statements[1].statement().content(), "the dam is safe");
  EXPECT_EQ(statements[1].statement().roles(0).support().evidence_count(), 2u);
}

}  // namespace
}  // namespace caspian::aggregator
