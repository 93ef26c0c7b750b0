// A view that is kept up gives at each step the bytes of one that is made whole: over random documents that come,
// change and go, with names that are spelled in many ways, judgements, and all sorts of filters.
#include "aggregator/merge/views/growing_view.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "aggregator/merge/questions/record_reference.h"
#include "aggregator/merge/views/briefing.h"
#include "common/base/sha256.h"
#include "google/protobuf/text_format.h"
#include "tests/aggregator/testing/random_collection.h"
#include "tests/aggregator/testing/submission_builder.h"

namespace caspian::aggregator {
namespace {

const std::vector<std::string>& Filters() {
  static const auto& kFilters =
      *new std::vector<std::string>{"",
                                    "names: 'Mikhail Orlov'",
                                    "names: 'jordan' names: 'NHB'",
                                    "names: 'delta agency'",
                                    "names: 'lake water accord' kinds: RECORD_KIND_EVENT",
                                    "kinds: RECORD_KIND_STATEMENT kinds: RECORD_KIND_SOURCE",
                                    "types: 'MEET' types: 'PLACE'",
                                    "types: 'MONEY'",
                                    "first_day: '2011-03-02' last_day: '2011-03-04'",
                                    "publishers: 'Delta Agency'",
                                    "document_ids: 'doc-1' document_ids: 'doc-3' names: 'Orlov'"};
  return kFilters;
}

Filter Parse(const std::string& text) {
  v1::BriefingFilter filter;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &filter)) << text;
  return Filter(filter);
}

// All records, in pages of at most so many of them, or of about so many bytes.
std::string Paged(const GrowingView& view, const Filter& filter, size_t page_size,
                  size_t page_bytes = std::numeric_limits<size_t>::max()) {
  v1::Briefing all;
  std::string next;
  do {
    const v1::Briefing page = view.Brief("news", filter, 3, {next, page_size, page_bytes}, &next);
    EXPECT_LE(page.records_size(), static_cast<int>(page_size));
    all.mutable_records()->MergeFrom(page.records());
  } while (!next.empty());
  return SerializeDeterministically(all);
}

void ExpectEqual(const GrowingView& view, const CollectionView& whole, std::mt19937* random) {
  for (const std::string& text : Filters()) {
    const Filter filter = Parse(text);
    std::string next;
    const v1::Briefing expected = whole.Brief("news", filter, 3), got = view.Brief("news", filter, 3, {}, &next);
    ASSERT_TRUE(SerializeDeterministically(got) == SerializeDeterministically(expected))
        << text << "\n"
        << got.Utf8DebugString() << "\nand not\n"
        << expected.Utf8DebugString();
    v1::Briefing records;
    *records.mutable_records() = expected.records();
    ASSERT_TRUE(Paged(view, filter, 1 + Pick(9, random)) == SerializeDeterministically(records)) << text;
    ASSERT_TRUE(Paged(view, filter, 1000, 500 + Pick(9000, random)) == SerializeDeterministically(records)) << text;
    ASSERT_EQ(view.ActingJudgements(), whole.ActingJudgements());
    if (expected.records().empty()) continue;
    const std::string& id = expected.records(static_cast<int>(Pick(expected.records_size(), random))).id();
    const auto places = view.EvidenceOf(id, filter), others = whole.EvidenceOf(id, filter);
    ASSERT_EQ(places.has_value(), others.has_value());
    ASSERT_EQ(places->size(), others->size());
    for (size_t i = 0; i < places->size(); ++i) ASSERT_EQ(PlaceKey((*places)[i]), PlaceKey((*others)[i]));
  }
}

// What people name in requests is found in both alike: by name, by record id and by key.
void ExpectSameReferences(const GrowingView& view, const CollectionView& whole, std::mt19937* random) {
  std::vector<std::string> references = {"Mikhail Orlov", "orlov", "NHB",      "Jordan",  "accord",
                                         "Delta Agency",  "?",     "Mr Orlov", "M. Orlov"};
  if (!whole.groups().empty()) {
    const RecordGroup& group = whole.groups()[Pick(static_cast<uint32_t>(whole.groups().size()), random)];
    references.insert(references.end(), {group.id, group.key, absl::StrReplaceAll(group.key, {{"\x1f", "|"}})});
  }
  for (const std::string& reference : references) {
    const auto expected = FindRecord(whole, reference), got = FindRecord(view, reference);
    ASSERT_EQ(got.status(), expected.status()) << reference;
    if (!expected.ok()) continue;
    ASSERT_EQ(got->key, expected->key) << reference;
    ASSERT_EQ(got->group->key, expected->group->key) << reference;
    ASSERT_EQ(got->group->sightings.size(), expected->group->sightings.size()) << reference;
  }
}

