// The laws of a briefing with judgements: submissions, judgements and undoings in any order, again and again, give the
// same bytes; what was undone was never there.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>

#include "absl/strings/str_cat.h"
#include "tests/aggregator/testing/judging_fixture.h"
#include "tests/aggregator/testing/random_submissions.h"
#include "tests/aggregator/testing/temporary_folder.h"
#include "tests/aggregator/testing/whole_briefing.h"

namespace caspian::aggregator {
namespace {

using Change = std::function<void(Aggregator*)>;

class JudgementLawsTest : public JudgingFixture {
 protected:
  std::vector<Change> RandomSubmissions(std::mt19937* random) {
    std::vector<Change> changes;
    for (int i = 0; i < 8; ++i) {
      const Submission one = RandomSubmission(absl::StrCat("doc-", i), 1, random);
      Submit(one).IgnoreError();
      changes.push_back([one](Aggregator* aggregator) {
        absl::Notification done;
        aggregator->TrySubmit("news", one.document, one.extraction, [&](const auto&) { done.Notify(); });
        done.WaitForNotification();
      });
    }
    return changes;
  }

  // A judgement of something in the briefing as it is now, in its stored form.
  v1::JudgeRequest RandomJudgement(int number, std::mt19937* random) {
    constexpr v1::JudgementKind kOfEvents[] = {v1::JUDGEMENT_KIND_NOT_AN_EVENT, v1::JUDGEMENT_KIND_REVERSED,
                                               v1::JUDGEMENT_KIND_WRONG_DATE, v1::JUDGEMENT_KIND_AUTHORS_VIEW};
    const auto entities = Entities(), events = Events();
    const auto pick = [random](const auto& list) {
      return list[Pick(static_cast<uint32_t>(list.size()), random)].id();
    };
    v1::JudgeRequest request;
    if (events.empty() || Pick(2, random) == 0) {
      const auto kind = Pick(2, random) == 0 ? v1::JUDGEMENT_KIND_SAME : v1::JUDGEMENT_KIND_NOT_SAME;
      request = Request(kind, {pick(entities), pick(entities)}, absl::StrCat("j", number % 5));
    } else {
      request = Request(kOfEvents[Pick(4, random)], {pick(events)}, absl::StrCat("j", number % 5));
    }
    const auto response = aggregator_->Judge(request);
    if (!response.ok()) return {};
    request.clear_records();
    *request.mutable_judgement() = response->judgement();
    return request;
  }

  std::vector<Change> RandomJudgements(int count, std::mt19937* random) {
    std::vector<Change> changes;
    for (int i = 0; i < count; ++i) {
      const v1::JudgeRequest request = RandomJudgement(i, random);
      if (request.has_judgement())
        changes.push_back([request](Aggregator* aggregator) { EXPECT_TRUE(aggregator->Judge(request).ok()); });
      if (Pick(3, random) == 0) changes.push_back(UndoOf(absl::StrCat("j", Pick(5, random))));
    }
    return changes;
  }

  Change UndoOf(const std::string& id) {
    v1::UndoJudgementRequest request;
    request.set_collection("news");
    request.set_judgement_id(id);
    request.mutable_undo()->set_author("bo");
    request.mutable_undo()->set_undone_time(Minute(++minute_));
    EXPECT_TRUE(aggregator_->UndoJudgement(request).ok());
    return [request](Aggregator* aggregator) { EXPECT_TRUE(aggregator->UndoJudgement(request).ok()); };
  }

  static std::string BytesOf(Aggregator* aggregator) {
    v1::GetBriefingRequest request;
    request.set_collection("news");
    return SerializeDeterministically(*aggregator->GetBriefing(request));
  }

  static std::string BytesAfter(const std::vector<Change>& changes, std::unique_ptr<Store> store) {
    auto aggregator = *Aggregator::Create({}, std::move(store));
    for (const Change& change : changes) change(aggregator.get());
    return BytesOf(aggregator.get());
  }
};

std::vector<Change> Shuffled(std::vector<Change> changes, std::mt19937* random) {
  for (size_t i = changes.size(); i > 1; --i)
    std::swap(changes[i - 1], changes[Pick(static_cast<uint32_t>(i), random)]);
  return changes;
}

TEST_F(JudgementLawsTest, AnyOrderAndRepetitionGivesTheSameBytes) {
  for (uint32_t seed = 0; seed < 40; ++seed) {
    Start({});
    minute_ = 0;
    std::mt19937 random(seed);
    std::vector<Change> changes = RandomSubmissions(&random);
    for (Change& change : RandomJudgements(8, &random)) changes.push_back(std::move(change));
    const std::string expected = Bytes();
    for (int order = 0; order < 6; ++order) {
      std::vector<Change> again = changes;
      again.push_back(changes[Pick(static_cast<uint32_t>(changes.size()), &random)]);

      ASSERT_EQ(BytesAfter(Shuffled(again, &random), MakeMemoryStore()), expected) << "seed " << seed;
    }
  }
}

Change DeletionOf(const std::string& id) {
  return [id](Aggregator* aggregator) {
    v1::DeleteDocumentRequest request;
    request.set_collection("news");
    request.set_document_id(id);
    EXPECT_TRUE(aggregator->DeleteDocument(request).ok());
  };
}

TEST_F(JudgementLawsTest, EachStepGivesTheBytesOfAWholeViewOfTheStore) {
  for (uint32_t seed = 300; seed < 330; ++seed) {
    Start({});
    minute_ = 0;
    std::mt19937 random(seed);
    std::vector<Change> changes = RandomSubmissions(&random);
    for (Change& change : RandomJudgements(12, &random)) changes.push_back(std::move(change));
    for (int i = 0; i < 3; ++i) changes.push_back(DeletionOf(absl::StrCat("doc-", Pick(8, &random))));
    auto store = MakeMemoryStore();
    Store* const stored = store.get();
    const auto aggregator = *Aggregator::Create({}, std::move(store));
    int step = 0;
    for (const Change& change : Shuffled(changes, &random)) {
      change(aggregator.get());

      ASSERT_EQ(BytesOf(aggregator.get()), WholeBriefing(stored, "news")) << "seed " << seed << ", step " << step++;
    }
  }
}

TEST_F(JudgementLawsTest, BothStoresGiveTheSameBytes) {
  for (uint32_t seed = 100; seed < 104; ++seed) {
    Start({});
    minute_ = 0;
    std::mt19937 random(seed);
    std::vector<Change> changes = RandomSubmissions(&random);
    for (Change& change : RandomJudgements(8, &random)) changes.push_back(std::move(change));
    TemporaryFolder folder;

    ASSERT_EQ(BytesAfter(Shuffled(changes, &random), *OpenSqliteStore(folder.path())), Bytes()) << "seed " << seed;
  }
}

TEST_F(JudgementLawsTest, WhatIsUndoneWasNeverThere) {
  for (uint32_t seed = 200; seed < 230; ++seed) {
    Start({});
    minute_ = 0;
    std::mt19937 random(seed);
    RandomSubmissions(&random);
    const std::string before = Bytes();
    RandomJudgements(6, &random);

    for (int i = 0; i < 5; ++i) UndoOf(absl::StrCat("j", i));

    ASSERT_EQ(Bytes(), before) << "seed " << seed;
  }
}

}  // namespace
}  // namespace caspian::aggregator
