#include "aggregator/merge/views/briefing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/sha256.h"
#include "tests/aggregator/testing/briefing_of.h"
#include "tests/aggregator/testing/small_submissions.h"
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

TEST(BriefingTest, OfNamesToldAsOftenOneWithoutAStopOrInSmallLettersIsTheName) {
  EXPECT_EQ(Entities({Naming("a", "Omar Haddad Jr."), Naming("b", "Omar Haddad Jr")})[0].name(), "Omar Haddad Jr");
  EXPECT_EQ(Entities({Naming("a", "OMAR HADDAD"), Naming("b", "Omar Haddad")})[0].name(), "Omar Haddad");
}

TEST(BriefingTest, ABareSurnameBridgesNothing) {
  EXPECT_THAT(Entities({Naming("a", "Omar Haddad"), Naming("b", "Haddad"), Naming("c", "Lina Haddad")}), SizeIs(3));
  EXPECT_THAT(Entities({Naming("a", "Haddad", "JO"), Naming("b", "Haddad")}), SizeIs(2));
}

TEST(BriefingTest, ABareSurnameIsThatOfItsOnlyBearerWhereAThirdNameStandsBesideBoth) {
  std::vector<Submission> submissions;
  for (const char* name : {"Omar Haddad", "Haddad", "Haddad "}) {
    const std::string words(absl::StripSuffix(name, " "));
    SubmissionBuilder builder(absl::StrCat("of ", name));
    builder.Sentence(absl::StrCat(words, " left Rhona Bank.")).Name("PERSON", words);
    builder.Name("ORGANIZATION", "Rhona Bank");
    submissions.push_back(builder.Build());
  }
  const auto two = Entities(submissions);
  submissions.push_back(Naming("x", "Lina Haddad"));

  ASSERT_THAT(two, SizeIs(2));
  EXPECT_THAT(std::count_if(two.begin(), two.end(), [](const auto& one) { return one.name() == "Omar Haddad"; }), 1);
  EXPECT_THAT(Entities(submissions), SizeIs(4));
}

TEST(BriefingTest, ABareNounIsOneOnlyWithinItsDocument) {
  std::vector<Submission> submissions;
  for (const char* id : {"a", "b"}) {
    SubmissionBuilder builder(id);
    builder.Sentence("The Government fell, and the Government rose.").Name("ORGANIZATION", "Government");
    v1::Feature* scope = builder.extraction()->mutable_entities(0)->add_features();
    scope->set_name("scope");
    scope->set_value("document");
    submissions.push_back(builder.Build());
  }

  EXPECT_THAT(Entities(submissions), SizeIs(2));
}

TEST(BriefingTest, AnUnknownCountryJoinsTheOnlyKnownOne) {
  const auto entities = Entities({Naming("a", "Omar Haddad", "JO"), Naming("b", "Omar Haddad")});

  ASSERT_THAT(entities, SizeIs(1));
  EXPECT_EQ(entities[0].features(0).value(), "JO");
}

TEST(BriefingTest, AnUnknownCountryStaysApartWhereTwoAreKnown) {
  EXPECT_THAT(
      Entities({Naming("a", "Omar Haddad", "JO"), Naming("b", "Omar Haddad"), Naming("c", "Omar Haddad", "EG")}),
      SizeIs(3));
}

TEST(BriefingTest, ACountryAndItsPeopleAreOneByItsCode) {
  SubmissionBuilder a("a"), b("b");
  a.Sentence("Holland won.").Name("PLACE", "Holland", "Netherlands", "NL", "country");
  b.Sentence("The Dutch lost, the Dutch say.");
  b.Name("NORP", "Dutch", "The Netherlands", "NL", "country");
  b.Name("NORP", "the Dutch", "The Netherlands", "NL", "country");

  const auto entities = Entities({a.Build(), b.Build()});

  ASSERT_THAT(entities, SizeIs(1));
  EXPECT_EQ(entities[0].label(), "PLACE");
}

TEST(BriefingTest, ACountryWithinAnotherIsItsOwn) {
  SubmissionBuilder a("a"), b("b");
  a.Sentence("Wales won.").Name("PLACE", "Wales", "Wales", "GB", "area");
  b.Sentence("Britain lost.").Name("PLACE", "Britain", "United Kingdom", "GB", "country");

  EXPECT_THAT(Entities({a.Build(), b.Build()}), SizeIs(2));
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

TEST(BriefingTest, CountsEvidenceDocumentsPublishersAndWitnesses) {
  std::vector<Submission> submissions;
  for (const auto& [id, publisher] :
       {std::pair("a", "Ledger"), {"b", "Ledger"}, {"c", "Courier"}, {"d", ""}, {"e", "Delta Agency"}}) {
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

TEST(BriefingTest, CountsAPublicationsDocumentsWithoutEvidence) {
  const v1::Briefing briefing =
      BriefingOf({Write({.id = "a", .publisher = "Ledger"}), Write({.id = "b", .publisher = "Ledger"})});

  const auto source = RecordsOf(briefing, Body::kSource).at(0).source();
  EXPECT_EQ(source.kind(), v1::SOURCE_KIND_PUBLICATION);
  EXPECT_EQ(source.name(), "Ledger");
  EXPECT_EQ(source.count(), 2u);
  EXPECT_EQ(source.support().evidence_count(), 0u);
  EXPECT_EQ(briefing.counts().publisher_count(), 1u);
}

TEST(BriefingTest, IdsAreHashesOfTheSmallestKey) {
  const auto record =
      RecordsOf(BriefingOf({Naming("a", "Omar Haddad", "JO"), Naming("b", "Omar Haddad")}), Body::kEntity).at(0);

  EXPECT_EQ(record.id(), Sha256Hex("entity\x1fPERSON\x1fomar haddad\x1f").substr(0, 32));
}

TEST(BriefingTest, EveryIndexOfARecordIsWithinItsTables) {
  const v1::Briefing briefing =
      BriefingOf({Write({.id = "a"}), Write({.id = "b"}), Accord("c", "Egypt", "PLACE", "EG", "RATIFY")}, {}, 1);

  for (const auto& record : briefing.records()) {
    for (const auto& evidence : record.evidence()) {
      EXPECT_LT(static_cast<int>(evidence.document()), record.documents_size());
      EXPECT_LT(static_cast<int>(evidence.rule()), record.rules_size());
    }
    for (const uint32_t index : record.event().support().evidence())
      EXPECT_LT(static_cast<int>(index), record.evidence_size());
    EXPECT_LE(record.event().support().evidence_size(), 1);
  }
}

}  // namespace
}  // namespace caspian::aggregator