// What random documents must bring about, lest the test compare nothing.
struct Seen {
  int merged = 0, judged = 0, linked = 0, copies = 0;

  void Look(const CollectionView& whole) {
    const NearDuplicates duplicates(whole.documents());
    for (const auto& document : whole.documents())
      copies += duplicates.OriginalOf(document.get()) == document.get() ? 0 : 1;
    for (const auto& entry : whole.directory().entries()) {
      merged += entry->keys.size() > 1 ? 1 : 0;
      judged += entry->judgement_ids.empty() ? 0 : 1;
    }
    const v1::Briefing events = whole.Brief("news", Parse("kinds: RECORD_KIND_EVENT"), 1);
    for (const v1::BriefingRecord& record : events.records()) {
      linked += record.event().outcomes_size() + record.event().contradicting_record_ids_size() > 0 ? 1 : 0;
    }
  }
};

int Seeds(int usual) {
  const char* asked = std::getenv("CASPIAN_VIEW_SEEDS");
  return asked == nullptr ? usual : std::atoi(asked);
}

TEST(GrowingViewTest, IsAtEachStepWhatAWholeViewIs) {
  Seen seen;
  for (int seed = 0; seed < Seeds(30); ++seed) {
    std::mt19937 random(static_cast<uint32_t>(seed));
    // Records of entities are tallied in half of the cases, and made anew in others.
    GrowingView view(seed % 2 == 0 ? 1 : 1000);
    std::vector<Verdict> verdicts;
    for (int step = 0; step < 25; ++step) {
      view.Apply(RandomChanges(step == 0 ? 12 : 3, &random));
      if (Pick(3, &random) == 0) {
        verdicts = RandomVerdicts(view.documents(), &random);
        view.SetVerdicts(verdicts);
      }

      SCOPED_TRACE(absl::StrCat("seed ", seed, ", step ", step));
      const CollectionView whole(view.documents(), verdicts);
      ExpectEqual(view, whole, &random);
      if (HasFatalFailure()) return;
      ExpectSameReferences(view, whole, &random);
      if (HasFatalFailure()) return;
      seen.Look(whole);
    }
  }
  EXPECT_GT(seen.merged, 100);
  EXPECT_GT(seen.judged, 100);
  EXPECT_GT(seen.linked, 50);
  EXPECT_GT(seen.copies, 50);
}

TEST(GrowingViewTest, EndsWhereItBeganWhenAllDocumentsGo) {
  std::mt19937 random(77);
  GrowingView view;
  std::vector<DocumentChange> come, go;
  for (int i = 0; i < 20; ++i) {
    const std::string id = absl::StrCat("doc-", i);
    come.push_back({id, FactsOf(RandomDocument(id, &random))});
    go.push_back({id, nullptr});
  }
  view.Apply(come);
  view.Apply(go);

  std::string next;
  const v1::Briefing briefing = view.Brief("news", Parse(""), 3, {}, &next);
  EXPECT_EQ(briefing.records_size(), 0);
  EXPECT_EQ(briefing.documents_size(), 0);
  EXPECT_EQ(briefing.counts().SerializeAsString(), "");
}

// A block of names that too many share gives edges no more, and gives them again when it is small enough.
TEST(GrowingViewTest, FollowsABlockOfNamesAcrossItsBound) {
  GrowingView view;
  const auto document = [](int i) {
    SubmissionBuilder builder(absl::StrCat("doc-", 1000 + i));
    const std::string name = absl::StrCat("Berta ", std::string(1 + i % 2, 'L'), "andau ", i);
    builder.Sentence(absl::StrCat(name, " spoke."));
    builder.Name("PERSON", name);
    return builder.Build();
  };
  std::vector<DocumentChange> all;
  for (int i = 0; i < static_cast<int>(kMostNamesOfAWord) - 1; ++i) {
    const Submission one = document(i);
    all.push_back({one.document.id(), FactsOf(one)});
  }
  view.Apply(all);
  std::mt19937 random(1);
  for (const int step : {199, 200, 201, -201, -200, 202, -199, -202}) {
    const Submission one = document(std::abs(step));
    view.Apply({{one.document.id(), step < 0 ? nullptr : FactsOf(one)}});

    std::string next;
    const CollectionView whole(view.documents());
    ASSERT_EQ(SerializeDeterministically(view.Brief("news", Parse(""), 1, {}, &next)),
              SerializeDeterministically(whole.Brief("news", Parse(""), 1)))
        << step;
  }
}

}  // namespace
}  // namespace caspian::aggregator
