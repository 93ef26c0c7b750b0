// What becomes of things over time: offices, plans, contradictions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "tests/aggregator/testing/briefing_of.h"
#include "tests/aggregator/testing/small_submissions.h"
#include "tests/aggregator/testing/submission_builder.h"

namespace caspian::aggregator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using Body = v1::BriefingRecord;

Submission PublishedOn(Submission submission, const std::string& day) {
  *submission.document.mutable_published() = *ParsePublishedDate(day);
  return submission;
}

// The one event of that outlook.
v1::BriefingRecord EventOf(const v1::Briefing& briefing, v1::Actuality actuality,
                           v1::Polarity polarity = v1::POLARITY_YES) {
  for (const auto& record : RecordsOf(briefing, Body::kEvent)) {
    if (record.event().actuality() == actuality && record.event().polarity() == polarity) return record;
  }
  ADD_FAILURE() << "no such event";
  return {};
}

// What became of the one planned event: "1 " or "2 " and whether the record told is the real one.
std::vector<std::string> OutcomesOf(const v1::Briefing& briefing) {
  std::vector<std::string> outcomes;
  const v1::BriefingRecord plan = EventOf(briefing, v1::ACTUALITY_PLANNED);
  for (const v1::EventOutcome& outcome : plan.event().outcomes()) {
    const auto& records = briefing.records();
    const auto told = std::find_if(records.begin(), records.end(),
                                   [&](const auto& record) { return record.id() == outcome.record_id(); });
    outcomes.push_back(absl::StrCat(v1::OutcomeKind_Name(outcome.kind()), " ",
                                    told == records.end() ? "dangling" : told->event().when()));
  }
  return outcomes;
}

// A document in which two meet on no day that it tells.
Submission Undated(const std::string& id, const std::string& published, v1::Actuality actuality,
                   v1::Polarity polarity = v1::POLARITY_YES) {
  SubmissionBuilder builder(id);
  builder.Sentence("Ilse Brandt and Omar Haddad.");
  const uint32_t agent = builder.Name("PERSON", "Ilse Brandt"), partner = builder.Name("PERSON", "Omar Haddad");
  builder.Event("MEET", {{"agent", agent}, {"partner", partner}}, actuality, polarity);
  return PublishedOn(builder.Build(), published);
}

TEST(OverTimeTest, APlanForADayIsFulfilledByWhatHappensOnIt) {
  const Submission plan = Write({.id = "a", .actuality = v1::ACTUALITY_PLANNED});

  EXPECT_THAT(OutcomesOf(BriefingOf({plan, Write({.id = "b"})})), ElementsAre("OUTCOME_KIND_FULFILLED 2011-03-04"));
  EXPECT_THAT(OutcomesOf(BriefingOf({plan, Write({.id = "b", .polarity = v1::POLARITY_NO})})),
              ElementsAre("OUTCOME_KIND_FAILED 2011-03-04"));
  EXPECT_THAT(OutcomesOf(BriefingOf({plan, Write({.id = "b", .actuality = v1::ACTUALITY_FAILED})})),
              ElementsAre("OUTCOME_KIND_FAILED 2011-03-04"));
}

TEST(OverTimeTest, WhatHappensOnAnotherDayOrToOthersIsNoOutcome) {
  const Submission plan = Write({.id = "a", .actuality = v1::ACTUALITY_PLANNED});

  EXPECT_THAT(OutcomesOf(BriefingOf({plan, Write({.id = "b", .day = "2011-03-05"})})), IsEmpty());
  EXPECT_THAT(OutcomesOf(BriefingOf({plan, Write({.id = "b", .type = "SIGN"})})), IsEmpty());
  EXPECT_THAT(OutcomesOf(BriefingOf({plan, Write({.id = "b", .partner = "Lina Haddad"})})), IsEmpty());
  EXPECT_THAT(OutcomesOf(BriefingOf({plan, Write({.id = "b", .actuality = v1::ACTUALITY_POSSIBLE})})), IsEmpty());
}

