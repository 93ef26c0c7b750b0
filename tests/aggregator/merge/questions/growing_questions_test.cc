// What a view that is kept up says of merging is at each step what one that is made whole says: why records are one or
// are not, and which may be, over random documents that come, change and go, and judgements.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/questions/match_pages.h"
#include "aggregator/merge/questions/merge_explanation.h"
#include "aggregator/merge/questions/page_token.h"
#include "aggregator/merge/records/event_neighbours.h"
#include "aggregator/merge/resolution/name_edges.h"
#include "aggregator/merge/views/briefing.h"
#include "aggregator/merge/views/growing_view.h"
#include "common/base/error.h"
#include "common/base/sha256.h"
#include "tests/aggregator/testing/random_collection.h"

namespace caspian::aggregator {
namespace {

// The possible matches, page by page.
v1::ListPossibleMatchesResponse Paged(const GrowingView& view, size_t page_size) {
  v1::ListPossibleMatchesResponse all;
  std::string position;
  do {
    const auto page = PossibleMatchesPage(view, "q", position, page_size);
    EXPECT_LE(page->matches_size(), static_cast<int>(page_size));
    position = *ReadPageToken("q", page->next_page_token());
    all.mutable_matches()->MergeFrom(page->matches());
  } while (!position.empty());
  return all;
}

void ExpectSameMatches(const GrowingView& view, const CollectionView& whole, size_t page_size,
                       std::set<int>* counts = nullptr) {
  v1::ListPossibleMatchesResponse expected;
  for (v1::PossibleMatch& match : PossibleMatchesOf(whole)) *expected.add_matches() = std::move(match);
  const v1::ListPossibleMatchesResponse got = Paged(view, page_size);
  ASSERT_EQ(SerializeDeterministically(got), SerializeDeterministically(expected))
      << got.Utf8DebugString() << "\nand not\n"
      << expected.Utf8DebugString();
  if (counts != nullptr) counts->insert(expected.matches_size());
}

void ExpectSameExplanation(const GrowingView& view, const CollectionView& whole, std::mt19937* random) {
  const auto any = [&]() -> const std::string& {
    return whole.groups()[Pick(static_cast<uint32_t>(whole.groups().size()), random)].key;
  };
  const std::string first = Pick(4, random) == 0 ? "Mikhail Orlov" : any(), second = any();
  const auto expected = ExplainMerge(whole, first, second), got = ExplainMerge(view, first, second);
  ASSERT_EQ(got.status(), expected.status());
  if (!expected.ok()) return;
  ASSERT_EQ(SerializeDeterministically(*got), SerializeDeterministically(*expected))
      << got->Utf8DebugString() << "\nand not\n"
      << expected->Utf8DebugString();
}

// Of two keys of one record: the way from one to the other. Of those that an edge names: why it joined them, or not.
void ExpectSameWays(const GrowingView& view, const CollectionView& whole) {
  const auto expect_same = [&](const std::string& first, const std::string& second) {
    const auto expected = ExplainMerge(whole, first, second), got = ExplainMerge(view, first, second);
    ASSERT_EQ(SerializeDeterministically(*got), SerializeDeterministically(*expected))
        << got->Utf8DebugString() << "\nand not\n"
        << expected->Utf8DebugString();
  };
  for (const auto& entry : whole.directory().entries()) expect_same(entry->keys.front(), entry->keys.back());
  for (const v1::MergeEdge& edge : whole.directory().resolution().edges())
    expect_same(edge.first_key(), edge.second_key());
}

// What random documents must bring about, lest the test compare nothing.
struct Seen {
  int forbidden = 0, ambiguous = 0, names = 0, surnames = 0, events = 0, ways = 0;

