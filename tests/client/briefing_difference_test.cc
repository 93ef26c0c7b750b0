#include "client/cli/render/briefing_difference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace caspian::cli {
namespace {

namespace pb = ::caspian::v1;

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// A person whom the places support, each a byte of document "d".
pb::BriefingRecord Person(const std::string& id, const std::string& name, const std::vector<uint32_t>& places) {
  pb::BriefingRecord record;
  record.set_id(id);
  record.mutable_entity()->set_label("PERSON");
  record.mutable_entity()->set_name(name);
  record.mutable_entity()->mutable_support()->set_evidence_count(static_cast<uint32_t>(places.size()));
  record.add_documents()->set_id("d");
  for (uint32_t place : places) {
    pb::Span* span = record.add_evidence()->mutable_span();
    span->set_begin(place);
    span->set_end(place + 1);
  }
  return record;
}

pb::Briefing BriefingOf(const std::vector<pb::BriefingRecord>& records) {
  pb::Briefing briefing;
  for (const pb::BriefingRecord& record : records) *briefing.add_records() = record;
  return briefing;
}

TEST(BriefingDifferenceTest, EqualBriefingsDoNotDiffer) {
  const pb::Briefing briefing = BriefingOf({Person("1", "Ada Brandt", {1, 5}), Person("2", "Otto Fell", {9})});

  const BriefingDifference difference = DiffBriefings(briefing, briefing);

  EXPECT_THAT(difference.changes, IsEmpty());
  EXPECT_EQ(difference.as_before, 2u);
}

struct DifferenceCase {
  const char* name;
  std::vector<pb::BriefingRecord> before, after;
  RecordChangeKind kind;
};

TEST(BriefingDifferenceTest, TellsWhatBecameOfRecords) {
  const auto ada = Person("1", "Ada Brandt", {1}), otto = Person("2", "Otto Fell", {9});
  const std::vector<DifferenceCase> cases = {
      {"gone", {ada}, {}, RecordChangeKind::kGone},
      {"new", {}, {otto}, RecordChangeKind::kNew},
      {"another name, the same id", {ada}, {Person("1", "Ada Brand", {3})}, RecordChangeKind::kChanged},
      {"another id, a place in common", {ada}, {Person("3", "Ada Brand", {1})}, RecordChangeKind::kChanged},
      {"a place more", {ada}, {Person("1", "Ada Brandt", {1, 2})}, RecordChangeKind::kChanged},
      {"merged", {ada, Person("2", "A. Brandt", {9})}, {Person("1", "Ada Brandt", {1, 9})}, RecordChangeKind::kMerged},
      {"split", {Person("1", "Brandt", {1, 9})}, {ada, otto}, RecordChangeKind::kSplit},
  };
  for (const DifferenceCase& tested : cases) {
    const pb::Briefing before = BriefingOf(tested.before), after = BriefingOf(tested.after);
    const BriefingDifference difference = DiffBriefings(before, after);
    ASSERT_THAT(difference.changes, SizeIs(1)) << tested.name;
    EXPECT_EQ(difference.changes[0].kind, tested.kind) << tested.name;
    EXPECT_THAT(difference.changes[0].before, SizeIs(tested.before.size())) << tested.name;
    EXPECT_THAT(difference.changes[0].after, SizeIs(tested.after.size())) << tested.name;
  }
}

TEST(BriefingDifferenceTest, RecordsOfOtherKindsAreNeverOne) {
  pb::BriefingRecord source;
  source.set_id("1");
  source.mutable_source()->set_name("Ada Brandt");
  const pb::Briefing before = BriefingOf({Person("1", "Ada Brandt", {1})}), after = BriefingOf({source});

  EXPECT_THAT(DiffBriefings(before, after).changes, SizeIs(2));
}

TEST(BriefingDifferenceTest, EqualRecordsThatSharePlacesAreSetAside) {
  const auto one = Person("1", "Ada Brandt", {1}), other = Person("2", "Ada", {1});
  const pb::Briefing before = BriefingOf({one, other}), after = BriefingOf({one});

  const BriefingDifference difference = DiffBriefings(before, after);

  ASSERT_THAT(difference.changes, SizeIs(1));
  EXPECT_EQ(difference.changes[0].kind, RecordChangeKind::kGone);
  EXPECT_EQ(difference.as_before, 1u);
}

TEST(BriefingDifferenceTest, ShowsBothSidesAndCounts) {
  const pb::Briefing before = BriefingOf({Person("1", "Ada Brandt", {1}), Person("2", "A. Brandt", {9})});
  const pb::Briefing after = BriefingOf({Person("1", "Ada Brandt", {1, 9})});

  const std::string text = RenderDifference(DiffBriefings(before, after));

  EXPECT_THAT(text, HasSubstr("merged (1)\n  - PERSON Ada Brandt [d; 1 place, 0 witnesses]\n  - PERSON A. Brandt [d; "
                              "1 place, 0 witnesses]\n  + PERSON Ada Brandt [d; 2 places, 0 witnesses]\n"));
  EXPECT_THAT(text, HasSubstr("records: 0 gone, 0 new, 0 changed, 1 merged, 0 split, 0 as before\n"));
}

}  // namespace
}  // namespace caspian::cli