TEST(OverTimeTest, APlanWithoutADayIsFulfilledByTheFirstReportFromItsOwnOn) {
  const Submission plan = Undated("a", "2011-03-01", v1::ACTUALITY_PLANNED);

  EXPECT_THAT(OutcomesOf(BriefingOf({plan, Write({.id = "b", .day = "2011-04-02"}), Write({.id = "c"})})),
              ElementsAre("OUTCOME_KIND_FULFILLED 2011-03-04"));
  EXPECT_THAT(OutcomesOf(BriefingOf({plan, Write({.id = "b", .day = "2011-02-28"})})), IsEmpty());
  EXPECT_THAT(OutcomesOf(BriefingOf({plan, Undated("b", "2011-03-02", v1::ACTUALITY_HAPPENED)})), SizeIs(1));
}

TEST(OverTimeTest, WithoutAnyDayNothingIsSaid) {
  Submission plan = Undated("a", "2011-03-01", v1::ACTUALITY_PLANNED);
  plan.document.clear_published();

  EXPECT_THAT(OutcomesOf(BriefingOf({plan, Write({.id = "b"})})), IsEmpty());
}

TEST(OverTimeTest, ContradictionsNameEachOther) {
  const v1::Briefing briefing = BriefingOf({Write({.id = "a"}), Write({.id = "b", .polarity = v1::POLARITY_NO})});
  const auto is = EventOf(briefing, v1::ACTUALITY_HAPPENED);
  const auto is_not = EventOf(briefing, v1::ACTUALITY_HAPPENED, v1::POLARITY_NO);

  EXPECT_THAT(is.event().contradicting_record_ids(), ElementsAre(is_not.id()));
  EXPECT_THAT(is_not.event().contradicting_record_ids(), ElementsAre(is.id()));
}

TEST(OverTimeTest, WhatIsToldOfOtherTimesOrOnlyWishedContradictsNothing) {
  for (const Meeting& other : {Meeting{.id = "b", .day = "2011-03-05", .polarity = v1::POLARITY_NO},
                               Meeting{.id = "b", .actuality = v1::ACTUALITY_DESIRED, .polarity = v1::POLARITY_NO}}) {
    const v1::Briefing briefing = BriefingOf({Write({.id = "a"}), Write(other)});
    EXPECT_THAT(EventOf(briefing, v1::ACTUALITY_HAPPENED).event().contradicting_record_ids(), IsEmpty());
  }
}

TEST(OverTimeTest, UndatedEventsContradictWhereTheyAreReportedOnOneDay) {
  const auto happened = Undated("a", "2011-03-01", v1::ACTUALITY_HAPPENED);
  const auto denied = [](const std::string& day) { return Undated("b", day, v1::ACTUALITY_HAPPENED, v1::POLARITY_NO); };

  EXPECT_THAT(
      EventOf(BriefingOf({happened, denied("2011-03-01")}), v1::ACTUALITY_HAPPENED).event().contradicting_record_ids(),
      SizeIs(1));
  EXPECT_THAT(
      EventOf(BriefingOf({happened, denied("2011-03-09")}), v1::ACTUALITY_HAPPENED).event().contradicting_record_ids(),
      IsEmpty());
}

Submission Holding(const std::string& id, const std::string& published, const std::string& credit_day = "") {
  SubmissionBuilder builder(id);
  builder.Sentence("Minister Ilse Brandt spoke, Haddad News said.");
  builder.Name("PERSON", "Ilse Brandt");
  builder.Office("Ilse Brandt", "Minister", "");
  if (!credit_day.empty()) builder.Citation("Haddad News", credit_day);
  Submission made = builder.Build();
  return published.empty() ? made : PublishedOn(made, published);
}

v1::SupportedOffice OfficeOf(const std::vector<Submission>& submissions) {
  for (const auto& record : RecordsOf(BriefingOf(submissions), Body::kEntity)) {
    if (record.entity().offices_size() == 1) return record.entity().offices(0);
  }
  ADD_FAILURE() << "no office";
  return {};
}

TEST(OverTimeTest, AnOfficeIsHeldFromTheFirstDayOnWhichASourceSaysSoToTheLast) {
  const auto office = OfficeOf({Holding("a", "2011-03-04"), Holding("b", "2010-01-02"), Holding("c", "2010-12-31"),
                                Holding("d", ""), Holding("e", "2009")});

  EXPECT_EQ(office.first_day(), "2010-01-02");
  EXPECT_EQ(office.last_day(), "2011-03-04");
}

TEST(OverTimeTest, NoDayIsKnownWhereNoSourceHasOne) {
  EXPECT_EQ(OfficeOf({Holding("a", ""), Holding("b", "2009-07")}).first_day(), "");
}

}  // namespace
}  // namespace caspian::aggregator
