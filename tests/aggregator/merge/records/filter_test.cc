#include "aggregator/merge/records/filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/error.h"
#include "google/protobuf/text_format.h"
#include "tests/aggregator/testing/briefing_of.h"
#include "tests/aggregator/testing/submission_builder.h"

namespace caspian::aggregator {
namespace {

using testing::IsEmpty;
using testing::SizeIs;
using Body = v1::BriefingRecord;

v1::BriefingFilter Parse(const std::string& text) {
  v1::BriefingFilter filter;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &filter)) << text;
  return filter;
}

std::vector<Submission> Two() {
  SubmissionBuilder a("a"), b("b");
  a.Publisher("Ledger").Sentence("Ilse Brandt met Omar Haddad on 4 March.");
  a.Event("MEET", {{"agent", a.Name("PERSON", "Ilse Brandt")},
                   {"partner", a.Name("PERSON", "Omar Haddad")},
                   {"when", a.Day("4 March", "2011-03-04")}});
  b.Publisher("Courier").Sentence("Omar Haddad visited Cairo on 9 March.");
  b.Event("VISIT", {{"agent", b.Name("PERSON", "Omar Haddad")},
                    {"place", b.Name("PLACE", "Cairo")},
                    {"when", b.Day("9 March", "2011-03-09")}});
  return {a.Build(), b.Build()};
}

v1::Briefing Narrowed(const std::string& filter) { return BriefingOf(Two(), Parse(filter)); }

TEST(FilterTest, RefusesKindsAndDaysThatAreNone) {
  for (const char* filter :
       {"kinds: RECORD_KIND_UNSPECIFIED", "first_day: '2011-02-30'", "last_day: 'May'", "first_day: '2011'"}) {
    EXPECT_EQ(ReasonOf(CheckFilter(Parse(filter))), v1::ERROR_REASON_REQUEST_INVALID) << filter;
  }
  EXPECT_TRUE(CheckFilter(Parse("kinds: RECORD_KIND_EVENT first_day: '2011-02-28'")).ok());
}

TEST(FilterTest, DropsEvidenceOfOtherDocumentsAndCountsAnew) {
  for (const char* filter : {"document_ids: 'b'", "publishers: 'Courier'"}) {
    const v1::Briefing briefing = Narrowed(filter);

    EXPECT_EQ(briefing.counts().document_count(), 1u);
    ASSERT_THAT(briefing.documents(), SizeIs(1));
    EXPECT_THAT(RecordsOf(briefing, Body::kEvent), SizeIs(1));
    const auto entities = RecordsOf(briefing, Body::kEntity);
    ASSERT_THAT(entities, SizeIs(2));
    for (const auto& entity : entities) EXPECT_EQ(entity.entity().support().evidence_count(), 1u);
  }
}

TEST(FilterTest, ASupertypeFindsItsTypes) {
  SubmissionBuilder a("a");
  a.Sentence("Ilse Brandt met Omar Haddad.");
  v1::Event* meeting = a.Event("MEET", {{"agent", a.Name("PERSON", "Ilse Brandt")}});
  for (const char* type : {"TALKS", "CONTACT"}) meeting->add_supertypes(type);
  a.Sentence("Ilse Brandt left.");
  a.Event("LEAVE", {{"agent", a.Name("PERSON", "Ilse Brandt")}});

  for (const char* type : {"MEET", "TALKS", "CONTACT"}) {
    const v1::Briefing briefing = BriefingOf({a.Build()}, Parse(std::string("types: '") + type + "'"));
    const auto events = RecordsOf(briefing, Body::kEvent);
    ASSERT_THAT(events, SizeIs(1)) << type;
    EXPECT_THAT(events[0].event().supertypes(), testing::ElementsAre("CONTACT", "TALKS"));
  }
}

TEST(FilterTest, AFilteredRecordKeepsItsId) {
  const auto all = RecordsOf(BriefingOf(Two()), Body::kEntity);
  const auto some =
      RecordsOf(Narrowed("document_ids: 'b' names: 'omar HADDAD' kinds: RECORD_KIND_ENTITY"), Body::kEntity);

  ASSERT_THAT(some, SizeIs(1));
  EXPECT_EQ(all[0].entity().name(), "Omar Haddad");
  EXPECT_EQ(some[0].id(), all[0].id());
}

TEST(FilterTest, PassesTheKindsAsked) {
  const v1::Briefing briefing = Narrowed("kinds: RECORD_KIND_SOURCE kinds: RECORD_KIND_EVENT");

  EXPECT_THAT(RecordsOf(briefing, Body::kEvent), SizeIs(2));
  EXPECT_THAT(RecordsOf(briefing, Body::kSource), SizeIs(2));
  EXPECT_THAT(briefing.records(), SizeIs(4));
}

TEST(FilterTest, PassesLabelsAndTypesAsked) {
  const v1::Briefing briefing = Narrowed("types: 'VISIT' types: 'PLACE'");

  EXPECT_THAT(RecordsOf(briefing, Body::kEvent), SizeIs(1));
  EXPECT_THAT(RecordsOf(briefing, Body::kEntity), SizeIs(1));
  EXPECT_THAT(briefing.records(), SizeIs(2));
}

TEST(FilterTest, PassesRecordsThatNameSomebody) {
  const v1::Briefing briefing = Narrowed("names: 'ilse brandt'");

  EXPECT_THAT(RecordsOf(briefing, Body::kEvent), SizeIs(1));
  EXPECT_THAT(RecordsOf(briefing, Body::kEntity), SizeIs(1));
}

TEST(FilterTest, DropsEventsOutsideTheDaysByWhatIsKnown) {
  const std::pair<const char*, size_t> kCases[] = {{"first_day: '2011-03-05'", 1},
                                                   {"last_day: '2011-03-08'", 1},
                                                   {"first_day: '2011-03-04'", 2},
                                                   {"last_day: '2011-03-09'", 2},
                                                   {"first_day: '2011-03-10'", 0},
                                                   {"last_day: '2011-03-03'", 0},
                                                   {"first_day: '2011-03-05' last_day: '2011-03-08'", 0}};
  for (const auto& [filter, count] : kCases)
    EXPECT_THAT(RecordsOf(Narrowed(filter), Body::kEvent), SizeIs(count)) << filter;
}

TEST(FilterTest, LeavesNothingWhereNothingPasses) {
  EXPECT_THAT(Narrowed("document_ids: 'none'").records(), IsEmpty());
}

TEST(FilterTest, EvidenceOfARecordIsNarrowedToo) {
  const CollectionView view = ViewOf(Two());
  const std::string id = RecordsOf(BriefingOf(Two()), Body::kEntity).at(0).id();

  EXPECT_THAT(*view.EvidenceOf(id, Filter({})), SizeIs(2));
  EXPECT_THAT(*view.EvidenceOf(id, Filter(Parse("document_ids: 'a'"))), SizeIs(1));
  EXPECT_FALSE(view.EvidenceOf(id, Filter(Parse("document_ids: 'z'"))).has_value());
  EXPECT_FALSE(view.EvidenceOf("0000", Filter({})).has_value());
}

}  // namespace
}  // namespace caspian::aggregator
