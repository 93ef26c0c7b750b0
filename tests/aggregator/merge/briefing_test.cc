#include "aggregator/merge/briefing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/sha256.h"
#include "tests/aggregator/testing/briefing_of.h"
#include "tests/aggregator/testing/submission_builder.h"

namespace caspian::aggregator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using Body = v1::BriefingRecord;

std::vector<v1::EntityRecord> Entities(const std::vector<Submission>& submissions) {
  std::vector<v1::EntityRecord> entities;
  for (const auto& record : RecordsOf(BriefingOf(submissions), Body::kEntity)) entities.push_back(record.entity());
  return entities;
}

std::vector<v1::EventRecord> Events(const std::vector<Submission>& submissions) {
  std::vector<v1::EventRecord> events;
  for (const auto& record : RecordsOf(BriefingOf(submissions), Body::kEvent)) events.push_back(record.event());
  return events;
}

// A document in which `person` is named.
Submission Naming(const std::string& id, const std::string& person, const std::string& country = "") {
  SubmissionBuilder builder(id);
  builder.Sentence(person + " spoke.");
  builder.Name("PERSON", person, "", country);
  return builder.Build();
}

struct Meeting {
  std::string id;
  std::string day = "2011-03-04";
  v1::Actuality actuality = v1::ACTUALITY_HAPPENED;
  v1::Polarity polarity = v1::POLARITY_YES;
  std::string type = "MEET";
  std::string agent = "Ilse Brandt";
  std::string partner = "Omar Haddad";
  std::string publisher = "";
};

Submission Write(const Meeting& meeting) {
  SubmissionBuilder builder(meeting.id);
  builder.Publisher(meeting.publisher).Sentence(meeting.agent + " and " + meeting.partner + " on " + meeting.day + ".");
  const uint32_t agent = builder.Name("PERSON", meeting.agent);
  const uint32_t partner = builder.Name("PERSON", meeting.partner);
  const uint32_t day = builder.Day(meeting.day, meeting.day);
  builder.Event(meeting.type, {{"agent", agent}, {"partner", partner}, {"when", day}}, meeting.actuality, meeting.polarity);
  return builder.Build();
}

TEST(BriefingTest, OfNothingIsEmpty) {
  const v1::Briefing briefing = BriefingOf({});

  EXPECT_EQ(briefing.collection(), "news");
  EXPECT_THAT(briefing.records(), IsEmpty());
  EXPECT_EQ(briefing.counts().document_count(), 0u);
}

TEST(BriefingTest, MergesANameInAnyWritingAcrossDocuments) {
  const auto entities = Entities({Naming("a", "Omar Haddad"), Naming("b", "OMAR HADDAD"), Naming("c", "Omar Haddad")});

  ASSERT_THAT(entities, SizeIs(1));
  EXPECT_EQ(entities[0].name(), "Omar Haddad");
  ASSERT_THAT(entities[0].names(), SizeIs(2));
  EXPECT_EQ(entities[0].names(0).support().evidence_count(), 2u);
  EXPECT_EQ(entities[0].support().document_count(), 3u);
}

TEST(BriefingTest, ABareSurnameBridgesNothing) {
  EXPECT_THAT(Entities({Naming("a", "Omar Haddad"), Naming("b", "Haddad"), Naming("c", "Lina Haddad")}), SizeIs(3));
  EXPECT_THAT(Entities({Naming("a", "Haddad", "JO"), Naming("b", "Haddad")}), SizeIs(2));
}

TEST(BriefingTest, AnUnknownCountryJoinsTheOnlyKnownOne) {
  const auto entities = Entities({Naming("a", "Omar Haddad", "JO"), Naming("b", "Omar Haddad")});

  ASSERT_THAT(entities, SizeIs(1));
  EXPECT_EQ(entities[0].features(0).value(), "JO");
}

TEST(BriefingTest, AnUnknownCountryStaysApartWhereTwoAreKnown) {
  EXPECT_THAT(Entities({Naming("a", "Omar Haddad", "JO"), Naming("b", "Omar Haddad"), Naming("c", "Omar Haddad", "EG")}), SizeIs(3));
}

