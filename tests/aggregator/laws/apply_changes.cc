#include "tests/aggregator/laws/apply_changes.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "common/base/sha256.h"
#include "tests/aggregator/testing/random_submissions.h"

namespace caspian::aggregator {
namespace {

constexpr char kCollection[] = "news";

void Delete(const Change& change, Aggregator* aggregator) {
  v1::DeleteDocumentRequest request;
  request.set_collection(kCollection);
  request.set_document_id(change.id);
  request.set_revision(change.revision);
  EXPECT_TRUE(aggregator->DeleteDocument(request).ok());
}

void Submit(const Submission& submission, Aggregator* aggregator, Aggregator::SubmitDone done) {
  while (!aggregator->TrySubmit(kCollection, submission.document, submission.extraction, done)) {
    absl::BlockingCounter room(1);
    aggregator->WhenRoom([&room] { room.DecrementCount(); });
    room.Wait();
  }
}

// The same document read by other rules, which see less of it.
Submission Reextracted(Submission submission, std::mt19937* random) {
  v1::Extraction& extraction = submission.extraction;
  const uint32_t version = 1 + Pick(3, random);
  extraction.mutable_rule_set()->set_version(version);
  extraction.mutable_rule_set()->set_digest(Sha256Hex(absl::StrCat("test-pack ", version, " ", Pick(2, random))));
  extraction.set_engine_version(1 + Pick(2, random));
  if (Pick(2, random) == 0) extraction.mutable_events()->RemoveLast();
  if (Pick(3, random) == 0) extraction.clear_statements();
  return submission;
}

}  // namespace

std::vector<v1::StoreOutcome> ApplyOneByOne(const std::vector<Change>& changes, Aggregator* aggregator) {
  std::vector<v1::StoreOutcome> outcomes;
  for (const Change& change : changes) {
    if (change.revision > 0) {
      Delete(change, aggregator);
      continue;
    }
    absl::BlockingCounter one(1);
    Submit(change.submission, aggregator, [&one, &outcomes](const absl::StatusOr<v1::StoreOutcome>& outcome) {
      EXPECT_TRUE(outcome.ok()) << outcome.status();
      outcomes.push_back(outcome.value_or(v1::STORE_OUTCOME_UNSPECIFIED));
      one.DecrementCount();
    });
    one.Wait();
  }
  return outcomes;
}

void ApplyTogether(const std::vector<Change>& changes, Aggregator* aggregator) {
  int submissions = 0;
  for (const Change& change : changes) submissions += change.revision == 0 ? 1 : 0;
  absl::BlockingCounter all(submissions);
  for (const Change& change : changes) {
    if (change.revision > 0) {
      Delete(change, aggregator);
      continue;
    }
    Submit(change.submission, aggregator, [&all](const absl::StatusOr<v1::StoreOutcome>& outcome) {
      EXPECT_TRUE(outcome.ok()) << outcome.status();
      all.DecrementCount();
    });
  }
  all.Wait();
}

std::string BriefingBytes(Aggregator* aggregator) {
  v1::GetBriefingRequest request;
  request.set_collection(kCollection);
  const auto briefing = aggregator->GetBriefing(request);
  EXPECT_TRUE(briefing.ok()) << briefing.status();
  return briefing.ok() ? SerializeDeterministically(*briefing) : "";
}

void Shuffle(std::vector<Change>* changes, std::mt19937* random) {
  for (size_t i = changes->size(); i > 1; --i)
    std::swap((*changes)[i - 1], (*changes)[Pick(static_cast<uint32_t>(i), random)]);
}

std::vector<Change> RandomCollection(int documents, std::mt19937* random) {
  std::vector<Change> changes;
  for (int i = 0; i < documents; ++i) {
    const std::string id = absl::StrCat("doc-", i);
    changes.push_back({RandomSubmission(id, 1 + Pick(3, random), random), id, 0});
    if (Pick(5, random) == 0) changes.push_back({RandomSubmission(id, 1 + Pick(3, random), random), id, 0});
    const Submission& last = changes.back().submission;
    if (Pick(5, random) == 0) changes.push_back({Reextracted(last, random), id, 0});
    if (Pick(8, random) == 0) changes.push_back({{}, id, 1 + Pick(3, random)});
  }
  return changes;
}

}  // namespace caspian::aggregator
