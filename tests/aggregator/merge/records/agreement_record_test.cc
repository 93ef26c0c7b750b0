// Agreements with their steps, and figures with their objects.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/aggregator/testing/briefing_of.h"
#include "tests/aggregator/testing/small_submissions.h"
#include "tests/aggregator/testing/submission_builder.h"

namespace caspian::aggregator {
namespace {

using testing::ElementsAre;
using testing::SizeIs;
using Body = v1::BriefingRecord;

TEST(AgreementRecordTest, TellsAnAgreementsStatusByPartyAndStep) {
  const v1::Briefing briefing =
      BriefingOf({Accord("a", "Senate", "ORGANIZATION", "JO", "APPROVE"), Accord("b", "Egypt", "PLACE", "EG", "RATIFY"),
                  Accord("c", "Jordan", "PLACE", "JO", "SIGN"),
                  Accord("d", "Senate", "ORGANIZATION", "JO", "RATIFY", v1::ACTUALITY_HAPPENED, v1::POLARITY_NO)});

  const auto agreements = RecordsOf(briefing, Body::kAgreement);
  ASSERT_THAT(agreements, SizeIs(1));
  const v1::AgreementRecord& agreement = agreements[0].agreement();
  ASSERT_THAT(agreement.parties(), SizeIs(2));
  EXPECT_EQ(agreement.parties(0).text(), "Egypt");
  EXPECT_EQ(agreement.parties(1).support().document_count(), 4u);
  std::vector<std::string> steps;
  for (const auto& step : agreement.steps()) {
    steps.push_back(
        absl::StrCat(step.party(), "/", step.step(), "/", step.by(), step.polarity() == v1::POLARITY_NO ? "/no" : ""));
  }
  EXPECT_THAT(steps, ElementsAre("Egypt/ratified/", "Jordan/signed/", "Jordan/approved by chamber/Senate",
                                 "Jordan/ratified/Senate/no"));
  EXPECT_THAT(agreement.steps_not_stated(), ElementsAre("negotiated", "initialled", "promulgated", "in force"));
}

TEST(AgreementRecordTest, PlansAreNoStepsAndFailuresAreStepsNotTaken) {
  const v1::Briefing briefing = BriefingOf({Accord("a", "Egypt", "PLACE", "EG", "RATIFY", v1::ACTUALITY_PLANNED),
                                            Accord("b", "Jordan", "PLACE", "JO", "RATIFY", v1::ACTUALITY_FAILED)});

  const v1::AgreementRecord agreement = RecordsOf(briefing, Body::kAgreement).at(0).agreement();

  ASSERT_THAT(agreement.steps(), SizeIs(1));
  EXPECT_EQ(agreement.steps(0).party(), "Jordan");
  EXPECT_EQ(agreement.steps(0).polarity(), v1::POLARITY_NO);
}

TEST(AgreementRecordTest, AStatedStepGoesBeforeTheEventsType) {
  const v1::Briefing briefing = BriefingOf({Accord("a", "Senate", "ORGANIZATION", "JO", "RATIFY",
                                                   v1::ACTUALITY_HAPPENED, v1::POLARITY_YES, "approved by chamber")});

  EXPECT_EQ(RecordsOf(briefing, Body::kAgreement).at(0).agreement().steps(0).step(), "approved by chamber");
  EXPECT_EQ(RecordsOf(briefing, Body::kEvent).at(0).event().step(), "approved by chamber");
}

TEST(AgreementRecordTest, ABareNounForAnAgreementIsOneOnlyWithinItsDocument) {
  std::vector<Submission> submissions;
  for (const char* id : {"a", "b"}) {
    SubmissionBuilder builder(id);
    builder.Sentence("The treaty is old, the treaty stands.");
    builder.Name("AGREEMENT", "treaty");
    submissions.push_back(builder.Build());
  }

  EXPECT_THAT(RecordsOf(BriefingOf(submissions), Body::kAgreement), SizeIs(2));
}

Submission Paying(const std::string& id, bool with_object) {
  SubmissionBuilder builder(id);
  builder.Sentence("Egypt bought 12 ferries for 2 million euros.");
  const uint32_t egypt = builder.Name("PLACE", "Egypt", "Egypt", "EG", "country");
  const uint32_t ferries = builder.Value(
      "QUANTITY", "12 ferries", "canonical: '12 ferries' quantity { amount: '12' unit: 'ferries' dimension: 'count' }");
  const uint32_t sum =
      builder.Value("MONEY", "2 million euros", "canonical: 'EUR 2000000' money { amount: '2000000' currency: 'EUR' }");
  if (with_object) builder.Event("BUY", {{"agent", egypt}, {"object", ferries}, {"value", sum}});
  return builder.Build();
}

TEST(FigureRecordTest, FiguresWithTheSameObjectAreOneAcrossDocuments) {
  const auto figures = RecordsOf(BriefingOf({Paying("a", true), Paying("b", true)}), Body::kFigure);

  for (const auto& figure : figures) {
    if (figure.figure().label() != "MONEY") continue;
    EXPECT_EQ(figure.figure().object(), "12 ferries");
    EXPECT_EQ(figure.figure().text(), "2 million euros");
    EXPECT_EQ(figure.figure().support().document_count(), 2u);
  }
  EXPECT_THAT(figures, SizeIs(3));  // The ferries themselves have no object: one in each document.
}

TEST(FigureRecordTest, FiguresWithoutObjectStayInTheirDocuments) {
  EXPECT_THAT(RecordsOf(BriefingOf({Paying("a", false), Paying("b", false)}), Body::kFigure), SizeIs(4));
}

TEST(FigureRecordTest, ACountOfAFewIsNoFigureUnlessAnEventNamesIt) {
  SubmissionBuilder builder("a");
  builder.Sentence("Egypt sent 3 boats; 4 men stayed.");
  const uint32_t egypt = builder.Name("PLACE", "Egypt", "Egypt", "EG", "country");
  const uint32_t boats = builder.Value(
      "QUANTITY", "3 boats", "canonical: '3 boats' quantity { amount: '3' unit: 'boats' dimension: 'count' }");
  builder.Value("QUANTITY", "4 men", "canonical: '4 men' quantity { amount: '4' unit: 'men' dimension: 'count' }");
  builder.Event("SEND", {{"agent", egypt}, {"object", boats}});

  const auto figures = RecordsOf(BriefingOf({builder.Build()}), Body::kFigure);

  ASSERT_THAT(figures, SizeIs(1));
  EXPECT_EQ(figures[0].figure().text(), "3 boats");
}

TEST(FigureRecordTest, AgesUnitsAloneAndPlainNumbersAreNoFigures) {
  SubmissionBuilder builder("a");
  builder.Sentence("The pilot, 45 years old, read 62 in degrees Celsius.");
  builder.Value("QUANTITY", "45 years old", "canonical: '45 a' quantity { amount: '45' unit: 'a' dimension: 'age' }");
  builder.Value("NUMBER", "62", "canonical: '62' number { amount: '62' }");
  builder.Value("QUANTITY", "degrees Celsius", "canonical: 'Cel' quantity { unit: 'Cel' dimension: 'temperature' }");

  EXPECT_THAT(RecordsOf(BriefingOf({builder.Build()}), Body::kFigure), SizeIs(0));
}

}  // namespace
}  // namespace caspian::aggregator
