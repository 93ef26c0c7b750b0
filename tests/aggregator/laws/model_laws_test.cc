// The laws of a briefing against the reference model: 1,000 orders of 200 documents with their revisions,
// re-extractions and deletions, some of it twice, in groups of any size, end in the bytes that the model gives.
#include <gtest/gtest.h>

#include <cstdlib>
#include <thread>

#include "absl/strings/numbers.h"
#include "tests/aggregator/laws/apply_changes.h"
#include "tests/aggregator/testing/random_submissions.h"
#include "tests/aggregator/testing/temporary_folder.h"

namespace caspian::aggregator {
namespace {

constexpr int kDocuments = 200;

// How many orders a test tries, where the environment does not say another number.
int Orders(const char* variable, int usual) {
  int orders = usual;
  const char* asked = std::getenv(variable);
  if (asked != nullptr && !absl::SimpleAtoi(asked, &orders)) ADD_FAILURE() << variable << " is no number";
  return orders;
}

// All changes in another order, some of them more than once.
std::vector<Change> Reordered(const std::vector<Change>& changes, std::mt19937* random) {
  std::vector<Change> again = changes;
  for (uint32_t i = Pick(60, random); i > 0; --i)
    again.push_back(changes[Pick(static_cast<uint32_t>(changes.size()), random)]);
  Shuffle(&again, random);
  return again;
}

AggregatorOptions RandomGrouping(std::mt19937* random) {
  return {.commit_documents = 1 + static_cast<int>(Pick(64, random)), .commit_bytes = 1000u << Pick(12, random)};
}

// One collection in that many orders.
void CheckOrders(uint32_t seed, int orders) {
  std::mt19937 random(seed);
  const std::vector<Change> changes = RandomCollection(kDocuments, &random);
  const std::string expected = ReferenceModel(changes).Briefing();
  for (int order = 0; order < orders; ++order) {
    const auto aggregator = *Aggregator::Create(RandomGrouping(&random), MakeMemoryStore());
    const std::vector<Change> reordered = Reordered(changes, &random);
    // A view that is read once is kept up from then on.
    const auto half = reordered.begin() + static_cast<ptrdiff_t>(reordered.size() / 2);
    ApplyTogether({reordered.begin(), half}, aggregator.get());
    BriefingBytes(aggregator.get());
    ApplyTogether({half, reordered.end()}, aggregator.get());

    ASSERT_TRUE(BriefingBytes(aggregator.get()) == expected) << "seed " << seed << ", order " << order;
  }
}

TEST(ModelLawsTest, AnyOrderGroupingAndRepetitionEndsInTheBytesOfTheModel) {
  constexpr int kThreads = 2, kOrdersOfACollection = 50;
  const int collections = Orders("CASPIAN_LAW_ORDERS", 1000) / kOrdersOfACollection;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([thread, collections] {
      for (int seed = thread; seed < collections; seed += kThreads)
        CheckOrders(static_cast<uint32_t>(seed), kOrdersOfACollection);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(ModelLawsTest, EachStepOfAnyOrderHasTheOutcomeAndBytesOfTheModel) {
  for (uint32_t seed = 0; seed < 20; ++seed) {
    std::mt19937 random(5000 + seed);
    const std::vector<Change> changes = Reordered(RandomCollection(12, &random), &random);
    const auto aggregator = *Aggregator::Create({}, MakeMemoryStore());
    ReferenceModel model;
    for (size_t i = 0; i < changes.size(); ++i) {
      const bool submits = IsSubmission(changes[i]);
      const v1::StoreOutcome expected =
          submits ? model.OutcomeOf(changes[i].submission) : v1::STORE_OUTCOME_UNSPECIFIED;
      const std::vector<v1::StoreOutcome> outcomes = ApplyOneByOne({changes[i]}, aggregator.get());
      model.Apply(changes[i]);

      if (submits) ASSERT_EQ(outcomes.front(), expected) << "seed " << seed << ", step " << i;
      ASSERT_TRUE(BriefingBytes(aggregator.get()) == model.Briefing()) << "seed " << seed << ", step " << i;
    }
  }
}

// The changes that are not of this document.
std::vector<Change> Without(const std::string& id, const std::vector<Change>& changes) {
  std::vector<Change> others;
  for (const Change& change : changes) {
    if (change.id != id) others.push_back(change);
  }
  return others;
}

TEST(ModelLawsTest, ADeletionLeavesWhatNeverHavingHadTheDocumentGives) {
  std::mt19937 random(7000);
  const std::vector<Change> changes = RandomCollection(kDocuments, &random);
  const auto aggregator = *Aggregator::Create({}, MakeMemoryStore());
  ApplyTogether(changes, aggregator.get());
  std::vector<Change> left = changes;
  for (const char* id : {"doc-0", "doc-57", "doc-199"}) {
    ApplyOneByOne({{{}, id, 3}}, aggregator.get());
    left = Without(id, left);

    EXPECT_TRUE(BriefingBytes(aggregator.get()) == ReferenceModel(left).Briefing()) << id;
  }

  ApplyTogether(changes, aggregator.get());

  EXPECT_TRUE(BriefingBytes(aggregator.get()) == ReferenceModel(left).Briefing()) << "after a redelivery of all";
}

std::unique_ptr<Aggregator> OpenIn(const TemporaryFolder& folder, const AggregatorOptions& options) {
  return *Aggregator::Create(options, *OpenSqliteStore(folder.path()));
}

TEST(ModelLawsTest, TheStoreOnDiskEndsInTheSameBytesAlsoRebuiltAndReopened) {
  const int orders = Orders("CASPIAN_LAW_ORDERS_ON_DISK", 5);
  for (int order = 0; order < orders; ++order) {
    std::mt19937 random(static_cast<uint32_t>(9000 + order));
    const std::vector<Change> changes = RandomCollection(kDocuments, &random);
    const std::string expected = ReferenceModel(changes).Briefing();
    const TemporaryFolder folder;
    auto aggregator = OpenIn(folder, RandomGrouping(&random));
    ApplyTogether(Reordered(changes, &random), aggregator.get());

    ASSERT_TRUE(BriefingBytes(aggregator.get()) == expected) << "order " << order;
    ASSERT_TRUE(aggregator->Rebuild().ok());
    ASSERT_TRUE(BriefingBytes(aggregator.get()) == expected) << "order " << order << ", rebuilt";
    aggregator.reset();
    aggregator = OpenIn(folder, {});
    ASSERT_TRUE(BriefingBytes(aggregator.get()) == expected) << "order " << order << ", opened again";
  }
}

}  // namespace
}  // namespace caspian::aggregator