TEST(BriefingTest, ACountryIsOneByItsCode) {
  SubmissionBuilder a("a"), b("b");
  a.Sentence("Holland won.").Name("PLACE", "Holland", "Netherlands", "NL", "country");
  b.Sentence("The Dutch lost.").Name("PLACE", "Dutch", "The Netherlands", "NL", "country");

  EXPECT_THAT(Entities({a.Build(), b.Build()}), SizeIs(1));
}

TEST(BriefingTest, AMetonymCountsForWhatItStandsForUnderThatName) {
  SubmissionBuilder a("a");
  a.Sentence("Amman wants rain.").StandsFor("Amman", "PLACE", "Jordan", "JO", "country");

  const auto entities = Entities({a.Build()});

  ASSERT_THAT(entities, SizeIs(1));
  EXPECT_EQ(entities[0].names(0).text(), "Jordan");
}

TEST(BriefingTest, ShowsAFeatureOnlyWhereAllAgree) {
  SubmissionBuilder a("a"), b("b");
  a.Sentence("Acme Works grew.").Name("ORGANIZATION", "Acme Works", "", "DE", "company");
  b.Sentence("Acme Works shrank.").Name("ORGANIZATION", "Acme Works", "", "DE", "agency");

  const auto entities = Entities({a.Build(), b.Build()});

  ASSERT_THAT(entities, SizeIs(1));
  ASSERT_THAT(entities[0].features(), SizeIs(1));
  EXPECT_EQ(entities[0].features(0).name(), "country");
}

TEST(BriefingTest, GathersOfficesMostSupportedFirst) {
  std::vector<Submission> submissions;
  for (const char* id : {"a", "b", "c"}) {
    SubmissionBuilder builder(id);
    builder.Sentence("Jordan's finance minister Omar Haddad, once mayor.");
    builder.Name("PERSON", "Omar Haddad");
    builder.Name("PLACE", "Jordan", "Jordan", "JO", "country");
    if (std::string(id) != "a") builder.Office("Omar Haddad", "finance minister", "Jordan");
    if (std::string(id) == "a") builder.Office("Omar Haddad", "mayor", "");
    submissions.push_back(builder.Build());
  }

  for (const auto& entity : Entities(submissions)) {
    if (entity.label() != "PERSON") continue;
    ASSERT_THAT(entity.offices(), SizeIs(2));
    EXPECT_EQ(entity.offices(0).title(), "finance minister");
    EXPECT_EQ(entity.offices(0).of(), "Jordan");
    EXPECT_EQ(entity.offices(0).support().document_count(), 2u);
  }
}

TEST(BriefingTest, RolesCarryRecordIdsAndOffices) {
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
  EXPECT_THAT(RecordsOf(briefing, Body::kEntity), testing::Contains(testing::Property(&Body::id, event.roles(0).entity_record_id())));
}

TEST(BriefingTest, MergesTheSameEventWhicheverWayRoundItIsTold) {
  const auto events = Events({Write({.id = "a"}), Write({.id = "b", .agent = "Omar Haddad", .partner = "Ilse Brandt"})});

  ASSERT_THAT(events, SizeIs(1));
  ASSERT_THAT(events[0].roles(), SizeIs(2));
  EXPECT_EQ(events[0].roles(0).text(), "Ilse Brandt");
  EXPECT_EQ(events[0].roles(0).support().document_count(), 2u);
  EXPECT_EQ(events[0].first_day(), "2011-03-04");
}

TEST(BriefingTest, KeepsEventsApartThatAreNotTheSame) {
  const std::pair<const char*, Meeting> kOthers[] = {{"another day", {.id = "b", .day = "2011-03-05"}},
                                                     {"planned", {.id = "b", .actuality = v1::ACTUALITY_PLANNED}},
                                                     {"denied", {.id = "b", .polarity = v1::POLARITY_NO}},
                                                     {"another type", {.id = "b", .type = "SIGN"}},
                                                     {"another partner", {.id = "b", .partner = "Lina Haddad"}}};
  for (const auto& [what, other] : kOthers) EXPECT_THAT(Events({Write({.id = "a"}), Write(other)}), SizeIs(2)) << what;
  EXPECT_THAT(Events({Write({.id = "a", .type = "BUY"}), Write({.id = "b", .type = "BUY", .agent = "Omar Haddad", .partner = "Ilse Brandt"})}), SizeIs(2));
}

