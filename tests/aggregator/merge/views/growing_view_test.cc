// A view that is kept up gives at each step the bytes of one that is made whole: over random documents that come,
// change and go, with names that are spelled in many ways, judgements, and all sorts of filters.
#include "aggregator/merge/views/growing_view.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/judgements/entity_key.h"
#include "aggregator/merge/questions/record_reference.h"
#include "aggregator/merge/submissions/live.h"
#include "aggregator/merge/views/briefing.h"
#include "common/base/sha256.h"
#include "google/protobuf/text_format.h"
#include "tests/aggregator/testing/random_submissions.h"
#include "tests/aggregator/testing/submission_builder.h"

namespace caspian::aggregator {
namespace {

// Names that are one for sure, that may be, that contradict each other, and that stand for others for short.
struct SampleName {
  const char* label;
  const char* words;
  const char* country;
};
constexpr SampleName kNames[] = {{"PERSON", "Mikhail Orlov", ""},
                                 {"PERSON", "Mihail Orlov", ""},
                                 {"PERSON", "Mikhail A. Orlov", ""},
                                 {"PERSON", "Mikhail B. Orlov", ""},
                                 {"PERSON", "Orlov", ""},
                                 {"PERSON", "Mikhail Orlov", "RU"},
                                 {"PERSON", "Mikhail Orlov", "UA"},
                                 {"PERSON", "Yusuf Karimov", ""},
                                 {"PERSON", "Yusif Kerimov", ""},
                                 {"PERSON", "Yusuf Kerimov", "AZ"},
                                 {"ORGANIZATION", "Northern Harbour Bank", ""},
                                 {"ORGANIZATION", "NHB", ""},
                                 {"ORGANIZATION", "Northern Harbor Bank", ""},
                                 {"ORGANIZATION", "Northern Harbour Bank Ltd", ""},
                                 {"FACILITY", "Northern Harbour Bank", ""},
                                 {"PLACE", "Jordan", "JO"},
                                 {"PLACE", "Egypt", "EG"},
                                 {"AGREEMENT", "Lake Water Accord", ""},
                                 {"AGREEMENT", "accord", ""}};

Submission RandomDocument(const std::string& id, std::mt19937* random) {
  if (Pick(3, random) == 0) return RandomSubmission(id, 1, random);
  SubmissionBuilder builder(id);
  builder.Publisher(Pick(2, random) == 0 ? "Delta Agency" : "Morning Ledger");
  for (uint32_t sentence = 1 + Pick(3, random); sentence > 0; --sentence) {
    const SampleName& a = kNames[Pick(std::size(kNames), random)];
    const SampleName& b = kNames[Pick(std::size(kNames), random)];
    const std::string day = absl::StrCat("2011-03-0", 1 + Pick(3, random));
    const std::string filler = Pick(2, random) == 0
                                   ? "of the old quay by the lake where boats of all towns lie at night "
                                   : absl::StrCat("of matter ", Pick(1000, random), " ");
    builder.Sentence(absl::StrCat("Chief ", a.words, " met ", b.words, " on ", day, " in the hall ", filler, filler,
                                  "and spoke there of what the year had brought to the people of both."));
    const auto add = [&builder](const SampleName& one) {
      return builder.Name(one.label, one.words, "", one.country, one.label == std::string("PLACE") ? "country" : "");
    };
    const uint32_t agent = add(a), partner = add(b), when = builder.Day(day, day);
    if (Pick(4, random) == 0 && a.label == std::string("PERSON")) builder.Office(a.words, "Chief", b.words);
    const v1::Actuality actuality = Pick(3, random) == 0 ? v1::ACTUALITY_PLANNED : v1::ACTUALITY_HAPPENED;
    const v1::Polarity polarity = Pick(4, random) == 0 ? v1::POLARITY_NO : v1::POLARITY_YES;
    builder.Event(Pick(2, random) == 0 ? "MEET" : "VISIT", {{"agent", agent}, {"partner", partner}, {"when", when}},
                  actuality, polarity);
    if (Pick(2, random) == 0)
      builder.Statement("SAY", {{"holder", agent}}, Pick(2, random) == 0 ? "spoke there of what" : "");
  }
  return builder.Build();
}

std::shared_ptr<const DocumentFacts> FactsOf(Submission submission) {
  return ReadFacts(*MakeLiveDocument(std::move(submission.document), std::move(submission.extraction)));
}

// Verdicts on keys that documents have, the later first.
std::vector<Verdict> RandomVerdicts(const DocumentList& documents, std::mt19937* random) {
  std::vector<std::string> keys;
  for (const auto& document : documents) {
    for (const EntityFact& entity : document->entities) keys.push_back(entity.key);
  }
  std::vector<Verdict> verdicts;
  std::set<std::pair<std::string, std::string>> judged;
  for (uint32_t i = Pick(6, random); i > 0 && !keys.empty(); --i) {
    const std::string a = keys[Pick(static_cast<uint32_t>(keys.size()), random)];
    const std::string b = keys[Pick(static_cast<uint32_t>(keys.size()), random)];
    if (a == b || !judged.insert(std::minmax(a, b)).second) continue;
    verdicts.push_back({std::min(a, b), std::max(a, b), Pick(2, random) == 0, absl::StrCat("j", i)});
  }
  return verdicts;
}

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

std::string Paged(const GrowingView& view, const Filter& filter, size_t page_size) {
  v1::Briefing all;
  std::string next;
  do {
    const v1::Briefing page = view.Brief("news", filter, 3, {next, page_size}, &next);
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
  std::vector<std::string> references = {"Mikhail Orlov", "orlov", "NHB", "Jordan", "accord", "Delta Agency", "?"};
  if (!whole.groups().empty()) {
    const RecordGroup& group = whole.groups()[Pick(static_cast<uint32_t>(whole.groups().size()), random)];
    references.insert(references.end(), {group.id, group.key});
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
      std::map<std::string, DocumentChange> changes;
      for (uint32_t i = 1 + Pick(step == 0 ? 12 : 3, &random); i > 0; --i) {
        const std::string id = absl::StrCat("doc-", Pick(14, &random));
        const bool goes = Pick(3, &random) == 0;
        changes[id] = {id, goes ? nullptr : FactsOf(RandomDocument(id, &random))};
      }
      std::vector<DocumentChange> list;
      for (const auto& [id, change] : changes) list.push_back(change);
      view.Apply(list);
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