  void Look(const CollectionView& whole) {
    for (const v1::PossibleMatch& match : PossibleMatchesOf(whole)) {
      events += match.edge().evidence() == v1::MERGE_EVIDENCE_NEIGHBOUR ? 1 : 0;
      surnames += match.first().name() == "Lundqvist" || match.second().name() == "Lundqvist" ? 1 : 0;
      names += match.edge().evidence() == v1::MERGE_EVIDENCE_NAMES ? 1 : 0;
      for (const v1::MergeReason& reason : match.edge().reasons())
        ambiguous += reason.feature().find("ambiguous") == 0 ? 1 : 0;
    }
    for (const v1::MergeEdge& edge : whole.directory().resolution().edges())
      forbidden += edge.outcome() == v1::MERGE_OUTCOME_FORBIDDEN ? 1 : 0;
    for (const auto& entry : whole.directory().entries()) ways += entry->keys.size() > 2 ? 1 : 0;
  }
};

TEST(GrowingQuestionsTest, AreAnsweredAtEachStepAsOfAWholeView) {
  Seen seen;
  for (uint32_t seed = 0; seed < 50; ++seed) {
    std::mt19937 random(seed);
    GrowingView view;
    std::vector<Verdict> verdicts;
    const uint32_t first_asked = Pick(10, &random);
    for (uint32_t step = 0; step < 25; ++step) {
      view.Apply(RandomChanges(step == 0 ? 12 : 3, &random));
      if (Pick(3, &random) == 0) {
        verdicts = RandomVerdicts(view.documents(), &random);
        view.SetVerdicts(verdicts);
      }
      if (step < first_asked) continue;

      SCOPED_TRACE(absl::StrCat("seed ", seed, ", step ", step));
      const CollectionView whole(view.documents(), verdicts);
      ExpectSameMatches(view, whole, 1 + Pick(9, &random));
      if (HasFatalFailure()) return;
      ExpectSameWays(view, whole);
      if (HasFatalFailure()) return;
      for (int i = 0; i < 10 && !whole.groups().empty(); ++i) ExpectSameExplanation(view, whole, &random);
      if (HasFatalFailure()) return;
      seen.Look(whole);
    }
  }
  EXPECT_GT(seen.forbidden, 10);
  EXPECT_GT(seen.ambiguous, 50);
  EXPECT_GT(seen.names, 100);
  EXPECT_GT(seen.surnames, 50);
  EXPECT_GT(seen.events, 100);
  EXPECT_GT(seen.ways, 20);
}

// Adds and removes the documents of these numbers, a negative one goes, and asks after each.
template <typename Make>
void ExpectSameAcross(size_t most, Make make) {
  GrowingView view;
  std::set<int> counts;
  std::vector<DocumentChange> all;
  for (int i = 0; i < static_cast<int>(most) - 1; ++i)
    all.push_back({absl::StrCat("doc-", 1000 + i), FactsOf(make(absl::StrCat("doc-", 1000 + i), i))});
  view.Apply(all);
  const int at = static_cast<int>(most);
  for (const int step : {at - 1, at, at + 1, -at - 1, -at, at + 2, 1 - at, -at - 2}) {
    const std::string id = absl::StrCat("doc-", 1000 + std::abs(step));
    view.Apply({{id, step < 0 ? nullptr : FactsOf(make(id, step))}});

    SCOPED_TRACE(step);
    ExpectSameMatches(view, CollectionView(view.documents()), 1000, &counts);
    if (testing::Test::HasFatalFailure()) return;
  }
  EXPECT_GT(*counts.rbegin(), *counts.begin() + 5);
}

TEST(GrowingQuestionsTest, FollowAWordAcrossTheBoundOfItsNames) {
  ExpectSameAcross(kMostNamesOfAWord, [](const std::string& id, int i) {
    // Most have a word of their own beside it, and every twentieth is like its neighbour.
    const std::string name =
        absl::StrCat("Xaver ", i % 20 == 0 ? "A" : std::string(1, static_cast<char>('B' + i % 19)),
                     std::string(1, static_cast<char>('a' + i / 20)), "rundel", i % 20 < 2 ? "" : "sen");
    SubmissionBuilder builder(id);
    builder.Sentence(absl::StrCat(name, " spoke."));
    builder.Name("PERSON", name);
    return builder.Build();
  });
}

TEST(GrowingQuestionsTest, FollowAParticipantAcrossTheBoundOfItsEvents) {
  ExpectSameAcross(kMostEventsOfAParticipant, [](const std::string& id, int i) {
    const std::string day = absl::StrCat("20", 10 + i / 100, "-0", 1 + i / 20 % 5, "-", 10 + i % 10),
                      other = absl::StrCat("Partner ", i);
    SubmissionBuilder builder(id);
    builder.Sentence(absl::StrCat("Ilse Brandt met ", other, " on ", day, "."));
    const uint32_t agent = builder.Name("PERSON", "Ilse Brandt"), partner = builder.Name("PLACE", other),
                   when = builder.Day(day, day);
    if (i % 20 < 10) {
      builder.Event("MEET", {{"agent", agent}, {"when", when}});
    } else {
      builder.Event("MEET", {{"agent", agent}, {"partner", partner}, {"when", when}});
    }
    return builder.Build();
  });
}

TEST(GrowingQuestionsTest, RefuseAPositionThatIsNone) {
  const GrowingView view;

  for (const char* position : {"none", "9 ", "1 x y", "850 12 short", "850 -1 key"})
    EXPECT_EQ(ReasonOf(PossibleMatchesPage(view, "q", position, 10).status()), v1::ERROR_REASON_PAGE_TOKEN_INVALID)
        << position;
}

}  // namespace
}  // namespace caspian::aggregator