TEST(BriefingTest, AMonthIsNotItsFirstDay) {
  SubmissionBuilder month("b");
  month.Sentence("Ilse Brandt met Omar Haddad in March 2011.");
  const uint32_t ilse = month.Name("PERSON", "Ilse Brandt");
  const uint32_t omar = month.Name("PERSON", "Omar Haddad");
  const uint32_t when = month.Value("DATE", "March 2011", "canonical: '2011-03' date { timex3: '2011-03' first_day: '2011-03-01' last_day: '2011-03-31' }");
  month.Event("MEET", {{"agent", ilse}, {"partner", omar}, {"when", when}});

  EXPECT_THAT(Events({Write({.id = "a", .day = "2011-03-01"}), month.Build()}), SizeIs(2));
}

TEST(BriefingTest, WishesOfTwoHoldersAreTwo) {
  std::vector<Submission> submissions;
  for (const char* holder : {"Lina Haddad", "Max Stein", "Max Stein"}) {
    SubmissionBuilder builder("d" + std::to_string(submissions.size()));
    builder.Sentence(std::string(holder) + " wants Ilse Brandt to meet Omar Haddad.");
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

TEST(BriefingTest, OrdersEventsByTimeUndatedLast) {
  SubmissionBuilder undated("a");
  undated.Sentence("Ilse Brandt met Omar Haddad.");
  const uint32_t ilse = undated.Name("PERSON", "Ilse Brandt");
  const uint32_t omar = undated.Name("PERSON", "Omar Haddad");
  undated.Event("MEET", {{"agent", ilse}, {"partner", omar}});

  const auto events = Events({undated.Build(), Write({.id = "b", .day = "2011-03-05"}), Write({.id = "c", .day = "2010-12-31"})});

  ASSERT_THAT(events, SizeIs(3));
  EXPECT_EQ(events[0].when(), "2010-12-31");
  EXPECT_EQ(events[1].when(), "2011-03-05");
  EXPECT_EQ(events[2].when(), "");
}

TEST(BriefingTest, BoundsOfSourcesHoldTogether) {
  Submission a = Write({.id = "a"}), b = Write({.id = "b"});
  a.extraction.mutable_events(0)->set_not_before("2011-01-01");
  a.extraction.mutable_events(0)->set_not_after("2011-06-30");
  b.extraction.mutable_events(0)->set_not_before("2011-02-01");

  const auto events = Events({a, b});

  EXPECT_EQ(events.at(0).not_before(), "2011-02-01");
  EXPECT_EQ(events.at(0).not_after(), "2011-06-30");
}

TEST(BriefingTest, CountsEvidenceDocumentsPublishersAndWitnesses) {
  std::vector<Submission> submissions;
  for (const auto& [id, publisher] : {std::pair("a", "Ledger"), {"b", "Ledger"}, {"c", "Courier"}, {"d", ""}, {"e", "Delta Agency"}}) {
    Submission one = Write({.id = id, .publisher = publisher});
    if (std::string(id) == "b" || std::string(id) == "c") {
      v1::Citation* citation = one.extraction.add_citations();
      citation->set_source("DELTA agency");
      citation->set_rule_id("citation.test");
      one.extraction.mutable_events(0)->set_citation(0);
    }
    submissions.push_back(one);
  }

  const v1::Support support = Events(submissions).at(0).support();

  EXPECT_EQ(support.evidence_count(), 5u);
  EXPECT_EQ(support.document_count(), 5u);
  EXPECT_EQ(support.publisher_count(), 4u);  // Ledger, Courier, Delta Agency, and d, which has none.
  EXPECT_EQ(support.witness_count(), 3u);    // Ledger; the agency, credited twice and published once; d.
  EXPECT_THAT(support.evidence(), ElementsAre(0, 1, 2));
}

TEST(BriefingTest, TellsWhomSourcesCreditAndHow) {
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

TEST(BriefingTest, QuotesTheSentenceCutAtACodePoint) {
  std::string sentence = "Omar Haddad ";
  while (sentence.size() < 500) sentence += "é";
  SubmissionBuilder builder("a");
  builder.Sentence(sentence).Name("PERSON", "Omar Haddad");

  const auto record = RecordsOf(BriefingOf({builder.Build()}), Body::kEntity).at(0);

  EXPECT_EQ(record.evidence(0).quote(), sentence.substr(0, 400));
  EXPECT_EQ(record.evidence(0).sentence().end(), sentence.size());
  EXPECT_EQ(record.evidence(0).span().end(), 11u);
}

Submission Accord(const std::string& id, const std::string& taker, const std::string& label, const std::string& country, const std::string& type,
                  v1::Actuality actuality = v1::ACTUALITY_HAPPENED, v1::Polarity polarity = v1::POLARITY_YES, const std::string& step = "") {
  SubmissionBuilder builder(id);
  builder.Sentence(taker + " took on the Lake Water Accord of Jordan and Egypt.");
  const uint32_t agent = builder.Name(label, taker, "", country, label == "PLACE" ? "country" : "");
  const uint32_t accord = builder.Name("AGREEMENT", "Lake Water Accord");
  builder.Name("PLACE", "Jordan", "Jordan", "JO", "country");
  builder.Name("PLACE", "Egypt", "Egypt", "EG", "country");
  builder.Party("Lake Water Accord", "Jordan");
  builder.Party("Lake Water Accord", "Egypt");
  builder.Event(type, {{"agent", agent}, {"object", accord}}, actuality, polarity)->set_step(step);
  return builder.Build();
}

TEST(BriefingTest, TellsAnAgreementsStatusByPartyAndStep) {
  const v1::Briefing briefing = BriefingOf({Accord("a", "Senate", "ORGANIZATION", "JO", "APPROVE"), Accord("b", "Egypt", "PLACE", "EG", "RATIFY"),
                                            Accord("c", "Jordan", "PLACE", "JO", "SIGN"),
                                            Accord("d", "Senate", "ORGANIZATION", "JO", "RATIFY", v1::ACTUALITY_HAPPENED, v1::POLARITY_NO)});

  const auto agreements = RecordsOf(briefing, Body::kAgreement);
  ASSERT_THAT(agreements, SizeIs(1));
  const v1::AgreementRecord& agreement = agreements[0].agreement();
  ASSERT_THAT(agreement.parties(), SizeIs(2));
  EXPECT_EQ(agreement.parties(0).text(), "Egypt");
  EXPECT_EQ(agreement.parties(1).support().document_count(), 4u);
  std::vector<std::string> steps;
  for (const auto& step : agreement.steps()) steps.push_back(step.party() + "/" + step.step() + "/" + step.by() + (step.polarity() == v1::POLARITY_NO ? "/no" : ""));
  EXPECT_THAT(steps, ElementsAre("Egypt/ratified/", "Jordan/signed/", "Jordan/approved by chamber/Senate", "Jordan/ratified/Senate/no"));
  EXPECT_THAT(agreement.steps_not_stated(), ElementsAre("negotiated", "initialled", "promulgated", "in force"));
}

TEST(BriefingTest, PlansAreNoStepsAndFailuresAreStepsNotTaken) {
  const v1::Briefing briefing = BriefingOf({Accord("a", "Egypt", "PLACE", "EG", "RATIFY", v1::ACTUALITY_PLANNED),
                                            Accord("b", "Jordan", "PLACE", "JO", "RATIFY", v1::ACTUALITY_FAILED)});

  const v1::AgreementRecord agreement = RecordsOf(briefing, Body::kAgreement).at(0).agreement();

  ASSERT_THAT(agreement.steps(), SizeIs(1));
  EXPECT_EQ(agreement.steps(0).party(), "Jordan");
  EXPECT_EQ(agreement.steps(0).polarity(), v1::POLARITY_NO);
}

TEST(BriefingTest, AStatedStepGoesBeforeTheEventsType) {
  const v1::Briefing briefing =
      BriefingOf({Accord("a", "Senate", "ORGANIZATION", "JO", "RATIFY", v1::ACTUALITY_HAPPENED, v1::POLARITY_YES, "approved by chamber")});

  EXPECT_EQ(RecordsOf(briefing, Body::kAgreement).at(0).agreement().steps(0).step(), "approved by chamber");
  EXPECT_EQ(RecordsOf(briefing, Body::kEvent).at(0).event().step(), "approved by chamber");
}

TEST(BriefingTest, ABareNounForAnAgreementIsOneOnlyWithinItsDocument) {
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
  builder.Sentence("Egypt bought 2 ferries for 2 million euros.");
  const uint32_t egypt = builder.Name("PLACE", "Egypt", "Egypt", "EG", "country");
  const uint32_t ferries = builder.Value("QUANTITY", "2 ferries", "canonical: '2 ferries' quantity { amount: '2' unit: 'ferries' dimension: 'count' }");
  const uint32_t sum = builder.Value("MONEY", "2 million euros", "canonical: 'EUR 2000000' money { amount: '2000000' currency: 'EUR' }");
  if (with_object) builder.Event("BUY", {{"agent", egypt}, {"object", ferries}, {"value", sum}});
  return builder.Build();
}

TEST(BriefingTest, FiguresWithTheSameObjectAreOneAcrossDocuments) {
  const auto figures = RecordsOf(BriefingOf({Paying("a", true), Paying("b", true)}), Body::kFigure);

  for (const auto& figure : figures) {
    if (figure.figure().label() != "MONEY") continue;
    EXPECT_EQ(figure.figure().object(), "2 ferries");
    EXPECT_EQ(figure.figure().text(), "2 million euros");
    EXPECT_EQ(figure.figure().support().document_count(), 2u);
  }
  EXPECT_THAT(figures, SizeIs(3));  // The ferries themselves have no object: one in each document.
}

TEST(BriefingTest, FiguresWithoutObjectStayInTheirDocuments) {
  EXPECT_THAT(RecordsOf(BriefingOf({Paying("a", false), Paying("b", false)}), Body::kFigure), SizeIs(4));
}

TEST(BriefingTest, StatementsMergeByMannerHolderAndWords) {
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

TEST(BriefingTest, CountsAPublicationsDocumentsWithoutEvidence) {
  const v1::Briefing briefing = BriefingOf({Write({.id = "a", .publisher = "Ledger"}), Write({.id = "b", .publisher = "Ledger"})});

  const auto source = RecordsOf(briefing, Body::kSource).at(0).source();
  EXPECT_EQ(source.kind(), v1::SOURCE_KIND_PUBLICATION);
  EXPECT_EQ(source.name(), "Ledger");
  EXPECT_EQ(source.count(), 2u);
  EXPECT_EQ(source.support().evidence_count(), 0u);
  EXPECT_EQ(briefing.counts().publisher_count(), 1u);
}

TEST(BriefingTest, IdsAreHashesOfTheSmallestKey) {
  const auto record = RecordsOf(BriefingOf({Naming("a", "Omar Haddad", "JO"), Naming("b", "Omar Haddad")}), Body::kEntity).at(0);

  EXPECT_EQ(record.id(), Sha256Hex("entity\x1fPERSON\x1fomar haddad\x1f").substr(0, 32));
}

TEST(BriefingTest, EveryIndexOfARecordIsWithinItsTables) {
  const v1::Briefing briefing = BriefingOf({Write({.id = "a"}), Write({.id = "b"}), Accord("c", "Egypt", "PLACE", "EG", "RATIFY")}, {}, 1);

  for (const auto& record : briefing.records()) {
    for (const auto& evidence : record.evidence()) {
      EXPECT_LT(static_cast<int>(evidence.document()), record.documents_size());
      EXPECT_LT(static_cast<int>(evidence.rule()), record.rules_size());
    }
    for (const uint32_t index : record.event().support().evidence()) EXPECT_LT(static_cast<int>(index), record.evidence_size());
    EXPECT_LE(record.event().support().evidence_size(), 1);
  }
}

}  // namespace
}  // namespace caspian::aggregator
